"""Take blocks apart into pieces that fit, and let pieces that meet again grow together."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING, TypeAlias

from bot.cutting.sentences import characters, handfuls, sentences, words
from bot.reply import (
    Block,
    Choices,
    Citation,
    Gauge,
    Heading,
    Item,
    Items,
    Note,
    Paragraph,
    Picture,
    Plain,
    Quote,
    Run,
    Side,
    Sides,
    Text,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

Fits: TypeAlias = "Callable[[Block], bool]"

CONTINUED = "…"


@dataclass(frozen=True, slots=True)
class Piece:
    """A block, or as much of it as must stay together.

    Args:
        block: what it says.
        origin: the place of the block it was cut from, and of the line within that block.
    """

    block: Block
    origin: tuple[int, int]


def pieces(blocks: Iterable[Block], fits: Fits) -> Iterator[Piece]:
    """Take *blocks* apart into lines, and lines that do not fit into sentences that do."""
    for number, block in enumerate(blocks):
        for place, line in enumerate(_lines(block, fits)):
            for part in (line,) if fits(line) else _parts(line, fits):
                yield Piece(part, (number, place))


def grown(message: list[Piece], piece: Piece) -> list[Piece]:
    """Add *piece* to *message*; it grows together with what was cut from the same block."""
    if not message or message[-1].origin[0] != piece.origin[0]:
        return [*message, piece]
    *before, last = message
    if last.origin == piece.origin:
        block: Block | None = _with(last.block, _text_of(piece.block))
    else:
        block = _joined(last.block, piece.block)
    return [*message, piece] if block is None else [*before, Piece(block, piece.origin)]


def _joined(block: Block, line: Block) -> Block | None:
    """Put the next *line* of a list under its first ones; None where there is no list."""
    match block, line:
        case Items(before), Items(after):
            return Items(before + after)
        case Sides(before), Sides(after):
            return Sides(before + after)
        case Choices(before), Choices(after):
            return Choices(before + after)
        case _:
            return None


def _lines(block: Block, fits: Fits) -> Iterator[Block]:
    """Take a list apart into its lines; what is no list is one line."""
    match block:
        case Items(items):
            yield from (Items((item,)) for item in items)
        case Sides(sides):
            yield from (Sides((_light(side, fits),)) for side in sides)
        case Choices(choices) if not fits(block):
            yield from (Choices((choice,)) for choice in choices)
        case Picture(url, alt, credit) if not fits(block):
            yield Picture(url, "")
            yield Paragraph((Plain(alt), *credit))
        case _:
            yield block


def _light(side: Side, fits: Fits) -> Side:
    """Let the holders begin the text where a message has no room for more than them."""
    if fits(Sides((replace(side, text=()),))):
        return side
    return Side(side.label, "", (Plain(f"{side.holders}\n"), *side.text))


def _parts(line: Block, fits: Fits) -> Iterator[Block]:
    """Take a line apart into sentences that each fit; only the first keeps the line's mark."""
    shell, rest = _shells(line)
    for group in _sentences(_text_of(line)):
        for text in _smaller(group, partial(_filled_fits, shell, fits)):
            yield _with(shell, text)
            shell = rest


def _smaller(group: Text, fits: Callable[[Text], bool]) -> Iterator[Text]:
    """Cut a sentence that fits no message: between its runs, then words, then characters."""
    if fits(group):
        yield group
        return
    for run in group:
        if fits((run,)):
            yield (run,)
            continue
        for word in words(_plainly(run)):
            if fits((Plain(word),)):
                yield (Plain(word),)
            else:
                yield from ((Plain(part),) for part in _broken(word, fits))


def _broken(word: str, fits: Callable[[Text], bool]) -> Iterator[str]:
    """Break a word between what readers see as characters, or within one of endless accents."""
    for handful in handfuls(word):
        if fits((Plain(handful),)):
            yield handful
            continue
        for character in characters(handful):
            yield from (character,) if fits((Plain(character),)) else character


def _sentences(text: Text) -> Iterator[Text]:
    """Group a text by sentences; a citation goes with the sentence before it."""
    group: list[Run] = []
    for run in text:
        if not isinstance(run, Plain):
            group.append(run)
            continue
        for sentence in sentences(run.text):
            # White space and citations close the sentence they follow; anything else opens one.
            if group and sentence.strip() and _closed(group):
                yield tuple(group)
                group = []
            group.append(Plain(sentence))
    if group:
        yield tuple(group)


def _closed(group: list[Run]) -> bool:
    """Whether a sentence is over: it ended with a citation, or with white space after its stop."""
    last = group[-1]
    return isinstance(last, Citation) or (isinstance(last, Plain) and last.text[-1:].isspace())


def _plainly(run: Run) -> str:
    """Say the text of a run that no message can hold whole."""
    return f"[{run.number} {run.outlet}]" if isinstance(run, Citation) else run.text


def _shells(line: Block) -> tuple[Block, Block]:
    """Give the empty form of a line, and that of its continuation."""
    match line:
        case Items((Item(_, mark),)):
            return Items((Item((), mark),)), Items((Item((), CONTINUED),))
        case Sides((Side(label, holders, _),)):
            return Sides((Side(label, holders, ()),)), Sides((Side(CONTINUED, "", ()),))
        case Heading() | Note():
            return replace(line, text=()), replace(line, text=())
        case Quote():
            return replace(line, text=()), Quote(())
        case Gauge():
            return replace(line, text=()), Paragraph(())
        case _:
            return Paragraph(()), Paragraph(())


def _text_of(line: Block) -> Text:
    match line:
        case Items((Item(text),)) | Sides((Side(_, _, text),)):
            return text
        case Heading(text) | Paragraph(text) | Note(text) | Quote(text) | Gauge(text):
            return text
        case _:
            return ()


def _with(line: Block, text: Text) -> Block:
    """Put *text* after what the last line of a block says."""
    match line:
        case Items((*before, Item(old, mark))):
            return Items((*before, Item(_fused(old, text), mark)))
        case Sides((*before, Side(label, holders, old))):
            return Sides((*before, Side(label, holders, _fused(old, text))))
        case Heading(old) | Paragraph(old) | Note(old) | Quote(old) | Gauge(old):
            return replace(line, text=_fused(old, text))
        case _:
            return line


def _fused(before: Text, after: Text) -> Text:
    """Join two texts; plain text that was cut becomes one run again."""
    match before, after:
        case (*first, Plain(left)), (Plain(right), *rest):
            return (*first, Plain(left + right), *rest)
        case _:
            return before + after


def _filled_fits(shell: Block, fits: Fits, text: Text) -> bool:
    return fits(_with(shell, text))
