"""A platform of our own, on which the newsroom posts by itself and everything can be looked at."""

from __future__ import annotations

from contextlib import nullcontext
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from bot.outcome import Outcome, Sent

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Sequence
    from contextlib import AbstractAsyncContextManager

    from bot.adapter import Finding, Limits
    from bot.address import Address
    from bot.desk import Desk
    from bot.pace import Lane
    from bot.reply import Reply

ONE_EAR = ("all",)


class Wall:
    """Keeps the messages that are posted, as a platform does; nobody speaks through it.

    Args:
        name: the platform whose messages these are.
        limits: how much one of them holds.
        pace: how fast they may come.
    """

    def __init__(self, name: str, limits: Limits, pace: Lane) -> None:
        self.name = name
        self.limits = limits
        self.pace = pace
        self.unplaced = 0
        self.posted: dict[str, Reply] = {}
        self.edited: set[str] = set()

    async def run(self, desk: Desk, ready: Callable[[], None]) -> None:
        """Hear nobody."""

    def opened(self) -> AbstractAsyncContextManager[None]:
        """Be open at any time."""
        return nullcontext()

    async def ears(self) -> tuple[str, ...]:
        """Name the one part there is."""
        return ONE_EAR

    async def hear(
        self,
        desk: Desk,
        ears: Sequence[str],
        ready: Callable[[], None],
        doubled: Callable[[], Awaitable[None]],
    ) -> None:
        """Hear nobody."""

    def cost(self, messages: int) -> None:
        """Cost nothing."""

    def rest(self, where: Address) -> timedelta:  # noqa: ARG002 - the same
        """Need no rest."""
        return timedelta()

    async def find(self, where: Address, *, key: str, since: datetime) -> None:
        """Find nothing: all that was posted is known to have been."""

    async def examine(self) -> tuple[Finding, ...]:
        """Find nothing to mend."""
        return ()

    async def send(
        self,
        where: Address,  # noqa: ARG002 - there is but one place
        message: Reply,
        *,
        key: str,  # noqa: ARG002 - nothing is sent twice
        answers: str | None = None,  # noqa: ARG002 - a picture does not show it
    ) -> Outcome:
        """Put a message up."""
        sent = str(len(self.posted) + 1)
        self.posted[sent] = message
        return Sent(sent)

    async def edit(self, where: Address, sent: str, message: Reply) -> Outcome:  # noqa: ARG002 - the same
        """Let a message say something else."""
        self.posted[sent] = message
        self.edited.add(sent)
        return Sent(sent)
