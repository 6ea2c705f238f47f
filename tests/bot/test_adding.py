"""A story written step by step: asked for, kept after each step, told all at once what is wrong."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.choice import Choice
from bot.export import to_yaml
from bot.reply import Choices, Reply
from tests.bot.managed import read
from tests.bot.replies import offered
from tests.bot.talking import Talker
from tests.invented import NOON, READER, a_story

if TYPE_CHECKING:
    from bot.desk import Desk

HEADLINE = "Harbour reopens after nine weeks"
SLUG = "harbour-reopens-after-nine-weeks"
TOLD = (
    "/addstory",
    HEADLINE,
    "Ships may come in again.",
    "The harbour reopened on Monday.",
    "Reuters https://reuters.example/a; Lorrin Post",
    "Twelve ships were waiting.",
    "1",
)


@pytest.fixture
def desk(without_stories: Desk) -> Desk:
    return without_stories


async def tell(rita: Talker, *lines: str) -> Reply:
    """Say one thing after another, and give the last answer."""
    for line in lines:
        reply = await rita.says(line)
    return reply


async def test_a_story_is_written_step_by_step(rita: Talker, desk: Desk) -> None:
    facts = await tell(rita, *TOLD)
    told = await rita.presses(facts, "No more facts")
    assert "Narrative 1: what do they make of it?" in read(told)
    told = await tell(rita, "The state can do it.", "Proud", "The mayor")
    told = await rita.presses(told, "No more narratives")
    told = await tell(rita, "It closes again.", "14%", "A pilot", "2027")
    done = await rita.presses(told, "No more predictions")
    assert "Nothing is wrong with it." in read(done)
    assert "Kept 1 story as a draft." in read(await rita.presses(done, "Keep it as a draft"))

    kept = await desk.store.find(SLUG)
    assert kept is not None
    story = kept.story
    assert (story.headline, story.summary) == (HEADLINE, "Ships may come in again.")
    assert [(fact.text, fact.sources) for fact in story.facts] == [
        ("The harbour reopened on Monday.", (1, 2)),
        ("Twelve ships were waiting.", (1,)),
    ]
    assert [(source.number, source.name, source.url) for source in story.sources] == [
        (1, "Reuters", "https://reuters.example/a"),
        (2, "Lorrin Post", None),
    ]
    (narrative,), (prediction,) = story.narratives, story.predictions
    assert (narrative.label, narrative.providers) == ("Proud", ("The mayor",))
    assert (prediction.probability, prediction.forecaster, prediction.deadline) == (
        0.14,
        "A pilot",
        "2027",
    )
    assert await desk.store.asking.sketch(READER) is None
    assert await desk.published() == 0


async def test_what_is_written_so_far_is_shown_at_each_step(rita: Talker) -> None:
    told = read(await tell(rita, *TOLD))
    assert HEADLINE in told
    assert "Ships may come in again." in told
    assert "- Twelve ships were waiting." in told
    assert "Sources: 1. Reuters · 2. Lorrin Post" in told
    assert "Fact 3: what is known?" in told


async def test_everything_that_is_wrong_is_told_at_once_with_the_way_to_mend_it(
    rita: Talker,
) -> None:
    told = await tell(rita, "/addstory", "x", "-", "One.", "Reuters https://", "Two.", "1, 9")
    told = await rita.presses(told, "No more facts")
    told = await rita.presses(told, "No more narratives")
    wrong = await rita.presses(
        await tell(rita, "It rains.", "-", "-", "May\nJune"), "No more predictions"
    )
    assert "2 things are wrong:" in read(wrong)
    assert "This cites source 9, and there is no such source." in read(wrong)
    assert "This must stand on one line." in read(wrong)
    labels = [each.label for each in offered(wrong)]
    assert labels[:2] == ["Fact 2", "Prediction 1"]
    assert "Keep it as a draft" not in labels

    mending = await rita.presses(wrong, "Fact 2")
    assert "Now: Two." in read(mending)
    mended = await tell(rita, "Two, rather.", "1")
    mended = await rita.presses(mended, "Overview")
    assert "One thing is wrong:" in read(mended)
    await rita.presses(mended, "Prediction 1")
    done = await tell(rita, "It rains.", "0.4", "-", "-")
    assert "Nothing is wrong with it." in read(await rita.presses(done, "No more predictions"))


@pytest.mark.parametrize("typed", ["seventy", "abc%", "140", "140 %"])
async def test_what_is_no_probability_is_refused_at_once(rita: Talker, typed: str) -> None:
    await tell(rita, "/addstory", "x", "-")
    await rita.says("/skip")
    await rita.says("/skip")
    told = read(await tell(rita, "It rains.", typed))
    assert f"“{typed}” is no probability. Write it like 14%." in told
    assert "How likely is it?" in told
    assert "Who says so?" in read(await rita.says("70"))
    assert "70% · A pilot" in read(await tell(rita, "A pilot", "-"))


async def test_a_mark_behind_a_fact_cites_the_source_that_is_named_then(
    desk: Desk, rita: Talker
) -> None:
    await tell(rita, "/addstory", "x", "-", "Fact one is this. [1]", "Lorrin Post")
    await tell(rita, "Fact two is this [1].", "-")
    sketch = await desk.store.asking.sketch(READER)
    assert sketch is not None
    assert [(fact.text, fact.sources) for fact in sketch.facts] == [
        ("Fact one is this.", (1,)),
        ("Fact two is this.", (1,)),
    ]
    assert [source.name for source in sketch.sources] == ["Lorrin Post"]


async def test_one_can_go_back_and_change_what_one_wrote(rita: Talker) -> None:
    told = await tell(rita, *TOLD)
    back = await rita.presses(told, "Back to: Fact 2")
    assert "Now: Twelve ships were waiting." in read(back)
    told = await tell(rita, "Thirteen ships were waiting.", "2")
    assert "- Thirteen ships were waiting." in read(told)
    assert "Twelve" not in read(told)
    for label in ("Back to: Fact 2", "Back to: Fact 1", "Back to: Summary", "Back to: Headline"):
        told = await rita.presses(told, label)
    assert f"Now: {HEADLINE}" in read(told)


async def test_a_fact_can_be_deleted(rita: Talker) -> None:
    told = await rita.presses(await tell(rita, *TOLD), "Back to: Fact 2")
    told = await rita.presses(told, "Delete it")
    assert "Twelve" not in read(told)
    assert "Fact 2: what is known?" in read(told)


async def test_the_same_answer_heard_twice_is_written_once(rita: Talker, desk: Desk) -> None:
    await tell(rita, *TOLD[:-1])
    question = await rita.asked()
    assert question is not None
    await rita.says("1")
    # The process was killed before the next question stood there, and hears the answer again.
    await desk.store.asking.ask(READER, rita.where, question, at=NOON)
    told = read(await rita.says("1"))
    assert told.count("Twelve ships were waiting.") == 1
    assert "Fact 3: what is known?" in told


async def test_who_comes_back_goes_on_where_they_were(rita: Talker) -> None:
    await tell(rita, *TOLD)
    assert "What you wrote of the story is kept." in await rita.reads("/cancel")
    back = await rita.says("/addstory")
    assert read(back).startswith(f"You are still writing “{HEADLINE}”.")
    assert "Fact 3: what is known?" in read(await rita.presses(back, "Go on"))


async def test_or_begins_anew(rita: Talker, desk: Desk) -> None:
    await tell(rita, *TOLD)
    sure = await rita.presses(await rita.says("/addstory"), "Begin anew")
    assert read(sure).startswith(f"To begin anew throws “{HEADLINE}” away.")
    anew = await rita.presses(sure, "Begin anew")
    assert read(anew).startswith("What is the headline?")
    await rita.says("Another story")
    sketch = await desk.store.asking.sketch(READER)
    assert sketch is not None
    assert (sketch.headline, sketch.facts) == ("Another story", ())


async def test_or_thinks_better_of_it(rita: Talker) -> None:
    await tell(rita, *TOLD)
    sure = await rita.presses(await rita.says("/addstory"), "Begin anew")
    assert "Fact 3: what is known?" in read(await rita.presses(sure, "Go on"))


async def test_back_goes_where_its_button_goes(rita: Talker) -> None:
    await tell(rita, *TOLD[:-1])
    told = await rita.reads("/back")
    assert "Fact 2: what is known?" in told
    assert "Now: Twelve ships were waiting." in told
    assert "Fact 1: what is known?" in await rita.reads("/back")
    for asked in ("What happened,", "What is the headline?", "What is the headline?"):
        assert asked in await rita.reads("/back")


async def test_a_mere_headline_is_said_to_list_no_facts(rita: Talker) -> None:
    asked = await rita.says("/addstory The beacon is lit")
    assert "lists no facts yet" in read(await rita.presses(asked, "Overview"))


async def test_skip_leaves_out_what_there_need_be_no_more_of(rita: Talker) -> None:
    await tell(rita, *TOLD)
    assert "Narrative 1: what do they make of it?" in await rita.reads("/skip")
    assert "Prediction 1: what may happen?" in await rita.reads("/skip")
    assert "Nothing is wrong with it." in await rita.reads("/skip")


async def test_what_is_stopped_is_not_told_of_another_story(rita: Talker, desk: Desk) -> None:
    async for _ in desk.load([a_story()], lambda _: None):
        pass
    await tell(rita, *TOLD)
    await rita.says("/report harbour-reopens")
    assert await rita.reads("/cancel") == "Stopped."
    told = await rita.says("/cancel")
    assert read(told).startswith("You are not asked anything.")
    assert f"You are still writing “{HEADLINE}”." in read(told)
    assert [each.label for each in offered(told)] == ["Go on"]


async def test_no_list_of_drafts_leaves_the_numbers_of_the_list_before_it(
    rita: Talker, desk: Desk
) -> None:
    async for _ in desk.load([a_story()], lambda _: None):
        pass
    assert "No draft is waiting." in await rita.reads("/drafts")
    assert (await rita.reads("/facts 1")).startswith("Harbour of Lorrin reopens")


async def test_who_does_something_else_is_told_that_their_story_is_kept(desk: Desk) -> None:
    note = "What you wrote of the story is kept. /addstory goes on with it."
    rita = Talker(desk, READER, alone=True)
    await tell(rita, *TOLD)
    assert note in await rita.reads("/topics")
    assert note not in await rita.reads("/topics")


async def test_others_are_not_told_what_somebody_writes(rita: Talker) -> None:
    await tell(rita, *TOLD)
    assert "What you wrote" not in await rita.reads("/topics")


async def test_the_drafts_tell_of_it(rita: Talker) -> None:
    await tell(rita, *TOLD)
    told = await rita.says("/drafts")
    assert f"You are still writing “{HEADLINE}”." in read(told)
    assert "Fact 3: what is known?" in read(await rita.presses(told, "Go on"))


async def test_or_throws_it_away(rita: Talker, desk: Desk) -> None:
    await tell(rita, *TOLD)
    gone = await rita.presses(await rita.says("/cancel"), "Throw it away")
    assert read(gone) == f"“{HEADLINE}” is thrown away."
    assert await desk.store.asking.sketch(READER) is None
    assert await rita.asked() is None


async def test_a_button_of_a_story_that_is_gone_says_so(rita: Talker) -> None:
    told = await tell(rita, *TOLD)
    await rita.says("/cancel")
    await rita.presses(await rita.says("/addstory"), "Throw it away")
    late = await rita.presses(told, "No more facts")
    assert read(late) == "You are writing no story. Begin with /addstory."


@pytest.mark.parametrize(
    "step",
    ["facts", "fact-x", "fact-1000", "without.fact-1.x", "without.summary.x", "a.b.c", "fact-²"],
)
async def test_a_step_that_is_none_is_told(rita: Talker, desk: Desk, step: str) -> None:
    await tell(rita, *TOLD)
    sketch = await desk.store.asking.sketch(READER)
    assert sketch is not None
    forged = Reply((Choices((Choice("x", "addstory", ("", "", step, sketch.mark)),)),))
    told = await rita.presses(forged, "x")
    assert read(told) == "This button is out of date. Ask again with /help."


async def test_a_headline_behind_the_command_is_the_first_step(rita: Talker) -> None:
    assert "What happened, in a sentence or two?" in await rita.reads(f"/addstory {HEADLINE}")


async def test_an_address_is_not_opened_but_its_page_asked_for(rita: Talker) -> None:
    for line in ("/addstory https://verity.example/story", "https://verity.example/story"):
        told = await rita.reads(line)
        assert told.startswith("I open no addresses. Paste the page itself")
        assert "What is the headline?" in told
        assert "Now:" not in told


async def test_it_does_not_take_the_place_of_another_story(rita: Talker, desk: Desk) -> None:
    await tell(rita, *TOLD)
    assert "You are still writing" in await rita.reads("/addstory Something else")
    sketch = await desk.store.asking.sketch(READER)
    assert sketch is not None
    assert sketch.headline == HEADLINE


@pytest.mark.parametrize("begins", ["/addstory ", ""])
async def test_a_whole_story_is_taken_in_wherever_a_headline_is_asked_for(
    rita: Talker, desk: Desk, begins: str
) -> None:
    if not begins:
        await rita.says("/addstory")
    told = await rita.reads(begins + to_yaml(a_story()))
    assert "Kept 1 story as a draft." in told
    assert await desk.store.find("harbour-reopens") is not None
    assert await rita.asked() is None


async def test_a_whole_story_with_faults_is_asked_for_again(rita: Talker) -> None:
    await rita.says("/addstory")
    told = await rita.reads("slug: A b\nheadline: [x\n")
    assert "What is the headline?" in told
    assert await rita.asked() is not None


LINES = (
    "/addstory",
    "/addstory Harbour reopens",
    "/cancel",
    "/skip",
    "/back",
    "/facts",
    "-",
    "1, 2; RTM https://rtm.example/1",
    "It closes again.",
    "14%",
    "https://[broken",
    "\x00\ud83d",
    "",
)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60)
@given(
    st.lists(st.sampled_from(LINES) | st.integers(0, 9) | st.text(max_size=30), max_size=25),
)
async def test_whatever_an_editor_says_and_presses_they_are_answered(
    desk: Desk, said: list[str | int]
) -> None:
    rita = Talker(desk, READER)
    ways: list[Choice] = []
    for each in said:
        if isinstance(each, int) and ways:
            choice = ways[each % len(ways)]
            reply = await rita.presses(Reply((Choices((choice,)),)), choice.label)
        else:
            reply = await rita.says(str(each))
        assert reply.blocks
        assert "Something broke" not in read(reply)
        ways = offered(reply) or ways
        assert all(way.fits for way in ways)
