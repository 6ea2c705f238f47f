"""What is made of the facts: the narratives, none of them always first."""

from __future__ import annotations

from typing import TYPE_CHECKING
from zlib import crc32

from bot.reply import Block, Note, Plain, Reply, Side, Sides
from bot.views.frame import Shown, citations, cited, framed

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import date

    from bot.reply import Citation
    from bot.story import Narrative, Story
    from bot.words import Words


def narratives(words: Words, shown: Shown, day: date) -> Reply:
    """Put the narratives beside each other, with who holds them.

    Args:
        words: the reader's language.
        shown: the story.
        day: the reader's day, which turns the order.
    """
    story = shown.story
    blocks: list[Block] = []
    if story.narratives:
        blocks.append(sides(words, story, turned(story.narratives, story.slug, day)))
    else:
        blocks.append(Note((Plain(words("Nobody's reading of this story is recorded yet.")),)))
    if len(story.narratives) > 1:
        blocks.append(Note((Plain(words("Their order changes from day to day.")),)))
    return framed(words, shown, "narratives", blocks)


def sides(words: Words, story: Story, narratives: Iterable[Narrative]) -> Sides:
    """Put narratives of a story beside each other, in the order given."""
    known = citations(story)
    return Sides(tuple(_side(words, known, each) for each in narratives))


def turned(narratives: tuple[Narrative, ...], slug: str, day: date) -> tuple[Narrative, ...]:
    """Turn the order by one place a day, from a start of each story's own."""
    # crc32 and not hash(): every copy of the program must turn alike.
    start = (crc32(slug.encode()) + day.toordinal()) % len(narratives)
    return narratives[start:] + narratives[:start]


def _side(words: Words, known: Mapping[int, Citation], narrative: Narrative) -> Side:
    text = (Plain(narrative.text), *cited(known, narrative.sources))
    return Side(narrative.label, words.listed(narrative.providers), text)
