"""A newsroom that takes in from one source, and a web of one answer."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from bot.pushing.clock import Clock
from bot.taking_in.incoming import Reader
from bot.taking_in.intake import Intake
from bot.wires import Fetched, Source
from bot.words import Phrase, words_for
from tests.importers.category_file import category, cluster
from tests.invented import NOON

if TYPE_CHECKING:
    from pathlib import Path

    from bot.store import Store
    from bot.wires import Answer, Wire

URL = "https://kite.example/world.json"
EVERY = timedelta(minutes=15)
HARBOUR = category(cluster(title="Harbour reopens"))


class Web:
    """The whole web: what it answers, and what it was asked with."""

    def __init__(self) -> None:
        self.answer: Answer | Exception = Fetched(HARBOUR)
        self.asked: list[tuple[str, str, str]] = []

    async def fetch(self, url: str, *, etag: str = "", modified: str = "") -> Answer:
        self.asked.append((url, etag, modified))
        if isinstance(self.answer, Exception):
            raise self.answer
        return self.answer


class Stage:
    """A newsroom with one source, and a clock that a test moves.

    Args:
        store: its memory.
        place: where the source is.
        trusted: whether it is trusted.
    """

    def __init__(self, store: Store, place: str | Path = URL, *, trusted: bool = False) -> None:
        self.now: datetime = NOON
        self.store, self.web = store, Web()
        self.source = Source(str(place), place, is_trusted=trusted)
        self.said: list[str] = []
        self.intake = self.another(self)

    def another(self, alarm: Stage | None = None) -> Intake:
        """Give another copy's."""
        return Intake(
            self.store.wires,
            [self.source],
            Reader(self.store.wires, self.web, lambda: self.now),
            clock=Clock(self.store.ledger, lambda: self.now),
            worker="copy" if alarm else "hand",
            every=EVERY,
            words=words_for("en"),
            alarm=alarm,  # type: ignore[arg-type] # all that it needs is there
            spread=lambda: 0.5,
        )

    def sound(self, _cause: str, said: Phrase) -> None:
        self.said.append(str(said))

    async def read(self, answer: Answer | Exception | None = None) -> Wire:
        """Read the source as soon as it is due; give how it stands then."""
        if answer is not None:
            self.web.answer = answer
        await self.store.wires.enrol([self.source.name], now=self.now)
        (wire,) = await self.store.wires.wires()
        self.now = max(self.now, wire.next_at)
        assert await self.intake.look()
        assert not await self.intake.look()
        (wire,) = await self.store.wires.wires()
        return wire

    async def headlines(self) -> list[str]:
        return [each.story.headline for each in await self.store.revisions("harbour-reopens")]
