"""The verbs that look after the database: what they print where, and their exit status."""

from __future__ import annotations

import asyncio
import re
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from bot.address import Account, Address
from bot.edition import Progress, Wish
from bot.entries import Begun, Result
from bot.pace import LANES
from bot.pushing.briefing import is_wanted
from bot.schedule import Slot
from bot.standing import Condition, Standing
from bot.store.open import open_store
from tests.invented import a_story

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from bot.revision import Revision
    from tests.cli.ended import Ended

SEED = Path(__file__).parents[1] / "pages" / "us-government-emails-hacked.txt"

pytestmark = pytest.mark.usefixtures("newsroom")


def test_status_makes_no_database(storydesk: Callable[..., Ended], newsroom: Path) -> None:
    ended = storydesk("status")
    assert ended.status == 1
    assert not (newsroom / "desk.db").exists()


def test_backup_writes_a_copy_that_works_and_never_overwrites(
    storydesk: Callable[..., Ended], newsroom: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    storydesk("import", SEED)
    assert storydesk("backup", newsroom / "copy.db").status == 0
    assert storydesk("backup", newsroom / "copy.db").status == 1
    assert storydesk("backup", ".").err == ". is a folder. Name a new file.\n"
    monkeypatch.setenv("STORYDESK_DATABASE", f"sqlite:///{newsroom / 'copy.db'}")
    assert ", 1 draft, " in storydesk("status").out


def test_migrate_says_where_the_database_stands(storydesk: Callable[..., Ended]) -> None:
    assert re.fullmatch(r"The database was made, at schema \d+\.\n", storydesk("migrate").out)
    assert "as this version wants it" in storydesk("migrate").out


def test_doctor_finds_a_healthy_newsroom(storydesk: Callable[..., Ended]) -> None:
    storydesk("migrate")
    ended = storydesk("doctor")
    assert ended.status == 0
    assert "The database is sound" in ended.out
    assert "STORYDESK_TELEGRAM_TOKEN is not set." in ended.out


def test_doctor_says_that_a_platform_is_out_of_reach_and_never_the_token(
    storydesk: Callable[..., Ended], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("STORYDESK_TELEGRAM_TOKEN", "1:s3cret")
    monkeypatch.setenv("STORYDESK_TELEGRAM_API", "http://127.0.0.1:9")
    storydesk("migrate")
    ended = storydesk("doctor")
    assert ended.status == 1
    assert "!!  Telegram cannot be reached." in ended.out
    assert "s3cret" not in ended.out + ended.err


def test_doctor_says_what_needs_mending(
    storydesk: Callable[..., Ended], newsroom: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (newsroom / "desk.db").write_text("this is no database, but it is long enough to be read")
    monkeypatch.setenv("STORYDESK_STORIES", str(newsroom / "nowhere"))
    ended = storydesk("doctor")
    assert ended.status == 1
    assert ended.out.count("!!") == 2
    assert "2 things need mending." in ended.err


def standing(condition: Condition, *, ago: timedelta = timedelta(), copy: str = "one") -> Standing:
    now = datetime.now(UTC)
    return Standing(
        copy=copy,
        part="telegram",
        reason="It is refused.",
        condition=condition,
        since=now - ago,
        seen=now - ago,
    )


def set_up(
    newsroom: Path, *standings: Standing, ago: timedelta | None = None, planned: bool = True
) -> None:
    """Let copies stand so, and a briefing have been due for so long."""

    async def done() -> None:
        store = await open_store(f"sqlite:///{newsroom / 'desk.db'}")
        for each in standings:
            await store.stand(each.copy, [each], at=each.seen)
        if ago is not None:
            now = datetime.now(UTC)
            due = (now - ago).replace(second=0, microsecond=0)
            where, before = Address("telegram", "7"), due - timedelta(minutes=1)
            wish = Wish(slot=Slot(due.time(), "UTC"))
            by = Account("telegram", "7")
            await store.ledger.subscribe(where, wish, by=by, first=due.date(), at=before)
            if planned:
                await store.ledger.plan(now, window=timedelta(hours=6), limit=10)
        await store.close()

    asyncio.run(done())


@pytest.fixture
def _telegram(monkeypatch: pytest.MonkeyPatch) -> None:
    """Have a door to Telegram; it is not opened here."""
    monkeypatch.setenv("STORYDESK_TELEGRAM_TOKEN", "1:s3cret")


@pytest.mark.usefixtures("_telegram")
def test_status_says_that_nobody_plans_what_is_due(
    storydesk: Callable[..., Ended], newsroom: Path
) -> None:
    set_up(newsroom, ago=timedelta(hours=1), planned=False)
    ended = storydesk("status")
    assert ended.status == 1
    assert re.search(r"A briefing has been due for 6[01] minutes and is not planned\.", ended.err)


@pytest.mark.usefixtures("_telegram")
def test_status_says_what_is_due_and_how_long_that_takes(
    storydesk: Callable[..., Ended], newsroom: Path
) -> None:
    set_up(newsroom)
    assert "telegram: nothing is due." in storydesk("status").out
    set_up(newsroom, ago=timedelta(minutes=2))
    ended = storydesk("status")
    assert (ended.status, ended.err) == (0, "")
    said = r"telegram: 1 briefing is due, for [23] minutes; it goes out within 1 second\."
    assert re.search(said, ended.out)


@pytest.mark.usefixtures("_telegram")
def test_status_fails_where_a_briefing_is_due_for_too_long(
    storydesk: Callable[..., Ended], newsroom: Path
) -> None:
    set_up(newsroom, ago=timedelta(minutes=8))
    ended = storydesk("status")
    assert ended.status == 1
    assert ended.err == "A briefing through telegram has been due for 8 minutes.\n"
    assert "1 briefing is due" in ended.out


def test_status_fails_where_a_door_is_closed(
    storydesk: Callable[..., Ended], newsroom: Path
) -> None:
    set_up(newsroom, standing(Condition.CLOSED))
    ended = storydesk("status")
    assert (ended.status, ended.err) == (1, "telegram is not open. It is refused.\n")
    assert "telegram (one): closed" in ended.out


def test_status_fails_where_a_copy_died_and_none_has_followed(
    storydesk: Callable[..., Ended], newsroom: Path
) -> None:
    dead = standing(Condition.OPEN, ago=timedelta(hours=1))
    set_up(newsroom, dead)
    ended = storydesk("status")
    assert (ended.status, ended.err) == (1, "telegram was open and is not there any more.\n")
    set_up(newsroom, standing(Condition.OPEN, copy="two"), standing(Condition.BESIDE, copy="three"))
    ended = storydesk("status")
    assert ended.status == 0
    assert "telegram (one): not there any more" in ended.out
    assert "telegram (three): open to send" in ended.out


def test_status_says_that_nothing_is_pushed_while_another_bot_runs(
    storydesk: Callable[..., Ended], newsroom: Path
) -> None:
    set_up(newsroom, standing(Condition.HELD))
    ended = storydesk("status")
    assert ended.status == 1
    assert "telegram (one): held" in ended.out


@pytest.mark.usefixtures("_telegram")
def test_doctor_says_what_paid_pushes_cost(
    storydesk: Callable[..., Ended], newsroom: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("STORYDESK_TELEGRAM_API", "http://127.0.0.1:9")
    set_up(newsroom, ago=timedelta())
    assert "Stars" not in storydesk("doctor").out
    monkeypatch.setenv("STORYDESK_TELEGRAM_PAID", "true")
    assert "every subscribed chat (1) costs at most, in Stars: 0," in storydesk("doctor").out


@pytest.mark.usefixtures("_telegram")
def test_status_says_what_is_still_to_be_set_right(
    storydesk: Callable[..., Ended], newsroom: Path
) -> None:
    set_up(newsroom)
    assert "set right" not in storydesk("status").out
    asyncio.run(retracted_since(f"sqlite:///{newsroom / 'desk.db'}"))
    said = "telegram: 1 message is still to be set right; that takes 1 second."
    assert said in storydesk("status").out


async def retracted_since(address: str) -> None:
    """Let a story be told in a chat, and retracted afterwards."""
    store = await open_store(address)
    now = datetime.now(UTC)
    due = (now - timedelta(minutes=2)).replace(second=0, microsecond=0)
    before, lease = due - timedelta(minutes=1), timedelta(minutes=1)
    await store.load([a_story()], at=before)
    who = Account("telegram", "7")
    wish = Wish(slot=Slot(due.time(), "UTC"))
    await store.ledger.subscribe(
        Address("telegram", "7"), wish, by=who, first=due.date(), at=before
    )
    await store.ledger.plan(now, window=timedelta(hours=6), limit=10)
    claimed = await store.ledger.claim(
        "telegram", LANES[30], worker="one", now=now, lease=lease, limit=1
    )
    (delivery,) = (each for each, _ in claimed.deliveries)

    async def choose() -> tuple[Sequence[Revision], int]:
        return await store.latest(limit=1), 0

    edition = await store.ledger.compose(delivery, choose)
    await store.ledger.begin("one", [Begun(delivery, edition.id, 1)], now=now, lease=lease)
    sent = Result(delivery=delivery, progress=Progress.SENT, message="1")
    await store.ledger.record("one", [sent], now=now)
    await store.retract(edition.stories[0].story.slug, at=now)
    await store.dispatches.plan(now, is_wanted=is_wanted)
    await store.close()
