"""PORT: what the newsroom asks of a door."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Sequence
    from contextlib import AbstractAsyncContextManager
    from datetime import datetime, timedelta

    from bot.address import Address
    from bot.desk import Desk
    from bot.outcome import Outcome, Sent, Unknown
    from bot.pace import Lane
    from bot.reply import Reply, Run
    from bot.words import Phrase


@dataclass(frozen=True, slots=True)
class Limits:
    """How much one message holds on a platform.

    Args:
        text: the most one message holds, in the unit of *measure*.
        measure: how much of *text* a run takes once drawn (code points, UTF-16 units, escapes).
        overhead: the most a line takes beside its runs (bullet, number, line end), same unit.
        marks: how many runs of a message may be more than plain text.
        parts: how many blocks a message may hold; each of several sides counts as one.
        choices: how many things to press a message may hold.
    """

    text: int
    measure: Callable[[Run], int]
    overhead: int
    marks: int
    parts: int
    choices: int


@dataclass(frozen=True, slots=True)
class Look:
    """How a door shows a reply, for whoever looks at it through another one.

    Args:
        limits: what one message holds there.
        fits: tells whether the door draws all of a reply as one message.
    """

    limits: Limits
    fits: Callable[[Reply], bool]


class Adapter(Protocol):
    """A door. It turns what people type into requests, and replies into what they see.

    `name` is the platform's, as it stands in accounts and addresses.
    """

    name: str
    limits: Limits

    async def run(self, desk: Desk, ready: Callable[[], None]) -> None:
        """Answer people until there is nobody left to answer, or until cancelled.

        Once cancelled it takes in nothing new, finishes what it has begun, and lets go of
        everything it holds.

        Args:
            desk: the newsroom.
            ready: called whenever the door has come to answer people.

        Raises:
            Problem: it cannot be opened, and waiting will not help: a token that is refused.
            Outage: the platform cannot be reached now.
        """


@dataclass(frozen=True, slots=True)
class Finding:
    """How one thing stands with a platform.

    Args:
        sound: whether nothing needs mending.
        what: how it stands, and what to do where something needs mending.
    """

    sound: bool
    what: Phrase


class Door(Adapter, Protocol):
    """A door to a platform, through which the newsroom can also speak first.

    To send and to hear are two things: of several copies of the program all send, and each part of
    what people say is heard by one. `run` does both, where there is no other copy.
    """

    pace: Lane  # how fast the whole bot may send of its own accord

    @property
    def unplaced(self) -> int:
        """Count the calls so far that its platform counts, and that are nobody's send or edit.

        These are answers to people, and what a send takes beside its own call.
        """

    def opened(self) -> AbstractAsyncContextManager[None]:
        """Be able to send, edit and find, whoever hears people meanwhile.

        Raises:
            Problem: it cannot be opened, and waiting will not help: a token that is refused.
            Outage: the platform cannot be reached now.
        """

    async def ears(self) -> tuple[str, ...]:
        """Name the parts of what people say, each of which one copy hears; the door is opened."""

    async def hear(
        self,
        desk: Desk,
        ears: Sequence[str],
        ready: Callable[[], None],
        doubled: Callable[[], Awaitable[None]],
    ) -> None:
        """Answer people, as `run` does, while the door is opened.

        Args:
            desk: the newsroom.
            ears: what of `ears` is heard.
            ready: called whenever the door has come to answer people.
            doubled: called each time somebody else is seen to hear the same.
        """

    def cost(self, messages: int) -> Phrase | None:
        """Tell what so many messages cost at the most; None where sending is free."""

    def rest(self, where: Address) -> timedelta:
        """Tell how long a place must rest after a message before it is sent the next one."""

    async def find(self, where: Address, *, key: str, since: datetime) -> Sent | Unknown | None:
        """Look for the message that was sent with *key* after *since*.

        Returns:
            None where it certainly is not there, `Unknown` where nobody can tell.
        """

    async def examine(self) -> tuple[Finding, ...]:
        """Ask the platform how the bot stands with it; not to be reached is a finding too."""

    async def send(
        self, where: Address, message: Reply, *, key: str, answers: str | None = None
    ) -> Outcome:
        """Put *message*, which keeps within the limits, where it belongs.

        Args:
            where: the place.
            message: one message, as `pages.cut` gives it.
            key: names this very send, at most 25 characters, and no other; a platform that can
                tell by it that a send is repeated does not show the message twice.
            answers: the id of the message that it is a reply to, which may be gone; None for none.
        """

    async def edit(self, where: Address, sent: str, message: Reply) -> Outcome:
        """Let the message with id *sent* say something else; saying the same is `Sent` too."""
