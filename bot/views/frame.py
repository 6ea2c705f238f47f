"""What every view of one story shares: its headline above, and the ways onward below."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.choice import Choice
from bot.cutting.shortened import shortened
from bot.reply import Block, Choices, Citation, Heading, Link, Note, Plain, Reply, Run, Text
from bot.sources import outlets
from bot.words import N_

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from bot.revision import Revision
    from bot.story import Correction, Story
    from bot.words import Words

VIEWS = {
    "story": N_("Story"),
    "facts": N_("Facts"),
    "sources": N_("Sources"),
    "narratives": N_("Narratives"),
    "predictions": N_("Predictions"),
    "changes": N_("Changes"),
}
WHOLE = "story"  # the view that needs no name: it is the story
ABOVE = 10  # corrections above a story; the others are a command away
SHORT = 160  # characters of a correction that is not the last one


@dataclass(frozen=True, slots=True)
class Shown:
    """A story on a reader's screen, with the stories that stand next to it.

    Args:
        revision: the story as it is published.
        newer: the number of the next newer story; None where it is the newest.
        older: the number of the next older one; None where it is the oldest.
    """

    revision: Revision
    newer: int | None = None
    older: int | None = None

    @property
    def story(self) -> Story:
        """What the story says."""
        return self.revision.story


def framed(
    words: Words, shown: Shown, view: str, blocks: Iterable[Block], own: tuple[Choice, ...] = ()
) -> Reply:
    """Put *blocks* under the story's headline and above the ways to its other views, and *own*."""
    story = shown.story
    most = len(story.corrections) if view == "changes" else ABOVE
    above: tuple[Block, ...] = (
        headline(story),
        *corrections(words, story, most),
        *((Heading((Plain(words(VIEWS[view])),), level=2),) if view != WHOLE else ()),
    )
    ways = onward(words, shown, view)
    return Reply((*above, *blocks, Choices((*ways.choices, *own))))


def headline(story: Story) -> Heading:
    """Say what the story is, with the way to it where it stands in full."""
    run: Run = Link(story.headline, story.url) if story.url else Plain(story.headline)
    return Heading((run,))


def corrections(words: Words, story: Story, most: int) -> Iterator[Note]:
    """Say above everything else what had to be set right, the last in full and first of all.

    Args:
        words: the reader's language.
        story: what was set right.
        most: of so many corrections it is said, of the others only how many there are.
    """
    newest_first = last_first(story.corrections)
    for place, said in enumerate(newest_first[:most]):
        cut = said.model_copy(update={"text": in_short(said)})
        yield correction(words, cut if place else said)
    if more := len(newest_first[most:]):
        text = words.many(
            "{number} earlier correction: see /changes.",
            "{number} earlier corrections: see /changes.",
            more,
        )
        yield Note((Plain(text),))


def correction(words: Words, said: Correction) -> Note:
    """Say what had to be set right, with its number and its date."""
    text = words(
        "Correction {number} ({date}): {text}",
        number=said.number,
        date=words.date(said.at),
        text=said.text,
    )
    return Note((Plain(text),))


def last_first(given: Iterable[Correction]) -> list[Correction]:
    """Put corrections in the order in which they stand above a story."""
    return sorted(given, key=lambda each: each.number, reverse=True)


def in_short(said: Correction) -> str:
    """Say what was set right once in a line."""
    return shortened(said.text, SHORT)


def onward(words: Words, shown: Shown, view: str) -> Choices:
    """Offer the other views of this story, and the same view of the stories next to it."""
    here = f"~{shown.revision.id}"
    others = [Choice(words(VIEWS[name]), name, (here,)) for name in VIEWS if name != view]
    if shown.newer is not None:
        others.append(Choice(words("Previous story"), view, (f"~{shown.newer}",)))
    if shown.older is not None:
        others.append(Choice(words("Next story"), view, (f"~{shown.older}",)))
    return Choices(tuple(others))


def citations(story: Story) -> dict[int, Citation]:
    """Give the citation of each source, by its number."""
    names = outlets(story)
    return {
        source.number: Citation(source.number, names[source.number], source.url)
        for source in story.sources
    }


def cited(known: Mapping[int, Citation], numbers: Iterable[int]) -> Text:
    """Give those of the *known* citations that have *numbers*, each set off by a space."""
    return tuple(run for number in numbers for run in (Plain(" "), known[number]))
