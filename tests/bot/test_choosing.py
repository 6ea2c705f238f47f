"""A name that could mean several stories: what was asked beside it is done for the one chosen."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from bot.answer import of_choice
from bot.conversation import respond, respond_again, respond_line
from bot.desk import Desk
from bot.export import to_yaml
from bot.reply import Document
from bot.request import File
from bot.views.asking import prompted
from bot.words import words_for
from tests.bot.managed import Clock, read
from tests.bot.replies import offered, publish
from tests.bot.staffed import chat_of
from tests.bot.talking import Talker
from tests.bot.writers import EDDA, PAUL, SLUG, a_newsroom, sending
from tests.invented import READER, a_story

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from bot.reply import Reply

REOPENS, BEGINS = "Harbour of Lorrin reopens", "Harbour festival begins"
LONG = "The festival begins on Friday and not on Saturday, says the harbour master of Lorrin."


@pytest.fixture
async def desk(clock: Clock) -> AsyncIterator[Desk]:
    """A newsroom in which readers see two stories of the harbour."""
    async with a_newsroom(clock) as room:
        await publish(room.desk, a_story(), a_story("festival-begins", headline=BEGINS))
        yield room.desk


@pytest.fixture
def edda(desk: Desk) -> Talker:
    return Talker(desk, EDDA, chat_of(EDDA), alone=True)


@pytest.fixture
def paul(desk: Desk) -> Talker:
    return Talker(desk, PAUL, chat_of(PAUL), alone=True)


@pytest.fixture
def rita(desk: Desk) -> Talker:
    return Talker(desk, READER, chat_of(READER), alone=True)


async def chooses(talker: Talker, asked: Reply, headline: str) -> Reply:
    """Press the button of a story."""
    (label,) = (each.label for each in offered(asked) if headline in each.label)
    return await talker.presses(asked, label)


async def is_planned(desk: Desk, slug: str) -> bool:
    found = await desk.store.workshop.manuscript(slug)
    assert found is not None
    return found.release is not None


@pytest.mark.parametrize("line", ["/publish harbour at 18:00 Paris", "/publish harb in 2 days"])
async def test_what_was_to_be_published_at_a_time_is_published_at_that_time(
    edda: Talker, paul: Talker, desk: Desk, line: str
) -> None:
    await edda.says(f"/editstory {SLUG} summary Not to be read before the evening.")
    asked = await paul.says(line)
    assert "Several stories could be meant" in read(asked)
    done = await chooses(paul, asked, REOPENS)
    assert "Revision 2 is to be published on" in read(done)
    assert await is_planned(desk, SLUG)


async def test_so_is_what_was_named_with_a_slip_of_the_pen(
    edda: Talker, paul: Talker, desk: Desk
) -> None:
    await edda.says("/editstory festival-begins summary Not to be read before tomorrow.")
    asked = await paul.says("/publish festivall tomorrow 8 Paris")
    assert asked.failed
    await chooses(paul, asked, BEGINS)
    assert await is_planned(desk, "festival-begins")


async def test_what_was_to_be_breaking_news_is(paul: Talker) -> None:
    done = await chooses(paul, await paul.says("/publish harbour breaking"), REOPENS)
    assert "Shall “Harbour of Lorrin reopens” go out as breaking news?" in read(done)


async def test_the_revision_that_was_named_is_the_one_that_is_published(
    edda: Talker, paul: Talker
) -> None:
    for number in (2, 3):
        await edda.says(f"/editstory {SLUG} summary Written for revision {number}.")
    await paul.says("/preview harbour-reopens")
    done = await chooses(paul, await paul.says("/publish harbour 2 at 18:00 Paris"), REOPENS)
    assert "revision 2" in read(done)


@pytest.mark.parametrize("note", ["It was Friday.", LONG])
async def test_a_correction_says_what_was_typed_of_either_story(paul: Talker, note: str) -> None:
    done = await chooses(paul, await paul.says(f"/correct harbour {note}"), BEGINS)
    assert f"Correction 1: {note}" in read(done)
    assert BEGINS in read(done)


@pytest.mark.parametrize("text", ["Ships pass.", LONG])
async def test_a_change_is_made_to_the_story_that_is_chosen(edda: Talker, text: str) -> None:
    asked = await edda.says(f"/editstory harbour summary {text}")
    assert "kept as revision 2" in read(await chooses(edda, asked, BEGINS))
    assert text in await edda.reads("/preview festival-begins")


@pytest.mark.parametrize("reason", ["It was invented.", LONG])
async def test_a_story_is_taken_back_for_the_reason_that_was_given(
    paul: Talker, reason: str
) -> None:
    sure = await chooses(paul, await paul.says(f"/retract harbour {reason}"), BEGINS)
    assert f"“{BEGINS}” will be taken from readers' lists" in read(sure)
    if "[Retract]" in read(sure):
        await paul.presses(sure, "Retract")
    else:
        assert f"Now: {reason}" in read(sure)
        await paul.presses(sure, "Keep it")
    assert f"“{BEGINS}” was retracted: {reason}" in await paul.reads("/story festival-begins")


@pytest.mark.parametrize("note", ["Thirteen ships", LONG])
async def test_a_reader_s_note_is_about_the_fact_that_was_named(
    rita: Talker, desk: Desk, note: str
) -> None:
    done = await chooses(rita, await rita.says(f"/report harbour 2 {note}"), BEGINS)
    assert read(done).startswith("Thank you.")
    (letter,) = await desk.store.postbox.open(limit=2)
    assert (letter.report.text, letter.report.fact) == (note, 2)
    assert letter.story.headline == BEGINS


async def test_a_story_is_given_out_in_the_format_that_was_named(rita: Talker) -> None:
    given = await chooses(rita, await rita.says("/export markdown harbour"), BEGINS)
    (file,) = (each for each in given.blocks if isinstance(each, Document))
    assert file.name == "festival-begins.md"


async def test_who_types_the_number_of_a_story_means_that_one_of_those_offered(
    rita: Talker, desk: Desk
) -> None:
    await rita.says("/stories")
    asked = await rita.says(f"/report harbour {LONG}")
    first = offered(asked)[0].label.removeprefix("1. ")
    assert (await rita.reads("1")).startswith("Thank you.")
    (letter,) = await desk.store.postbox.open(limit=2)
    assert letter.story.headline == first


async def test_a_number_that_answers_means_one_of_those_offered_after_a_restart_too(
    rita: Talker, desk: Desk
) -> None:
    first = offered(await rita.says(f"/report harbour {LONG}"))[0].label.removeprefix("1. ")
    again = Talker(Desk(desk.store, now=desk.now, clock=lambda: 0.0), READER, rita.where)
    assert (await again.reads("1")).startswith(f"Thank you. Your note on “{first}”")


async def test_a_number_behind_a_command_means_no_story_of_those_offered(
    edda: Talker, desk: Desk
) -> None:
    await publish(desk, a_story("fares", headline="Fares rise"))
    await edda.says("/search fares")
    await edda.says(f"/editstory harbour summary {LONG}")
    assert "Fares rise" in await edda.reads("/facts 1")


@pytest.mark.parametrize(
    "said", ["/back", "/skip", "/choose abc ~1", "/nonsense", "No such story", "/cancel now"]
)
async def test_who_is_still_asked_which_story_can_still_choose(paul: Talker, said: str) -> None:
    asked = offered(await paul.says(f"/correct harbour {LONG}"))
    again = await paul.says(said)
    assert offered(again) == asked
    assert "Now:" not in read(again)
    assert f"Correction 1: {LONG}" in read(await chooses(paul, again, BEGINS))


async def test_so_can_who_is_asked_anew_after_a_stop(paul: Talker) -> None:
    asked = offered(await paul.says(f"/correct harbour {LONG}"))
    request = of_choice("1/help", who=PAUL, where=paul.where, language="en")
    again = prompted(words_for("en"), await respond_again(paul.desk, request))
    assert offered(again) == asked


async def test_so_can_who_is_asked_where_others_write_too(paul: Talker) -> None:
    _, asked = await respond_line(
        paul.desk, f"/report harbour {LONG}", who=READER, where=paul.where, language="en"
    )
    labels = [each.label for each in offered(prompted(words_for("en"), asked, aside=True))]
    assert labels == [f"1. {BEGINS}", f"2. {REOPENS}", "Cancel"]


async def test_a_choice_that_was_made_once_does_nothing_a_second_time(
    rita: Talker, desk: Desk
) -> None:
    asked = await rita.says(f"/report harbour {LONG}")
    await chooses(rita, asked, BEGINS)
    late = await chooses(rita, asked, REOPENS)
    assert read(late) == "This is not asked any more."
    assert await rita.reads("/choose") == "This is not asked any more."
    assert len(await desk.store.postbox.open(limit=3)) == 1


async def test_who_names_no_story_by_a_typed_choice_answers_nothing_else(
    rita: Talker, desk: Desk
) -> None:
    await rita.says("/report harbour-reopens 1")
    assert await rita.reads("/choose") == "This is not asked any more."
    assert not await desk.store.postbox.open(limit=1)


async def test_that_a_file_goes_with_no_button_is_said(desk: Desk) -> None:
    file = File("story.yaml", to_yaml(a_story()).encode())
    asked = await respond(desk, sending(EDDA, "/editstory harbour", file))
    assert "Several stories could be meant" in read(asked)
    assert "No button carries the file." in read(asked)
