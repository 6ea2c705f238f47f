"""One story at a glance."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.reply import (
    Block,
    Emphasis,
    Heading,
    Item,
    Items,
    Link,
    Note,
    Picture,
    Plain,
    Quote,
    Reply,
    Run,
    Strong,
)
from bot.views.facts import FACTS_IN_SHORT, fact_list, lead
from bot.views.frame import ABOVE, Shown, framed, in_short, last_first
from bot.views.lists import BETWEEN
from bot.words import N_, phrases

if TYPE_CHECKING:
    from bot.revision import Revision
    from bot.story import Image, Quotation, Story
    from bot.words import Words

TIMELINE = N_("How it came to this")


def whole(words: Words, shown: Shown) -> Reply:
    """Show everything about a story that is not a view of its own."""
    story = shown.story
    blocks: list[Block] = [byline(words, shown.revision)]
    if story.image:
        blocks += picture(words, story.image)
    blocks += lead(story)
    if story.facts:
        blocks.append(fact_list(story, FACTS_IN_SHORT))
    if story.quote:
        blocks += quotation(words, story.quote)
    if story.timeline:
        blocks.append(Heading((Plain(words(TIMELINE)),), level=2))
        blocks.append(timeline(story))
    blocks += _corrections(words, story)
    if inside := contents(words, story):
        blocks.append(Note((Plain(words("In all: {contents}.", contents=inside)),)))
    return framed(words, shown, "story", blocks)


def byline(words: Words, revision: Revision) -> Note:
    """Say who wrote a story, when it appeared and when it changed."""
    story, updated = revision.story, revision.updated
    parts = [words.date(revision.appeared)]
    if updated is not None and updated.date() > revision.appeared.date():
        parts.append(words("updated {date}", date=words.date(updated)))
    elif updated is not None:
        parts.append(words("updated at {time} UTC", time=words.time(updated)))
    if story.authors:
        parts.append(words("by {authors}", authors=words.listed(story.authors)))
    return Note((Plain(" · ".join((*parts, *story.topics))),))


def picture(words: Words, image: Image) -> tuple[Block, ...]:
    """Show an image and who made it; of one without an address, who made it alone."""
    credit: Run | None = None
    if image.credit:
        said = words("Image: {credit}", credit=image.credit)
        credit = Link(said, image.credit_url) if image.credit_url else Plain(said)
    if image.url:
        return (Picture(image.url, image.alt or "", (credit,) if credit else ()),)
    return (Note((credit,)),) if credit else ()


def quotation(words: Words, quote: Quotation) -> tuple[Block, ...]:
    """Show somebody's own words, and where they can be read."""
    said = Quote((Plain(quote.text),), quote.by or "")
    if not quote.url:
        return (said,)
    return said, Note((Link(words("Where this was said"), quote.url),))


def timeline(story: Story) -> Items:
    """List what led to a story, the oldest first."""
    return Items(
        tuple(
            Item((Strong(milestone.when), BETWEEN, Plain(milestone.text)))
            for milestone in story.timeline
        )
    )


def _corrections(words: Words, story: Story) -> tuple[Block, ...]:
    """List the corrections that do not stand in full above the story."""
    earlier = last_first(story.corrections)[1:]
    cut = [
        each
        for place, each in enumerate(earlier, start=2)
        if place > ABOVE or in_short(each) != each.text
    ]
    if not cut:
        return ()
    lines = tuple(
        Item(
            (Emphasis(words.date(correction.at)), BETWEEN, Plain(correction.text)),
            str(correction.number),
        )
        for correction in cut
    )
    return (Heading((Plain(words("Earlier corrections")),), level=2), Items(lines))


def contents(words: Words, story: Story) -> str:
    """Count what a story holds; empty where it holds nothing."""
    counted = (
        phrases("{number} fact", "{number} facts", len(story.facts)),
        phrases("{number} source", "{number} sources", len(story.sources)),
        phrases("{number} narrative", "{number} narratives", len(story.narratives)),
        phrases("{number} prediction", "{number} predictions", len(story.predictions)),
    )
    return words.listed(words.say(each) for each in counted if each.number)
