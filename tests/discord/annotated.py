"""A message of Discord as a reader sees it, written so that a person can read it in a file."""

from __future__ import annotations

from typing import TYPE_CHECKING

from adapters.discord.render import CONTAINER, FILE, GALLERY, SECTION, SEPARATOR, TEXT

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from adapters.discord.render import Component, Drawn


def annotated(drawn: Drawn) -> str:
    """Write the texts in their markdown, and what stands between them, within their frame."""
    return "\n".join(_lines(drawn.components)) + "\n"


def _lines(components: Iterable[Component]) -> Iterator[str]:
    for component in components:
        inside = component.get("components", [])
        kind = component["type"]
        if kind == CONTAINER:
            yield f"┌ #{component['accent_color']:06X}"
            yield from (f"│ {line}".rstrip() for line in _lines(inside))
            yield "└"
        elif kind == TEXT:
            yield from component["content"].split("\n")
        elif kind == SECTION:
            yield from _lines(inside)
            yield f"[beside it {_image(component['accessory'])}]"
        elif kind == GALLERY:
            yield from (f"[image {_image(item)}]" for item in component["items"])
        elif kind == FILE:
            yield f"[file {component['file']['url']}]"
        elif kind == SEPARATOR:
            yield "────────" if component["divider"] else ""
        else:
            yield f"[ {' | '.join(button['label'] for button in inside)} ]"


def _image(item: Component) -> str:
    url = item["media"]["url"]
    return f"{url}: {item['description']}" if "description" in item else str(url)
