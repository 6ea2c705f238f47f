"""Cut a reply into messages: between blocks, then between sentences, never inside a citation.

A reply is taken apart into pieces no smaller than needed, the pieces are laid into messages in
their order, and those that meet again in a message grow together. What stands between two dividers
is not torn apart where a message of its own can hold it. Nothing is lost and nothing is said twice.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, assert_never

from bot.cutting.pieces import CONTINUED, Piece, grown, pieces
from bot.reply import (
    Block,
    Choices,
    Divider,
    Document,
    Gauge,
    Heading,
    Items,
    Link,
    Note,
    Paragraph,
    Picture,
    Plain,
    Quote,
    Reply,
    Sides,
    Text,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from bot.adapter import Limits


GOING_ON = Piece(Paragraph((Plain(CONTINUED),)), (-1, 0))


@dataclass(frozen=True, slots=True)
class Cost:
    """How much of a message something takes, counted as `Limits` counts."""

    text: int = 0
    marks: int = 0
    parts: int = 0
    choices: int = 0

    def __add__(self, other: Cost) -> Cost:
        """Take both."""
        return Cost(
            self.text + other.text,
            self.marks + other.marks,
            self.parts + other.parts,
            self.choices + other.choices,
        )

    def fits(self, limits: Limits) -> bool:
        """Whether one message can hold it."""
        return (
            self.text <= limits.text
            and self.marks <= limits.marks
            and self.parts <= limits.parts
            and self.choices <= limits.choices
        )


def cut(reply: Reply, limits: Limits) -> tuple[Reply, ...]:
    """Cut *reply* into messages that each keep within *limits*.

    Plain text may be cut anywhere that a reader would cut it; a run of any other kind stays
    whole. One that even an empty message cannot hold says its text plainly instead.
    """
    if _sum(cost(block, limits) for block in reply.blocks).fits(limits):
        return (reply,)
    sections = _sections(reply.blocks, limits)
    messages: list[list[Piece]] = [[]]
    for piece in pieces(reply.blocks, lambda block: cost(block, limits).fits(limits)):
        longer = grown(messages[-1], piece)
        section = sections.get(piece.origin[0])
        if section and not (_cost(longer, limits) + section).fits(limits):
            messages.append([])
            continue
        if _cost(longer, limits).fits(limits) or not messages[-1]:
            messages[-1] = longer
        else:
            messages[-1], carried = _parted(messages[-1], piece, limits)
            messages.append([*carried, piece])
    return tuple(
        replace(reply, blocks=tuple(piece.block for piece in message))
        for message in _without_seams(messages)
    )


def cost(block: Block, limits: Limits) -> Cost:
    """Count what *block* takes of a message."""
    line = limits.overhead
    match block:
        case Heading(text) | Paragraph(text) | Note(text):
            return _text_cost(text, limits) + Cost(line, 1, 1)
        case Items(items):
            lines = (_text_cost((Plain(item.mark), *item.text), limits) for item in items)
            return _sum(lines) + Cost(line * len(items), 0, 1)
        case Sides(sides):
            texts = ((Plain(side.label), Plain(side.holders), *side.text) for side in sides)
            drawn = Cost(2 * line * len(sides), 2 * len(sides), len(sides))
            return _sum(_text_cost(text, limits) for text in texts) + drawn
        case Gauge(text, label=label):
            return _text_cost((Plain(label), *text), limits) + Cost(2 * line, 1, 1)
        case Quote(text, by):
            return _text_cost((Plain(by), *text), limits) + Cost(2 * line, 1, 1)
        case Picture(url, alt, credit):
            return _text_cost((Link(alt, url), *credit), limits) + Cost(2 * line, 1, 1)
        case Divider() | Document():
            return Cost(line, 0, 1)
        case Choices(choices):
            return Cost(0, 0, 1, len(choices))
        case _:
            assert_never(block)


def _text_cost(text: Text, limits: Limits) -> Cost:
    marks = sum(not isinstance(run, Plain) for run in text)
    return Cost(sum(map(limits.measure, text)), marks)


def _sum(costs: Iterable[Cost]) -> Cost:
    return sum(costs, Cost())


def _cost(message: Iterable[Piece], limits: Limits) -> Cost:
    return _sum(cost(piece.block, limits) for piece in message)


def _sections(blocks: Sequence[Block], limits: Limits) -> dict[int, Cost]:
    """Count what stands behind each divider, by its place, where one message can hold it.

    Choices that open a section cannot open a message.
    """
    sections: dict[int, Cost] = {}
    costs: list[Cost] = []
    first: Block | None = None
    for place, block in reversed([*enumerate(blocks)]):
        if isinstance(block, Divider):
            section, costs = _sum(costs), []
            if section.fits(limits) and not isinstance(first, Choices):
                sections[place] = section
        else:
            costs.append(cost(block, limits))
        first = block
    return sections


def _without_seams(messages: Sequence[list[Piece]]) -> Iterator[list[Piece]]:
    """Take away the dividers where one message ends and the next begins, as that divides enough."""
    for place, message in enumerate(messages, start=1):
        start, end = 0, len(message)
        while place > 1 and start < end and isinstance(message[start].block, Divider):
            start += 1
        while place < len(messages) and start < end and isinstance(message[end - 1].block, Divider):
            end -= 1
        if start < end:
            yield message[start:end]


def _parted(message: list[Piece], piece: Piece, limits: Limits) -> tuple[list[Piece], list[Piece]]:
    """Take out of a full *message* what must not be parted from the *piece* that follows it.

    A heading stays with what it heads, and choices with something that says what they are about,
    if only with a sign that they go on.
    """
    if isinstance(piece.block, Choices) and isinstance(message[-1].block, Choices | Divider):
        return message, [GOING_ON]
    end = len(message) - isinstance(piece.block, Choices)
    while end > 1 and isinstance(message[end - 1].block, Heading):
        end -= 1
    carried = message[end:]
    if end >= 1 and _cost((*carried, piece), limits).fits(limits):
        return message[:end], carried
    return message, [GOING_ON] if isinstance(piece.block, Choices) else []
