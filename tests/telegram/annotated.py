"""A message of Telegram as a reader sees it, written so that a person can read it in a file."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from adapters.telegram.marked import Entity
    from adapters.telegram.render import Drawn

TAGS = {
    "bold": ("<b>", "</b>"),
    "italic": ("<i>", "</i>"),
    "strikethrough": ("<s>", "</s>"),
    "blockquote": ("<quote>", "</quote>"),
    "expandable_blockquote": ("<folded>", "</folded>"),
}


def annotated(drawn: Drawn) -> str:
    """Write the text with its entities as tags, what is above it, and the buttons below."""
    picture = f"[image {drawn.picture}]\n" if drawn.picture else ""
    rows = "".join(f"\n[ {' | '.join(b['text'] for b in row)} ]" for row in drawn.buttons)
    files = "".join(f"\n[file {document.name}]" for document in drawn.files)
    return f"{picture}{_tagged(drawn)}\n{rows}{files}".rstrip() + "\n"


def of(entity: Entity, text: str) -> str:
    """Give the part of *text* that *entity* is about."""
    data = text.encode("utf-16-le")
    start, end = entity["offset"], entity["offset"] + entity["length"]
    return data[2 * start : 2 * end].decode("utf-16-le")


def _tagged(drawn: Drawn) -> str:
    data = drawn.text.encode("utf-16-le")
    # The inner of two that begin together opens last, and the inner of two that end together
    # closes first.
    events = [(e["offset"], 1, place, _tags(e)[0]) for place, e in enumerate(drawn.entities)]
    events += [
        (e["offset"] + e["length"], 0, -place, _tags(e)[1])
        for place, e in enumerate(drawn.entities)
    ]
    written, at = "", 0
    for offset, _, _, tag in sorted(events):
        written += data[2 * at : 2 * offset].decode("utf-16-le") + tag
        at = offset
    return written + data[2 * at :].decode("utf-16-le")


def _tags(entity: Entity) -> tuple[str, str]:
    if "url" in entity:
        return f"<a {entity['url']}>", "</a>"
    return TAGS[entity["type"]]
