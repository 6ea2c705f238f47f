"""What people write of an entry without the names of its fields: `— Ann`, `60%`, `May 2026: …`."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

SHORT = {"source", "image", "timeline"}  # a name with a colon in their text is that of a field
ENDED = r"[.!?…\"”»\])]"  # the last of a sentence
# What may stand at the beginning without a colon: nobody would begin a text so.
OPENING = {
    "fact": r"sources(?= [\d\[])",
    "source": r"name|url(?= http)|(?:lean|stance)(?= \d)",
    "narrative": r"label|providers|sources(?= [\d\[])",
    "prediction": r"probability(?= \d)|forecaster|deadline|outcome|url(?= http)",
    "image": r"url|alt|credit_url|credit",
    "quote": r"text|url(?= http)",
    "timeline": r"text",
}
MONTH = r"[^\W\d]{1,20}\.?"
DAY = rf"\d{{4}}-\d\d-\d\d|\d{{1,2}}\.? (?:de )?{MONTH} (?:de )?\d{{4}}|{MONTH} \d{{1,2}}, \d{{4}}"
ABOUT = rf"{DAY}|(?:{MONTH} (?:de )?)?\d{{4}}"  # or a month, or a year
# "2000 ships came" names no year; one with a colon behind it does.
DAY_FIRST = re.compile(rf"(?:when )?(?:({DAY}) ?[:–—,-]?|({ABOUT}) ?[:–—,-]) +(?=\S)")
DAY_LAST = re.compile(rf"(?:[ ,]when |, |(?<={ENDED})(?<!\d\.) |\()({ABOUT})\)?\.?$")
SPEAKER = re.compile(rf"(?<={ENDED}) (?:[–—-]{{1,2}}|by) ?([^.!?\n]{{1,80}})$")
PERCENT_LAST = re.compile(
    rf"(?:(?<={ENDED} )|(?<=[,:;–—-] )|(?<= )\()(\d{{1,3}}(?:[.,]\d{{1,4}})?\s?[%٪])\)?\.?$"
)
LIKELY = re.compile(r"\d[\d.,]*\s?[%٪]?")
OUTCOMES = {"happened", "did not happen", "annulled"}


def loosely(part: str, text: str, named: Mapping[str, str]) -> tuple[str, dict[str, str]]:
    """Part from the text of an entry what belongs into another field, though nothing names it.

    Args:
        part: which kind of entry.
        text: what stands before any name.
        named: the values that are named; these are not looked for.
    """
    if opening := re.match(rf"({OPENING[part]}) +", text):
        value = text[opening.end() :]
        if opening[1] not in {"text", "name"}:
            return "", {opening[1]: value}
        text = value
    match part:
        case "prediction" if "probability" not in named and LIKELY.fullmatch(text):
            return "", {"probability": text}
        case "prediction" if text.casefold().rstrip(".") in OUTCOMES:
            return "", {"outcome": text.casefold().rstrip(".")}
        case "prediction" if "probability" not in named:
            return _cut(text, PERCENT_LAST, "probability")
        case "timeline" if "when" not in named:
            if first := DAY_FIRST.match(text):
                return text[first.end() :], {"when": first[1] or first[2]}
            return _cut(text, DAY_LAST, "when")
        case "quote" if "by" not in named:
            return _cut(text, SPEAKER, "by")
    return text, {}


def _cut(text: str, ending: re.Pattern[str], name: str) -> tuple[str, dict[str, str]]:
    """Cut an ending off, and give what it says by its name."""
    if found := ending.search(text):
        return text[: found.start()].rstrip(" ,:;–—-("), {name: found[1].strip()}
    return text, {}
