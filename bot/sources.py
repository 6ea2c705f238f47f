"""What the sources of a story are called beside each other, and which facts rest on them."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from bot.story import Story

LETTERS = "abcdefghijklmnopqrstuvwxyz"


def outlets(story: Story) -> Mapping[int, str]:
    """Name each source by its outlet; an outlet cited more than once is (a), (b) and so on."""
    times = Counter(source.name for source in story.sources)
    seen: Counter[str] = Counter()
    names: dict[int, str] = {}
    for source in story.sources:
        names[source.number] = source.name
        if times[source.name] > 1:
            names[source.number] += f" ({_letter(seen[source.name])})"
            seen[source.name] += 1
    return names


def facts_on(story: Story) -> Mapping[int, Sequence[int]]:
    """Give the places, from 1, of the facts that rest on each source, by its number."""
    resting: dict[int, list[int]] = {}
    for place, fact in enumerate(story.facts, start=1):
        for number in dict.fromkeys(fact.sources):
            resting.setdefault(number, []).append(place)
    return resting


def _letter(place: int) -> str:
    """Letter by place: a to z, then aa, ab and so on."""
    more, place = divmod(place, len(LETTERS))
    return (_letter(more - 1) if more else "") + LETTERS[place]
