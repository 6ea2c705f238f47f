"""Read one entry of a story as somebody types it: its text, and what else it says by name."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from bot.editing.loosely import ENDED, SHORT, loosely
from bot.editing.marks import number_of, numbers_in, parted_from_marks
from bot.editing.probability import share_of
from bot.errors import Misused
from bot.story import Fact, Image, Milestone, Narrative, Prediction, Quotation, Source
from bot.words import phrase

if TYPE_CHECKING:
    from collections.abc import Mapping

    from bot.story import Noun

KINDS: Mapping[str, type[Noun]] = {
    "fact": Fact,
    "source": Source,
    "narrative": Narrative,
    "prediction": Prediction,
    "timeline": Milestone,
    "image": Image,
    "quote": Quotation,
}
# What is meant by what stands before any name.
MAIN = {"source": "name", "image": "url"}
CITED = {"fact", "narrative"}
OWN = {"number"}  # what an entry keeps, whatever is typed

ADDRESS = re.compile(r"(?:^|\s)<?(https?://\S+?)>?$")
LISTED = {"sources", "providers"}


def read_entry(part: str, typed: str, old: Mapping[str, Any]) -> dict[str, Any]:
    """Give an entry as it shall be; what is not named stays as in *old*.

    Args:
        part: which kind of entry: a key of `KINDS`.
        typed: its text, and behind it `name: value`, on lines or behind bars; trailing citations
            `[1, 4]` of a fact or a narrative, a trailing address of a source, `40%` of a
            prediction, and what else people write of themselves (see `loosely`).
        old: the entry as it is.

    Raises:
        Misused: there is nothing in it, or a probability that is none.
    """
    main, named = _parted(part, typed.strip())
    main, guessed = loosely(part, main, named)
    named = {**guessed, **named}
    if not main and not named:
        raise Misused(phrase("What shall it say? Write it behind the number."))
    given = {**_main(part, main), **{name: _value(name, text) for name, text in named.items()}}
    # What stands in the old one and is now empty is gone.
    entry = {**old, **given}
    return {name: value for name, value in entry.items() if value not in ("", None, [])}


def write_entry(part: str, entry: Mapping[str, Any]) -> str:
    """Write an entry as it is typed: reading it again gives an equal one."""
    named = {name: value for name, value in entry.items() if name not in OWN}
    text = str(named.pop(MAIN.get(part, "text"), ""))
    if part in CITED and "sources" in named:
        text += f" [{', '.join(map(str, named.pop('sources')))}]"
    if part == "source" and "url" in named:
        text += f" {named.pop('url')}"
    lines = (f"{name}: {_written(name, value)}" for name, value in named.items())
    return "\n".join((text, *lines)).strip()


def _written(name: str, value: Any) -> str:  # noqa: ANN401 - a value of any field
    if name in LISTED:
        return ", ".join(map(str, value))
    return f"{value * 100:g}%" if name == "probability" else str(value)


def _parted(part: str, typed: str) -> tuple[str, dict[str, str]]:
    """Part what was typed into the text at its beginning and the values behind names."""
    names = "|".join(sorted(set(KINDS[part].model_fields) - OWN))
    before = r"(?<=\s)" if part in SHORT else rf"(?<={ENDED} )"
    start = re.compile(rf"(?:(?:^|\n|\s\|)[ \t]*|{before})({names})[ \t]*:[ \t]*", re.IGNORECASE)
    main, *pairs = start.split(typed)
    values = dict(zip(map(str.lower, pairs[::2]), map(str.strip, pairs[1::2]), strict=True))
    return main.strip(), values


def _main(part: str, text: str) -> dict[str, Any]:
    if not text:
        return {}
    given: dict[str, Any] = {}
    if part in CITED:
        text, cited = parted_from_marks(text)
        given |= {} if cited is None else {"sources": cited}
    if part == "source" and (found := ADDRESS.search(text)):
        given["url"] = found[1]
        text = text[: found.start()].rstrip()
    if text:
        given[MAIN.get(part, "text")] = text
    return given


def _value(name: str, text: str) -> object:
    if name in LISTED:
        return numbers_in(text) if name == "sources" else [*filter(None, _names(text))]
    if name == "probability" and text:
        return share_of(text)
    return number_of(text) if name in {"lean", "stance"} else text


def _names(text: str) -> list[str]:
    return [each.strip() for each in text.split(",")]
