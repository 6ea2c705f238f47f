"""What only one copy of the program may do at once, shared out among all that run."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import datetime

    from bot.ledger import Ledger
    from bot.pushing.clock import Clock

LEASE = timedelta(seconds=10)  # a copy that dies is missed for no longer than this and one look
LOOK = 2.5  # seconds between two looks; three may fail before a lease runs out


class Share:
    """What of some things is this copy's to do, for as long as its leases run.

    Whatever is free is taken by who sees it first. A copy that has less than its fair part asks
    for more, by a lease too; the others then let theirs run out down to that part. So there is no
    list of copies that one which died would have to be struck from.

    Args:
        ledger: where the leases are.
        clock: the time that all copies go by.
        worker: names this process, as nobody else's is named.
        kind: what the things are, such as the name of a door.
        names: the things.
    """

    def __init__(
        self, ledger: Ledger, clock: Clock, *, worker: str, kind: str, names: Sequence[str]
    ) -> None:
        self._ledger = ledger
        self._clock = clock
        self._worker = worker
        self._names = {f"{kind} {name}": name for name in names}
        self._more = f"{kind}: more"
        self._until: dict[str, datetime] = {}

    @property
    def held(self) -> tuple[str, ...]:
        """What is this copy's at this moment, by the clock alone."""
        now = self._clock.now()
        return tuple(
            name
            for lease, name in self._names.items()
            if (until := self._until.get(lease)) is not None and now < until
        )

    async def look(self) -> None:
        """Hold longer what stays this copy's, and take what is free.

        Raises:
            StoreError: nothing could be asked; what is held runs out in its time.
        """
        now = self._clock.now()
        holders = await self._ledger.holders(now=now)
        copies = {who for lease in (*self._names, self._more) if (who := holders.get(lease))}
        fair = len(self._names) // len(copies | {self._worker})
        wished = self._wished(holders, max(fair, 1))
        until = now + LEASE
        for lease in wished:
            if await self._ledger.lease(lease, self._worker, now=now, until=until):
                self._until[lease] = until
        await self._ask(holders, is_short=len(wished) < fair, until=until)

    async def leave(self) -> None:
        """Let go of everything at once, for others to take."""
        for lease in (*self._names, self._more):
            if self._until.pop(lease, None) is not None:
                await self._ledger.release(lease, self._worker)

    def _wished(self, holders: Mapping[str, str], fair: int) -> list[str]:
        """Choose what this copy is to hold: its own first, and what is free."""
        ours = [lease for lease in self._names if holders.get(lease) == self._worker]
        free = [lease for lease in self._names if lease not in holders]
        is_asked = holders.get(self._more, self._worker) != self._worker
        return [*ours, *free][: fair if is_asked else None]

    async def _ask(self, holders: Mapping[str, str], *, is_short: bool, until: datetime) -> None:
        """Ask the others for more while there is too little, and no longer."""
        if is_short:
            now = self._clock.now()
            if await self._ledger.lease(self._more, self._worker, now=now, until=until):
                self._until[self._more] = until
        elif holders.get(self._more) == self._worker:
            self._until.pop(self._more, None)
            await self._ledger.release(self._more, self._worker)
