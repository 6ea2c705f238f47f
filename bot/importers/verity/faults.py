"""What can be wrong with a page, in words for the person who pasted it."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from bot.errors import Fault
from bot.importers.located import Places
from bot.importers.verity.lines import BREAK
from bot.importers.wording import fault_of
from bot.words import phrase, phrases

if TYPE_CHECKING:
    from collections.abc import Callable

    from pydantic import ValidationError
    from pydantic_core import ErrorDetails

MOST_LINES: Final = 20_000
# A page that was no text to begin with has too many to name them all.
MOST_CONTROLS: Final = 20
CONTROL: Final = re.compile(r"[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f]")
# Breaks that some programs write within a paragraph; to a reader they are blanks.
SOFT_BREAK: Final = re.compile("[\x0b\x0c\x85\u2028\u2029]")
START: Final = (1, 1)
NOWHERE: Final = Places("")

Place = tuple[int, int]


def too_long() -> Fault:
    """Say that a page has more lines than a story has."""
    return Fault(
        phrase("This page has more than {most} lines.", most=MOST_LINES),
        phrase("Paste one story at a time."),
        *START,
    )


def without_controls(text: str) -> tuple[str, list[Fault]]:
    """Put a blank in the place of each control character, and say where they stood."""
    faults = [
        Fault(
            phrase(
                "There is a control character (U+{code}) in the text.",
                code=f"{ord(found.group()):04X}",
            ),
            phrase("Delete it; it cannot be seen and cannot be shown."),
            *_place(text, found.start()),
        )
        for found, _ in zip(CONTROL.finditer(text), range(MOST_CONTROLS), strict=False)
    ]
    clean = CONTROL.sub(" ", text) if faults else text
    return SOFT_BREAK.sub(" ", clean), faults


def no_headline(place: Place) -> Fault:
    """Say that nothing on the page is a headline."""
    return Fault(
        phrase("There is no headline on this page."),
        phrase("Write the headline on a line of its own at the top."),
        *place,
    )


def no_story(place: Place) -> Fault:
    """Say that the page says nothing."""
    return Fault(
        phrase("There are neither facts nor narratives on this page."),
        phrase("Paste the whole page, with its Facts and its Narratives."),
        *place,
    )


def missing_sources(numbers: tuple[int, ...], place: Place) -> Fault:
    """Say that a bracket cites sources that the Sources line does not name."""
    listed = ", ".join(map(str, numbers[:10]))
    return Fault(
        phrases(
            "This cites source {listed}, which the Sources line does not name.",
            "This cites sources {listed}, which the Sources line does not name.",
            len(numbers),
            listed=listed,
        ),
        phrase("Add it to the Sources line, or take the number out."),
        *place,
    )


def no_sources_line(place: Place) -> Fault:
    """Say that sources are cited by number on a page that names none."""
    return Fault(
        phrase("Sources are cited by number here, but the page has no Sources line."),
        phrase("Paste the Sources line too, or take the numbers out."),
        *place,
    )


def broken(
    error: ValidationError, story: object, place: Callable[[tuple[int | str, ...]], Place]
) -> list[Fault]:
    """Say what the story itself does not accept, at the place on the page that it came from."""
    return [
        replace(_broken(detail, story), line=line, column=column)
        for detail in error.errors(include_url=False)
        for line, column in (place(detail["loc"]),)
    ]


def _broken(detail: ErrorDetails, story: object) -> Fault:
    match detail["loc"]:
        case (*_, "probability"):
            # A page says it in per cent, and so it is said again.
            written = f"{detail['input'] * 100:.10g}%"
            return Fault(
                phrase("“{written}” is no chance: 100% is the most.", written=written),
                phrase("Mend the number, or take it out."),
            )
        case _:
            return fault_of(detail, NOWHERE, story)


def _place(text: str, offset: int) -> Place:
    before = BREAK.split(text[:offset])
    return len(before), len(before[-1]) + 1
