"""Stories published in the chat: now, at a time, not after all."""

from __future__ import annotations

import asyncio
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from bot.editing.releasing import Releasing
from bot.pushing.clock import Clock as Database
from bot.request import Role
from bot.staff import Act, Deed
from bot.standing import Condition
from tests.bot.managed import Clock, read
from tests.bot.replies import offered
from tests.bot.staffed import chat_of
from tests.bot.writers import EDDA, OLGA, PAUL, SLUG, a_newsroom, saves
from tests.invented import NOON, READER, TERMINAL, a_story
from tests.patience import PATIENCE

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from bot.reply import Reply
    from bot.words import Phrase
    from bot.workshop import Released
    from tests.bot.staffed import Newsroom


@pytest.fixture
async def room(clock: Clock) -> AsyncIterator[Newsroom]:
    async with a_newsroom(clock) as room:
        yield room


async def shown(room: Newsroom) -> int | None:
    found = await room.desk.store.published(SLUG)
    return None if found is None else found.number


def labels(reply: Reply) -> list[str]:
    return [each.label for each in offered(reply)]


async def test_a_draft_is_published_and_readers_see_it_at_once(room: Newsroom) -> None:
    assert "No story" in await room.read(READER, "/stories")
    done = await room.ask(PAUL, "/publish 1")
    assert read(done).startswith("Published: “Harbour of Lorrin reopens”, revision 1.")
    assert "Harbour of Lorrin reopens" in await room.read(READER, "/stories")
    assert "already" in await room.read(PAUL, f"/publish {SLUG}")


async def test_a_first_publishing_is_taken_back_with_a_reason(room: Newsroom) -> None:
    done = await room.ask(PAUL, "/publish 1")
    asked = (await room.press(PAUL, done, "Retract")).asks
    assert asked is not None
    assert asked.command == "retract"


async def test_editors_write_and_do_not_publish(room: Newsroom) -> None:
    assert (await room.ask(EDDA, "/publish 1")).failed
    assert await shown(room) is None


async def test_a_role_taken_away_between_preview_and_publish_is_gone(room: Newsroom) -> None:
    preview = await room.ask(PAUL, "/preview 1")
    await room.desk.store.staff.appoint(
        PAUL, Role.EDITOR, act=Act(OLGA, TERMINAL, NOON, Deed.APPOINTED)
    )
    refused = await room.press(PAUL, preview, "Publish this revision")
    assert refused.failed
    assert await shown(room) is None
    assert "Publish this revision" not in labels(await room.ask(PAUL, "/preview 1"))


async def test_a_revision_that_is_not_the_newest_any_more_is_not_published_unseen(
    room: Newsroom,
) -> None:
    preview = await room.ask(PAUL, "/preview 1")
    await saves(room.desk.store, EDDA, a_story(headline="Newer"))
    told = await room.press(PAUL, preview, "Publish this revision")
    assert told.failed
    assert "chat:2 has saved revision 2 since." in read(told)
    assert "and is “Newer”" in read(told)
    assert await shown(room) is None
    assert "Newer" in read(await room.press(PAUL, told, "Preview the newest"))
    await room.press(PAUL, told, "Publish revision 1 all the same")
    assert await shown(room) == 1


async def test_who_has_seen_an_earlier_revision_publishes_no_later_one(room: Newsroom) -> None:
    await room.ask(PAUL, "/preview 1")
    await saves(room.desk.store, EDDA, a_story(headline="Newer"))
    told = await room.ask(PAUL, "/publish 1")
    assert "chat:2 has saved revision 2 since." in read(told)
    assert await shown(room) is None
    await room.press(PAUL, told, "Preview the newest")
    await room.ask(PAUL, "/publish 1")
    assert await shown(room) == 2


async def test_all_the_same_means_what_was_known_then(room: Newsroom) -> None:
    preview = await room.ask(PAUL, "/preview 1")
    await saves(room.desk.store, EDDA, a_story(headline="Two"))
    told = await room.press(PAUL, preview, "Publish this revision")
    await saves(room.desk.store, EDDA, a_story(headline="Three"))
    again = await room.press(PAUL, told, "Publish revision 1 all the same")
    assert "has saved revision 3 since" in read(again)
    assert await shown(room) is None


