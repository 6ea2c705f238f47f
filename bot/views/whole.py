"""One story at a glance, and the briefing made of several."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.reply import (
    Block,
    Choice,
    Choices,
    Divider,
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
from bot.views.facts import fact_list, lead
from bot.views.frame import Shown, framed, headline
from bot.views.lists import NOTHING_YET
from bot.words import N_

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.revision import Revision
    from bot.story import Image, Quotation, Story
    from bot.words import Words

FACTS_IN_SHORT = 3
PARTS = {"facts": N_("Facts"), "sources": N_("Sources"), "narratives": N_("Narratives")}


def whole(words: Words, shown: Shown) -> Reply:
    """Show everything about a story that is not a view of its own."""
    story = shown.story
    blocks: list[Block] = [byline(words, shown.revision)]
    if story.image:
        blocks += _image(words, story.image)
    blocks += lead(story)
    if story.facts:
        blocks.append(fact_list(story, FACTS_IN_SHORT))
    if story.quote:
        blocks += _quote(words, story.quote)
    if story.timeline:
        blocks.append(Heading((Plain(words("How it came to this")),), level=2))
        blocks.append(_timeline(story))
    blocks += _corrections(words, story)
    inside = words("In all: {contents}.", contents=contents(words, story))
    blocks.append(Note((Plain(inside),)))
    return framed(words, shown, "story", blocks)


def briefing(words: Words, revisions: Sequence[Revision], topic: str = "") -> Reply:
    """Show the newest stories in short, each with the ways into it."""
    title = words("Briefing: {topic}", topic=topic) if topic else words("Briefing")
    blocks: list[Block] = [Heading((Plain(title),))]
    if not revisions:
        blocks.append(Note((Plain(words.say(NOTHING_YET)),)))
    for place, revision in enumerate(revisions, start=1):
        blocks += _in_short(words, revision, place)
    return Reply(tuple(blocks))


def byline(words: Words, revision: Revision) -> Note:
    """Say who wrote a story, when it appeared and when it changed."""
    story = revision.story
    published = story.published or revision.published_at or revision.at
    parts = [words.date(published)]
    if story.updated and story.updated.date() > published.date():
        parts.append(words("updated {date}", date=words.date(story.updated)))
    if story.authors:
        parts.append(words("by {authors}", authors=words.listed(story.authors)))
    return Note((Plain(" · ".join((*parts, *story.topics))),))


def _in_short(words: Words, revision: Revision, place: int) -> tuple[Block, ...]:
    story = revision.story
    title = headline(story).text
    here = f"~{revision.id}"
    ways = tuple(
        Choice(f"{place} · {words(label)}", command, (here,)) for command, label in PARTS.items()
    )
    return (
        Divider(),
        Heading((Plain(f"{place}. "), *title), level=2),
        *lead(story),
        *((fact_list(story, FACTS_IN_SHORT),) if story.facts else ()),
        Choices(ways),
    )


def _image(words: Words, image: Image) -> tuple[Block, ...]:
    credit: Run | None = None
    if image.credit:
        said = words("Image: {credit}", credit=image.credit)
        credit = Link(said, image.credit_url) if image.credit_url else Plain(said)
    if image.url:
        return (Picture(image.url, image.alt or "", (credit,) if credit else ()),)
    return (Note((credit,)),) if credit else ()


def _quote(words: Words, quote: Quotation) -> tuple[Block, ...]:
    said = Quote((Plain(quote.text),), quote.by or "")
    if not quote.url:
        return (said,)
    return said, Note((Link(words("Where this was said"), quote.url),))


def _timeline(story: Story) -> Items:
    return Items(
        tuple(
            Item((Strong(milestone.when), Plain(" "), Plain(milestone.text)))
            for milestone in story.timeline
        )
    )


def _corrections(words: Words, story: Story) -> tuple[Block, ...]:
    """List the corrections before the last one, which stands above the story already."""
    earlier = sorted(story.corrections, key=lambda correction: correction.number)[:-1]
    if not earlier:
        return ()
    lines = tuple(
        Item(
            (Emphasis(words.date(correction.at)), Plain(" "), Plain(correction.text)),
            str(correction.number),
        )
        for correction in earlier
    )
    return (Heading((Plain(words("Earlier corrections")),), level=2), Items(lines))


def contents(words: Words, story: Story) -> str:
    """Count what a story holds."""
    parts = (
        words.many("{number} fact", "{number} facts", len(story.facts)),
        words.many("{number} source", "{number} sources", len(story.sources)),
        words.many("{number} narrative", "{number} narratives", len(story.narratives)),
        words.many("{number} prediction", "{number} predictions", len(story.predictions)),
    )
    return words.listed(parts)
