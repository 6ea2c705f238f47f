"""Drafts, previews and setting aside, in the chat."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from bot.reply import Choices
from tests.bot.managed import Clock, read
from tests.bot.replies import offered, publish
from tests.bot.writers import EDDA, PAUL, SLUG, a_newsroom, saves
from tests.invented import READER, a_story

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from bot.reply import Reply
    from tests.bot.staffed import Newsroom


NOW = "Tuesday, November 24, 2026, 12:00 PM (UTC)"


@pytest.fixture
async def room(clock: Clock) -> AsyncIterator[Newsroom]:
    async with a_newsroom(clock) as room:
        yield room


def labels(reply: Reply) -> list[str]:
    return [each.label for each in offered(reply)]


async def test_drafts_are_listed_with_who_saved_them_and_what_readers_see(room: Newsroom) -> None:
    await publish(room.desk, a_story("bridge-falls", headline="Bridge falls"))
    await saves(room.desk.store, PAUL, a_story("bridge-falls", headline="Bridge fell"))
    assert (await room.read(EDDA, "/drafts")).splitlines() == [
        "Drafts",
        "- Bridge fell · 2 facts, 3 sources, 2 narratives, and 1 prediction",
        f"Revision 2, saved by other:3 on {NOW}. Readers still see revision 1.",
        "- Harbour of Lorrin reopens · 2 facts, 3 sources, 2 narratives, and 1 prediction",
        f"Revision 1, saved by chat:2 on {NOW}. Readers have not seen it yet.",
        "[1. Bridge fell] [2. Harbour of Lorrin reopens]",
    ]


async def test_without_drafts_it_is_said_how_to_begin(room: Newsroom) -> None:
    await room.ask(EDDA, "/discard 1")
    assert "No draft is waiting" in await room.read(EDDA, "/drafts")
    assert "No draft is waiting" in await room.read(EDDA, "/preview")
    assert "no page 3" in await room.read(EDDA, "/drafts 3")


async def test_a_long_list_has_pages_and_is_numbered_on_each(room: Newsroom) -> None:
    for number in range(11):
        await saves(room.desk.store, EDDA, a_story(f"story-{number}", headline=f"Story {number}"))
    first = await room.ask(EDDA, "/drafts")
    assert labels(first)[-1] == "Older"
    second = await room.press(EDDA, first, "Older")
    assert labels(second)[-1] == "Newer"
    number = len(labels(second)) - 1
    headline = labels(second)[number - 1].partition(". ")[2]
    assert headline in await room.read(EDDA, f"/preview {number}")


@pytest.mark.parametrize(
    "name", ["", "1", SLUG, "harbour lorrin", "Harbour of Lorrin reopens", "~1"]
)
async def test_editors_find_a_draft_by_every_name(room: Newsroom, name: str) -> None:
    preview = await room.read(EDDA, f"/preview {name and chr(34) + name + chr(34)}")
    assert "Preview. Only you see it. Revision 1" in preview


async def test_readers_find_no_draft(room: Newsroom) -> None:
    assert "No story" in await room.read(READER, "/facts harbour lorrin")
    assert "Only editors" in await room.read(READER, "/preview harbour lorrin")


async def test_a_name_of_several_stories_is_asked_back(room: Newsroom) -> None:
    await publish(room.desk, a_story("harbour-closes", headline="Harbour of Lorrin closes"))
    asked = await room.ask(EDDA, "/preview harbour of")
    assert "Several stories" in read(asked)
    assert sorted(each.label[3:] for each in offered(asked)) == [
        "Harbour of Lorrin closes",
        "Harbour of Lorrin reopens",
    ]
    near = await room.ask(EDDA, "/preview harbour of nowhere")
    assert labels(near)


async def test_a_preview_is_private_and_leads_to_no_reader_s_view(room: Newsroom) -> None:
    preview = await room.ask(EDDA, "/preview 1")
    assert preview.private
    commands = {each.command for each in offered(preview)}
    assert commands == {"preview", "editstory", "discard"}
    assert "publish" in {each.command for each in offered(await room.ask(PAUL, "/preview 1"))}


@pytest.mark.parametrize("view", ["story", "facts", "sources", "narratives", "predictions"])
async def test_what_is_previewed_is_what_readers_will_get(room: Newsroom, view: str) -> None:
    preview = await room.ask(EDDA, f"/preview 1 {view}")
    await room.ask(PAUL, "/publish 1")
    shown = await room.ask(READER, f"/{view} {SLUG}")
    parts = tuple(block for block in shown.blocks if not isinstance(block, Choices))
    assert preview.blocks[2 : 2 + len(parts)] == parts


async def test_the_views_of_a_preview_lead_to_each_other(room: Newsroom) -> None:
    preview = await room.ask(EDDA, "/preview 1")
    for label in ("Facts", "Sources", "Narratives", "Predictions", "Changes", "In a briefing"):
        preview = await room.press(EDDA, preview, label)
        assert "Preview. Only you see it." in read(preview)


async def test_a_preview_says_what_is_different_from_what_readers_see(room: Newsroom) -> None:
    nothing = await room.read(EDDA, "/preview 1 changes")
    assert "nothing earlier to compare with" in nothing
    await room.ask(PAUL, "/publish 1")
    await room.ask(EDDA, f"/editstory {SLUG} headline Open again")
    different = await room.read(EDDA, f"/preview {SLUG} changes")
    assert "Since revision 1" in different
    assert "The headline was “Harbour of Lorrin reopens” and is “Open again”." in different


async def test_a_preview_of_an_earlier_revision_says_that_there_is_a_later_one(
    room: Newsroom,
) -> None:
    preview = await room.ask(EDDA, "/preview 1")
    await saves(room.desk.store, PAUL, a_story(headline="Newer"))
    facts = await room.press(EDDA, preview, "Facts")
    assert "There is a later revision: 2, saved by other:3." in read(facts)
    assert "later revision" not in await room.read(EDDA, "/preview 1")


async def test_it_is_shown_where_another_door_cuts(room: Newsroom) -> None:
    elsewhere = await room.ask(EDDA, "/preview 1 small facts")
    lines = read(elsewhere).splitlines()
    assert lines[0] == "On Small these are 2 messages."
    heads = [line for line in lines if line.startswith("Message")]
    assert len(heads) == 2
    assert all(line.endswith("of 80 characters") for line in heads)
    assert "Edit" in [each.label for each in offered(elsewhere)]
    back = await room.press(EDDA, elsewhere, "As it looks here")
    assert "Preview. Only you see it." in read(back)


async def test_what_is_neither_a_door_nor_a_view_is_told(room: Newsroom) -> None:
    assert "“upside” is none of these: small, story, facts" in await room.read(
        EDDA, "/preview 1 upside"
    )


async def test_what_is_set_aside_can_be_taken_up_again(room: Newsroom) -> None:
    preview = await room.ask(EDDA, "/preview 1")
    aside = await room.press(EDDA, preview, "Discard")
    assert read(aside).startswith("“Harbour of Lorrin reopens” was set aside.")
    assert "Revision 1 was set aside." in await room.read(EDDA, f"/preview {SLUG}")
    aside_preview = await room.ask(PAUL, f"/preview {SLUG}")
    assert "Publish this revision" not in labels(aside_preview)
    back = await room.press(PAUL, aside_preview, "Take it up again")
    assert "waits again" in read(back)
    await room.ask(EDDA, "/discard 1")
    back = await room.press(EDDA, aside, "Undo")
    assert "waits again" in read(back)
    assert "1. Harbour" in await room.read(EDDA, "/drafts")
    assert "not set aside" in read(await room.press(EDDA, aside, "Undo"))


async def test_what_was_changed_meanwhile_is_not_set_aside(room: Newsroom) -> None:
    preview = await room.ask(EDDA, "/preview 1")
    await saves(room.desk.store, PAUL, a_story(headline="Newer"))
    assert "newest revision is 2" in read(await room.press(EDDA, preview, "Discard"))
    assert len(await room.desk.store.workshop.drafts(limit=9)) == 1


async def test_who_has_seen_an_earlier_revision_sets_aside_no_later_one(room: Newsroom) -> None:
    await room.ask(EDDA, "/preview 1")
    await saves(room.desk.store, PAUL, a_story(headline="Newer"))
    assert "newest revision is 2" in await room.read(EDDA, "/discard 1")


async def test_what_is_to_be_published_is_not_set_aside(room: Newsroom) -> None:
    await room.ask(PAUL, "/publish 1 in 2 hours")
    told = await room.ask(EDDA, "/discard 1")
    assert "must be called off first" in read(told)
    assert not offered(told)
    assert labels(await room.ask(PAUL, "/discard 1")) == ["Do not publish it then"]


async def test_every_act_stands_in_the_audit(room: Newsroom) -> None:
    await room.ask(EDDA, "/editstory 1 headline Open again")
    await room.ask(PAUL, "/publish 1 in 2 hours")
    await room.ask(PAUL, "/publish 1 never")
    aside = await room.ask(EDDA, "/discard 1")
    await room.press(EDDA, aside, "Undo")
    await room.ask(PAUL, "/publish 1")
    noted = await room.desk.store.staff.acts(limit=20, story=1)
    assert [(each.act.deed.value, each.act.revision, str(each.act.who)) for each in noted] == [
        ("published", 2, "other:3"),
        ("restored", 2, "chat:2"),
        ("discarded", 2, "chat:2"),
        ("unscheduled", 2, "other:3"),
        ("scheduled", 2, "other:3"),
        ("saved", 2, "chat:2"),
    ]
