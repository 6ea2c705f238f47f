"""What of a story can be found by searching, from what counts most to what counts least."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from bot.store.segments import segmented

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.story import Story


class Findable(NamedTuple):
    """The parts of a story that are searched, each segmented."""

    headline: str
    summary: str
    facts: str
    rest: str


def findable(story: Story) -> Findable:
    """Give the parts of *story* by which it is found."""
    return Findable(
        segmented(story.headline),
        segmented(story.summary),
        segmented("\n".join(fact.text for fact in story.facts)),
        segmented("\n".join(_rest(story))),
    )


def _rest(story: Story) -> Iterator[str]:
    """Give what is worth finding a story by, and is neither headline nor summary nor fact."""
    for narrative in story.narratives:
        yield f"{narrative.label}: {narrative.text}"
    for prediction in story.predictions:
        yield prediction.text
    for milestone in story.timeline:
        yield f"{milestone.when}: {milestone.text}"
    if story.quote:
        yield story.quote.text
    yield from story.topics
    yield from (source.name for source in story.sources)
