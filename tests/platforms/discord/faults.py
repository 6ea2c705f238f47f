"""Faults on demand: what can go wrong between Discord and a bot, for the next request of a kind."""

from __future__ import annotations

from collections import defaultdict, deque
from dataclasses import dataclass, field
from typing import TypeAlias

from tests.platforms.discord.rates import Limited
from tests.platforms.discord.refusals import Refusal


@dataclass(frozen=True)
class Reset:
    """The line breaks: after Discord did what was asked, or before."""

    done: bool = True


@dataclass(frozen=True)
class Broken:
    """Discord is out of order: a 5xx, as JSON or as the page of what stands before it."""

    status: int = 500
    page: bool = False


@dataclass(frozen=True)
class Slow:
    """The answer takes *seconds*; the deed is done at once."""

    seconds: float


Fault: TypeAlias = Reset | Broken | Slow | Limited | Refusal


@dataclass
class Faults:
    """What shall go wrong next, by operation; `*` stands for any."""

    _coming: dict[str, deque[Fault]] = field(default_factory=lambda: defaultdict(deque))

    def on(self, operation: str, fault: Fault, times: int = 1) -> None:
        """Let the next requests of *operation* meet *fault*."""
        self._coming[operation].extend([fault] * times)

    def next(self, operation: str) -> Fault | None:
        """Give what the request that came in shall meet."""
        for key in (operation, "*"):
            if self._coming[key]:
                return self._coming[key].popleft()
        return None

    def clear(self) -> None:
        """Let all be well again."""
        self._coming.clear()
