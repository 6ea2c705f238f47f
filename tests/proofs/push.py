"""A morning on which very many places are told the same, on both platforms at once."""

from __future__ import annotations

import asyncio
import sqlite3
from collections import Counter
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any, NamedTuple

from bot.address import Account, Address
from bot.edition import Wish
from bot.schedule import Slot
from tests.invented import a_story
from tests.platforms.discord.seeing import shown
from tests.platforms.telegram.world import Kind
from tests.postgresql import connected

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from bot.store import Store
    from tests.platforms.discord.server import Discord
    from tests.platforms.discord.world import Channel
    from tests.platforms.telegram.scene import Telegram
    from tests.platforms.telegram.world import Chat

EDITOR = Account("console", "editor")
AGO = timedelta(minutes=2)  # too little to be called late
LOOK = 0.05  # seconds between two looks at what has come
PATIENCE = 30.0  # seconds until everything must have come
STATES = "SELECT lane, state, count(*) FROM deliveries GROUP BY lane, state"
BEGUN = (
    "SELECT lane, id, attempt FROM deliveries WHERE state = 'open' AND begun_at IS NOT NULL"
    " AND lane = 'telegram'"
)
PARTS = "SELECT lane, max(parts) FROM deliveries WHERE part = 0 GROUP BY lane"


class Copies(NamedTuple):
    """What the places of a platform have seen of a briefing.

    Args:
        missed: how many messages are nowhere.
        doubled: how many stand there twice.
        most: how often that message stands there which stands there most often.
        disordered: how many places saw a part before an earlier one.
    """

    missed: int
    doubled: int
    most: int
    disordered: int


NONE_AMISS = Copies(missed=0, doubled=0, most=1, disordered=0)


class Push:
    """The places, and what stands in them.

    Args:
        address: of the database.
        discord: Discord, on loopback.
        telegram: Telegram, on loopback.
    """

    def __init__(self, address: str, discord: Discord, telegram: Telegram) -> None:
        self._address = address
        self.discord = discord
        self.telegram = telegram
        self.chats: list[Chat] = []
        self.channels: list[Channel] = []

    async def due(self, store: Store, *, chats: int = 0, channels: int = 0) -> None:
        """Let so many places await a briefing of several messages, which is due."""
        guild = self.discord.world.guild("Lorrin")
        self.chats = [self._chat(number) for number in range(chats)]
        self.channels = [
            self.discord.world.channel(guild, f"news-{number}") for number in range(channels)
        ]
        at = datetime.now(UTC) - AGO
        due = at.replace(second=0, microsecond=0)
        before = due - timedelta(minutes=1)
        stories = [
            a_story(f"story-{number}", headline=f"Story {number}", summary="It matters. " * 130)
            for number in range(5)
        ]
        await store.load(stories, at=before)
        wish = Wish(slot=Slot(due.time(), "UTC"))
        for where in (
            *(Address("telegram", str(chat.id)) for chat in self.chats),
            *(Address("discord", str(channel.id)) for channel in self.channels),
        ):
            await store.ledger.subscribe(where, wish, by=EDITOR, first=due.date(), at=before)

    async def over(self, within: float = PATIENCE) -> dict[str, dict[str, int]]:
        """Wait until nothing is open any more; give how many have ended how, by platform."""
        await self.until(lambda: not self.is_open(), within)
        return self.states()

    async def reached(self, messages: int) -> None:
        """Wait until so many messages stand there, on both platforms together."""
        await self.until(lambda: self.count() >= messages)

    async def until(self, met: Callable[[], object], within: float = PATIENCE) -> None:
        """Wait until something is so, which nobody tells."""
        async with asyncio.timeout(within):
            while not met():  # noqa: ASYNC110 - other processes do it
                await asyncio.sleep(LOOK)

    def is_open(self) -> bool:
        """Whether anything is still to be sent."""
        states = self.states().values()
        return not states or any("open" in each for each in states)

    def count(self) -> int:
        """Count the messages that stand there."""
        on_discord = sum(len(channel.messages) for channel in self.channels)
        return on_discord + sum(len(chat.messages) for chat in self.chats)

    def states(self) -> dict[str, dict[str, int]]:
        """Tell how many deliveries stand how, by platform."""
        states: dict[str, dict[str, int]] = {}
        for lane, state, number in rows(self._address, STATES):
            states.setdefault(lane, {})[state] = number
        return states

    def begun(self) -> set[tuple[Any, ...]]:
        """Name the sends to Telegram that are under way at this moment, as the ledger knows."""
        return set(rows(self._address, BEGUN))

    def on_telegram(self) -> Copies:
        """Tell what its chats have seen."""
        return self._copies("telegram", [[each.text for each in _in(chat)] for chat in self.chats])

    def on_discord(self) -> Copies:
        """Tell what its channels have seen."""
        seen = [[shown(each) for each in _in(channel)] for channel in self.channels]
        return self._copies("discord", seen)

    def _chat(self, number: int) -> Chat:
        """Let there be chats of every kind, one after the other."""
        match number % 3:
            case 0:
                return self.telegram.person(f"Reader {number}").chat
            case 1:
                return self.telegram.group(f"Group {number}", Kind.SUPERGROUP)
            case _:
                return self.telegram.channel(f"Channel {number}")

    def _copies(self, lane: str, seen: Sequence[Sequence[str]]) -> Copies:
        """Compare what each place has seen with the whole, which at least one has seen."""
        parts = dict(rows(self._address, PARTS))[lane]
        whole = max((tuple(dict.fromkeys(place)) for place in seen), key=len)
        assert len(whole) == parts > 1, f"{len(whole)} of {parts} parts were seen"
        orders = [[*map(whole.index, place)] for place in seen]
        counts = [Counter(order) for order in orders]
        copies = [number for count in counts for number in count.values()]
        return Copies(
            missed=len(whole) * len(seen) - len(copies),
            doubled=sum(number - 1 for number in copies),
            most=max(copies),
            disordered=sum(order != sorted(order) for order in orders),
        )


def rows(address: str, statement: str) -> list[tuple[Any, ...]]:
    """Read in a database beside the program that works on it."""
    if address.startswith("sqlite:///"):
        connection = sqlite3.connect(address.removeprefix("sqlite:///"), timeout=30)
        try:
            return connection.execute(statement).fetchall()
        finally:
            connection.close()
    with connected(address) as postgresql:
        return postgresql.execute(statement.encode()).fetchall()


def _in(place: Chat | Channel) -> list[Any]:
    return [place.messages[number] for number in sorted(place.messages)]
