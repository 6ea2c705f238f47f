"""Text with entities, built from its beginning to its end."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, NotRequired, TypeAlias, TypedDict

if TYPE_CHECKING:
    from collections.abc import Sequence

Kind: TypeAlias = Literal[
    "bold", "italic", "strikethrough", "text_link", "blockquote", "expandable_blockquote"
]


class Entity(TypedDict):
    """What a part of the text is, as Telegram writes it; counted in UTF-16 units."""

    type: Kind
    offset: int
    length: int
    url: NotRequired[str]


class Marked:
    """A text that grows, and what its parts are."""

    def __init__(self) -> None:
        self._parts: list[str] = []
        self._entities: list[Entity] = []
        self._gap = ""
        self.end = 0  # in UTF-16 units

    @property
    def start(self) -> int:
        """Where the next text will begin."""
        return self.end + (len(self._gap) if self._parts else 0)

    def space(self, gap: str) -> None:
        """Keep what comes next apart from what stands there; of several gaps the widest counts."""
        self._gap = max(self._gap, gap, key=len)

    def write(self, text: str) -> None:
        """Put *text* behind all that stands there."""
        if not text:
            return
        if self._gap:
            text, self._gap = (self._gap if self._parts else "") + text, ""
        self._parts.append(text)
        self.end += len(text) if text.isascii() else len(text.encode("utf-16-le")) // 2

    def mark(self, kind: Kind, start: int, url: str | None = None) -> None:
        """Say what everything is that was written since *start*."""
        if self.end <= start:
            return
        entity = Entity(type=kind, offset=start, length=self.end - start)
        if url is not None:
            entity["url"] = url
        self._entities.append(entity)

    def finished(self) -> tuple[str, list[Entity]]:
        """Give the text without white space around it, and its entities, the outer ones first."""
        text = "".join(self._parts)
        units = text if self.end == len(text) else _units(text)
        inside = [each for entity in self._entities if (each := _trimmed(entity, units))]
        stripped = text.strip()
        # White space never is a surrogate pair, so that what was cut off counts alike.
        cut = len(text) - len(text.lstrip())
        for entity in inside:
            entity["offset"] -= cut
        inside.sort(key=lambda entity: (entity["offset"], -entity["length"]))
        return stripped, inside


def _units(text: str) -> Sequence[str]:
    """Take *text* apart into UTF-16 units, so that it can be asked for one by its number."""
    data = text.encode("utf-16-le")
    return [chr(unit) for unit in memoryview(data).cast("H")]


def _trimmed(entity: Entity, units: Sequence[str]) -> Entity | None:
    """Take the white space off an entity's ends; None where nothing else is left."""
    start, end = entity["offset"], entity["offset"] + entity["length"]
    while start < end and units[start].isspace():
        start += 1
    while start < end and units[end - 1].isspace():
        end -= 1
    if start == end:
        return None
    entity["offset"], entity["length"] = start, end - start
    return entity
