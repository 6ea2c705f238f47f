"""A whole story on one sheet, for those who read it outside of a chat."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.reply import Block, Heading, Note, Paragraph, Plain
from bot.views.facts import fact_list, source_list
from bot.views.frame import VIEWS, correction, last_first
from bot.views.narratives import sides
from bot.views.predictions import gauges
from bot.views.whole import TIMELINE, byline, picture, quotation, timeline

if TYPE_CHECKING:
    from collections.abc import Iterable

    from bot.revision import Revision
    from bot.story import Story
    from bot.words import Words


def paper(words: Words, revision: Revision) -> tuple[Block, ...]:
    """Lay out all that a story says, without its headline.

    Args:
        words: the language of the story, as far as the bot speaks it.
        revision: the story.
    """
    story = revision.story
    return (
        *_corrections(words, story),
        byline(words, revision),
        *(picture(words, story.image) if story.image else ()),
        *((Paragraph((Plain(story.summary),)),) if story.summary else ()),
        *_part(words(VIEWS["facts"]), (fact_list(story),) if story.facts else ()),
        *_part(
            words(VIEWS["narratives"]),
            (sides(words, story, story.narratives),) if story.narratives else (),
        ),
        *_part(words(VIEWS["predictions"]), gauges(words, story)),
        *(quotation(words, story.quote) if story.quote else ()),
        *_part(words(TIMELINE), (timeline(story),) if story.timeline else ()),
        *_part(words(VIEWS["sources"]), (source_list(words, story),) if story.sources else ()),
    )


def _corrections(words: Words, story: Story) -> Iterable[Note]:
    return (correction(words, each) for each in last_first(story.corrections))


def _part(title: str, blocks: tuple[Block, ...]) -> tuple[Block, ...]:
    return (Heading((Plain(title),), level=2), *blocks) if blocks else ()
