"""What a reader sees of a message: its words, and what can be pressed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tests.platforms.discord.judging import BUTTON, EPHEMERAL, TEXT_DISPLAY, V2, components

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.platforms.discord.world import Message


def shown(message: Message) -> str:
    """Give all words of a message, from top to bottom."""
    return "\n".join(filter(None, _words(message.body)))


def buttons(message: Message) -> list[dict[str, Any]]:
    """List the buttons of a message."""
    return [part for _, part in components(message.body) if part.get("type") == BUTTON]


def labels(message: Message) -> list[str]:
    """List what stands on the buttons of a message."""
    return [button.get("label", "") for button in buttons(message)]


def is_private(message: Message) -> bool:
    """Tell whether only one person sees a message."""
    return bool(message.flags & EPHEMERAL)


def is_laid_out(message: Message) -> bool:
    """Tell whether a message is made of components alone."""
    return bool(message.flags & V2)


def _words(body: dict[str, Any]) -> Iterator[str]:
    yield body.get("content") or ""
    for embed in body.get("embeds") or []:
        yield embed.get("title") or ""
        yield embed.get("description") or ""
        for field in embed.get("fields") or []:
            yield f"{field['name']}\n{field['value']}"
        yield (embed.get("footer") or {}).get("text") or ""
    for _, part in components(body):
        if part.get("type") == TEXT_DISPLAY:
            yield part["content"]
