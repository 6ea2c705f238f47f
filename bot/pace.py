"""How fast a bot may send. Pure: the moment is an argument.

A *lane* is what a whole bot may send in a second. It keeps two moments (GCRA, the bucket that
remembers when it will be empty and not how full it is): up to when its places are given away to
pushes, and up to when the readers' share is. They are seconds, of whatever clock, so that a row can
keep them.

- The ledger reads the lane's row in the transaction that claims, asks `Lane.pushes`, claims as many
  rows as were granted, writes `taken` back, and sends each at its moment.
- A message that a push calls for besides asks `Lane.answer`, in a transaction of its own on the
  same row.
- Who answers a reader asks nobody, for a reader waits for no push. What went out so is counted, and
  the next claim lets the pushes stand back for it (`Lane.unplaced`). What no claim knows of yet has
  the share: it is left free.
- A 429 is bounded by `wait`. One for a chat goes to the `due_at` of its rows, one for the bot to
  `Taken.hold`. A hold only ever moves forward, so that it does not matter in which order several
  workers tell of it.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from math import floor

AHEAD = 0.25  # seconds; a worker that dies takes no more of the lane with it than this
SHORTEST_WAIT = 0.5  # seconds; for a 429 that names no time, or hardly any
# Waits of 43,838 s were seen where minutes would have done (RSS-to-Telegram-Bot#575). One try in an
# hour is far from any ban (Discord's: 10,000 refusals in ten minutes), and still leaves a briefing
# some tries within the six hours in which it may be late.
LONGEST_WAIT = 3600.0


@dataclass(frozen=True, slots=True)
class Taken:
    """Up to which moments the places of a lane are given away: what its row keeps.

    Args:
        pushes: from here on a push, or an answer beyond the share, has a place; seconds.
        answers: from here on the readers' share has a place; seconds.
    """

    pushes: float = 0.0
    answers: float = 0.0

    def hold(self, until: float) -> Taken:
        """Give no place before *until*: the platform told the whole bot to wait.

        Places given before stand, for at most `AHEAD`; whoever hears of the hold lets them go by.
        """
        return Taken(max(self.pushes, until), max(self.answers, until))


@dataclass(frozen=True, slots=True)
class Grant:
    """Places for pushes.

    Args:
        moments: when each may be sent, in order; seconds. None where the lane is full. Whose own
            clock is another takes them as delays from the *now* that was given.
        taken: what the lane's row keeps from now on.
        again: when to ask for more, so that the lane never runs empty; seconds.
    """

    moments: tuple[float, ...]
    taken: Taken
    again: float


@dataclass(frozen=True, slots=True)
class Lane:
    """What a whole bot may send.

    Args:
        rate: pushes in a second.
        share: answers in a second that have a place whatever is pushed. With *rate* it stays a
            little under the platform's limit, for the network moves messages together.
    """

    rate: float
    share: float

    def pushes(self, taken: Taken, now: float, wanted: int) -> Grant:
        """Give places to at most *wanted* pushes, none of them further ahead than `AHEAD`."""
        first = max(taken.pushes, now)
        free = floor((now + AHEAD - first) * self.rate) + 1
        moments = tuple(first + place / self.rate for place in range(min(wanted, free)))
        if moments:
            taken = replace(taken, pushes=first + len(moments) / self.rate)
        return Grant(moments, taken, again=max(now, taken.pushes - AHEAD / 2))

    def answer(self, taken: Taken, now: float) -> tuple[float, Taken]:
        """Give an answer its moment: from the share, or the pushes' next place if that is sooner.

        Answers may be given places as far ahead as they need and pushes may not, so that a reader
        waits for at most `AHEAD` of pushes, and pushes wait for all readers.
        """
        kept, pushed = max(taken.answers, now), max(taken.pushes, now)
        if kept <= pushed:
            return kept, replace(taken, answers=kept + 1 / self.share)
        return pushed, replace(taken, pushes=pushed + 1 / self.rate)

    def unplaced(self, taken: Taken, now: float, calls: int) -> Taken:
        """Let pushes stand back for calls that went out without a place, and were not counted yet.

        Pushes that have their places keep them. So in a second there can be more than the rate by
        what went out within `AHEAD` and until the next claim, and by no more.
        """
        if not calls:
            return taken
        first = max(taken.pushes, now)
        # A second after the last of them none counts any more, however many they were.
        return replace(taken, pushes=max(first, min(first + calls / self.rate, now + 1)))

    def lasts(self, pushes: int) -> float:
        """Tell how many seconds so many pushes take."""
        return pushes / self.rate


# By the limit of the platform: 30 a second for a Telegram bot, 1,000 with paid broadcast (Bots FAQ,
# "My bot is hitting limits"); 50 requests a second for a Discord bot (Rate Limits, "Global").
LANES = {
    30: Lane(rate=28.0, share=1.5),
    50: Lane(rate=45.0, share=4.0),
    1000: Lane(rate=950.0, share=40.0),
}


@dataclass(frozen=True, slots=True)
class Wait:
    """How long we keep still after a 429.

    Args:
        seconds: how long.
        absurd: whether the platform asked for something that nobody can mean; it is reported.
    """

    seconds: float
    absurd: bool


def wait(asked: float) -> Wait:
    """Bound the seconds that a platform asked for."""
    absurd = not 0 <= asked <= LONGEST_WAIT
    sane = asked if asked > 0 else SHORTEST_WAIT  # also where it is no number at all
    return Wait(min(max(sane, SHORTEST_WAIT), LONGEST_WAIT), absurd)
