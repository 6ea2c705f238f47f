"""A story that somebody was writing step by step, and has not finished."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from bot.choice import Choice
from bot.reply import Choices, Paragraph, Plain, Reply
from bot.views.asking import said_and_ways

if TYPE_CHECKING:
    from bot.sketch import Sketch
    from bot.words import Words

ADDING = "addstory"


def resumable(words: Words, sketch: Sketch) -> Reply:
    """Offer to go on with what somebody was writing."""
    ways = (
        way(words("Go on"), "go"),
        way(words("Begin anew"), "new"),
        way(words("Throw it away"), "drop"),
    )
    return Reply((unfinished(words, sketch), Choices(ways)), private=True)


def in_its_place(words: Words, sketch: Sketch) -> Reply:
    """Ask whether another story may take the place of what somebody was writing."""
    text = words("To begin anew throws “{headline}” away.", headline=sketch.headline)
    ways = (way(words("Begin anew"), "anew"), way(words("Go on"), "go"))
    return Reply((Paragraph((Plain(text),)), Choices(ways)), private=True)


def with_unfinished(words: Words, reply: Reply, sketch: Sketch) -> Reply:
    """Say under *reply*, before its choices, that there is a story to go on with."""
    said, ways = said_and_ways(reply.blocks)
    ways = (*ways, way(words("Go on"), "go"))
    return replace(reply, blocks=(*said, unfinished(words, sketch), Choices(ways)))


def unfinished(words: Words, sketch: Sketch) -> Paragraph:
    """Say what somebody was writing."""
    text = words("You are still writing “{headline}”.", headline=sketch.headline)
    return Paragraph((Plain(text),))


def thrown_away(words: Words, sketch: Sketch) -> Reply:
    """Say that a sketch is gone."""
    text = words("“{headline}” is thrown away.", headline=sketch.headline)
    return Reply((Paragraph((Plain(text),)),), private=True)


def way(label: str, step: str) -> Choice:
    """Offer to go to a step, or to do something with the whole."""
    return Choice(label, ADDING, given(step))


def given(step: str) -> tuple[str, ...]:
    """Write what the command is given to go to a step."""
    return ("", "", step)
