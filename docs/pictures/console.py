"""A talk at the console, as a terminal shows it."""

from __future__ import annotations

from html import escape
from io import StringIO
from typing import TYPE_CHECKING

from rich.console import Console
from rich.terminal_theme import MONOKAI

from adapters.console.render import show

if TYPE_CHECKING:
    from docs.pictures.scene import Scene, Turn

WIDTH = 100  # characters
PAGE = """<!doctype html>
<meta charset="utf-8">
<link rel="stylesheet" href="console.css">
<main>{turns}</main>
"""


def page(scene: Scene) -> str:
    """Draw *scene*."""
    return PAGE.format(turns="".join(map(_turn, scene.turns)))


def _turn(turn: Turn) -> str:
    terminal = Console(
        record=True, file=StringIO(), width=WIDTH, force_terminal=True, color_system="truecolor"
    )
    show(terminal, turn.reply)
    said = terminal.export_html(inline_styles=True, theme=MONOKAI, code_format="{code}")
    return f'<pre><b class="prompt">storydesk</b>&gt; {escape(turn.line)}\n\n{said}</pre>'
