"""How often one may write: in a chat, in a group, and in all of Telegram."""

from __future__ import annotations

from collections import defaultdict, deque
from dataclasses import dataclass, field
from math import ceil
from typing import TYPE_CHECKING

from tests.platforms.telegram.refusals import limited
from tests.platforms.telegram.world import Kind

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.platforms.telegram.world import Chat

MINUTE = 60.0
UNDER_WAY = 0.25  # seconds in which a request may have left before the last refusal arrived


@dataclass
class Rates:
    """All limits; sends and edits count alike.

    Args:
        clock: seconds that only go forward.
        everywhere: messages a second for the whole bot.
        burst: messages that a chat takes at once before it takes one a second.
        group: messages a minute in a group or a channel.
        on: whether anything is limited at all.
    """

    clock: Callable[[], float]
    everywhere: int = 30
    burst: int = 5
    group: int = 20
    on: bool = True
    impatient: list[str] = field(default_factory=list)
    _all: deque[float] = field(default_factory=deque)
    _chats: dict[int, deque[float]] = field(default_factory=lambda: defaultdict(deque))
    _waits: dict[int, tuple[float, float]] = field(default_factory=dict)

    def take(self, chat: Chat) -> None:
        """Count a message into *chat*.

        Raises:
            Refusal: it is one too many.
        """
        if not self.on:
            return
        now = self.clock()
        told, until = self._waits.get(chat.id, (now, now))
        if now < until:
            if now > told + UNDER_WAY:
                self.impatient.append(f"chat {chat.id}: asked {until - now:.2f} s too soon")
            self._refuse(chat, now, until - now)
        recent = self._chats[chat.id]
        _forget(recent, now - MINUTE)
        _forget(self._all, now - 1)
        if len(self._all) >= self.everywhere:
            self._refuse(chat, now, self._all[0] + 1 - now)
        if chat.kind is not Kind.PRIVATE and len(recent) >= self.group:
            self._refuse(chat, now, recent[0] + MINUTE - now)
        if wait := self._wait(recent, now):
            self._refuse(chat, now, wait)
        recent.append(now)
        self._all.append(now)

    def _wait(self, recent: deque[float], now: float) -> float:
        """Tell how long until a chat takes one more: a burst, and then one a second."""
        full = 0.0
        for each in recent:
            full = max(full, each) + 1
        return max(full - now - self.burst + 1, 0.0)

    def _refuse(self, chat: Chat, now: float, wait: float) -> None:
        seconds = max(ceil(wait), 1)
        self._waits[chat.id] = now, now + seconds
        raise limited(seconds)


def _forget(times: deque[float], before: float) -> None:
    while times and times[0] <= before:
        times.popleft()
