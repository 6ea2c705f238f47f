"""What a story that was kept cites otherwise, and what only looks as if it cited something."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.editing.marks import strays
from bot.reply import Note, Plain

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.reply import Block
    from bot.story import Story
    from bot.words import Words

MOST = 5  # marks that are doubted at once


def citing(words: Words, before: Story | None, after: Story) -> tuple[Block, ...]:
    """Say what a changed fact cites, and which marks within a text were not read.

    Args:
        words: the editor's language.
        before: the story as it was; None where it is new.
        after: the story as it was kept.
    """
    cited = () if before is None else _cited(words, before, after)
    said = (*cited, *[*_doubted(words, before, after)][:MOST])
    return tuple(Note((Plain(each),)) for each in said)


def _cited(words: Words, before: Story, after: Story) -> Iterator[str]:
    known = set(before.facts)
    for place, fact in enumerate(after.facts, start=1):
        if fact.sources and fact not in known:
            numbers = words.listed(map(str, fact.sources))
            yield words("Fact {number} cites {sources}.", number=place, sources=numbers)


def _doubted(words: Words, before: Story | None, after: Story) -> Iterator[str]:
    known = set(_texts(before)) if before else set()
    for text in _texts(after):
        for mark in () if text in known else strays(text):
            yield words(
                "“{mark}” stays in the text and cites nothing: marks stand at the end.", mark=mark
            )


def _texts(story: Story) -> Iterator[str]:
    yield from (fact.text for fact in story.facts)
    yield from (narrative.text for narrative in story.narratives)
