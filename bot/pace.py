"""How fast one may send: the bot as a whole, and into one chat. Pure: the moment is an argument.

A *lane* is what a whole bot may send in a second. It keeps two moments (GCRA, the bucket that
remembers when it will be empty and not how full it is): up to when its places are given away to
pushes, and up to when the readers' share is. A *chat* keeps the moments of its last messages.
All of them are seconds, of whatever clock, so that a row can keep them.

- The ledger reads the lane's row in the transaction that claims, asks `Lane.pushes`, claims as many
  rows as were granted, writes `taken` back, and sends each at its moment. The next row of the same
  chat is due `spacing(windows)` later at the soonest.
- A door asks `Chats.ask` before each send or edit, whoever wants it. For an answer to a reader it
  then asks `Lane.answer`, in a transaction of its own on the same row; a push has a place already.
- A 429 is bounded by `wait`. One for a chat goes to `Chats.hold` and to the `due_at` of its rows,
  one for the bot to `Lane.hold`. A hold only ever moves forward, so that it does not matter in
  which order several workers tell of it.
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
SWEPT = 1024  # chats; below it the old ones are not worth a search


@dataclass(frozen=True, slots=True)
class Taken:
    """Up to which moments the places of a lane are given away: what its row keeps.

    Args:
        pushes: from here on a push, or an answer beyond the share, has a place; seconds.
        answers: from here on the readers' share has a place; seconds.
    """

    pushes: float = 0.0
    answers: float = 0.0


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

    def hold(self, taken: Taken, until: float) -> Taken:
        """Give no place before *until*: the platform told the whole bot to wait.

        Places given before stand, for at most `AHEAD`; whoever hears of the hold lets them go by.
        """
        return Taken(max(taken.pushes, until), max(taken.answers, until))

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
class Window:
    """At most *count* messages in any *seconds*, sends and edits alike."""

    count: int
    seconds: float


# Telegram's Bots FAQ: "avoid sending more than one message per second" in a chat, short bursts
# aside (how short it does not say: three are the parts of one answer), and "not more than 20
# messages per minute" in a group. A second more than their minute: two messages may draw nearer
# to each other on their way.
CHAT = (Window(3, 3.0),)
GROUP = (*CHAT, Window(20, 61.0))


def spacing(windows: tuple[Window, ...]) -> float:
    """Tell how many seconds apart messages keep all *windows*, without memory of those before."""
    return max(window.seconds / window.count for window in windows)


@dataclass(frozen=True, slots=True)
class Chat:
    """What went into one chat of late.

    Args:
        sent: the moments of its last messages, in order; seconds.
        held: nothing before this moment; seconds.
    """

    sent: tuple[float, ...] = ()
    held: float = 0.0

    def free_at(self, now: float, windows: tuple[Window, ...]) -> float:
        """Tell from when on it may have its next message: *now*, or later."""
        full = (
            self.sent[-window.count] + window.seconds
            for window in windows
            if len(self.sent) >= window.count
        )
        return max(now, self.held, *full)

    def send(self, at: float, windows: tuple[Window, ...]) -> Chat:
        """Count a message that goes into it at *at*."""
        most = max(window.count for window in windows)
        return replace(self, sent=tuple(sorted((*self.sent, at)))[-most:])

    def hold(self, until: float) -> Chat:
        """Let nothing in before *until*: the platform told this chat to wait."""
        return replace(self, held=max(self.held, until))


class Chats:
    """The chats of one process that were written to of late; an old one is forgotten."""

    def __init__(self) -> None:
        self._chats: dict[str, tuple[Chat, float]] = {}
        self._many = SWEPT

    def __len__(self) -> int:
        return len(self._chats)

    def ask(self, chat: str, now: float, windows: tuple[Window, ...]) -> float:
        """Tell when a message may go into *chat*.

        If that is *now*, it is counted. If it is later, nothing is counted: ask again then, for
        another message may have come first, or a hold.
        """
        before, _ = self._chats.get(chat, (Chat(), 0.0))
        free_at = before.free_at(now, windows)
        if free_at <= now:
            longest = max(window.seconds for window in windows)
            self._keep(chat, before.send(now, windows), now + longest, now)
        return free_at

    def hold(self, chat: str, now: float, until: float) -> None:
        """Let nothing into *chat* before *until*."""
        before, old_at = self._chats.get(chat, (Chat(), 0.0))
        self._keep(chat, before.hold(until), max(old_at, until), now)

    def _keep(self, name: str, chat: Chat, old_at: float, now: float) -> None:
        self._chats[name] = chat, old_at
        if len(self._chats) > self._many:
            self._chats = {name: kept for name, kept in self._chats.items() if kept[1] > now}
            self._many = max(SWEPT, 2 * len(self._chats))


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
