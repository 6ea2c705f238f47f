"""Stories as YAML that people like to edit."""

from __future__ import annotations

import json
import re
from datetime import datetime
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from bot.story import Story

# From the content folder, where editors put what they get.
SCHEMA_LINE = "# yaml-language-server: $schema=../docs/story.schema.json"
WIDTH = 96
STEP = "  "
# Line ends that only some programs know, and what cannot stand in a file as it is.
UNSAFE = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]")
PLAIN = re.compile(r"[^\W\d_](?:[^\n:#]|:(?=\S)|(?<=\S)#)*")
TYPED = re.compile(r"null|true|false|yes|no|on|off|y|n", re.IGNORECASE)
BREAK = re.compile(r"(?<=\S) (?=\S)")


def to_yaml(story: Story) -> str:
    """Write a story as a file for editors; reading it back gives an equal story."""
    fields = story.model_dump(exclude_defaults=True)
    return "\n".join((SCHEMA_LINE, *_map(fields, ""), ""))


def _map(fields: Mapping[str, Any], indent: str) -> Iterator[str]:
    for name, value in fields.items():
        match value:
            case dict() if not value:
                yield f"{indent}{name}: {{}}"
            case dict():
                yield f"{indent}{name}:"
                yield from _map(value, indent + STEP)
            case [int(), *_]:
                yield f"{indent}{name}: [{', '.join(map(str, value))}]"
            case [*entries]:
                yield f"{indent}{name}:"
                yield from _list(entries, indent + STEP)
            case _:
                yield from _after(f"{indent}{name}: ", value, indent + STEP)


def _list(entries: list[Any], indent: str) -> Iterator[str]:
    for entry in entries:
        if isinstance(entry, dict):
            first, *rest = _map(entry, indent + STEP)
            yield f"{indent}- {first.lstrip()}"
            yield from rest
        else:
            yield from _after(f"{indent}- ", entry, indent + STEP)


def _after(start: str, value: object, indent: str) -> Iterator[str]:
    """Write a value after its name or its point; a long text below it."""
    match value:
        case datetime():
            yield start + _moment(value)
        case str():
            yield from _text(start, value, indent)
        case _:
            yield start + repr(value)


def _text(start: str, text: str, indent: str) -> Iterator[str]:
    """Write a text in the most readable way that changes nothing in it."""
    if UNSAFE.search(text) or _trailing_space(text):
        yield start + _quoted(text)
    elif "\n" in text:
        yield f"{start}|-"
        yield from (f"{indent}{line}" if line else "" for line in text.split("\n"))
    elif len(start) + len(text) > WIDTH and BREAK.search(text):
        yield f"{start}>-"
        yield from (indent + line for line in _wrapped(text, WIDTH - len(indent)))
    elif _is_plain(text):
        yield start + text
    else:
        yield start + _quoted(text)


def _trailing_space(text: str) -> bool:
    """Tell whether an editor's program would change the text when it tidies the ends of lines."""
    return any(line != line.rstrip() for line in text.split("\n"))


def _wrapped(text: str, width: int) -> Iterator[str]:
    """Break a text where a single space stands, so that folding it gives just that space back."""
    words = BREAK.split(text)
    line = words[0]
    for word in words[1:]:
        if len(line) + 1 + len(word) > width:
            yield line
            line = word
        else:
            line += f" {word}"
    yield line


def _is_plain(text: str) -> bool:
    """Tell whether a text needs no quotation marks, for us and for every other reader of YAML."""
    return PLAIN.fullmatch(text) is not None and not TYPED.fullmatch(text)


def _quoted(text: str) -> str:
    quoted = json.dumps(text, ensure_ascii=False)
    return UNSAFE.sub(lambda found: f"\\u{ord(found.group()):04x}", quoted)


def _moment(moment: datetime) -> str:
    """Write a day where it is one, and no seconds where there are none."""
    if moment.time() == datetime.min.time():
        return moment.date().isoformat()
    timespec = "auto" if moment.second or moment.microsecond else "minutes"
    return moment.isoformat(timespec=timespec).replace("+00:00", "Z")
