"""What pydantic finds wrong with a story → what is wrong, where, and what to do."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from difflib import get_close_matches
from typing import TYPE_CHECKING, Any, TypeAlias

from bot.errors import Fault
from bot.importers.located import shown
from bot.importers.place_names import part_at, place_name
from bot.importers.slug import slugify
from bot.story import HIGHEST
from bot.words import Phrase, phrase, phrases

if TYPE_CHECKING:
    from pydantic_core import ErrorDetails

    from bot.importers.located import Path, Places

Said: TypeAlias = tuple[Phrase, Phrase]

BOUNDS = {"probability": (0, 1), "lean": (1, 5), "stance": (1, 5)}
NUMBERS = (1, HIGHEST)
PER_CENT = re.compile(r"(\d{1,3}(?:\.\d{1,4})?)\s*%?")


def fault_of(error: ErrorDetails, places: Places, story: object) -> Fault:
    """Say one of pydantic's errors in our words.

    Args:
        error: what pydantic found.
        places: where the values stand in the file.
        story: the values.
    """
    path: Path = error["loc"]
    if error["type"] == "extra_forbidden":
        what, remedy = _unknown_field(path)
        line, column = places.of_name(path)
        return Fault(_placed(path[:-1], story, what), remedy, line, column)
    if error["type"] == "missing":
        what, remedy = _missing(path)
        return Fault(_placed(path[:-1], story, what), remedy, *places.of_name(path))
    what, remedy = _said(error)
    return Fault(_placed(path, story, what), remedy, *places.of(path))


def nearest_field(name: str, fields: Sequence[str], cutoff: float = 0.6) -> str | None:
    """Give the field that somebody may have meant."""
    near = get_close_matches(name.casefold().strip()[:50], fields, n=1, cutoff=cutoff)
    return near[0] if near else None


def _placed(path: Path, story: object, what: Phrase) -> Phrase:
    name = place_name(path, story)
    return what if name is None else phrase("{place}: {what}", place=name, what=what)


def _said(error: ErrorDetails) -> Said:
    given, context = error["input"], error.get("ctx", {})
    match error["type"]:
        case "rule":
            return _rule(context)
        case "string_type":
            return _no_text(given)
        case "string_too_short":
            return phrase("There is nothing in it."), phrase("Fill it in, or delete it.")
        case "string_too_long" | "too_long" if isinstance(given, str):
            return _long_text(given, context)
        case "string_unicode":
            return phrase("It holds half a character."), phrase("Write the character itself.")
        case "string_pattern_mismatch":
            return _no_slug(given)
        case "tuple_type":
            return _no_list()
        case "too_long":
            return _long_list(context)
        case "literal_error":
            return _no_outcome(given)
        case kind:
            return _of_kind(kind, error)


def _of_kind(kind: str, error: ErrorDetails) -> Said:
    """Say what pydantic has several names for."""
    if kind.startswith(("int_", "float_", "greater_", "less_", "finite_")):
        return _no_number(error["loc"], error["input"])
    if kind.startswith("datetime_"):
        return _no_date(error["input"])
    if kind.startswith("model_"):
        return _no_part(error["loc"])
    return phrase("This cannot stand here."), phrase("Compare it with a story that is sound.")


def _missing(path: Path) -> Said:
    return (
        phrase("“{field}” is missing.", field=path[-1]),
        phrase("Add the field “{field}”.", field=path[-1]),
    )


def _unknown_field(path: Path) -> Said:
    name, fields = str(path[-1]), list(part_at(path[:-1]).model_fields)
    what = phrase("“{field}” is no field that belongs here.", field=shown(name))
    near = nearest_field(name, fields)
    if near:
        return what, phrase("Perhaps you mean “{field}”.", field=near)
    return what, phrase("Delete it; the fields here are: {fields}.", fields=", ".join(fields))


def _rule(context: Mapping[str, Any]) -> Said:
    values = {
        name: shown(value, 80) if isinstance(value, (str, int)) else value
        for name, value in context["values"].items()
    }
    return Phrase(context["what"], values), Phrase(context["remedy"], values)


def _no_text(given: object) -> Said:
    match given:
        case None:
            return phrase("There is nothing in it."), phrase("Fill it in, or delete it.")
        case Mapping():
            return (
                phrase("This must be text, and has fields."),
                phrase("If a colon made a field of it, put the whole text in quotation marks."),
            )
        case list():
            return (
                phrase("This must be text, and is a list."),
                phrase("Make one text of its entries."),
            )
        case _:
            return phrase("This must be text."), phrase("Put it in quotation marks.")


def _long_text(given: str, context: Mapping[str, Any]) -> Said:
    return (
        phrases(
            "This is one character long, and {most} is the most.",
            "This is {number} characters long, and {most} is the most.",
            len(given.strip()),
            most=context["max_length"],
        ),
        phrase("Shorten it."),
    )


def _no_slug(given: object) -> Said:
    return (
        phrase("“{text}” is no slug.", text=shown(given)),
        phrase(
            "Write words of letters and digits with single hyphens between them, such as “{slug}”.",
            slug=slugify(str(given)),
        ),
    )


def _no_list() -> Said:
    return (
        phrase("This must be a list."),
        phrase("Write each entry on a line of its own after “- ”; in JSON, in square brackets."),
    )


def _long_list(context: Mapping[str, Any]) -> Said:
    return (
        phrases(
            "There is one entry in it, and {most} is the most.",
            "There are {number} entries in it, and {most} is the most.",
            context["actual_length"],
            most=context["max_length"],
        ),
        phrase("Keep those that matter most."),
    )


def _no_outcome(given: object) -> Said:
    return (
        phrase("“{text}” is no outcome.", text=shown(given)),
        phrase("Write “happened”, “did not happen” or “annulled”, or leave it out."),
    )


def _no_number(path: Path, given: object) -> Said:
    field = str(path[-1] if isinstance(path[-1], str) else "")
    least, most = BOUNDS.get(field, NUMBERS)
    if field == "probability":
        return _no_probability(given)
    return (
        phrase(
            "“{text}” is no whole number from {least} to {most}.",
            text=shown(given),
            least=least,
            most=most,
        ),
        phrase("Write it in digits."),
    )


def _no_probability(given: object) -> Said:
    what = phrase("“{text}” is no probability: it is a number from 0 to 1.", text=shown(given))
    found = PER_CENT.fullmatch(str(given).strip())
    share = float(found.group(1)) if found else 0
    if 0 < share <= 100:  # noqa: PLR2004 - per cent
        return what, phrase(
            "Write {part} for {share}%.", part=f"{share / 100:.6g}", share=f"{share:.6g}"
        )
    return what, phrase("Write 0.14 for 14%, or leave it out.")


def _no_date(given: object) -> Said:
    return (
        phrase("“{text}” is no date of the calendar.", text=shown(given)),
        phrase("Give a day such as 2026-11-24, or a moment such as 2026-11-24T08:30Z."),
    )


def _no_part(path: Path) -> Said:
    fields = part_at(path).model_fields
    required = [name for name, field in fields.items() if field.is_required()] or [*fields][:1]
    return (
        phrase("This must have fields of its own."),
        phrase("Write it with its names, such as “{field}: …”.", field=required[0]),
    )
