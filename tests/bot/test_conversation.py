"""What somebody is asked, and what becomes of their answers."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from bot.address import Account, Address
from bot.answer import of_choice
from bot.choice import Choice
from bot.conversation import respond_again
from bot.errors import StoreError
from bot.question import Field, Question
from bot.reply import Reply
from bot.request import Role
from bot.staff import Act, Deed
from bot.views.asking import prompted
from bot.words import phrase, words_for
from tests.bot.managed import read
from tests.bot.replies import offered
from tests.bot.talking import Talker
from tests.invented import NOON, READER, TERMINAL

if TYPE_CHECKING:
    from bot.desk import Desk

WHICH, WHAT = "Which fact is it?", "What is wrong?"
EDDA, OLGA = Account("console", "edda"), Account("console", "olga")


async def reports(desk: Desk) -> int:
    return (await desk.store.counts()).reports


async def test_what_a_command_goes_without_is_asked_for_one_thing_after_another(
    rita: Talker, desk: Desk
) -> None:
    assert (await rita.reads("/report harbour-reopens")).startswith(WHICH)
    assert (await rita.reads("1")).startswith(WHAT)
    assert (await rita.reads("It was a Tuesday.")).startswith("Thank you.")
    assert await reports(desk) == 1
    assert await rita.asked() is None


async def test_what_was_given_is_not_asked_for(rita: Talker) -> None:
    assert (await rita.reads("/report harbour-reopens 1")).startswith(WHAT)


async def test_what_nobody_would_know_how_to_ask_for_is_a_mistake(rita: Talker) -> None:
    assert (await rita.reads("/search")).startswith("Something is missing: query.")
    assert await rita.asked() is None


async def test_which_story_is_meant_is_asked_for_too(rita: Talker, desk: Desk) -> None:
    assert (await rita.reads("/report")).startswith("Which story is it?")
    assert (await rita.reads("harbour-reopens")).startswith(WHICH)
    assert (await rita.reads("/skip")).startswith(WHAT)
    assert (await rita.reads("It was a Tuesday.")).startswith("Thank you.")
    assert await reports(desk) == 1


async def test_a_story_that_is_none_is_asked_for_again(rita: Talker) -> None:
    for said in ("/report", "nowhere", "-", "It was a Tuesday."):
        told = await rita.says(said)
    assert read(told).startswith("No story is called “nowhere”.")
    assert "Now: nowhere" in read(told)


@pytest.mark.parametrize("way", ["-", "press"])
async def test_what_is_optional_can_be_left_out(rita: Talker, desk: Desk, way: str) -> None:
    asked = await rita.says("/report harbour-reopens")
    if way == "press":
        answer = await rita.presses(asked, "Leave it out")
    else:
        answer = await rita.says(way)
    assert read(answer).startswith(WHAT)
    await rita.says("The headline.")
    assert await reports(desk) == 1


async def test_what_is_needed_cannot_be_left_out(rita: Talker) -> None:
    asked = await rita.says("/report harbour-reopens 1")
    assert {each.label for each in offered(asked)} == {"Cancel"}
    told = await rita.says("/skip")
    assert read(told).startswith("This cannot be left out.")
    assert [each.label for each in offered(told)] == ["Cancel"]
    assert await rita.asked() is not None


async def test_one_can_go_back_to_what_one_was_asked_before(rita: Talker) -> None:
    await rita.says("/report harbour-reopens")
    again = await rita.presses(await rita.says("1"), "Back")
    assert read(again).startswith(WHICH)
    assert "Now: 1" in read(again)
    assert read(await rita.presses(again, "Keep it")).startswith(WHAT)


async def test_a_button_of_an_earlier_moment_does_nothing_to_this_one(rita: Talker) -> None:
    before = await rita.says("/report harbour-reopens")
    asked = await rita.says("1")
    late = await rita.presses(before, "Leave it out")
    assert late.failed
    assert read(late) == "This is not asked any more."
    assert await rita.asked() == asked.asks


@pytest.mark.parametrize("line", ["/skip", "/back"])
async def test_where_nothing_is_asked_there_is_nothing_to_leave_out(
    rita: Talker, line: str
) -> None:
    assert (await rita.reads(line)) == "This is not asked any more."


async def test_one_can_stop(rita: Talker, desk: Desk) -> None:
    asked = await rita.says("/report harbour-reopens")
    assert read(await rita.presses(asked, "Cancel")) == "Stopped."
    assert await rita.asked() is None
    assert await rita.reads("/cancel") == "You are not asked anything."
    assert await reports(desk) == 0


async def test_another_command_ends_a_question(rita: Talker) -> None:
    await rita.says("/report harbour-reopens")
    await rita.says("/topics")
    assert await rita.asked() is None


async def test_a_line_that_is_no_command_does_not(rita: Talker) -> None:
    await rita.says("/report harbour-reopens")
    told = await rita.says("/frobnicate")
    assert told.failed
    assert WHICH in read(told)
    assert await rita.asked() is not None


async def test_an_answer_that_cannot_be_taken_is_asked_for_again_with_all_that_was_said(
    rita: Talker,
) -> None:
    await rita.says("/report harbour-reopens")
    await rita.says("9")
    told = await rita.reads("It was a Tuesday.")
    assert told.startswith("This story has no fact 9; it has 2.")
    assert "Now: 9" in told
    assert "Now: It was a Tuesday." in await rita.reads("1")
    kept = await rita.says("It was a Monday.")
    assert read(kept).startswith("Thank you.")


async def test_it_is_asked_of_one_person_in_one_place(desk: Desk, rita: Talker) -> None:
    await rita.says("/report harbour-reopens")
    elsewhere = Talker(desk, READER, Address("console", "elsewhere"))
    for other in (elsewhere, Talker(desk, EDDA)):
        assert await other.asked() is None


async def test_who_may_not_do_it_any_more_is_told_and_not_asked_again(desk: Desk) -> None:
    act = Act(OLGA, TERMINAL, NOON, Deed.APPOINTED)
    await desk.store.staff.appoint(EDDA, Role.EDITOR, act=act)
    edda = Talker(desk, EDDA)
    await edda.says("/addstory")
    await desk.store.staff.appoint(EDDA, Role.READER, act=act)
    assert (await edda.reads("Harbour closes again")).startswith("Only editors may do this.")
    assert await edda.asked() is None
    assert await desk.store.asking.sketch(EDDA) is None


async def test_a_question_whose_command_is_gone_is_told(desk: Desk, rita: Talker) -> None:
    question = Question("frobnicate", (), (Field("what", "What?"),))
    await desk.store.asking.ask(READER, TERMINAL, question, at=NOON)
    assert (await rita.reads("x")).startswith("There is no command /frobnicate.")


async def test_where_the_store_fails_that_is_said(
    desk: Desk, rita: Talker, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def busy(*_: object, **__: object) -> None:
        raise StoreError(phrase("The database is held by another program."))

    monkeypatch.setattr(desk.store.asking, "ask", busy)
    monkeypatch.setattr(desk.store.asking, "asked", busy)
    assert await rita.reads("/report harbour-reopens") == "The database is held by another program."
    assert (await rita.reads("/topics")).startswith("Topics")


def test_where_others_write_too_the_answer_is_a_reply() -> None:
    asks = Question("report", ("~1",), (Field("note", WHAT),))
    alone, among = (
        prompted(words_for("en"), Reply((), asks=asks), aside=aside) for aside in (False, True)
    )
    assert offered(alone) == [Choice("Cancel", "cancel")]
    assert "Reply to this message." not in read(alone)
    assert offered(among) == []
    assert "Reply to this message." in read(among)


def test_what_asks_nothing_is_left_as_it_is() -> None:
    reply = Reply(())
    assert prompted(words_for("en"), reply) is reply


async def test_who_was_not_answered_before_a_stop_is_told_to_see_whether_it_is_done(
    rita: Talker,
) -> None:
    request = of_choice("1/help", who=READER, where=rita.where, language="en")
    assert read(await respond_again(rita.desk, request)) == (
        "I was stopped before I could answer this, so I do not do it a second time. See whether it "
        "is done; if not, ask for it again."
    )
