"""What readers may ask, and how they are understood."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.answer import answer, of_choice, parse
from bot.choice import Choice, pressed
from bot.commands import COMMANDS
from bot.completion import complete
from bot.conversation import respond_line
from bot.errors import Problem, StoreError
from bot.parsing import spread
from bot.reply import Items, Plain, Reply
from bot.request import Role
from bot.words import languages, phrase
from tests.bot.managed import read
from tests.bot.replies import offered, said, title
from tests.invented import READER, TERMINAL, a_story

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from bot.desk import Desk

    Asking = Callable[[str], Awaitable[Reply]]

READERS = [
    "briefing",
    "stories",
    "story",
    "facts",
    "sources",
    "narratives",
    "predictions",
    "changes",
    "search",
    "topics",
    "language",
    "report",
    "export",
    "help",
    "about",
    "start",
    "cancel",
    "skip",
    "back",
    "choose",
    "link",
]


def test_the_table_holds_every_command_of_readers() -> None:
    assert [name for name, each in COMMANDS.items() if each.role is Role.READER] == READERS


@pytest.mark.parametrize("name", READERS)
async def test_every_command_explains_itself(name: str, ask: Asking) -> None:
    reply = await ask(f"/help {name}")
    assert not reply.failed
    assert title(reply).startswith(f"/{name}")


@pytest.mark.parametrize("line", [e for c in COMMANDS.values() for e in c.examples])
async def test_every_example_is_understood(line: str, ask: Asking) -> None:
    """It may find nothing in this newsroom, but it is never wrongly used."""
    reply = await ask(line)
    assert not (reply.failed and "It is written" in said(reply))


@pytest.mark.parametrize(
    ("typed", "tag"),
    [
        *(("Deutsch", "de"), ("español", "es"), ("ESPAÑOL", "es"), ("العربية", "ar")),
        *(("English", "en"), ("german", "de"), ("alemán", "de"), ("الألمانية", "de")),
        *(("Arabisch", "ar"), ("es", "es"), ("DE", "de")),
    ],
)
@pytest.mark.parametrize("spoken", languages())
async def test_a_language_is_understood_whatever_it_is_called_in(
    typed: str, tag: str, spoken: str, ask: Asking, desk: Desk
) -> None:
    await ask(f"/language {spoken}")
    assert not (await ask(f"/language {typed}")).failed
    assert await desk.shelf.language(READER) == tag


async def test_the_other_languages_are_offered_by_their_own_names(ask: Asking) -> None:
    labels = [choice.label for choice in offered(await ask("/language de"))]
    assert labels == ["English", "العربية", "Español"]


async def test_an_unknown_command_is_told_the_nearest(ask: Asking) -> None:
    reply = await ask("/fatcs")
    assert reply.failed
    assert Choice("/facts", "facts") in offered(reply)


async def test_help_about_an_unknown_command_offers_help_about_the_nearest(ask: Asking) -> None:
    reply = await ask("/help fatcs")
    assert reply.failed
    assert Choice("/help facts", "help", ("facts",)) in offered(reply)


@pytest.mark.parametrize(
    ("line", "sentence"),
    [
        ("/topics of today", "There is too much behind /topics"),
        ("/search", "Something is missing: query."),
        ("/search " + "x" * 301, "query has 301 characters"),
        ("/search " + "x" * 5000, "This line has 5000 characters"),
        ("/report comet 9 wrong", "This story has no fact 9; it has 1."),
        ("/changes 1 99", "There is no revision 99"),
        ("/stories 99", "The list has no page 99."),
        ("/stories cookery", "No story has the topic “cookery”."),
        ("/language tlhingan", "I do not speak “tlhingan” yet."),
        ("/help cook", "There is no command /cook."),
        ("/search ...", "Nothing says “...”."),
    ],
)
async def test_wrong_use_gets_one_clear_sentence(line: str, sentence: str, ask: Asking) -> None:
    reply = await ask(line)
    assert reply.failed
    assert reply.private
    assert said(reply).startswith(sentence)


async def test_a_report_is_kept_with_what_it_is_about(ask: Asking, desk: Desk) -> None:
    kept = said(await ask("/report harbour 2 It was eleven ships"))
    assert "Your note on “Harbour of Lorrin reopens” has the number 1" in kept
    assert (await desk.store.counts()).reports == 1


async def test_changes_tell_what_was_corrected(ask: Asking, desk: Desk) -> None:
    changed = a_story("comet-seen", headline="Comet seen", published="2026-11-03")
    async for _ in desk.load([changed], lambda _: None):
        pass
    reply = await ask("/changes comet-seen")
    lines = [item.text for b in reply.blocks if isinstance(b, Items) for item in b.items]
    assert (Plain("The headline was “Comet seen over Marrow” and is “Comet seen”."),) in lines


async def test_of_a_story_that_ran_long_the_newest_changes_are_told(
    ask: Asking, desk: Desk
) -> None:
    for number in range(2, 15):
        changed = a_story("comet-seen", headline=f"Comet {number}", published="2026-11-03")
        async for _ in desk.load([changed], lambda _: None):
            pass
    told = read(await ask("/changes comet-seen"))
    assert "Revision 14," in told
    assert "Revision 5," in told
    assert "Revision 4," not in told
    assert "is “Comet 14”" in read(await ask("/changes comet-seen 1"))
    assert "There are: …, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14." in said(
        await ask("/changes comet-seen 99")
    )


@pytest.mark.parametrize(
    "action",
    [
        "",
        "2/facts",
        "1",
        "1/",
        "1/nothing",
        "1/facts/~99",
        "1/facts/~x",
        "x" * 500,
        "1/report/~1/1/x/y/z",
    ],
)
async def test_a_forged_or_foreign_button_is_answered_politely(action: str, desk: Desk) -> None:
    try:
        request = of_choice(action, who=READER, where=TERMINAL, language="en")
    except Problem:
        return
    reply = await answer(desk, request)
    assert "Something broke" not in str(reply.blocks[0])


@given(st.lists(st.text(max_size=5), max_size=3))
def test_an_action_comes_back_as_it_was_made(arguments: list[str]) -> None:
    choice = Choice("", "facts", tuple(arguments))
    if len("/".join(arguments).encode()) < 20:
        assert pressed(choice.action) == choice


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=200)
@given(line=st.text(max_size=80))
async def test_whatever_is_typed_there_is_an_answer(line: str, desk: Desk) -> None:
    _, reply = await respond_line(desk, line, who=READER, where=TERMINAL, language="en")
    assert reply.blocks
    assert "Something broke" not in str(reply.blocks[0])


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=200)
@given(name=st.sampled_from(READERS), rest=st.text(max_size=40))
async def test_whatever_a_command_is_given_there_is_an_answer(
    name: str, rest: str, desk: Desk
) -> None:
    line = f"/{name} {rest}"
    _, reply = await respond_line(desk, line, who=READER, where=TERMINAL, language="en")
    assert reply.blocks or reply.asks
    assert "Something broke" not in str(reply.blocks)


@pytest.mark.parametrize(
    ("line", "given_"),
    [
        ("/facts us emails", {"story": "us emails"}),
        ("/stories us politics 2", {"topic": "us politics", "page": "2"}),
        ("/stories 2", {"page": "2"}),
        ("/changes 2", {"story": "2"}),
        ("/changes 2 1", {"story": "2", "revision": "1"}),
        ("/report 1 it is wrong", {"story": "1", "note": "it is wrong"}),
        ("/report 1 3 it is wrong", {"story": "1", "fact": "3", "note": "it is wrong"}),
        ('/report "us emails" it is', {"story": "us emails", "note": "it is"}),
        ('/stories "2026"', {"topic": "2026"}),
        ('/stories "formula 1" 2', {"topic": "formula 1", "page": "2"}),
        ('/report 1 "2026 was wet"', {"story": "1", "note": "2026 was wet"}),
        ('/facts "so', {"story": '"so'}),
        ("/topics", {}),
    ],
)
def test_words_go_to_the_arguments_they_are_meant_for(line: str, given_: dict[str, str]) -> None:
    request = parse(line, who=READER, where=TERMINAL, language="en")
    assert request.arguments == given_
    assert spread(COMMANDS[request.command], "") == {}


async def test_what_nobody_foresaw_is_logged_and_gets_one_apology(
    ask: Asking, desk: Desk, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    async def broken(*_: object, **__: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr(desk.store, "search", broken)
    assert said(await ask("/search ships")).startswith("Something broke on our side.")
    assert "ZeroDivisionError" in caplog.text


async def test_a_failing_store_is_said_and_logged(
    ask: Asking, desk: Desk, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    async def busy(*_: object, **__: object) -> None:
        raise StoreError(phrase("The database is held by another program."))

    monkeypatch.setattr(desk.store, "search", busy)
    assert said(await ask("/search ships")) == "The database is held by another program."
    assert "The store failed: The database is held by another program." in caplog.text
    assert "Traceback" not in caplog.text


@pytest.mark.parametrize(
    ("line", "values"),
    [
        ("/fa", {"facts"}),
        ("s", {"stories", "story", "sources", "search", "start"}),
        ("/facts harb", {"harbour-reopens"}),
        ("/facts ", {"comet-seen", "harbour-reopens", "bridge-falls"}),
        ("/facts old bri", {"bridge-falls"}),
        ("/stories sci", {"Science"}),
        ("/language ", {*languages()}),
        ("/help fac", {"facts"}),
        ("/help su", {"subscribe", "subscription"}),
        ("/report 1 wro", set()),
        ("/report harbour-reopens ", set()),
        ("/editstory harbour-reopens he", {"harbour-reopens headline"}),
        ("/editstory harbour-reopens headline x", set()),
        ("/nothing x", set()),
        ("/search shi", set()),
    ],
)
async def test_what_may_follow_is_suggested(line: str, values: set[str], desk: Desk) -> None:
    suggestions = await complete(desk, line, language="en")
    assert {each.value for each in suggestions} == values
