"""Which sources a passage cites, and what it says without its citation marks.

    cited    = words { bracket } [ bare ]
    bracket  = "[" number { ( "," | "-" ) number } "]"          cites wherever it is glued to words
    bare     = number { ( "," | "-" ) number }                  cites only at the end of a sentence

What a bare number means, the Sources line decides: only the numbers that stand there count.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from bot.importers.verity.numbers import (
    DIGIT,
    LEVEL,
    SUPERSCRIPT,
    listed,
    sources_glued,
    sources_listed,
)

BRACKET: Final = rf"\[\s?{DIGIT}{{1,4}}(?:\s?(?:[,;–-]|and|&)?\s?{DIGIT}{{1,4}}){{0,20}}\s?\]"
BRACKETS: Final = re.compile(rf"{BRACKET}(?:\s?,?\s?{BRACKET})*")
ONE_BRACKET: Final = re.compile(BRACKET)
# Numbers at the end, and whether a blank parts them from what they follow.
TAIL: Final = re.compile(
    r"(?P<blank>\s?)(?P<numbers>[0-9]{1,12}(?:(?:\s?[,;–-]\s?|\s)[0-9]{1,4}){0,20}"
    rf"|[{SUPERSCRIPT}](?:[{SUPERSCRIPT}⁻˒, ]{{0,20}}[{SUPERSCRIPT}])?)(?P<stop>\.?)$"
)
INNER: Final = re.compile(
    r"(?P<end>[.!?\"'”’»)](?:(?<=[\w.][^\W\d_].)|(?<=[\s\d:/–,-]\d.)|(?<=[%)].))[.!?\"'”’»)]?)"
    rf"(?P<numbers>[0-9]{{1,6}}|[{SUPERSCRIPT}]{{1,6}})(?=\s+(?P<next>[\"'“‘«(]?\w))"
)
WINDOW: Final = 160
# Twice what a story can hold; what is longer is refused anyway, however it cites.
LONGEST: Final = 40_000
# "[2020]" at the end is an editor's year rather than a source.
LAST_ROUND: Final = 999
STOPS: Final = ".!?…。！？؟۔।"
CLOSERS: Final = "\"'”’»」』)"
# A stop after these ends no sentence, so that a number after it is their own.
BEFORE_NUMBER: Final = r"\b(?:No|Nos|Vol|Art|Sec|Fig|Ch|Pt|v|pp?)\."
BEFORE_DAY: Final = r"\b(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\."
NUMBERED: Final = re.compile(rf"{BEFORE_NUMBER}$")
MONTH: Final = re.compile(rf"{BEFORE_DAY}$")
YEAR_OR_DAY: Final = re.compile(
    r"(?:^|[^\d.,])(?:1[5-9]|20)\d\d$"
    r"|\b(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*\.?\s\d{1,2}$"
)
# A score, a time, a span or a large count has no decimals.
SPAN: Final = re.compile(r"\d[:/–,-]\d+$")
VERSION_LIKE: Final = re.compile(r"\d\.\d+\.$")
YEAR_IN_QUOTES: Final = re.compile(r"\d{4}.$")
# "agencies2", but not "iPhone6", "G7" or "COVID-19".
WORD: Final = re.compile(r"(?:^|[\s'\"‘’“”(])(?=[^A-Z]{3,}$)[^\W\d_]{3,}$")


@dataclass(frozen=True, slots=True)
class Missing:
    """A bracket that cites sources that there are not: where it stands, and which they are."""

    offset: int
    numbers: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Doubt:
    """A number after a stop after a number: "4.5", "2015.3", "killed 12.3".

    Args:
        offset: where the number after the stop begins.
        numbers: what it would cite.
        whole: what stands before the stop.
        parts: into how many numbers it had to be taken apart.
    """

    offset: int
    numbers: tuple[int, ...]
    whole: str
    parts: int


@dataclass(frozen=True, slots=True)
class Cited:
    """A passage that was read.

    Args:
        text: what it says, without the marks that surely cite.
        brackets: what its brackets cite.
        bare: what its bare numbers surely cite.
        missing: brackets that cite what there is not.
        doubt: what could be a citation or a decimal.
    """

    text: str
    brackets: tuple[int, ...] = ()
    bare: tuple[int, ...] = ()
    missing: tuple[Missing, ...] = ()
    doubt: Doubt | None = None

    @property
    def numbers(self) -> tuple[int, ...]:
        """What it surely cites, in the order of its marks, each once."""
        return tuple(dict.fromkeys((*self.bare, *self.brackets)))


def read(text: str, known: frozenset[int]) -> Cited:
    """Find what a passage cites, as far as it can be told from itself and the Sources line."""
    if len(text) > LONGEST:
        return Cited(text)
    text, brackets, missing = _without_brackets(text, known)
    text, inner = _without_inner(text, known)
    tail = _tail(text, known)
    if tail is None:
        return Cited(text, brackets, inner, missing)
    kept, numbers, doubt = tail
    if doubt:
        return Cited(text, brackets, inner, missing, doubt)
    return Cited(kept, brackets, (*inner, *numbers), missing)


def _without_brackets(
    text: str, known: frozenset[int]
) -> tuple[str, tuple[int, ...], tuple[Missing, ...]]:
    kept: list[str] = []
    cited: list[int] = []
    missing: list[Missing] = []
    end = 0
    for found in BRACKETS.finditer(text):
        numbers, strangers = _in_brackets(found, known)
        before = text[max(found.start() - 3, 0) : found.start()]
        after = text[found.end() : found.end() + 4]
        if not _cites(before, after, strangers):
            continue
        kept.append(text[end : found.start()].rstrip())
        cited += numbers
        missing += strangers
        end = found.end()
    return "".join((*kept, text[end:])).strip(), tuple(cited), tuple(missing)


def _in_brackets(found: re.Match[str], known: frozenset[int]) -> tuple[list[int], list[Missing]]:
    numbers: list[int] = []
    missing: list[Missing] = []
    for bracket in ONE_BRACKET.finditer(found.group()):
        named = listed(bracket.group())
        strangers = tuple(number for number in named if number not in known)
        numbers += (number for number in named if number in known)
        if strangers:
            missing.append(Missing(found.start() + bracket.start(), strangers))
    return numbers, missing


def _cites(before: str, after: str, missing: list[Missing]) -> bool:
    """Tell brackets that cite from an editor's "in [2020]" and "[4] children"."""
    said = before.rstrip()
    ends_sentence = said[-1:] in tuple(STOPS + CLOSERS)
    final = not after.strip(STOPS + CLOSERS + " ")
    if missing:
        longest = max(number for bracket in missing for number in bracket.numbers)
        return bool(said) and (
            ends_sentence or (final and (said == before or longest <= LAST_ROUND))
        )
    return bool(said) and (said == before or ends_sentence or final)


