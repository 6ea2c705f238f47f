"""Reply → what Rich draws in a terminal.

Only `Text` objects are made, never Rich's markup, so that no story can colour or move anything.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias, assert_never

from rich.console import Group
from rich.padding import Padding
from rich.rule import Rule
from rich.style import Style
from rich.table import Table
from rich.text import Text as Drawn

from adapters.console.picking import key, numbered
from adapters.console.plain import labelled
from bot.reply import (
    Block,
    Choices,
    Citation,
    Divider,
    Document,
    Emphasis,
    Gauge,
    Heading,
    Item,
    Items,
    Link,
    Note,
    Paragraph,
    Picture,
    Plain,
    Quote,
    Reply,
    Run,
    Side,
    Sides,
    Strong,
    Struck,
    Text,
)
from bot.visible import visible

if TYPE_CHECKING:
    from collections.abc import Iterable

    from rich.console import Console as Terminal
    from rich.console import RenderableType

    from bot.choice import Choice

    Renderable: TypeAlias = RenderableType

SIDE_WIDTH = 30  # characters; narrower columns are no pleasure to read
BAR_WIDTH = 20
FULL, EMPTY = "█", "░"


def show(terminal: Terminal, reply: Reply) -> None:
    """Draw *reply* on *terminal*, but what is in a file as it stands, so that it can be copied."""
    for block, first in numbered(reply.blocks):
        drawn = _block(block, first, terminal.width, key(reply))
        if isinstance(block, Document):
            terminal.print(drawn)
            # No line of it is wrapped: that would tear a file of one line apart.
            terminal.out(visible(block.text or "").rstrip("\n"), highlight=False)
            terminal.print()
        else:
            terminal.print(Padding(drawn, (0, 0, 1, 0)))


def _block(block: Block, first: int, width: int, key: str) -> RenderableType:
    match block:
        case Heading(text, level):
            return _text(text, "bold underline" if level == 1 else "bold")
        case Paragraph(text):
            return _text(text)
        case Note(text):
            return _text(text, "dim")
        case Items(items):
            return _items(items)
        case Sides(sides):
            return _sides(sides, width)
        case Gauge(text, _, label):
            return Group(_bar(block.filled(BAR_WIDTH), label), _text(text))
        case Quote(text, by):
            return _quote(text, by)
        case Picture(url, alt, credit):
            return _picture(url, alt, credit)
        case Divider():
            return Rule(style="dim")
        case Document():
            return _document(block)
        case Choices(choices):
            return _choices(choices, first, width, key)
        case _:
            assert_never(block)


def _items(items: Iterable[Item]) -> Table:
    """Hang the lines behind their marks."""
    table = Table.grid(padding=(0, 1))
    table.add_column(justify="right", no_wrap=True)
    table.add_column(overflow="fold")
    for item in items:
        mark = f"{item.mark}." if item.mark else "•"
        table.add_row(Drawn(visible(mark), style="cyan"), _text(item.text, addresses=True))
    return table


def _sides(sides: tuple[Side, ...], width: int) -> RenderableType:
    """Put the sides beside each other where each has room, else below each other."""
    if width < SIDE_WIDTH * len(sides):
        return Group(
            *(
                Padding(Group(_label(side), Drawn(), _text(side.text)), (min(place, 1), 0, 0, 0))
                for place, side in enumerate(sides)
            )
        )
    table = Table.grid(padding=(0, 3), expand=True)
    for _ in sides:
        table.add_column(ratio=1, overflow="fold")
    table.add_row(*map(_label, sides))
    table.add_row()
    table.add_row(*(_text(side.text) for side in sides))
    return table


def _label(side: Side) -> Drawn:
    label = Drawn(visible(side.label), style="bold magenta")
    if side.holders:
        label.append(f"\n{visible(side.holders)}", style="dim")
    return label


def _bar(full: int, label: str) -> Drawn:
    bar = Drawn(FULL * full, style="green")
    bar.append(EMPTY * (BAR_WIDTH - full), style="dim")
    return bar.append(f" {visible(label)}", style="bold")


def _quote(text: Text, by: str) -> Table:
    table = Table.grid(padding=(0, 1))
    table.add_column(style="dim")
    table.add_column(overflow="fold")
    said = _text(text, "italic")
    if by:
        said.append(f"\n— {visible(by)}", style="not italic dim")
    table.add_row(Drawn("│"), said)
    return table


def _picture(url: str, alt: str, credit: Text) -> Drawn:
    drawn = _run(Link(alt or url, url))
    if credit:
        drawn.append(" · ", style="dim").append_text(_text(credit, "dim"))
    return drawn


def _document(document: Document) -> Rule:
    """Draw the line above what is in a file, with its name."""
    return Rule(Drawn(visible(labelled(document))), align="left", style="dim")


def _choices(choices: Iterable[Choice], first: int, width: int, key: str) -> Drawn:
    """Set the choices in a row, and in further ones where the line ends; none is torn apart."""
    drawn, filled = Drawn(), 0
    for number, choice in enumerate(choices, first):
        way = Drawn.assemble((f"[{key}{number}]", "cyan"), f" {visible(choice.label)}")
        if filled:
            fits = filled + 2 + way.cell_len <= width
            drawn.append("  " if fits else "\n")
            filled = filled + 2 if fits else 0
        drawn.append_text(way)
        filled += way.cell_len
    return drawn


def _text(text: Iterable[Run], style: str = "", *, addresses: bool = False) -> Drawn:
    """Draw runs.

    Args:
        text: the runs.
        style: what they all have.
        addresses: whether links also show where they lead, for terminals without links.
    """
    drawn = Drawn(style=style)
    for run in text:
        drawn.append_text(_run(run))
        if addresses and isinstance(run, Link):
            drawn.append(f" {visible(run.url)}", style="dim")
    return drawn


def _run(run: Run) -> Drawn:
    match run:
        case Plain(text):
            return Drawn(visible(text))
        case Strong(text):
            return Drawn(visible(text), style="bold")
        case Emphasis(text):
            return Drawn(visible(text), style="dim")
        case Struck(text):
            return Drawn(visible(text), style="strike")
        case Link(text, url):
            return Drawn(visible(text), style=Style(underline=True, link=visible(url)))
        case Citation(number, outlet, url):
            link = Style(dim=True, link=visible(url)) if url else Style(dim=True)
            return Drawn(f"[{number} {visible(outlet)}]", style=link)
        case _:
            assert_never(run)
