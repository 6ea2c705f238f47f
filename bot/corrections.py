"""Corrections: what readers were told once stays in their story, whatever is said of it later."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.story import HIGHEST

if TYPE_CHECKING:
    from collections.abc import Collection

    from bot.story import Correction, Story

MOST = 300  # as many as a story can have; those that readers know come first


def carried(story: Story, told: Story) -> Story:
    """Give *story* with the corrections that readers were *told*, each under its number.

    A file or a page that was written before them does not take them back. One that says them in
    other words of the same moment mends them; another one under a number that is taken gets the
    next.
    """
    if not told.corrections:
        return story
    known = {each.number: each for each in told.corrections}
    for each in story.corrections:
        _add(known, each)
    # A dict keeps its order, by which what is new comes last and is left out first.
    kept = list(known)[:MOST]
    corrections = tuple(known[number] for number in sorted(kept))
    if corrections == story.corrections:
        return story
    changed = [each for each in (story.updated, told.updated) if each is not None]
    updated = max(changed, default=None)
    return story.model_copy(update={"corrections": corrections, "updated": updated})


def retold(story: Story, before: Collection[Correction], after: Story) -> Story:
    """Give *story*, which is yet to be shown, with the corrections that readers are told *after*.

    What they were told *before*, and are told no more, is not in it either.
    """
    told = {each.number for each in after.corrections}
    gone = {each.number for each in before} - told
    kept = tuple(each for each in story.corrections if each.number not in gone)
    if gone and not told:
        # Readers know of none any more, and numbers start at 1.
        kept = tuple(each.model_copy(update={"number": n}) for n, each in enumerate(kept, start=1))
    return carried(story.model_copy(update={"corrections": kept}), after)


def _add(known: dict[int, Correction], correction: Correction) -> None:
    same = known.get(correction.number)
    if same is None or same.at == correction.at:
        known[correction.number] = correction
    elif all(each.text != correction.text for each in known.values()):
        number = _next(known)
        known[number] = correction.model_copy(update={"number": number})


def _next(known: Collection[int]) -> int:
    """Give the number after all that are known; where there is none, one that is left between."""
    after = max(known) + 1
    return after if after <= HIGHEST else min(set(range(1, HIGHEST)) - set(known))