def _without_inner(text: str, known: frozenset[int]) -> tuple[str, tuple[int, ...]]:
    """Take out the bare numbers that end a sentence within the passage."""
    cited: list[int] = []

    def kept(found: re.Match[str]) -> str:
        numbers = sources_glued(found["numbers"].translate(LEVEL), known)
        begins = found["next"][-1].isupper() or not found["next"][0].isalnum()
        if not numbers or not begins or not _may_end(text[: found.start()][-WINDOW:]):
            return found.group()
        cited.extend(numbers)
        return found["end"]

    return INNER.sub(kept, text), tuple(cited)


def _may_end(before: str) -> bool:
    """Tell whether a stop after *before* can end a sentence within a passage."""
    if before[-1].isdigit():
        return YEAR_OR_DAY.search(before) is not None or SPAN.search(before) is not None
    return not NUMBERED.search(f"{before}.")


def _tail(text: str, known: frozenset[int]) -> tuple[str, tuple[int, ...], Doubt | None] | None:
    """Read the numbers that a passage ends in, if they cite or may cite."""
    if not known or not any(map(str.isdigit, text[-2:])):
        return None
    window = text[-WINDOW:]
    found = TAIL.search(window)
    if not found or not found.start():
        return None
    raised = found["numbers"][0] in SUPERSCRIPT
    if found["stop"] and not raised:
        return None
    written = found["numbers"].translate(LEVEL)
    numbers = sources_listed(written, known)
    before = window[: found.start()]
    # No decimal is followed by more numbers that are all sources.
    several = raised or not {",", ";", " "}.isdisjoint(written)
    sure = numbers and _ends_sentence(before, spaced=bool(found["blank"]), several=several)
    if sure is None or not numbers:
        return None
    offset = len(text) - len(window) + found.start("numbers")
    kept = text[: len(text) - len(window) + found.start()] + found["stop"]
    if sure:
        return kept, numbers, None
    return kept, (), Doubt(offset, numbers, before[:-1], len(numbers))


def _ends_sentence(before: str, *, spaced: bool, several: bool) -> bool | None:
    """Tell whether a number after *before* cites: True, None for no, False for perhaps."""
    last = before[-1]
    # The French set a blank before the mark that closes a quotation.
    prior = before[:-1].rstrip()[-1:] if last == "»" else before[-2:-1]
    if last in STOPS:
        if NUMBERED.search(before) or (spaced and MONTH.search(before)):
            return None
        # "1.2.3" would be no decimal, and a decimal has no blank in it.
        decimal = last == "." and prior.isdigit() and not several and not spaced
        return not decimal or bool(VERSION_LIKE.search(before))
    if last in CLOSERS and prior in tuple(STOPS):
        return True
    if spaced or prior.isspace():
        return None
    if last in CLOSERS:
        feet = prior.isdigit() and last != ")" and not YEAR_IN_QUOTES.search(before)
        return None if feet else True
    return True if last in "%]" or WORD.search(before) else None
