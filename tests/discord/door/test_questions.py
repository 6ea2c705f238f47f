"""What people are asked, and the story that an editor writes step by step."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from bot.address import Account
from tests.platforms.discord import asking
from tests.platforms.discord.interactions import Answered
from tests.platforms.discord.seeing import is_private, labels, shown

if TYPE_CHECKING:
    from bot.desk import Desk
    from tests.platforms.discord.interactions import Interaction
    from tests.platforms.discord.people import Person
    from tests.platforms.discord.server import Discord
    from tests.platforms.discord.world import Channel

HEADLINE = "Ferry sinks off Lorrin"
LONG = "The bridge was not old at all, says the builder who laid its last stone nine years ago."


def fields(asked: Interaction) -> dict[str, str]:
    """What a form asks for, and what stands there."""
    return {each["custom_id"]: each.get("value", "") for each in asking.inputs(asked.data)}


async def begun(editor: Person, channel: Channel) -> Interaction:
    """Begin a story, and come to its first fact."""
    told = await editor.fills(await editor.gives("addstory", channel), text=HEADLINE)
    form = await editor.presses(told.messages[0], "What happened, in a sentence or two?")
    return await editor.fills(form)


@pytest.mark.usefixtures("door")
async def test_a_button_under_the_facts_opens_a_form(
    desk: Desk, channel: Channel, reader: Person
) -> None:
    (facts,) = (await reader.gives("facts", channel)).messages
    form = await reader.presses(facts, "Report a mistake")
    assert form.answer is Answered.MODAL
    assert [*fields(form)] == ["fact", "note"]
    thanks = await reader.fills(form, note="It was not a comet.")
    assert shown(thanks.messages[0]).startswith("Thank you.")
    assert is_private(thanks.messages[0])
    assert thanks.messages[0] is not facts
    assert (await desk.store.counts()).reports == 1


@pytest.mark.usefixtures("door")
async def test_what_could_not_be_taken_stands_in_the_form_again(
    desk: Desk, channel: Channel, reader: Person
) -> None:
    (facts,) = (await reader.gives("facts", channel)).messages
    form = await reader.presses(facts, "Report a mistake")
    told = await reader.fills(form, fact="9", note="It was not a comet.")
    assert shown(told.messages[0]).startswith("This story has no fact 9")
    again = await reader.presses(told.messages[0], "Write it again")
    assert fields(again) == {"fact": "9", "note": "It was not a comet."}
    thanks = await reader.fills(again, fact="1", note="It was not a comet.")
    assert shown(thanks.messages[0]).startswith("Thank you.")
    anew = await reader.presses(facts, "Report a mistake")
    assert fields(anew) == {"fact": "", "note": ""}
    assert (await desk.store.counts()).reports == 1


@pytest.mark.usefixtures("door")
async def test_a_long_note_is_kept_for_the_story_that_is_chosen(
    desk: Desk, channel: Channel, reader: Person
) -> None:
    asked = await reader.gives("report", channel, story="lorrin", note=LONG)
    assert is_private(asked.messages[0])
    (chosen,) = (each for each in labels(asked.messages[0]) if "Harbour" in each)
    thanks = await reader.presses(asked.messages[0], chosen)
    assert shown(thanks.messages[0]).startswith("Thank you.")
    (letter,) = await desk.store.postbox.open(limit=2)
    assert (letter.story.slug, letter.report.text) == ("harbour-reopens", LONG)


@pytest.mark.usefixtures("door")
async def test_so_is_a_long_change_until_one_stops(
    here: Discord, channel: Channel, editor: Person
) -> None:
    here.opened.add("editstory")
    change = {"story": "lorrin", "part": "summary", "text": LONG}
    asked = await editor.gives("editstory", channel, **change)
    (chosen,) = (each for each in labels(asked.messages[0]) if "Harbour" in each)
    kept = await editor.presses(asked.messages[0], chosen)
    assert "kept as revision 2" in shown(kept.messages[0])
    again = await editor.gives("editstory", channel, **change)
    (chosen,) = (each for each in labels(again.messages[0]) if "bridge" in each)
    late = await editor.gives("editstory", channel, **change)
    stopped = await editor.presses(late.messages[0], "Cancel")
    assert shown(stopped.messages[0]) == "Stopped."
    gone = await editor.presses(again.messages[0], chosen)
    assert shown(gone.messages[0]) == "This is not asked any more."


@pytest.mark.usefixtures("door")
async def test_an_editor_writes_a_story_step_by_step_in_one_message(
    desk: Desk, channel: Channel, editor: Person
) -> None:
    told = await begun(editor, channel)
    (message,) = told.messages
    assert is_private(message)
    assert HEADLINE in shown(message)
    form = await editor.presses(message, "Fact 1: what is known?")
    assert [*fields(form)] == ["said", "sources"]
    told = await editor.fills(form, said="A ferry sank.", sources="RTM https://rtm.example/1; AP")
    assert told.answer is Answered.UPDATE
    assert told.messages[0] is message
    assert "A ferry sank." in shown(message)
    for opens, filled in (
        ("No more facts", {"said": "The state failed.", "label": "Angry", "provider": "A pilot"}),
        ("No more narratives", {"said": "It is raised.", "probability": "14%"}),
    ):
        form = await editor.presses(message, opens)
        assert form.answer is Answered.MODAL
        await editor.fills(form, **filled)
    await editor.presses(message, "No more predictions")
    assert "Nothing is wrong with it." in shown(message)
    done = await editor.presses(message, "Keep it as a draft")
    assert "Kept 1 story as a draft." in shown(done.messages[0])
    kept = await desk.store.find("ferry-sinks-off-lorrin")
    assert kept is not None
    assert kept.story.facts[0].sources == (1, 2)
    assert kept.story.narratives[0].label == "Angry"
    assert kept.story.predictions[0].probability == 0.14
    assert await desk.store.asking.sketch(Account("discord", str(editor.user.id))) is None


@pytest.mark.usefixtures("door")
async def test_a_story_that_was_begun_can_be_gone_on_with(channel: Channel, editor: Person) -> None:
    await begun(editor, channel)
    (message,) = (await editor.gives("addstory", channel)).messages
    assert shown(message).startswith(f"You are still writing “{HEADLINE}”.")
    assert labels(message) == ["Go on", "Begin anew", "Throw it away"]
    form = await editor.presses(message, "Go on")
    assert [*fields(form)] == ["said", "sources"]
    told = await editor.fills(form, said="A ferry sank.")
    assert "A ferry sank." in shown(told.messages[0])


@pytest.mark.usefixtures("door")
async def test_a_pasted_story_with_faults_stands_in_the_form_again(
    channel: Channel, editor: Person
) -> None:
    wrong = "slug: Ferry sinks\nheadline: ''\n"
    told = await editor.fills(await editor.gives("addstory", channel), text=wrong)
    assert "slug" in shown(told.messages[0])
    again = await editor.presses(told.messages[0], "Write it again")
    assert fields(again) == {"text": wrong}
