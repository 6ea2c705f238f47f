"""What is wrong with a command that is registered, beyond what the specification can say."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator

NAME = re.compile(r"[-_'\w\u0900-\u097F\u0E00-\u0E7F]{1,32}")
CHAT_INPUT = 1
MOST = 8_000  # characters of all names, descriptions and values, in the longest language
# fmt: off
LOCALES = frozenset((
    "id", "da", "de", "en-GB", "en-US", "es-ES", "es-419", "fr", "hr", "it", "lt", "hu", "nl", "no",
    "pl", "pt-BR", "ro", "fi", "sv-SE", "vi", "tr", "cs", "el", "bg", "ru", "uk", "hi", "th",
    "zh-CN", "ja", "zh-TW", "ko",
))
# fmt: on


def command_faults(command: dict[str, Any]) -> Iterator[str]:
    """Hold a command to the limits that are only in the written documents."""
    name = str(command.get("name"))
    yield from _names(command, name)
    if command.get("type", 1) == CHAT_INPUT:
        yield from _described(command, name)
    total = _weight(command)
    if total > MOST:
        yield f"{command.get('name')}: {total} characters in the longest language, {MOST} at most"


def _names(part: dict[str, Any], place: str) -> Iterator[str]:
    for field in ("name_localizations", "description_localizations"):
        for locale, text in (part.get(field) or {}).items():
            if locale not in LOCALES:
                yield f"{place}/{field}: Discord speaks no {locale}"
            if field == "name_localizations" and (text != text.lower() or not NAME.fullmatch(text)):
                yield f"{place}/{field}: {text!r} is no name"
            if not text.strip():
                yield f"{place}/{field}: {locale} is blank"
    for option in part.get("options") or []:
        here = f"{place}/options/{option.get('name')}"
        yield from _described(option, here)
        yield from _names(option, here)


def _described(part: dict[str, Any], place: str) -> Iterator[str]:
    if not str(part.get("description") or "").strip():
        yield f"{place}/description: This field is required"


def _weight(part: dict[str, Any]) -> int:
    choices = part.get("choices") or []
    values = sum(len(str(choice.get("value", ""))) for choice in choices)
    own = _longest(part, "name") + _longest(part, "description")
    below = sum(map(_weight, part.get("options") or []))
    return own + below + values + sum(_longest(choice, "name") for choice in choices)


def _longest(part: dict[str, Any], field: str) -> int:
    said = [part.get(field) or "", *(part.get(f"{field}_localizations") or {}).values()]
    return max(map(len, said))