async def test_a_further_revision_is_taken_back_to_the_one_before(room: Newsroom) -> None:
    await room.ask(PAUL, "/publish 1")
    await saves(room.desk.store, EDDA, a_story(headline="Newer"))
    done = await room.ask(PAUL, f"/publish {SLUG}")
    assert "Readers see it from now on." in read(done)
    assert await shown(room) == 2
    await room.press(PAUL, done, "Undo")
    assert await shown(room) == 1


async def test_what_was_set_aside_is_taken_up_before_it_is_published(room: Newsroom) -> None:
    await room.ask(EDDA, "/discard 1")
    told = await room.ask(PAUL, f"/publish {SLUG}")
    assert "was set aside" in read(told)
    await room.press(PAUL, told, "Take it up again")
    await room.ask(PAUL, f"/publish {SLUG}")
    assert await shown(room) == 1


async def test_nothing_of_what_was_set_aside_is_published(room: Newsroom) -> None:
    preview = await room.ask(PAUL, "/preview 1")
    await saves(room.desk.store, EDDA, a_story(headline="Newer"))
    await room.ask(EDDA, f"/discard {SLUG}")
    for told in (
        await room.press(PAUL, preview, "Publish this revision"),
        await room.ask(PAUL, f"/publish {SLUG}"),
    ):
        assert "was set aside" in read(told)
        assert await shown(room) is None


async def test_a_moment_is_told_in_the_clocks_that_were_named(room: Newsroom) -> None:
    planned = await room.ask(PAUL, "/publish 1 tomorrow 8:00 Paris")
    assert read(planned).splitlines()[0] == (
        "“Harbour of Lorrin reopens”: Revision 1 is to be published on Wednesday, "
        "November 25, 2026, 8:00 AM (Europe/Paris)."
    )
    listed = await room.read(EDDA, "/drafts")
    assert "published on Wednesday, November 25, 2026, 8:00 AM (Europe/Paris)" in listed
    assert await shown(room) is None


@pytest.mark.parametrize(
    ("when", "moment"),
    [
        ("24 November 2026 18:00 Paris", "Tuesday, November 24, 2026, 6:00 PM (Europe/Paris)"),
        ("3 December at 8:00 in Paris", "Thursday, December 3, 2026, 8:00 AM (Europe/Paris)"),
        ("8 Paris", "Wednesday, November 25, 2026, 8:00 AM (Europe/Paris)"),
        ("8 pm Paris", "Tuesday, November 24, 2026, 8:00 PM (Europe/Paris)"),
        ("2 hours", "Tuesday, November 24, 2026, 2:00 PM (UTC)"),
        ("on Friday at 9am Paris", "Friday, November 27, 2026, 9:00 AM (Europe/Paris)"),
        ("in an hour", "Tuesday, November 24, 2026, 1:00 PM (UTC)"),
    ],
)
async def test_a_number_in_front_of_a_moment_is_a_part_of_it_where_it_is_none_without(
    room: Newsroom, when: str, moment: str
) -> None:
    for line in (f"/publish {SLUG} {when}", f"/publish {SLUG} 1 {when}"):
        planned = await room.read(PAUL, line)
        assert f"Revision 1 is to be published on {moment}." in planned


@pytest.mark.parametrize("line", ["24 in 2 hours", "24 18:00 Paris", "24", "24 soon"])
async def test_else_it_is_a_revision(room: Newsroom, line: str) -> None:
    assert "has no revision 24." in await room.read(PAUL, f"/publish {SLUG} {line}")


async def test_the_drafts_say_that_a_time_is_over(room: Newsroom, clock: Clock) -> None:
    await room.ask(PAUL, "/publish 1 in 2 hours")
    clock.now = NOON + timedelta(hours=2)
    assert "That time is over." not in await room.read(EDDA, "/drafts")
    clock.now += timedelta(minutes=2)
    assert "That time is over." in await room.read(EDDA, "/drafts")


async def test_without_named_clocks_those_of_the_briefing_here_are_meant(room: Newsroom) -> None:
    assert "Whose clocks" in await room.read(PAUL, "/publish 1 at 18:00")
    await room.ask(OLGA, "/subscribe 8 Paris")
    planned = await room.read(OLGA, f"/publish {SLUG} at 18:00")
    assert "6:00 PM (Europe/Paris)" in planned
    await room.ask(OLGA, "/unsubscribe")
    assert "Whose clocks" in await room.read(OLGA, f"/publish {SLUG} at 18:00")


