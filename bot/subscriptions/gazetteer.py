"""Every place that has a time zone, what people call it, and the cities that go by its clocks."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

from bot.subscriptions.clock_time import folded
from bot.words import languages

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

# The zones most people live in, by the UN's World Population Prospects of 2024, roughly: a country
# of several zones is parted by its cities. What stands first is offered first.
PEOPLED = """
Asia/Kolkata Asia/Shanghai Asia/Karachi Africa/Lagos America/Sao_Paulo Asia/Jakarta Asia/Dhaka
America/New_York Africa/Addis_Ababa Asia/Tokyo Africa/Cairo Asia/Manila America/Mexico_City
Europe/Moscow Asia/Ho_Chi_Minh America/Chicago Asia/Tehran Europe/Istanbul Europe/Berlin
Asia/Bangkok Europe/London Africa/Dar_es_Salaam Europe/Paris Africa/Johannesburg Africa/Kinshasa
Europe/Rome Africa/Nairobi Asia/Yangon America/Los_Angeles America/Bogota Asia/Seoul
Africa/Khartoum Africa/Kampala Europe/Madrid Africa/Algiers Asia/Baghdad
America/Argentina/Buenos_Aires Asia/Kabul Europe/Warsaw Africa/Casablanca Europe/Kyiv Africa/Luanda
Asia/Tashkent Asia/Riyadh Africa/Accra America/Lima Asia/Kuala_Lumpur Africa/Abidjan
Asia/Kathmandu America/Caracas Australia/Sydney Asia/Colombo America/Toronto Asia/Taipei
America/Santiago Asia/Almaty Europe/Bucharest America/Denver Europe/Amsterdam America/Guatemala
Asia/Dubai Asia/Damascus Africa/Tunis Europe/Brussels America/Havana Europe/Stockholm
Europe/Prague Europe/Lisbon Europe/Athens Asia/Amman Asia/Jerusalem Europe/Budapest Europe/Zurich
Europe/Vienna Asia/Hong_Kong Australia/Brisbane Asia/Singapore America/Vancouver Europe/Copenhagen
Europe/Helsinki Europe/Oslo Europe/Dublin Pacific/Auckland America/Phoenix
"""
# What people call a country besides the name that Babel has for it, all in small letters.
SHORT = {
    "AE": ("uae", "emirates", "vae", "emirate", "eau", "emiratos", "الإمارات"),
    "CI": ("ivory coast", "elfenbeinküste", "costa de marfil"),
    "CZ": ("czech republic", "tschechische republik", "república checa"),
    "GB": (
        *("uk", "britain", "great britain", "england", "scotland", "wales", "northern ireland"),
        *("großbritannien", "schottland", "nordirland", "gran bretaña", "inglaterra", "escocia"),
        *("بريطانيا", "إنجلترا", "اسكتلندا"),
    ),
    "KR": ("korea", "corea", "كوريا"),
    "MM": ("burma", "birma", "birmania", "بورما"),
    "NL": ("holland", "holanda"),
    "PS": ("palestine", "palästina", "palestina", "فلسطين"),
    "SA": ("السعودية",),
    "US": ("usa", "us", "america", "amerika", "américa", "ee uu", "أمريكا"),
}
# What people call a city by its first letters.
INITIALS = {
    "America/Los_Angeles": "LA",
    "America/New_York": "NYC",
    "America/Mexico_City": "CDMX",
}
# What stands in front of a place, the shortest first: `en La Habana` begins with two of them.
IN = (
    *("in", "in the", "at", "on", "in der", "in den", "im", "auf", "auf den"),
    *("en", "en el", "en la", "en los", "en las", "hora de", "في", "بتوقيت"),
)
# Names of the database that are letters only; which places they mean is another question.
LETTERS = re.compile(r"[CEHMW][ES]T|...\d...")


@dataclass(frozen=True, slots=True)
class Place:
    """A time zone and what people call it; all but *zone* written as names are compared.

    Args:
        zone: its IANA name.
        last: the last part of it.
        names: everything it is called: its name and what stands behind each slash of it, old names,
            and what the languages of the bot call its city.
        countries: what its country is called.
    """

    zone: str
    last: str
    names: frozenset[str]
    countries: frozenset[str]


@cache
def places() -> tuple[Place, ...]:
    """Read every place that the database of time zones knows, and UTC."""
    codes = {line[2]: line[0] for line in _table("zone.tab", "\t")} | {"UTC": ""}
    called = _old_names(codes)
    for zone, city in (*_cities(), *INITIALS.items()):
        called.get(zone, set()).add(city)
    countries = _countries()
    return tuple(
        Place(
            zone,
            last=written(zone.rpartition("/")[2]),
            names=frozenset(_parts(called[zone])),
            countries=frozenset(countries.get(code, ())),
        )
        for zone, code in codes.items()
    )


@cache
def cities() -> Mapping[str, tuple[str, ...]]:
    """Give the zones of each city that no zone is called by, written as names are compared.

    Several cities may have the same name; the largest is first.
    """
    found: dict[str, tuple[str, ...]] = {}
    table = files(__package__).joinpath("cities.txt").read_text("utf-8")
    for zone, *names in (line.split("|") for line in table.splitlines() if line[0] != "#"):
        for name in map(written, names):
            found[name] = tuple(dict.fromkeys((*found.get(name, ()), zone)))
    for name in [*found]:
        found.setdefault(name.replace("saint ", "st "), found[name])
    return found


def written(name: str) -> str:
    """Write a name as names are compared: `Port-au-Prince` and `port_au_prince` are the same."""
    bare = re.sub(r"(?<=[^\W\d])[-_](?=[^\W\d])|_", " ", folded(name))
    return " ".join(bare.replace(".", "").replace("،", ",").split())


def bare(text: str) -> Iterator[str]:
    """Give a written name, then what is left of it without each of `IN` that stands before it."""
    yield text
    yield from (text[len(front) + 1 :] for front in IN if text.startswith(f"{front} "))


def by_people(zones: Iterable[str]) -> list[str]:
    """Order zones, the one most people live in first."""
    return sorted(zones, key=lambda zone: (rank(zone), zone))


def rank(zone: str) -> int:
    """Give the place of a zone in that order; the smaller ones share the last."""
    return _ranks().get(zone, len(_ranks()))


@cache
def _ranks() -> Mapping[str, int]:
    return {zone: number for number, zone in enumerate(PEOPLED.split())}


def _old_names(zones: Iterable[str]) -> dict[str, set[str]]:
    """Give each zone with all names that it has, or had."""
    called = {zone: {zone} for zone in zones}
    called["UTC"] |= {"Etc/UTC", "UTC0", "Z"}
    links = {line[2]: line[1] for line in _table("tzdata.zi", " ") if line[0] == "L"}
    # Where a place was merged into its neighbour, the database leads to the neighbour and Babel,
    # which comes second, to the place.
    for name, target in {**links, **_new_names()}.items():
        zone = "UTC" if target == "Etc/UTC" else target
        if zone in called and name not in called and not LETTERS.fullmatch(name):
            called[zone].add(name)
    return called


def _new_names() -> Mapping[str, str]:
    """Give the name that each zone has today by the one that Babel keeps for ever."""
    from babel.core import get_global

    return get_global("zone_aliases")


def _cities() -> Iterator[tuple[str, str]]:
    """Give what the languages of the bot call the city of each zone."""
    from babel import Locale

    for tag in languages():
        for name, said in Locale.parse(tag, sep="-").time_zones.items():
            if "city" in said:
                yield _new_names().get(name, name), said["city"]


def _parts(names: Iterable[str]) -> Iterator[str]:
    """Give each name whole, and what stands behind each slash in it."""
    for name in names:
        parts = name.split("/")
        yield from (written("/".join(parts[first:])) for first in range(len(parts)))


def _countries() -> Mapping[str, set[str]]:
    """Give the names of each country, by its code, in the languages of the bot."""
    from babel import Locale

    names = {code: set(map(written, short)) for code, short in SHORT.items()}
    for tag in languages():
        for code, name in Locale.parse(tag, sep="-").territories.items():
            names.setdefault(code, set()).add(written(name))
    return names


def _table(name: str, separator: str) -> Iterator[list[str]]:
    # The database's own tables: those of the machine may be older, or not be there.
    text = files("tzdata").joinpath("zoneinfo", name).read_text("utf-8")
    return (line.split(separator) for line in text.splitlines() if line and line[0] != "#")
