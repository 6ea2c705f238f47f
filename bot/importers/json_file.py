"""Read JSON: quickly, and its places only once something is wrong."""

from __future__ import annotations

import json
import re
from functools import cache
from typing import Any, NoReturn

from bot.errors import Fault, Unreadable
from bot.importers.json_places import first_below, first_mark, places_of
from bot.importers.located import (
    MOST_DEPTH,
    MOST_VALUES,
    Located,
    place,
    too_deep,
    too_many,
)
from bot.words import N_, phrase

NO_NUMBERS = frozenset({"NaN", "Infinity", "-Infinity"})
LONG_NUMBER = re.compile(r"\d{4000,}")  # Python reads none of more than 4300 digits

# By a part of the standard library's message; the first that fits.
PROBLEMS = (
    (
        "property name",
        N_("A field's name in double quotation marks must stand here."),
        N_('Write "name": value, and no comma after the last one.'),
    ),
    (
        "trailing comma",
        N_("There is a comma after the last value."),
        N_("Delete the comma."),
    ),
    (
        "':' delimiter",
        N_("A colon is missing here."),
        N_("Put a colon between the field's name and its value."),
    ),
    (
        "',' delimiter",
        N_("A comma or a closing bracket is missing here."),
        N_('Put commas between values, and write \\" for a quotation mark within a text.'),
    ),
    (
        "value",
        N_("A value is missing here."),
        N_("Write a text in double quotation marks, a number, a list or an object."),
    ),
    (
        "data",
        N_("The story ends before this, and something follows."),
        N_("Give one story to a file, and delete the rest."),
    ),
    (
        "Unterminated",
        N_("A quotation mark is opened here and never closed."),
        N_("Close it at the end of the text."),
    ),
    (
        "control character",
        N_("A line end or another control character stands within quotation marks."),
        N_("Write \\n for a line end and \\t for a tab, and delete others."),
    ),
    (
        "escape",
        N_("The backslash here is followed by what it cannot be followed by."),
        N_("Write two backslashes for one."),
    ),
)
UNKNOWN = (
    N_("From here on this cannot be read as JSON."),
    N_("Check the quotation marks, commas and brackets around this place."),
)


class _NoNumberError(ValueError):
    """NaN or Infinity, which JSON does not know and Python would read."""


def read_json(text: str, most: int = MOST_VALUES) -> Located:
    """Read JSON.

    Args:
        text: the file.
        most: how many values it may hold.

    Raises:
        Unreadable: it is no JSON, goes too deep or holds too much.
    """
    doubled: list[bool] = []

    def fields(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        found = dict(pairs)
        doubled.extend([True] * (len(found) != len(pairs)))
        return found

    try:
        value = json.loads(text, object_pairs_hook=fields, parse_constant=_refuse)
    except json.JSONDecodeError as error:
        raise Unreadable([_syntax_fault(text, error)]) from error
    except RecursionError as error:
        raise Unreadable([_too_deep(text)]) from error
    except ValueError as error:
        raise Unreadable([_no_number(text, error)]) from error
    tidy = _tidied(text, value, most)
    walked = cache(lambda: places_of(text))
    return Located(tidy, lambda: walked()[0], walked()[1] if doubled else ())


def _refuse(_: str) -> NoReturn:
    raise _NoNumberError


def _tidied(text: str, value: Any, most: int) -> Any:  # noqa: ANN401 - JSON may be anything
    """Hold it to its limits; an empty field is absent, and true and false are words as in YAML."""
    whole = [value]
    todo: list[tuple[Any, int]] = [(whole, 0)]
    count = 0
    while todo:
        part, depth = todo.pop()
        if depth > MOST_DEPTH:
            raise Unreadable([_too_deep(text)])
        count += len(part)
        if count > most:
            raise Unreadable([too_many(most)])
        for name, each in list(part.items() if isinstance(part, dict) else enumerate(part)):
            if isinstance(each, (dict, list)):
                todo.append((each, depth + 1))
            elif isinstance(each, bool):
                part[name] = "true" if each else "false"
            elif each is None and isinstance(part, dict):
                del part[name]
    return whole[0]


def _syntax_fault(text: str, error: json.JSONDecodeError) -> Fault:
    what, remedy = next(
        ((what, remedy) for part, what, remedy in PROBLEMS if part in error.msg), UNKNOWN
    )
    return Fault(phrase(what), phrase(remedy), *place(text, error.pos))


def _too_deep(text: str) -> Fault:
    return too_deep(*place(text, first_below(text, MOST_DEPTH)))


def _no_number(text: str, error: ValueError) -> Fault:
    if isinstance(error, _NoNumberError):
        return Fault(
            phrase("This is no number that JSON knows."),
            phrase("Write a number in digits, or leave the field out."),
            *place(text, first_mark(text, NO_NUMBERS)),
        )
    found = LONG_NUMBER.search(text)
    return Fault(
        phrase("This number has thousands of digits."),
        phrase("Check it; no field of a story needs such a number."),
        *place(text, found.start() if found else 0),
    )
