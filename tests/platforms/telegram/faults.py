"""Faults on demand: what can go wrong between Telegram and a bot, for the next call of a method."""

from __future__ import annotations

from collections import defaultdict, deque
from dataclasses import dataclass, field
from typing import TypeAlias

from tests.platforms.telegram.refusals import Refusal


@dataclass(frozen=True)
class Reset:
    """The line breaks: after Telegram did what was asked, or before."""

    done: bool = True


@dataclass(frozen=True)
class Broken:
    """Telegram is out of order: a 5xx, as JSON or as the page of what stands before it."""

    status: int = 500
    page: bool = False


@dataclass(frozen=True)
class Slow:
    """The answer takes *seconds*; the deed is done at once."""

    seconds: float


Fault: TypeAlias = Reset | Broken | Slow | Refusal


@dataclass
class Faults:
    """What shall go wrong next, by method."""

    _coming: dict[str, deque[Fault]] = field(default_factory=lambda: defaultdict(deque))

    def on(self, method: str, fault: Fault, times: int = 1) -> None:
        """Let the next calls of *method* meet *fault*."""
        self._coming[method.lower()].extend([fault] * times)

    def next(self, method: str) -> Fault | None:
        """Give what a call that came in shall meet."""
        coming = self._coming[method.lower()]
        return coming.popleft() if coming else None
