"""Find the time zone that somebody means: by its name, a city, a country, letters or an offset.

Only places are zones here, and UTC: the ones that `zone.tab` of the time zone database lists. Old
names (`US/Pacific`) lead to their place. Letters (`CET`) and offsets (`UTC+2`) are no zones, for
they do not say when the clocks change: they are asked back with the places that are meant.
"""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta
from difflib import get_close_matches
from functools import lru_cache
from typing import TYPE_CHECKING

from bot.errors import NotFound, Unclear
from bot.schedule import zone_called
from bot.subscriptions.clock_time import SHOWN
from bot.subscriptions.gazetteer import bare, by_people, cities, places, rank, written
from bot.words import phrase

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from bot.choice import Choice
    from bot.subscriptions.gazetteer import Place

MOST = 25  # completions; as many as any platform shows
ASKED = 8  # zones to choose from; more are not read
# What people say in letters that the database does not know, or does not know any more.
LETTERS = {
    "et": "est",
    "ct": "cst",
    "mt": "mst",
    "pt": "pst",
    "met": "cet",
    "mez": "cet",
    **dict.fromkeys(("gmt0", "etc/gmt", "etc/gmt0", "greenwich", "etc/greenwich"), "gmt"),
}
OFFSET = re.compile(r"(etc/)?(?:utc|gmt)? ?([+−-]) ?(\d{1,2})(?::?(\d{2}))?")
OLD_LETTERS = re.compile(r"([a-z]{3})\d[a-z]{3}")  # EST5EDT
LAST, BEGUN, HELD, NOTHING = range(4)  # how much a place is like what was typed


def read_zone(typed: str, *, now: datetime, choice: Callable[[str], Choice]) -> str:
    """Read a time zone: `Europe/Paris`, `new york`, `Germany`, `CET`, `UTC+2`.

    Args:
        typed: what somebody wrote.
        now: the moment that offsets are of.
        choice: makes a button of a zone that may be meant.

    Raises:
        Unclear: it could be several; the choices are these, the most likely first.
        NotFound: there is none; the choices are near ones.
    """
    zones = meant(typed, now=now)
    if len(zones) == 1:
        return zones[0]
    shown = typed.strip()[:SHOWN]
    if zones:
        raise Unclear(
            phrase("“{typed}” may be several time zones. Which one is meant?", typed=shown),
            map(choice, zones[:ASKED]),
        )
    raise NotFound(
        phrase(
            "No time zone “{typed}” is known. Write your country or its capital, like Paris.",
            typed=shown,
        ),
        (way for way in map(choice, _near(typed, now)) if way.fits),
    )


def meant(typed: str, *, now: datetime) -> tuple[str, ...]:
    """Give every zone that may be meant, the one most people live in first."""
    found = (_meant(text, now) for text in bare(written(typed)))
    return next(filter(None, found), ())


def _meant(text: str, now: datetime) -> tuple[str, ...]:
    if known := _known(text, now):
        return known
    begun = text.rstrip(", ")
    more = (zone for name in cities() if name.startswith(f"{begun} ") for zone in cities()[name])
    return tuple(by_people({*_begun(begun), *more})) if begun else ()


def _known(text: str, now: datetime) -> tuple[str, ...]:
    """Give the zones of which a text is a name, and no beginning of one."""
    place, *regions = (part.strip() for part in text.split(","))
    if any(regions):
        return tuple(_called(text)) or _within(place, [*filter(None, regions)], now)
    return tuple(
        _at_offset(place, now)
        or _of_letters(now.year).get(_letters(place), ())
        or _called(place)
        or _in_country(place, now)
        or cities().get(place, ())
    )


def complete_zone(typed: str, *, now: datetime) -> tuple[str, ...]:
    """Complete what was typed so far: the zones it means, those of which a name begins so, others.

    Args:
        typed: what somebody wrote.
        now: the moment that offsets are of.
    """
    found = (_completed(text, now) for text in bare(written(typed)))
    return next(filter(None, found), ())


def _completed(text: str, now: datetime) -> tuple[str, ...]:
    liked = ((_likeness(place, text), rank(place.zone), place.zone) for place in places())
    others = [zone for likeness, _, zone in sorted(liked) if likeness < NOTHING]
    begun = (zone for name in cities() if text and name.startswith(text) for zone in cities()[name])
    surely, named = _known(text, now) or _begun(text), _named(text.partition(",")[0])
    return tuple(dict.fromkeys((*surely, *others, *begun, *named)))[:MOST]


