"""What is known, and where it is known from."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.choice import Choice
from bot.reply import Block, Emphasis, Item, Items, Link, Note, Paragraph, Plain, Reply, Run
from bot.sources import facts_on, outlets
from bot.views.frame import Shown, citations, cited, framed
from bot.words import N_

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.story import Source, Story
    from bot.words import Words

FACTS_IN_SHORT = 3  # of a story that is shown in short, or at a glance
LEANS = {
    1: N_("left"),
    2: N_("centre-left"),
    3: N_("centre"),
    4: N_("centre-right"),
    5: N_("right"),
}
STANCES = {
    1: N_("critical of the establishment"),
    2: N_("rather critical of the establishment"),
    3: N_("neutral to the establishment"),
    4: N_("rather close to the establishment"),
    5: N_("close to the establishment"),
}


def facts(words: Words, shown: Shown) -> Reply:
    """List the facts, each with the outlets that say so."""
    block: Block
    if shown.story.facts:
        block = fact_list(shown.story)
    else:
        block = Note((Plain(words("This story lists no facts yet.")),))
    wrong = Choice(words("Report a mistake"), "report", (f"~{shown.revision.id}",))
    return framed(words, shown, "facts", (block,), (wrong,))


def fact_list(story: Story, most: int | None = None) -> Items:
    """Number the facts of *story*, all or the first *most*."""
    known = citations(story)
    return Items(
        tuple(
            Item((Plain(fact.text), *cited(known, fact.sources)), str(place))
            for place, fact in enumerate(story.facts[:most], start=1)
        )
    )


def sources(words: Words, shown: Shown) -> Reply:
    """List the sources, where they stand politically, and what rests on them."""
    story = shown.story
    if not story.sources:
        nothing = Note((Plain(words("This story names no sources.")),))
        return framed(words, shown, "sources", (nothing,))
    return framed(words, shown, "sources", (source_list(words, story),))


def source_list(words: Words, story: Story) -> Items:
    """Number the sources, each with where it stands and what rests on it."""
    names, resting = outlets(story), facts_on(story)
    return Items(
        tuple(
            Item(
                _source(words, source, names[source.number], resting.get(source.number, [])),
                str(source.number),
            )
            for source in story.sources
        )
    )


def _source(words: Words, source: Source, name: str, resting: Sequence[int]) -> tuple[Run, ...]:
    run: Run = Link(name, source.url) if source.url else Plain(name)
    remarks = [
        *((words(LEANS[source.lean]),) if source.lean else ()),
        *((words(STANCES[source.stance]),) if source.stance else ()),
        *((_resting(words, resting),) if resting else ()),
    ]
    return (run, *((Emphasis(" · " + " · ".join(remarks)),) if remarks else ()))


def _resting(words: Words, places: Sequence[int]) -> str:
    return words.many(
        "fact {places}", "facts {places}", len(places), places=", ".join(map(str, places))
    )


def lead(story: Story) -> tuple[Paragraph, ...]:
    """Give the summary, unless the first fact, which is shown beside it, says it already."""
    summary = story.summary.rstrip(" .…")
    if not summary or (story.facts and story.facts[0].text.startswith(summary)):
        return ()
    return (Paragraph((Plain(story.summary),)),)