async def test_a_zone_that_may_be_several_is_asked_back_and_pressed(room: Newsroom) -> None:
    asked = await room.ask(PAUL, "/publish 1 tomorrow 18:00 CET")
    planned = await room.press(PAUL, asked, "Europe/Berlin")
    assert "November 25, 2026, 6:00 PM (Europe/Berlin)" in read(planned)
    off = await room.press(PAUL, planned, "Do not publish it then")
    again = await room.press(PAUL, off, "Undo")
    assert "November 25, 2026, 6:00 PM (Europe/Berlin)" in read(again)


async def test_what_is_planned_is_called_off_and_planned_again(room: Newsroom) -> None:
    planned = await room.ask(PAUL, "/publish 1 in 2 hours")
    off = await room.press(PAUL, planned, "Do not publish it then")
    assert "not published on Tuesday, November 24, 2026, 2:00 PM (UTC) any more" in read(off)
    nothing = await room.read(PAUL, "/publish 1 never")
    assert "Nothing is planned for “Harbour of Lorrin reopens”." in nothing
    again = await room.press(PAUL, off, "Undo")
    assert "is to be published on Tuesday, November 24, 2026, 2:00 PM (UTC)" in read(again)


@pytest.mark.parametrize("line", ["/publish 1 at 18:00 Paris", "/preview 1", "/discard 1"])
async def test_what_was_planned_anew_is_not_called_off_by_a_button_of_before(
    room: Newsroom, line: str
) -> None:
    await room.ask(PAUL, "/publish 1 at 18:00 Paris")
    before = await room.ask(PAUL, line)
    await room.ask(PAUL, "/publish 1 at 20:00 Paris")
    told = await room.press(PAUL, before, "Do not publish it then")
    assert told.failed
    assert read(told).startswith(
        "Nothing was called off: “Harbour of Lorrin reopens” is planned for Tuesday, "
        "November 24, 2026, 8:00 PM (Europe/Paris) by now."
    )
    off = await room.press(PAUL, told, "Do not publish it then")
    assert "8:00 PM (Europe/Paris) any more" in read(off)
    late = await room.read(PAUL, "/publish 1 never")
    assert "Nothing is planned" in late


async def test_an_earlier_revision_that_is_planned_says_that_there_is_a_later_one(
    room: Newsroom,
) -> None:
    preview = await room.ask(PAUL, "/preview 1")
    await saves(room.desk.store, EDDA, a_story(headline="Newer"))
    planned = await room.ask(PAUL, "/publish 1 1 in 2 hours")
    assert planned.failed
    await room.press(PAUL, planned, "Publish revision 1 all the same")
    found = await room.desk.store.workshop.manuscript(SLUG)
    assert found is not None
    assert found.release is not None
    assert found.release.number == 1
    assert read(preview)


class Watched(Releasing):
    """A loop that tells when it has looked."""

    looked = asyncio.Event()

    async def look(self) -> tuple[Released, ...]:
        released = await super().look()
        self.looked.set()
        return released


async def test_the_loop_says_that_it_runs_and_publishes(room: Newsroom, clock: Clock) -> None:
    await room.ask(PAUL, "/publish 1 in 2 hours")
    clock.now = NOON + timedelta(hours=3)
    told: list[Condition] = []

    def tell(condition: Condition = Condition.OPEN, reason: Phrase | None = None) -> None:
        assert reason is None
        told.append(condition)

    loop = Watched(room.desk, Database(room.desk.store.ledger, clock))
    task = asyncio.create_task(loop.run(tell))
    await asyncio.wait_for(loop.looked.wait(), timeout=PATIENCE)
    task.cancel()
    await asyncio.gather(task, return_exceptions=True)
    assert told == [Condition.OPEN]
    assert await shown(room) == 1


async def test_what_is_due_is_published_by_itself_and_once(room: Newsroom, clock: Clock) -> None:
    await room.ask(PAUL, "/publish 1 in 2 hours")
    releasing = Releasing(room.desk, Database(room.desk.store.ledger, clock))
    assert await releasing.look() == ()
    clock.now = NOON + timedelta(hours=2)
    assert "No story" in await room.read(READER, "/stories")
    (released,) = await releasing.look()
    assert (released.release.by, released.release.where) == (PAUL, chat_of(PAUL))
    assert "Harbour of Lorrin reopens" in await room.read(READER, "/stories")
    assert await releasing.look() == ()
    (act, *_) = await room.desk.store.staff.acts(limit=1)
    assert (act.act.deed, act.act.who, act.act.at) == (Deed.PUBLISHED, PAUL, clock.now)
