"""The moments at which one copy of the program sends through a door. Pure: the time is given.

A send has a place in the lane, and a copy that stands still for a moment misses some. If it sent
them all at once when it goes on, there would be too many within a second. So a late one takes
another place, which costs a little; and where many are late because the copy has more to do than
it can, they go out as they come, though never faster than the lane.

What this copy lets out without a place, as it answers people, is made room for at once: those that
have their places already stand back, and the next claim sees to the others.
"""

from __future__ import annotations

from dataclasses import replace
from math import inf

from bot.pace import AHEAD, Lane, Taken

# A lane's places are a little fewer than the platform's: so much later than its moment a send can
# be without being one too many.
LATER = 0.05  # seconds
CATCHING_UP = 1.03  # times the lane's rate; the platform's is a little higher still
EARNED = 0.1  # of another place, by each send
# What goes out after a silence is longer on its way: connections are opened, and all is done for
# the first time. What follows would catch up with it, and be too much within a second.
SILENCE = 10.0  # seconds
STARTING = 1.0  # seconds
SLOWER = 0.8  # times the lane's rate


class Counted:
    """Knows how far a count had come when it was last looked at."""

    def __init__(self) -> None:
        self._last = 0

    def new(self, count: int) -> int:
        """Tell what was added since; of a door that was opened anew, which counts anew, nothing."""
        new, self._last = max(count - self._last, 0), count
        return new


class Moments:
    """Knows which sends are too late, and when the next one may go.

    Args:
        lane: what the whole bot may send.
    """

    def __init__(self, lane: Lane) -> None:
        self._lane, self._own = lane, replace(lane, rate=lane.rate * CATCHING_UP)
        self._most = self._spare = max(1.0, lane.rate * AHEAD)  # as many can be late at once
        self._taken = Taken(-inf)
        self._slow = 0.0  # until when it starts
        self._unplaced = Counted()

    def pace(self, now: float) -> Lane:
        """Tell how much of the lane is asked for at a moment: less of it at a start."""
        starts = now < self._slow or now - self._taken.pushes > SILENCE
        return replace(self._lane, rate=self._lane.rate * SLOWER) if starts else self._lane

    def missed(self, late: float) -> bool:
        """Whether a send that is so many seconds late takes another place."""
        if late <= LATER or self._spare < 1:
            return False
        self._spare -= 1
        return True

    def turn(self, now: float, unplaced: int = 0) -> float:
        """Give a send its turn, and tell how many seconds it has to wait for it.

        Args:
            now: the moment; seconds.
            unplaced: calls that went out so far without a place.
        """
        self._spare = min(self._spare + EARNED, self._most)
        if now - self._taken.pushes > SILENCE:
            self._slow = now + STARTING
        taken = self._own.unplaced(self._taken, now, self._unplaced.new(unplaced))
        at = max(now, taken.pushes)
        self._taken = replace(taken, pushes=at + 1 / self._own.rate)
        return at - now
