"""A newsroom at work: the program, the people who use it, and the places that it tells."""

from __future__ import annotations

import asyncio
import sqlite3
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, TypeVar

import pytest

from bot.address import Account
from bot.edition import Wish
from bot.schedule import Slot
from tests.patience import PATIENCE
from tests.proofs.worker import Haste

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from bot.address import Address
    from bot.store import Store
    from tests.proofs.clients import Posted
    from tests.proofs.conftest import Hire
    from tests.proofs.on_discord import OnDiscord
    from tests.proofs.on_telegram import OnTelegram

AN_HOUR = timedelta(hours=1)
HALF_A_DAY = timedelta(hours=12)
MOST_WAVES = 6  # of places that begin to have a briefing; each at another minute
LOOK = 0.05  # seconds between two looks at what has come
HAND = Account("console", "hand")
# A place rests for as long as its platform wants it to. The pace is a little under the allowed one:
# on a busy machine the platform itself stands still now and then, and hears two at once after it.
LIKE_PEOPLE = Haste(faster=0.6, rest=None, ears=4, telling=0.5)
# Nobody waits a minute for the next briefing: what was published has been so for a while.
AGED = "UPDATE revisions SET shown_at = shown_at - 1800000000"  # microseconds

T = TypeVar("T")


class Newsroom:
    """The newsroom of some platforms.

    Args:
        address: of its database, which is a file.
        store: the same, opened.
        hire: lets the program run.
        platforms: where it is.
    """

    def __init__(
        self, address: str, store: Store, hire: Hire, *platforms: OnDiscord | OnTelegram
    ) -> None:
        self.store = store
        self.at = platforms[0]
        self.owner = self.at.person("Olga")
        self._file = address.removeprefix("sqlite:///")
        self.platforms = platforms
        self._waves = 0
        self.worker = hire(haste=LIKE_PEOPLE, OWNERS=self.owner.account)

    async def begins(self) -> None:
        """Let the program run, and wait until people are heard."""
        self.worker.start()
        for each in self.platforms:
            await each.hears()

    async def killed(self) -> None:
        """Kill the program, and let it begin anew."""
        await self.worker.killed()
        self.worker.start()

    async def allows(self, places: Iterable[Address]) -> None:
        """Let places have breaking news at once, and the next briefing half a day later."""
        await self._subscribes(places, datetime.now(UTC) - HALF_A_DAY, later=1, breaking=True)

    async def awaits(self, places: Iterable[Address]) -> None:
        """Let places have a briefing that is due, and is composed anew."""
        self._waves += 1
        due = datetime.now(UTC) - timedelta(minutes=MOST_WAVES - self._waves)
        await self._subscribes(places, due, later=0, breaking=False)

    async def _subscribes(
        self, places: Iterable[Address], last: datetime, *, later: int, breaking: bool
    ) -> None:
        last = last.replace(second=0, microsecond=0)
        wish = Wish(slot=Slot(last.time(), "UTC"), breaking=breaking)
        first = last.date() + timedelta(days=later)
        for where in places:
            await self.store.ledger.subscribe(where, wish, by=HAND, first=first, at=last - AN_HOUR)

    def ages(self) -> None:
        """Let what was published have been so for half an hour."""
        with sqlite3.connect(self._file, timeout=PATIENCE) as database:
            database.execute(AGED)
        database.close()

    async def stands(
        self, places: Sequence[Address], what: Callable[[list[Posted]], bool]
    ) -> list[list[Posted]]:
        """Wait until in each place stands what shall stand there; give all of it."""
        return await self.until(
            lambda: [self.at.posted(where) for where in places],
            lambda found: all(map(what, found)),
        )

    async def until(self, look: Callable[[], T], met: Callable[[T], bool]) -> T:
        """Look until what is seen is as it shall be, which nobody tells."""
        try:
            async with asyncio.timeout(PATIENCE):
                while not met(seen := look()):  # noqa: ASYNC110 - another process does it
                    await asyncio.sleep(LOOK)
                return seen
        except TimeoutError:
            pytest.fail(f"it never came: {str(look())[-1500:]}\n{self.worker.log[-2000:]}")
