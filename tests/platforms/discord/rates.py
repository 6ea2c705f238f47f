"""How often one may ask: buckets for each route and place, the whole bot's fifty, and the ban."""

from __future__ import annotations

import time
from collections import deque
from dataclasses import dataclass, field
from math import ceil
from typing import TYPE_CHECKING, Any
from zlib import crc32

if TYPE_CHECKING:
    from collections.abc import Callable

GENEROUS = (50, 1.0)
SPANS = {
    "create_message": (5, 5.0),
    "update_message": (5, 5.0),
    "execute_webhook": (5, 2.0),
    "update_webhook_message": (5, 2.0),
    "update_original_webhook_message": (5, 2.0),
    "bulk_set_application_commands": (2, 20.0),
}
# Interactions are answered outside of the bot's fifty a second.
UNCOUNTED = {"create_interaction_response", *(name for name in SPANS if "webhook" in name)}
TEN_MINUTES = 600.0
INVALID = {401, 403, 429}


@dataclass(eq=False)
class Limited(Exception):
    """Too many requests.

    Args:
        after: seconds until one may ask again.
        scope: whose limit it is: the user's, everybody's (global), or one shared with others.
        code: the limit's own code, where it has one.
    """

    after: float
    scope: str = "user"
    code: int | None = None

    @property
    def headers(self) -> dict[str, str]:
        """What the answer carries; without `Via` it would look like a ban."""
        everywhere = {"X-RateLimit-Global": "true"} if self.scope == "global" else {}
        return {
            "Via": "1.1 google",
            "Retry-After": str(ceil(self.after)),
            "X-RateLimit-Scope": self.scope,
            **everywhere,
        }

    @property
    def body(self) -> dict[str, Any]:
        """What the answer says."""
        code = {} if self.code is None else {"code": self.code}
        said = "You are being rate limited."
        return {
            "message": said,
            "retry_after": self.after,
            "global": self.scope == "global",
            **code,
        }


@dataclass
class Bucket:
    """Requests of one route in one place, within one span of time."""

    limit: int
    span: float
    name: str
    begun: float
    used: int = 0

    def take(self, now: float) -> None:
        """Use one of them up.

        Raises:
            Limited: there is none left.
        """
        if now >= self.begun + self.span:
            self.begun, self.used = now, 0
        if self.used >= self.limit:
            raise Limited(self.begun + self.span - now)
        self.used += 1

    def headers(self, now: float) -> dict[str, str]:
        """Tell how many are left and for how long."""
        left = max(self.begun + self.span - now, 0.0)
        return {
            "X-RateLimit-Limit": str(self.limit),
            "X-RateLimit-Remaining": str(self.limit - self.used),
            "X-RateLimit-Reset": f"{time.time() + left:.3f}",
            "X-RateLimit-Reset-After": f"{left:.3f}",
            "X-RateLimit-Bucket": self.name,
        }


@dataclass
class Rates:
    """All limits.

    Args:
        clock: seconds that only go forward.
        everywhere: requests a second for the whole bot; None switches the limit off.
        most_invalid: how many 401, 403 and 429 in ten minutes bring the ban.
    """

    clock: Callable[[], float]
    everywhere: int | None = 50
    most_invalid: int = 10_000
    spans: dict[str, tuple[int, float]] = field(default_factory=lambda: dict(SPANS))
    _buckets: dict[tuple[str, str], Bucket] = field(default_factory=dict)
    _recent: deque[float] = field(default_factory=deque)
    _invalid: deque[float] = field(default_factory=deque)

    @property
    def invalid(self) -> int:
        """How many requests were invalid in the last ten minutes."""
        while self._invalid and self._invalid[0] <= self.clock() - TEN_MINUTES:
            self._invalid.popleft()
        return len(self._invalid)

    @property
    def banned(self) -> bool:
        """Whether nobody listens any more."""
        return self.invalid >= self.most_invalid

    def take(self, operation: str, place: str) -> Bucket:
        """Count a request.

        Raises:
            Limited: it is one too many.
        """
        now = self.clock()
        if self.everywhere is not None and operation not in UNCOUNTED:
            self._take_everywhere(now, self.everywhere)
        bucket = self.bucket(operation, place)
        bucket.take(now)
        return bucket

    def bucket(self, operation: str, place: str) -> Bucket:
        """Give the bucket of a route in a place: a channel, a guild, a webhook."""
        key = operation, place
        if key not in self._buckets:
            limit, span = self.spans.get(operation, GENEROUS)
            name = f"{crc32(operation.encode()):08x}"
            self._buckets[key] = Bucket(limit, span, name, self.clock())
        return self._buckets[key]

    def heed(self, status: int, scope: str) -> None:
        """Remember an answer that counts as the client's fault; a shared limit is nobody's."""
        if status in INVALID and scope != "shared":
            self._invalid.append(self.clock())

    def _take_everywhere(self, now: float, most: int) -> None:
        while self._recent and self._recent[0] <= now - 1:
            self._recent.popleft()
        if len(self._recent) >= most:
            raise Limited(self._recent[0] + 1 - now, "global")
        self._recent.append(now)
