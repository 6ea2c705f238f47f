"""The moments at which one copy of the program sends through a door. Pure: the time is given.

A send has a place in the lane, and a copy that stands still for a moment misses some. If it sent
them all at once when it goes on, there would be too many within a second. So a late one takes
another place, which costs a little; and where many are late because the copy has more to do than
it can, they go out as they come, though never faster than the lane.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.pace import AHEAD

if TYPE_CHECKING:
    from bot.pace import Lane

# A lane's places are a little fewer than the platform's: so much later than its moment a send can
# be without being one too many.
LATER = 0.05  # seconds
CATCHING_UP = 1.03  # times the lane's rate; the platform's is a little higher still
EARNED = 0.1  # of another place, by each send


class Moments:
    """Knows which sends are too late, and when the next one may go.

    Args:
        lane: what the whole bot may send.
    """

    def __init__(self, lane: Lane) -> None:
        self._apart = 1 / (lane.rate * CATCHING_UP)
        self._most = self._spare = max(1.0, lane.rate * AHEAD)  # as many can be late at once
        self._next = 0.0

    def missed(self, late: float) -> bool:
        """Whether a send that is so many seconds late takes another place."""
        if late <= LATER or self._spare < 1:
            return False
        self._spare -= 1
        return True

    def turn(self, now: float) -> float:
        """Give a send its turn, and tell how many seconds it has to wait for it."""
        self._spare = min(self._spare + EARNED, self._most)
        at = max(now, self._next)
        self._next = at + self._apart
        return at - now
