"""The rules a story keeps: of one value, and between its parts.

A broken rule is a pydantic error whose message is one of the bot's sentences and whose context
holds what to do about it, so that importers can say both in the reader's language.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, TypeAlias
from urllib.parse import urlsplit

from pydantic import BaseModel, ValidationError
from pydantic_core import InitErrorDetails, PydanticCustomError

from bot.words import words_for

Path: TypeAlias = tuple[str | int, ...]

LANGUAGE_TAG = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*")
CALENDAR_MOMENT = re.compile(
    r"\d{4}-\d\d-\d\d([T ]\d\d:\d\d(:\d\d(\.\d+)?)?\s?(Z|[+-]\d\d:?\d\d)?)?"
)
LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"


def rule(what: str, remedy: str, /, **values: object) -> PydanticCustomError:
    """Make the error for a broken rule out of what is wrong and what to do about it."""
    # pydantic fills `{names}` of the message itself, so ours travels in the context.
    context = {"what": what, "remedy": remedy, "values": values}
    return PydanticCustomError("rule", "{what}", context)


def printable(text: str) -> str:
    """Hold text to what can be shown: of the control characters, only tabs and line ends."""
    for character in text:
        if unicodedata.category(character) == "Cc" and character not in "\t\n":
            raise rule(
                "There is a control character (U+{code}) in the text.",
                "Delete it; it cannot be seen and cannot be shown.",
                code=f"{ord(character):04X}",
            )
    return text


def one_line(text: str) -> str:
    """Hold a name or a headline to one line."""
    if len(printable(text).splitlines()) > 1:
        raise rule(
            "This must stand on one line.",
            "Join its lines.",
        )
    return text


def a_web_address(text: str) -> str:
    """Hold a link to what a reader can safely follow."""
    try:
        parts = urlsplit(text)
        sound = parts.scheme in {"http", "https"} and bool(parts.hostname)
    except ValueError:
        sound = False
    if not sound or any(character.isspace() or not character.isprintable() for character in text):
        raise no_web_address(text)
    return text


def no_web_address(text: str) -> PydanticCustomError:
    """Say that a text is no link."""
    return rule(
        "“{text}” is no web address.",
        "Give one that starts with https:// or http://, or leave it out.",
        text=text[:80],
    )


def a_language_tag(text: str) -> str:
    """Hold a language to the form of BCP 47."""
    if not LANGUAGE_TAG.fullmatch(text):
        raise rule(
            "“{text}” is no language.",
            "Give a tag such as en, ar or pt-BR.",
            text=text[:80],
        )
    return text


def a_calendar_moment(value: object) -> object:
    """Hold a moment to a written date; a bare number would be read as seconds since 1970."""
    if isinstance(value, (int, float)) or (
        isinstance(value, str) and not CALENDAR_MOMENT.fullmatch(value.strip())
    ):
        raise rule(
            "“{text}” is no date.",
            "Give a day such as 2026-11-24, or a moment such as 2026-11-24T08:30Z.",
            text=str(value)[:80],
        )
    return value


def named_narratives(data: Any) -> Any:  # noqa: ANN401 - not yet known to be a story
    """Name each untitled narrative by its letter, in the story's own language."""
    narratives = _get(data, "narratives")
    if not isinstance(data, Mapping) or not _is_list(narratives):
        return data
    if all(str(_get(narrative, "label") or "").strip() for narrative in narratives):
        return data
    words = words_for(str(_get(data, "language") or "en"))
    named = [
        narrative
        if str(_get(narrative, "label") or "").strip()
        else _labelled(narrative, words("Narrative {letter}", letter=letter))
        for letter, narrative in zip(_letters(len(narratives)), narratives, strict=True)
    ]
    return {**data, "narratives": named}


def broken_rules(data: object) -> list[InitErrorDetails]:
    """Find every rule that the parts of a story break between them.

    Args:
        data: what should become a story; whatever in it is no sound part is passed over, since
            the fields themselves will say so.
    """
    return [
        InitErrorDetails(type=error, loc=path, input=value)
        for path, value, error in (
            *_numbering(data, "sources"),
            *_numbering(data, "corrections"),
            *_citations(data, "facts"),
            *_citations(data, "narratives"),
        )
    ]


def all_broken(
    title: str, fields: ValidationError | None, rules: Iterable[InitErrorDetails]
) -> ValidationError:
    """Put what is wrong with the fields and what is wrong between them into one error."""
    details = [
        InitErrorDetails(
            type=PydanticCustomError(error["type"], "{what}", error["ctx"])
            if error["type"] == "rule"
            else error["type"],
            loc=error["loc"],
            input=error["input"],
            ctx=error.get("ctx", {}),
        )
        for error in (fields.errors(include_url=False) if fields else ())
    ]
    return ValidationError.from_exception_data(title, [*details, *rules])


def _numbering(data: object, field: str) -> Iterator[tuple[Path, object, PydanticCustomError]]:
    """Numbers of sources and of corrections are unique and start at 1."""
    numbers = [_number(_get(item, "number")) for item in _list(_get(data, field))]
    seen: set[int] = set()
    for place, number in enumerate(numbers):
        if number is not None and number in seen:
            yield (
                (field, place, "number"),
                number,
                rule(
                    "The number {number} is given twice in {field}.",
                    "Give each its own number, from 1.",
                    number=number,
                    field=field,
                ),
            )
        seen.update(() if number is None else (number,))
    if numbers and None not in numbers and 1 not in seen:
        yield (
            (field, 0, "number"),
            numbers[0],
            rule(
                "The numbers of {field} do not start at 1.",
                "Number the first one 1.",
                field=field,
            ),
        )


def _citations(data: object, field: str) -> Iterator[tuple[Path, object, PydanticCustomError]]:
    """Facts and narratives cite only sources that there are."""
    known = {_number(_get(source, "number")) for source in _list(_get(data, "sources"))}
    for place, item in enumerate(_list(_get(data, field))):
        for position, cited in enumerate(_list(_get(item, "sources"))):
            number = _number(cited)
            if number is not None and number not in known:
                yield (
                    (field, place, "sources", position),
                    cited,
                    rule(
                        "This cites source {number}, and there is no such source.",
                        "Add source {number} to the sources, or cite another.",
                        number=number,
                    ),
                )


def _labelled(narrative: object, label: str) -> object:
    match narrative:
        case Mapping():
            return {**narrative, "label": label}
        case BaseModel():
            return narrative.model_copy(update={"label": label})
        case _:
            return narrative


def _letters(count: int) -> Iterator[str]:
    """A, B, C …; past Z the field's own limit has its say."""
    return (LETTERS[place] if place < len(LETTERS) else str(place + 1) for place in range(count))


def _get(item: object, name: str) -> Any:  # noqa: ANN401 - a part, or whatever was put in its place
    return item.get(name) if isinstance(item, Mapping) else getattr(item, name, None)


def _is_list(value: object) -> bool:
    return isinstance(value, Sequence) and not isinstance(value, (str, bytes))


def _list(value: object) -> Sequence[object]:
    return value if isinstance(value, Sequence) and _is_list(value) else ()


def _number(value: object) -> int | None:
    try:
        return int(value) if isinstance(value, (int, str)) else None
    except ValueError:
        return None
