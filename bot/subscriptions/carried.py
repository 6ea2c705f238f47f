"""What the button of a subscription carries: all of a wish, in the few bytes that there are.

A name that is carried is marked by a `~`, and is a check sum of the name that it stands for. So it
means the same in every copy of the program and after every update, and a name that is gone is
missed instead of being taken for another one.
"""

from __future__ import annotations

from typing import TYPE_CHECKING
from zlib import crc32

from bot.errors import NotFound
from bot.schedule import Weekdays
from bot.subscriptions.gazetteer import places
from bot.words import phrase

if TYPE_CHECKING:
    from collections.abc import Iterable

    from bot.edition import Wish

MARK = "~"
DIGITS = "0123456789abcdefghijklmnopqrstuvwxyz"
ZONE, TOPIC = 6, 4  # digits: some 400 zones are told apart by them, and the topics of a newsroom
CARRIED = ("time", "zone", "days", "topics", "language")  # of a wish, in this order
OUT_OF_DATE = phrase("This button is out of date. Ask again with /subscribe.")
TOO_LONG = phrase(
    "These are too many topics for one button. Take fewer now, and name all of them with "
    "/subscription topics afterwards."
)


def carried(wish: Wish) -> tuple[str, ...]:
    """Write a wish as the arguments of a button, in the order of `CARRIED`."""
    slot = wish.slot
    topics = "".join(_code(topic.casefold(), TOPIC) for topic in wish.topics)
    return (
        f"{slot.at:%H:%M}",
        carried_zone(slot.zone),
        f"{MARK}{int(slot.weekdays)}",
        f"{MARK}{topics}" if topics else "",
        wish.language or "",
    )


def carried_zone(zone: str) -> str:
    """Write a zone as a button carries it."""
    return MARK + _code(zone, ZONE)


def is_carried(text: str) -> bool:
    """Whether a button carried it, and nobody typed it."""
    return text.startswith(MARK)


def zone_carried(text: str) -> str:
    """Read a zone back.

    Raises:
        NotFound: there is none of that sum.
    """
    code = text[len(MARK) :]
    zone = next((each.zone for each in places() if _code(each.zone, ZONE) == code), None)
    if zone is None:
        raise NotFound(OUT_OF_DATE)
    return zone


def days_carried(text: str) -> Weekdays:
    """Read days back.

    Raises:
        NotFound: no days are so written.
    """
    number = text[len(MARK) :]
    if not number.isdecimal() or not 0 < int(number[:4]) <= Weekdays.DAILY:
        raise NotFound(OUT_OF_DATE)
    return Weekdays(int(number))


def topics_carried(text: str, known: Iterable[str]) -> tuple[str, ...]:
    """Read topics back, out of those that are known.

    Raises:
        NotFound: one is not there any more, or two of them have the same sum.
    """
    names: dict[str, list[str]] = {}
    for topic in known:
        names.setdefault(_code(topic.casefold(), TOPIC), []).append(topic)
    codes = text[len(MARK) :]
    steps = range(0, len(codes), TOPIC)
    found = [names.get(codes[step : step + TOPIC], []) for step in steps]
    if any(len(each) != 1 for each in found):
        raise NotFound(OUT_OF_DATE)
    return tuple(topic for (topic,) in found)


def _code(name: str, digits: int) -> str:
    """Give the check sum of a name in so many digits."""
    number = crc32(name.encode())
    code = ""
    for _ in range(digits):
        number, digit = divmod(number, len(DIGITS))
        code += DIGITS[digit]
    return code
