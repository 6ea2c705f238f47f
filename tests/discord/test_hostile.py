"""No text breaks a message, pings anybody or hides where a link goes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from hypothesis import example, given, settings
from hypothesis import strategies as st

from adapters.discord import LIMITS
from adapters.discord.body import as_components, as_embed
from adapters.discord.paging import ANEW, Message, messages
from adapters.discord.units import units
from bot.cutting.pages import cut
from bot.reply import Choices, Emphasis, Paragraph, Plain, Reply, Strong, Struck, Text
from bot.visible import legible
from tests.discord.seen import BEGINNING, seen
from tests.every_view import views_of_any_story
from tests.hostile import (
    hold_direction,
    long_replies,
    many_blocks,
    replies,
    texts,
)
from tests.platforms.specs import discord_spec

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator


SENT = "/channels/1/messages"


def every(components: Iterable[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    """Give all components, also those within others."""
    for component in components:
        yield component
        yield from every(component.get("components", []))
        if "accessory" in component:
            yield component["accessory"]


def hold(message: Message) -> None:
    """Hold a message to everything that Discord demands and a reader may trust in."""
    for said, most in ((as_components(message), 4000), (as_embed(message), 4096)):
        assert discord_spec().validate("POST", SENT, said) == []
        assert said["allowed_mentions"] == {"parse": []}
        components = [*every(said["components"])]
        assert len(components) <= 40
        texts = [each["content"] for each in components if "content" in each]
        texts += [embed["description"] for embed in said.get("embeds", ())]
        assert sum(map(units, texts)) <= most
        for text in texts:
            hold_text(text)
        ids = [each["custom_id"] for each in components if "custom_id" in each]
        assert len(ids) == len(set(ids)) <= 25
        for button in (each for each in components if "custom_id" in each):
            assert 1 <= len(button["custom_id"].encode()) <= 64
            assert button["label"].strip()
            assert 1 <= units(button["label"]) <= 80


def hold_text(text: str) -> None:
    assert text.strip()
    read = seen(text)
    assert read.tricks == []
    for _, url in read.links:
        assert url.lower().startswith(("https://", "http://"))
    hold_direction(text)


def parts(reply: Reply) -> list[Message]:
    """Take a reply apart as the door does."""
    return [Message(message, ANEW) for message in cut(reply, LIMITS)]


@given(replies)
def test_any_reply_makes_sound_messages(reply: Reply) -> None:
    for message in [*parts(reply), *messages(reply)]:
        hold(message)


@settings(max_examples=15)  # each example is many messages
@given(many_blocks)
@example(Reply((Paragraph((Plain(":"), Struck("x"), Plain(":"))),)))
def test_a_reply_of_many_parts_makes_sound_messages(reply: Reply) -> None:
    for message in [*parts(reply), *messages(reply)]:
        hold(message)


@settings(max_examples=20)  # a long text is cut slowly where nothing invites to it
@given(long_replies)
def test_a_long_reply_makes_sound_messages(reply: Reply) -> None:
    for message in parts(reply):
        hold(message)


@settings(max_examples=30)  # each example is seven views
@given(views_of_any_story)
def test_any_story_makes_sound_messages(views: tuple[Reply, ...]) -> None:
    for view in views:
        for message in parts(view):
            hold(message)


@given(replies)
def test_every_press_is_kept_once(reply: Reply) -> None:
    kept = [
        each["custom_id"]
        for message in parts(reply)
        for each in every(message.drawn.components)
        if "custom_id" in each
    ]
    wanted = [
        ANEW + choice.action
        for block in reply.blocks
        if isinstance(block, Choices)
        for choice in block.choices
    ]
    assert set(kept) == set(wanted)
    if len(parts(reply)) == 1:
        assert kept == [*dict.fromkeys(wanted)]


@given(
    st.lists(
        st.builds(Plain, texts) | st.builds(Strong, texts) | st.builds(Emphasis, texts),
        max_size=4,
    ).map(tuple)
)
def test_what_is_said_is_said_whatever_it_holds(text: Text) -> None:
    markdown = "\n".join(
        each["content"]
        for message in parts(Reply((Paragraph(text),)))
        for each in every(message.drawn.components)
        if "content" in each
    )
    assert not BEGINNING.search(markdown)
    wanted = "".join(run.text for run in text if isinstance(run, Plain | Strong | Emphasis))
    assert signs(seen(markdown).text) == signs(legible(wanted)) or not signs(wanted)


def signs(text: str) -> str:
    """Leave out what nobody sees."""
    return "".join(each for each in text if each.isprintable() and not each.isspace())


def test_a_message_that_says_nothing_is_a_sign_at_least() -> None:
    for text in ("", " \n", "\u202e"):
        message = Message(Reply((Paragraph((Strong(text),)),)))
        hold(message)
        assert "…" in str(message.drawn.components)
