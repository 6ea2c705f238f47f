"""The audit: who did what, where and when, and to which revision."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from bot.address import Account
from bot.request import Role
from bot.staff import Act, Deed
from tests.bot.managed import read
from tests.bot.replies import offered
from tests.bot.staffed import Newsroom, a_newsroom, chat_of
from tests.invented import NOON, a_story

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from bot.reply import Reply

OLGA, EDDA, RITA = Account("chat", "1"), Account("chat", "2"), Account("other", "3")
SECOND_OWNER = Account("other", "9")
TUESDAY = "Tuesday, November 24, 2026"


@pytest.fixture
async def room() -> AsyncIterator[Newsroom]:
    """A newsroom of two owners, with a story."""
    async with a_newsroom(OLGA, SECOND_OWNER) as room:
        yield room


async def audited(room: Newsroom, line: str = "/audit") -> Reply:
    return await room.ask(OLGA, line)


async def test_the_audit_says_who_did_what_where_and_when(room: Newsroom) -> None:
    await room.ask(OLGA, "/editors add 2 publisher")
    await room.ask(SECOND_OWNER, "/editors remove chat:2")
    assert read(await audited(room)).splitlines() == [
        "What was done",
        f"- other:9 · took a role away · chat:2 · {TUESDAY}, 3:00 PM, at other:9",
        f"- chat:1 · gave a role · chat:2 publisher · {TUESDAY}, 2:00 PM, at chat:1",
        "The times are those of UTC.",
    ]


async def test_the_audit_of_a_story_says_which_revision(room: Newsroom) -> None:
    story = await room.desk.store.find("harbour-reopens")
    assert story is not None
    act = Act(EDDA, chat_of(EDDA), NOON, Deed.PUBLISHED, story=story.id, revision=1)
    await room.desk.store.staff.appoint(RITA, Role.EDITOR, act=act)
    await room.ask(OLGA, "/editors add 2")
    for name in ("harbour-reopens", "lorrin reopens", f"~{story.id}"):
        lines = read(await audited(room, f"/audit {name}")).splitlines()
        assert lines[0] == "What was done to “Harbour of Lorrin reopens”"
        assert lines[1].startswith("- chat:2 · published · harbour-reopens, revision 1 · Tuesday")
        assert len(lines) == 3


async def test_the_audit_writes_a_planned_moment_as_people_do(room: Newsroom) -> None:
    at = NOON.isoformat(timespec="minutes")
    act = Act(OLGA, chat_of(OLGA), NOON, Deed.SCHEDULED, detail=at)
    await room.desk.store.staff.appoint(EDDA, Role.EDITOR, act=act)
    assert f"chose a time to publish · {TUESDAY}, 12:00 PM · {TUESDAY}" in read(await audited(room))


async def test_a_story_to_which_nothing_was_done_has_no_acts(room: Newsroom) -> None:
    text = read(await audited(room, "/audit harbour-reopens"))
    assert text.splitlines()[1:] == ["Nothing was done yet."]


async def test_the_audit_knows_stories_that_readers_do_not_see(room: Newsroom) -> None:
    by = Act(EDDA, chat_of(EDDA), NOON, Deed.SAVED)
    draft = a_story("comet-seen", headline="Comet seen over Marrow")
    await room.desk.store.save(draft, by="chat:2", at=NOON, act=by)
    text = read(await audited(room, "/audit comet"))
    assert "- chat:2 · saved a story · comet-seen, revision 1" in text


async def test_the_audit_is_turned_over_by_buttons(room: Newsroom) -> None:
    for number in range(2, 14):
        await room.ask(OLGA, f"/editors add {number}")
    first = await audited(room)
    assert [each.label for each in offered(first)] == ["Older"]
    second = await room.press(OLGA, first, "Older")
    assert [each.label for each in offered(second)] == ["Newer"]
    assert "chat:3 editor" in read(second)
    assert read(await audited(room, "/audit 2")) == read(second)
    assert read(await room.press(OLGA, second, "Newer")) == read(first)


@pytest.mark.parametrize(
    ("line", "sentence"),
    [
        ("/audit nothing", "No story is called “nothing”."),
        ("/audit 7", "The list has no page 7."),
        ("/audit harbour 7", "The list has no page 7."),
    ],
)
async def test_what_is_not_there_is_told(room: Newsroom, line: str, sentence: str) -> None:
    reply = await audited(room, line)
    assert reply.failed
    assert read(reply).startswith(sentence)
