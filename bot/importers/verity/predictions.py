"""Forecasts: "There's a 14% chance that X by April, according to the Metaculus community."."""

from __future__ import annotations

import re
from typing import Final

PERCENT: Final = (
    r"(?P<bound>(?:less|fewer|under|below|no\smore)\s(?:than\s)?(?:an?\s)?|[<≤>≥~≈]\s?)?"
    r"(?P<number>[0-9]{1,4}(?:\.[0-9]{1,6}|,[0-9]{1,2})?)\s?(?:%|percent\b|per\scent\b|٪)"
)
CHANCE: Final = r"(?:chance|probability|likelihood|odds|likely|certain(?:ty)?|confident|confidence)"
SHAPES: Final = (
    re.compile(rf"{PERCENT}[\s-](?:\w+\s){{0,2}}?{CHANCE}", re.IGNORECASE),
    re.compile(
        rf"\b{CHANCE}\b[^.?!]{{0,300}}?\b(?:is|at|of|to\sbe|as)\s(?:about\s)?{PERCENT}",
        re.IGNORECASE,
    ),
    re.compile(rf"^\W{{0,3}}there(?:['’]s|\sis)\san?\s{PERCENT}", re.IGNORECASE),
    re.compile(rf"\?\s{PERCENT}\.?$", re.IGNORECASE),
    re.compile(rf"^{PERCENT}(?:\.|:|\s-|$)", re.IGNORECASE),
)
A_RANGE: Final = re.compile(r"[0-9]\s?%?\s?(?:[–-]|to|and)\s?$")
ACCORDING: Final = re.compile(
    r"\baccording\sto\s(?:the\s)?(?P<name>[^,;()\n]{1,120}?)(?=[,;()]|[.!?:]?[\"'”’]?$|[.!?:]\s)",
    re.IGNORECASE,
)
METACULUS: Final = re.compile(
    r"\bMetaculus(?:\s(?:prediction\s)?(?:community|forecasters|users))?", re.IGNORECASE
)

MONTH: Final = (
    r"(?:January|February|March|April|May|June|July|August|September|October|November|December"
    r"|(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\.?)"
)
YEAR: Final = r"(?:1[89]|2[01])\d\d"
DAY: Final = r"\d{1,2}(?:st|nd|rd|th)?"
DATE: Final = (
    rf"(?:(?:the\s)?(?:very\s)?(?:end|start|beginning|middle|close|first\shalf|second\shalf)\sof\s)?"
    rf"(?:{MONTH}\s{DAY}\b(?:,?\s{YEAR})?|{DAY}\s(?:of\s)?{MONTH}(?:,?\s{YEAR})?|{MONTH}(?:,?\s(?:of\s)?{YEAR})?"
    rf"|(?:Q[1-4]|H[12])\s(?:of\s)?{YEAR}|{YEAR}-\d\d-\d\d|(?:early|mid|late)[\s-]{YEAR}"
    rf"|(?:the\s)?(?:spring|summer|autumn|fall|winter)(?:\sof)?\s{YEAR}|(?:the\s)?(?:year\s)?{YEAR}s?"
    rf"|(?:this|next)\s(?:year|month|week|spring|summer|autumn|fall|winter))(?![\w%-])"
)
LATEST: Final = re.compile(
    rf"\b(?:by|before|until|till|prior\sto|no\slater\sthan)\s(?P<date>{DATE})", re.IGNORECASE
)
WITHIN: Final = re.compile(
    rf"\b(?:during|in|on|within|through|throughout|at)\s(?P<date>{DATE})"
    r"(?=[.,;)?]|$|\saccording|\s\()",
    re.IGNORECASE,
)
MOST: Final = 2000


def is_forecast(text: str) -> bool:
    """Tell whether a passage without a label is a forecast all the same."""
    begun = text[:MOST]
    chance = SHAPES[0].search(begun) or SHAPES[2].match(begun)
    return bool(chance and (METACULUS.search(begun) or ACCORDING.search(begun)))


def names_metaculus(text: str) -> bool:
    """Tell whether a passage speaks of Metaculus."""
    return METACULUS.search(text[:MOST]) is not None


def foretells(text: str) -> bool:
    """Tell whether what stands under the heading of predictions is one, and no foot of a page."""
    return names_metaculus(text) or is_forecast(text) or percentage(text) is not None


def percentage(text: str) -> float | None:
    """Find the probability in per cent; a date or another number is none."""
    begun = text[:MOST]
    for shape in SHAPES:
        found = shape.search(begun)
        if found and not A_RANGE.search(begun, 0, found.start("number")):
            return float(found["number"].replace(",", "."))
    return None


def forecaster(text: str, otherwise: str | None) -> str | None:
    """Find who says so, or take who stands in the label."""
    names = [found["name"].strip() for found in ACCORDING.finditer(text[-MOST:])]
    if not names:
        said = METACULUS.search(text[:MOST])
        return otherwise or (said.group() if said else None)
    return next((name for name in reversed(names) if METACULUS.search(name)), names[-1])


def deadline(text: str) -> str | None:
    """Find by when it will be known, as the forecast puts it."""
    for shape in (LATEST, WITHIN):
        dates = [found["date"] for found in shape.finditer(text[:MOST])]
        if dates:
            return " ".join(dates[-1].split()).removesuffix(".")
    return None
