"""No text breaks a message, pings anybody or hides where a link goes."""

from __future__ import annotations

import re
from itertools import combinations
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from adapters.telegram import LIMITS
from adapters.telegram.harmless import harmless, link_text
from adapters.telegram.line import content
from adapters.telegram.paging import in_one, messages
from adapters.telegram.render import rendered
from bot.cutting.pages import cut
from bot.reply import Choices, Citation, Emphasis, Link, Paragraph, Plain, Reply, Strong, Text
from bot.visible import BLANK
from tests.every_view import views_of_any_story
from tests.hostile import hold_direction, long_replies, replies, texts
from tests.platforms.specs import telegram_spec
from tests.telegram.annotated import of

if TYPE_CHECKING:
    from adapters.telegram.render import Drawn

MENTION = re.compile(r"(?<![A-Za-z0-9_])@[A-Za-z0-9_]")
SCHEME = re.compile(r"(?<!http)(?<!https)://", re.IGNORECASE)


def hold(drawn: Drawn) -> None:
    """Hold a message to everything that Telegram demands and a reader may trust in."""
    assert telegram_spec().validate("sendMessage", {"chat_id": 1, **content(drawn)}) == []
    assert 1 <= len(drawn.text) <= 4096
    assert drawn.text == drawn.text.strip()
    assert not MENTION.search(drawn.text)
    assert not SCHEME.search(drawn.text)
    hold_direction(drawn.text)
    hold_entities(drawn)
    assert sum(map(len, drawn.buttons)) <= 100
    for button in (button for row in drawn.buttons for button in row):
        assert 1 <= len(button["callback_data"].encode()) <= 64
        assert button["text"].strip()


def hold_entities(drawn: Drawn) -> None:
    end = len(drawn.text.encode("utf-16-le")) // 2
    assert len(drawn.entities) <= 100
    spans = [(e["offset"], e["offset"] + e["length"]) for e in drawn.entities]
    assert spans == sorted(spans, key=lambda span: (span[0], -span[1]))
    for entity, (start, stop) in zip(drawn.entities, spans, strict=True):
        assert 0 <= start < stop <= end
        part = of(entity, drawn.text)
        assert part == part.strip()
        assert part
        if "url" in entity:
            assert entity["url"].startswith(("https://", "http://"))
    for (_, stop), (later, later_stop) in combinations(spans, 2):
        assert later >= stop or later_stop <= stop


def parts(reply: Reply) -> list[Drawn]:
    """Draw a reply as the door does."""
    drawn = [rendered(message, "+") for message in cut(reply, LIMITS)]
    assert len(messages(reply)) in {1, len(drawn)}
    return drawn


@given(replies)
def test_any_reply_makes_sound_messages(reply: Reply) -> None:
    for drawn in parts(reply):
        hold(drawn)


@given(replies)
def test_any_reply_can_be_one_message(reply: Reply) -> None:
    hold(in_one(reply))


@settings(max_examples=20)  # a long text is cut slowly where nothing invites to it
@given(long_replies)
def test_a_long_reply_makes_sound_messages(reply: Reply) -> None:
    for drawn in parts(reply):
        hold(drawn)


@given(views_of_any_story)
def test_any_story_makes_sound_messages(views: tuple[Reply, ...]) -> None:
    for view in views:
        for drawn in parts(view):
            hold(drawn)


@given(replies)
def test_every_press_is_kept(reply: Reply) -> None:
    kept = [b["callback_data"] for drawn in parts(reply) for row in drawn.buttons for b in row]
    wanted = [
        "+" + choice.action
        for block in reply.blocks
        if isinstance(block, Choices)
        for choice in block.choices
    ]
    assert kept == wanted


@given(st.lists(st.builds(Plain, texts) | st.builds(Strong, texts), max_size=4).map(tuple))
def test_what_is_said_is_said_whatever_it_holds(text: Text) -> None:
    said = "".join(drawn.text for drawn in parts(Reply((Paragraph(text),))))
    wanted = "".join(run.text for run in text if isinstance(run, Plain | Strong))
    assert letters(said) == letters(wanted)


def letters(text: str) -> str:
    return "".join(each for each in text if each.isalnum() and each not in BLANK)


@pytest.mark.parametrize(
    ("text", "url", "shown"),
    [
        ("Reuters", "https://reuters.example/1", "Reuters"),
        ("good.example", "https://good.example/login", "good.example"),
        ("https://www.good.example/a", "https://good.example/b", "https://www.good.example/a"),
        ("https://good.example", "https://evil.example", "https://good.example (evil.example)"),
        ("good.example", "https://evil.example/good.example", "good.example (evil.example)"),
        ("Log in at good.example", "http://1.2.3.4", "Log in at good.example (1.2.3.4)"),
        ("good.example", "https://good.example@evil.example", "good.example (evil.example)"),
        ("good.example", "https://ⓔvil。exam%70le", "good.example (evil.example)"),
        ("  ", "https://evil.example/x", "evil.example"),
        ("The U.S. acts", "https://news.example", "The U.S. acts"),
    ],
)
def test_a_link_never_hides_where_it_goes(text: str, url: str, shown: str) -> None:
    assert link_text(text, url) == shown


@pytest.mark.parametrize(
    "url",
    [
        "javascript:x",
        "tg://user?id=1",
        "https://[x",
        "",
        "//a.example",
        "https://localhost/x",
        "https://a.example:99999/",
        "https://a%zz.example/",
        "https://good.example\\@evil.example/",
    ],
)
def test_only_web_addresses_are_links(url: str) -> None:
    drawn = rendered(Reply((Paragraph((Link("here", url), Citation(1, "Post", url))),)))
    assert drawn.text == "here[1 Post]"
    assert drawn.entities == []


@pytest.mark.parametrize(
    "text", ["e\u0301", "👩‍👩‍👧", "می‌خواهم", "a b@c.example", "x\ny", "50 @ 3", "http://a.b"]
)
def test_what_people_write_stays_as_it_is(text: str) -> None:
    assert harmless(text) == text


def test_a_message_that_says_nothing_is_a_sign_at_least() -> None:
    for text in ("", " \n", "\u200b", "\u2060\u3164", "\u202e"):
        drawn = rendered(Reply((Paragraph((Strong(text),)),)))
        assert (drawn.text, drawn.entities) == ("…", [])


def test_what_stands_between_two_names_is_not_turned_around() -> None:
    drawn = rendered(Reply((Paragraph((Strong("Reuters"), Emphasis(" · الحقيقة 1"))),)))
    assert drawn.text == "\u2068Reuters\u2069 · \u2068الحقيقة 1\u2069"
