"""What is wrong with a request, beyond what the official specification can say.

Whatever Discord would refuse is a fault; so is what it would take and a reader would suffer from,
such as a message that may ping.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from tests.platforms.discord.registering import command_faults

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

SUPPRESS_EMBEDS, EPHEMERAL, SILENT, V2 = 1 << 2, 1 << 6, 1 << 12, 1 << 15
SAYING = frozenset(
    {
        "create_message",
        "update_message",
        "execute_webhook",
        "update_webhook_message",
        "update_original_webhook_message",
        "create_interaction_response",
        "create_thread",
    }
)
TO_ONE_PERSON = SAYING - {"create_message", "update_message", "create_thread"}
TEXT_DISPLAY, BUTTON, LINK = 10, 2, 5
MOST_TEXT = 4_000  # characters of all text displays of a message


def said(operation: str, body: object) -> dict[str, Any] | None:
    """Give the message within a request; None where it holds none."""
    if operation not in SAYING or not isinstance(body, dict):
        return None
    if operation == "create_thread":
        return _dict(body.get("message"))
    if operation == "create_interaction_response":
        return _dict(body.get("data")) if body.get("type") in {4, 7} else None
    return body


def faults(operation: str, body: object, files: Iterable[str]) -> list[str]:
    """Say what is wrong with a request that the specification would let pass."""
    message = said(operation, body)
    if message is not None:
        return [*_message_faults(message, frozenset(files)), *_flags(operation, message)]
    if operation == "create_interaction_response" and isinstance(body, dict):
        return [*_suggestion_faults(body)]
    if "application_command" in operation:
        return [fault for command in _listed(body) for fault in command_faults(command)]
    return []


def pings(message: dict[str, Any]) -> list[str]:
    """Say how a message could call people who did not ask."""
    if not any(message.get(part) for part in ("content", "embeds", "components")):
        return []
    mentions = message.get("allowed_mentions")
    if not isinstance(mentions, dict) or mentions.get("parse") != []:
        return [f"may ping: allowed_mentions is {mentions!r}"]
    named = [kind for kind in ("users", "roles", "replied_user") if mentions.get(kind)]
    return [f"may ping: allowed_mentions names {named}"] if named else []


def components(message: dict[str, Any]) -> Iterator[tuple[str, dict[str, Any]]]:
    """Walk over all components of a message, each with its place."""
    yield from _below("components", message.get("components") or [])


def _below(place: str, parts: Iterable[dict[str, Any]]) -> Iterator[tuple[str, dict[str, Any]]]:
    for index, part in enumerate(parts):
        here = f"{place}/{index}"
        yield here, part
        yield from _below(f"{here}/components", part.get("components") or [])
        for name in ("accessory", "component"):
            if part.get(name):
                yield f"{here}/{name}", part[name]


def _message_faults(message: dict[str, Any], files: frozenset[str]) -> Iterator[str]:
    text = 0
    for place, part in components(message):
        if part.get("type") == TEXT_DISPLAY:
            text += units(part.get("content") or "")
            yield from _blank(place, part, "content")
        if part.get("type") == BUTTON and not part.get("emoji"):
            yield from _blank(place, part, "label")
        if part.get("type") == BUTTON and part.get("style") == LINK:
            yield from _address(f"{place}/url", part.get("url"), frozenset())
        for where, media in _media(place, part):
            yield from _address(where, media.get("url"), files)
    if text > MOST_TEXT:
        yield f"components: {text} UTF-16 units of text, and {MOST_TEXT} are the most"
    for index, embed in enumerate(message.get("embeds") or []):
        yield from _embed_faults(f"embeds/{index}", embed, files)


def _media(place: str, part: dict[str, Any]) -> Iterator[tuple[str, dict[str, Any]]]:
    """Find the pictures and files of one component."""
    for name in ("media", "file"):
        if isinstance(part.get(name), dict):
            yield f"{place}/{name}/url", part[name]
    for index, item in enumerate(part.get("items") or []):
        yield f"{place}/items/{index}/media/url", item.get("media") or {}


def _embed_faults(place: str, embed: dict[str, Any], files: frozenset[str]) -> Iterator[str]:
    for name in ("title", "description"):
        if name in embed and embed[name] is not None:
            yield from _blank(place, embed, name)
    for index, each in enumerate(embed.get("fields") or []):
        for name in ("name", "value"):
            yield from _blank(f"{place}/fields/{index}", each, name)
    if embed.get("url"):
        yield from _address(f"{place}/url", embed["url"], frozenset())
    for name in ("image", "thumbnail"):
        if embed.get(name):
            yield from _address(f"{place}/{name}/url", embed[name].get("url"), files)


def _suggestion_faults(body: dict[str, Any]) -> Iterator[str]:
    choices = (_dict(body.get("data")) or {}).get("choices") or []
    for index, choice in enumerate(choices):
        yield from _blank(f"data/choices/{index}", choice, "name")
        if isinstance(choice.get("value"), str):
            yield from _blank(f"data/choices/{index}", choice, "value")


def _flags(operation: str, message: dict[str, Any]) -> Iterator[str]:
    allowed = SUPPRESS_EMBEDS | SILENT | V2
    if operation in TO_ONE_PERSON:
        allowed |= EPHEMERAL
    flags = message.get("flags") or 0
    if isinstance(flags, int) and flags & ~allowed:
        yield f"flags: {flags & ~allowed} may not be set"


def _blank(place: str, part: dict[str, Any], name: str) -> Iterator[str]:
    """Discord trims what it is given, and what is then empty counts as missing."""
    if not str(part.get(name) or "").strip():
        yield f"{place}/{name}: This field is required"


def _address(place: str, url: object, files: frozenset[str]) -> Iterator[str]:
    if not isinstance(url, str):
        yield f"{place}: This field is required"
    elif url.startswith("attachment://"):
        if url.removeprefix("attachment://") not in files:
            yield f"{place}: {url} was not sent along"
    elif not _well_formed(url):
        yield f"{place}: Not a well formed URL: {url!r}"


def _well_formed(url: str) -> bool:
    try:
        parts = urlsplit(url)
        host, _ = parts.hostname or "", parts.port
    except ValueError:
        return False
    spaced = any(character.isspace() for character in url)
    return parts.scheme in {"http", "https"} and "." in host.strip(".") and not spaced


def units(text: str) -> int:
    """Count as the stricter of two readers would: nobody knows which of them Discord is."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def _dict(value: object) -> dict[str, Any] | None:
    return value if isinstance(value, dict) else None


def _listed(body: object) -> list[dict[str, Any]]:
    commands = body if isinstance(body, list) else [body]
    return [command for command in commands if isinstance(command, dict)]
