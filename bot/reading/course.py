"""The course of a story: what readers saw of it, one step after the other."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from bot.dispatch import TURNS, Occasion

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import datetime

    from bot.dispatch import Dispatch
    from bot.revision import Revision


class Event(NamedTuple):
    """A revision comes to readers, or is taken from them.

    Args:
        at: when.
        number: the revision's.
        dispatch: what began with it; None where nothing did.
        is_first: whether they had not seen this revision before.
    """

    at: datetime
    number: int
    dispatch: Dispatch | None
    is_first: bool

    @property
    def is_retraction(self) -> bool:
        """Whether the story is struck through since then."""
        return self.dispatch is not None and self.dispatch.occasion is Occasion.RETRACTION


@dataclass(frozen=True, slots=True)
class Step:
    """What an event has changed for readers.

    Args:
        event: what happened.
        before: what they saw until then; None for nothing, and where it is not known.
        after: what they see since then; None where it is not known.
        ends_retraction: whether the story was struck through until then.
    """

    event: Event
    before: Revision | None
    after: Revision | None
    ends_retraction: bool


def course(
    now: Revision, revisions: Sequence[Revision], dispatches: Sequence[Dispatch]
) -> tuple[Step, ...]:
    """Tell what readers saw of a story, the first step first.

    Args:
        now: what they see, or saw last.
        revisions: those that they were shown, in the order in which they were.
        dispatches: all of the story.
    """
    known = {each.number: each for each in (now, *revisions)}
    steps: list[Step] = []
    for event in sorted(_events(revisions, dispatches), key=_order):
        last = steps[-1] if steps else None
        steps.append(
            Step(
                event,
                last.after if last else None,
                known.get(event.number),
                ends_retraction=last is not None and last.event.is_retraction,
            )
        )
    return tuple(steps)


def _events(revisions: Sequence[Revision], dispatches: Sequence[Dispatch]) -> Iterator[Event]:
    oldest_last = sorted(dispatches, key=lambda each: each.id, reverse=True)
    # What names a revision first may be what it came with, as a correction does.
    naming = {each.number: each for each in oldest_last}
    came_with = set()
    for revision in revisions:
        at, dispatch = revision.shown_at or revision.at, naming.get(revision.number)
        if dispatch is None or dispatch.at != at or dispatch.occasion is Occasion.RETRACTION:
            dispatch = None
        else:
            came_with.add(dispatch.id)
        yield Event(at, revision.number, dispatch, is_first=True)
    for each in dispatches:
        if each.occasion in TURNS and each.id not in came_with:
            yield Event(each.at, each.number, each, is_first=False)


def _order(event: Event) -> tuple[datetime, int]:
    return event.at, event.dispatch.id if event.dispatch else 0
