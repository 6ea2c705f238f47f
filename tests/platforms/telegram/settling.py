"""Texts as Telegram keeps them: cleaned and trimmed, with what it finds in them by itself."""

from __future__ import annotations

import re
from typing import Any, TypeAlias

Entity: TypeAlias = dict[str, Any]

LEFT_OUT = {0x0D, *range(0x2028, 0x202F), 0x030A, 0x0333, 0x033F}
CONTROLS = {*range(0x09), 0x0B, 0x0C, *range(0x0E, 0x20)}
EMPTY = {*map(chr, range(0x200B, 0x2010)), "\u2060", "\ufeff", "\u2800", "\u3164", "\u00ad"}
# What Telegram makes of a text by itself, whatever entities go along.
FOUND = {
    "mention": re.compile(r"(?<![\w@])@[A-Za-z0-9_]{2,32}(?!\w)"),
    "bot_command": re.compile(r"(?<![\w/@.])/[A-Za-z0-9_]{1,64}(?:@[A-Za-z0-9_]{3,32})?(?![\w/])"),
    "url": re.compile(r"\b(?:https?|ftp|tg|ton|tonsite)://[^\s\u2060<>\"]+", re.IGNORECASE),
    "hashtag": re.compile(r"(?<![\w#])#(?=\w*[^\W\d_])\w{1,256}"),
    "email": re.compile(r"(?<![\w.@+-])[\w.+-]+@[A-Za-z0-9-]+\.[A-Za-z]{2,}(?!\w)"),
}


def units(text: str) -> int:
    """Count UTF-16 units."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def part(text: str, entity: Entity) -> str:
    """Give what an entity is about."""
    data = text.encode("utf-16-le", "surrogatepass")
    start = 2 * entity["offset"]
    return data[start : start + 2 * entity["length"]].decode("utf-16-le", "surrogatepass")


def settled(text: str, entities: list[Entity]) -> tuple[str, list[Entity]]:
    """Clean a text, and let its entities move along."""
    kept, moved = _cleaned(text)
    bare = kept.strip()
    cut = units(kept[: len(kept) - len(kept.lstrip())])
    end = units(bare)
    placed = []
    for entity in entities:
        start = max(moved[entity["offset"]] - cut, 0)
        stop = min(moved[entity["offset"] + entity["length"]] - cut, end)
        if start < stop:
            placed.append({**entity, "offset": start, "length": stop - start})
    return bare, placed


def found(text: str) -> list[Entity]:
    """Find what Telegram finds by itself."""
    return [
        {"type": kind, "offset": units(text[: hit.start()]), "length": units(hit[0])}
        for kind, pattern in FOUND.items()
        for hit in pattern.finditer(text)
    ]


def marked(text: str, entities: list[Entity]) -> list[Entity]:
    """Give all entities of a text as a message holds them: those given, and those found beside."""
    taken = [_span(each) for each in entities if each["type"] in {"text_link", "code", "pre"}]
    beside = [
        each
        for each in found(text)
        if not any(_span(each)[0] < stop and start < _span(each)[1] for start, stop in taken)
    ]
    whole = [*map(_as_kept, entities), *beside]
    return sorted(whole, key=lambda each: (each["offset"], -each["length"]))


def is_empty(text: str) -> bool:
    """Whether nobody would see anything of a text."""
    return not text.strip() or all(each.isspace() or each in EMPTY for each in text)


def _cleaned(text: str) -> tuple[str, list[int]]:
    """Leave out what Telegram leaves out; tell where each UTF-16 unit went."""
    kept, moved = [], [0]
    for character in text:
        size = units(character)
        left_out = ord(character) in LEFT_OUT
        moved += [moved[-1] + (0 if left_out else step) for step in range(1, size + 1)]
        if not left_out:
            kept.append(" " if ord(character) in CONTROLS else character)
    return "".join(kept), moved


def _as_kept(entity: Entity) -> Entity:
    """Telegram ends the address of a bare host with a slash."""
    if "url" not in entity:
        return entity
    bare = re.fullmatch(r"https?://[^/?#]+", entity["url"])
    return {**entity, "url": f"{entity['url']}/"} if bare else entity


def _span(entity: Entity) -> tuple[int, int]:
    return entity["offset"], entity["offset"] + entity["length"]
