"""A talk on Discord, as a page of web components that look like Discord."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING, Any

from adapters.discord import buttons, render
from adapters.discord.paging import messages
from docs.pictures.markdown import drawn

if TYPE_CHECKING:
    from docs.pictures.scene import Scene, Turn

PAGE = """<!doctype html>
<meta charset="utf-8">
<link rel="stylesheet" href="discord.css">
<script type="importmap">{{"imports": {{
  "lit": "/node_modules/lit/index.js", "lit/": "/node_modules/lit/",
  "lit-html": "/node_modules/lit-html/lit-html.js", "lit-html/": "/node_modules/lit-html/",
  "lit-element/": "/node_modules/lit-element/",
  "@lit/reactive-element": "/node_modules/@lit/reactive-element/reactive-element.js",
  "@lit/reactive-element/": "/node_modules/@lit/reactive-element/",
  "@lit/context": "/node_modules/@lit/context/index.js"
}}}}</script>
<script type="module" src="/node_modules/@skyra/discord-components-core/dist/index.js"></script>
<main><discord-messages>{messages}</discord-messages></main>
"""


def page(scene: Scene) -> str:
    """Draw *scene*."""
    return PAGE.format(messages="".join(map(_turn, scene.turns)))


def _turn(turn: Turn) -> str:
    """Draw what was asked above the first message, and every message below it."""
    drawn = [message.drawn.components for message in messages(turn.reply)]
    asked = _asked(turn) if turn.line else ""
    return "".join(_message(turn, each, "" if place else asked) for place, each in enumerate(drawn))


def _asked(turn: Turn) -> str:
    # Discord shows only the name of a command, and not what it was given.
    name = escape(turn.line.partition(" ")[0])
    return (
        f'<discord-command slot="reply" author="{turn.who}" avatar="/{turn.who}.svg" '
        f'command="{name}"></discord-command>'
    )


def _message(turn: Turn, components: list[dict[str, Any]], asked: str) -> str:
    said = "".join(map(_component, components))
    private = " ephemeral" if turn.line and turn.reply.private else ""
    edited = " edited" if turn.edited else ""
    return (
        f'<discord-message author="Storydesk" avatar="/Storydesk.svg" bot{private}{edited} '
        f'timestamp="{turn.at:%d/%m/%Y %H:%M}">{asked}{said}</discord-message>'
    )


def _component(component: dict[str, Any]) -> str:
    inside = "".join(map(_component, component.get("components", ())))
    match component["type"]:
        case render.CONTAINER:
            colour = f"#{component['accent_color']:06x}"
            return f'<div class="container" style="border-color: {colour}">{inside}</div>'
        case render.TEXT:
            return f'<div class="text">{drawn(component["content"])}</div>'
        case render.SECTION:
            beside = _component(component["accessory"])
            return f'<div class="section"><div>{inside}</div>{beside}</div>'
        case render.SEPARATOR:
            return f'<div class="{"line" if component["divider"] else "air"}-between"></div>'
        case buttons.ROW:
            return f"<discord-action-row>{inside}</discord-action-row>"
        case buttons.BUTTON:
            label = escape(component["label"])
            return f'<discord-button type="secondary">{label}</discord-button>'
        case render.THUMBNAIL:
            return '<div class="image small"></div>'
        case render.GALLERY:
            return '<div class="image"></div>'
        case render.FILE:
            name = component["file"]["url"].removeprefix("attachment://")
            return f'<div class="file">{escape(name)}</div>'
        case kind:
            raise ValueError(f"a component of type {kind}, which is not drawn here yet")