def _likeness(place: Place, text: str) -> int:
    if place.last.startswith(text):
        return LAST
    if any(name.startswith(text) for name in (*place.names, *place.countries)):
        return BEGUN
    return HELD if any(text in name for name in place.names) else NOTHING


def _called(text: str) -> list[str]:
    return by_people(place.zone for place in places() if text in place.names)


def _named(city: str) -> tuple[str, ...]:
    """Give the zones that are called by a city, and of the cities of that name."""
    return tuple(dict.fromkeys((*_called(city), *cities().get(city, ()))))


def _within(city: str, regions: Iterable[str], now: datetime) -> tuple[str, ...]:
    """Give the zones of a city that lie in one of *regions*: in a country, or by a city's clocks.

    Where none does, another city of that name may be meant, somewhere in the country.
    """
    zones, country, fitting = _named(city), list[str](), list[str]()
    for region in regions:
        country += _in_country(region, now)
        there = {place.zone for place in places() if region in place.countries}
        fitting += _called(f"{region}/{city}")
        fitting += (zone for zone in zones if zone in there.union(_named(region)))
    others = (*country[: ASKED - len(zones)], *zones) if country and zones else ()
    return tuple(dict.fromkeys(fitting or others))


def _begun(text: str) -> list[str]:
    return by_people(place.zone for place in places() if _likeness(place, text) < HELD)


def _in_country(text: str, now: datetime) -> list[str]:
    """Give the zones of a country; of those that keep the same clocks, the one most live in."""
    months = [datetime(now.year, month, 15, tzinfo=UTC) for month in range(1, 13)]
    clocks: dict[tuple[timedelta | None, ...], str] = {}
    for zone in by_people(place.zone for place in places() if text in place.countries):
        clocks.setdefault(tuple(_offset(zone, month) for month in months), zone)
    return [*clocks.values()]


def _at_offset(text: str, now: datetime) -> list[str]:
    """Give the zones that are so many hours from Greenwich at this moment."""
    matched = OFFSET.fullmatch(text)
    if not matched:
        return []
    size = timedelta(hours=int(matched[3]), minutes=int(matched[4] or 0))
    # The names `Etc/GMT+5` count to the west, as nobody else does.
    east = (matched[2] == "+") != bool(matched[1])
    wanted = size if east else -size
    return by_people(place.zone for place in places() if _offset(place.zone, now) == wanted)


def _letters(text: str) -> str:
    """Give the letters that the zones of `_of_letters` are found by."""
    old = OLD_LETTERS.fullmatch(text)
    return LETTERS.get(text, old[1] if old else text)


@lru_cache(maxsize=4)
def _of_letters(year: int) -> Mapping[str, list[str]]:
    """Give the zones that some letters stand for, in winter or in summer of a year."""
    found: dict[str, set[str]] = {}
    for place in places():
        for month in (1, 7):
            day = datetime(year, month, 1, tzinfo=UTC).astimezone(zone_called(place.zone))
            name = (day.tzname() or "").lower()
            if name.isalpha() and place.zone != "UTC":
                found.setdefault(name, set()).add(place.zone)
    # Who says GMT may mean the clock that never changes.
    return {name: by_people(zones) + ["UTC"] * (name == "gmt") for name, zones in found.items()}


def _offset(zone: str, moment: datetime) -> timedelta | None:
    return moment.astimezone(zone_called(zone)).utcoffset()


def _near(typed: str, now: datetime) -> list[str]:
    """Give the zones that may be meant by a slip of the pen."""
    names = {name: zones[0] for name, zones in cities().items()}
    names |= {name: place.zone for place in places() for name in place.names}
    *_, text = bare(written(typed)[:SHOWN])
    city, _, region = text.partition(",")
    if more_exactly := (*_named(city), *_in_country(region.strip(), now)):
        return [*dict.fromkeys(more_exactly)][:ASKED]
    close = get_close_matches(city, names, n=ASKED, cutoff=0.7)
    within = complete_zone(typed, now=now) if typed.strip() else ()
    return [*dict.fromkeys((*(names[name] for name in close), *within))][:ASKED]
