"""A story that somebody was writing step by step, and has not finished."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from bot.choice import Choice
from bot.reply import Choices, Paragraph, Plain, Reply
from bot.views.asking import KEPT, said_and_ways

if TYPE_CHECKING:
    from bot.sketch import Sketch
    from bot.words import Words

ADDING = "addstory"


def resumable(words: Words, sketch: Sketch) -> Reply:
    """Offer to go on with what somebody was writing."""
    ways = (
        way(words("Go on"), "go", sketch),
        way(words("Begin anew"), "new", sketch),
        way(words("Throw it away"), "drop", sketch),
    )
    return Reply((unfinished(words, sketch), Choices(ways)), private=True)


def in_its_place(words: Words, sketch: Sketch) -> Reply:
    """Ask whether another story may take the place of what somebody was writing."""
    text = words("To begin anew throws “{headline}” away.", headline=sketch.headline)
    ways = (way(words("Begin anew"), "anew", sketch), way(words("Go on"), "go", sketch))
    return Reply((Paragraph((Plain(text),)), Choices(ways)), private=True)


def with_unfinished(words: Words, reply: Reply, sketch: Sketch) -> Reply:
    """Say under *reply*, before its choices, that there is a story to go on with."""
    said, ways = said_and_ways(reply.blocks)
    ways = (*ways, way(words("Go on"), "go", sketch))
    return replace(reply, blocks=(*said, unfinished(words, sketch), Choices(ways)))


def left(words: Words, sketch: Sketch) -> Reply:
    """Say that somebody is asked nothing any more, and that what they wrote is kept."""
    text = f"{words('Stopped.')} {words(KEPT)}"
    ways = (way(words("Go on"), "go", sketch), way(words("Throw it away"), "drop", sketch))
    return Reply((Paragraph((Plain(text),)), Choices(ways)), private=True)


def unfinished(words: Words, sketch: Sketch) -> Paragraph:
    """Say what somebody was writing."""
    text = words("You are still writing “{headline}”.", headline=sketch.headline)
    return Paragraph((Plain(text),))


def thrown_away(words: Words, sketch: Sketch) -> Reply:
    """Say that a sketch is gone."""
    text = words("“{headline}” is thrown away.", headline=sketch.headline)
    return Reply((Paragraph((Plain(text),)),), private=True)


def way(label: str, step: str, sketch: Sketch) -> Choice:
    """Offer to go to a step of a sketch, or to do something with the whole."""
    return Choice(label, ADDING, given(step, sketch))


def given(step: str, sketch: Sketch) -> tuple[str, ...]:
    """Write what the command is given to go to a step, and of which story."""
    return ("", "", step, sketch.mark)
