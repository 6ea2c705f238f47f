"""What is wrong with a message, beyond what the official specification can say.

Whatever Telegram would refuse raises; what it would take in silence and a reader would suffer
from (a link that vanishes, somebody who is called) is a violation.
"""

from __future__ import annotations

from itertools import combinations
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from tests.platforms.telegram.refusals import bad
from tests.platforms.telegram.settling import found, is_empty, marked, part, settled, units

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.platforms.telegram.settling import Entity

LONGEST, MOST_MARKS, MOST_BUTTONS = 4096, 100, 100
MOST_BYTES = 64  # of what a button carries
MOST_MARKUP = 10_000  # bytes of all buttons
QUOTES = {"blockquote", "expandable_blockquote"}
ACTIONS = ("callback_data", "url", "switch_inline_query", "switch_inline_query_current_chat")


def judged(
    text: str,
    entities: list[Entity],
    preview: dict[str, Any] | None,
    markup: Any,  # noqa: ANN401
) -> tuple[dict[str, Any], list[str]]:
    """Give what a message will say, and what a reader would suffer from.

    Raises:
        Refusal: Telegram would not take it.
    """
    if not text:
        raise bad("message text is empty")
    _placed(text, entities)
    kept, moved = settled(text, entities)
    if is_empty(kept):
        raise bad("text must be non-empty")
    if len(kept) > LONGEST:
        raise bad("message is too long")
    suffered = [*_suffered(kept, moved), *_preview(preview)]
    content: dict[str, Any] = {"text": kept}
    if whole := marked(kept, moved[:MOST_MARKS]):
        content["entities"] = whole
    if preview:
        content["link_preview_options"] = preview
    if isinstance(markup, dict) and markup.get("force_reply"):
        content["reply_markup"] = markup
    elif markup:
        content["reply_markup"] = {"inline_keyboard": _rows(markup)}
    return content, suffered


def _placed(text: str, entities: list[Entity]) -> None:
    """See to it that entities lie within the text, and between its characters."""
    edges = {0}
    at = 0
    for character in text:
        at += units(character)
        edges.add(at)
    for entity in entities:
        start, length = entity.get("offset", -1), entity.get("length", -1)
        if start < 0 or length < 0:
            raise bad("can't parse MessageEntity: receive an entity with incorrect offset")
        if start + length > at:
            raise bad(
                f"entity beginning at UTF-16 offset {start} ends after the end of the text at"
                f" UTF-16 offset {at}"
            )
        if start not in edges or start + length not in edges:
            raise bad(
                f"entity beginning at UTF-16 offset {start} ends in a middle of a UTF-16 symbol"
            )


def _suffered(text: str, entities: list[Entity]) -> Iterator[str]:
    if len(entities) > MOST_MARKS:
        yield f"entities: {len(entities)}, and only the first {MOST_MARKS} are kept"
    for entity in entities:
        about = part(text, entity)
        if not about.strip():
            yield f"entities: {entity['type']} is about nothing: {about!r}"
        if entity["type"] == "text_mention":
            yield "entities: somebody is called"
        if entity["type"] == "text_link" and not _leads_out(entity.get("url")):
            yield f"entities: {entity.get('url')!r} is no link to the web"
    yield from _tangled(entities)
    for each in found(text):
        if each["type"] == "mention":
            yield f"text: {part(text, each)!r} calls somebody"
        if each["type"] == "url" and not part(text, each).lower().startswith("http"):
            yield f"text: {part(text, each)!r} becomes a link"


def _tangled(entities: list[Entity]) -> Iterator[str]:
    for one, other in combinations(entities, 2):
        first, second = sorted((one, other), key=lambda each: (each["offset"], -each["length"]))
        end = first["offset"] + first["length"]
        if second["offset"] >= end:
            continue
        if second["offset"] + second["length"] > end:
            yield f"entities: {first['type']} and {second['type']} cross"
        if first["type"] == second["type"] or {first["type"], second["type"]} <= QUOTES:
            yield f"entities: a {second['type']} within a {first['type']}"


def _preview(preview: dict[str, Any] | None) -> Iterator[str]:
    """A page that nobody chose must not be shown under a message."""
    if not preview or not (preview.get("is_disabled") or preview.get("url")):
        yield "link_preview_options: any link of the text may be shown"
    elif preview.get("url") and not _leads_out(preview["url"]):
        yield f"link_preview_options: {preview['url']!r} is no link to the web"


def _leads_out(url: object) -> bool:
    try:
        parts = urlsplit(str(url))
        host, _ = parts.hostname or "", parts.port
    except ValueError:
        return False
    named = "." in host.strip(".") or ":" in host
    return parts.scheme in {"http", "https"} and named and not set(str(url)) & set(" \n\t\\")


def _rows(markup: Any) -> list[list[dict[str, Any]]]:  # noqa: ANN401 - JSON is anything
    """Read an inline keyboard.

    Raises:
        Refusal: it is none, or Telegram would not take it.
    """
    if not isinstance(markup, dict) or not isinstance(markup.get("inline_keyboard"), list):
        raise bad("inline keyboard expected")
    rows: list[list[dict[str, Any]]] = [row for row in markup["inline_keyboard"] if row]
    buttons = [button for row in rows for button in row]
    for button in buttons:
        _button(button)
    if len(buttons) > MOST_BUTTONS or len(repr(rows).encode()) > 2 * MOST_MARKUP:
        raise bad("reply markup is too long")
    return rows


def _button(button: dict[str, Any]) -> None:
    if not str(button.get("text", "")).strip():
        raise bad("text buttons are unallowed in the inline keyboard")
    if not any(name in button for name in ACTIONS):
        raise bad("text buttons are unallowed in the inline keyboard")
    data = button.get("callback_data")
    if data is not None and not 1 <= len(data.encode()) <= MOST_BYTES:
        raise bad("BUTTON_DATA_INVALID")
    if "url" in button and not _leads_out(button["url"]):
        raise bad(f"inline keyboard button URL '{button['url']}' is invalid: wrong HTTP URL")
