"""Make two editors' changes of one story into one story, where they do not touch the same thing."""

from __future__ import annotations

from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import TYPE_CHECKING, Any, TypeAlias

from pydantic import ValidationError

from bot.reading.changes import FIELDS
from bot.story import Story
from bot.words import N_, phrase

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from bot.words import Phrase

    Entries: TypeAlias = tuple[Any, ...]

NAMES = {
    "headline": N_("the headline"),
    "summary": N_("the summary"),
    "facts": N_("the facts"),
    "sources": N_("the sources"),
    "narratives": N_("the narratives"),
    "predictions": N_("the predictions"),
    "corrections": N_("the corrections"),
    **FIELDS,
}
STAMPED = "updated"  # of two moments at which it was changed, the later one


@dataclass(frozen=True, slots=True)
class Merged:
    """What becomes of two changes.

    Args:
        story: both changes in one; None where they touch the same thing.
        clashes: what both have changed.
    """

    story: Story | None
    clashes: tuple[Phrase, ...] = ()


class _Clash(Exception):
    """Both changed the same entries."""


def merged(base: Story, mine: Story, theirs: Story) -> Merged:
    """Make one story of two that were both made of *base*."""
    values: dict[str, Any] = {}
    clashes = []
    for field in Story.model_fields:
        three = (getattr(each, field) for each in (base, mine, theirs))
        try:
            values[field] = _field(field, *three)
        except _Clash:
            clashes.append(phrase(NAMES.get(field, field)))
    if clashes:
        return Merged(None, tuple(clashes))
    try:
        # The entries themselves are sound; what they cite of each other may not be there any more.
        plain = Story.model_construct(**values).model_dump(mode="json")
        return Merged(Story.model_validate(plain))
    except ValidationError:
        return Merged(None, (phrase(NAMES["sources"]),))


def _field(field: str, base: Any, mine: Any, theirs: Any) -> Any:  # noqa: ANN401 - any field of a story
    if mine in (base, theirs):
        return theirs
    if theirs == base:
        return mine
    if field == STAMPED:
        return max(mine or theirs, theirs or mine)
    if isinstance(base, tuple):
        return _entries(base, mine, theirs)
    raise _Clash


def _entries(base: Entries, mine: Entries, theirs: Entries) -> Entries:
    """Put both changes of a list into it, theirs before mine where both add at one place."""
    steps = [*_steps(base, theirs), *_steps(base, mine)]
    steps = [step for place, step in enumerate(steps) if step not in steps[:place]]
    steps.sort(key=lambda step: step[:2])
    entries: list[Any] = []
    done = 0
    for start, end, new in steps:
        if start < done:
            raise _Clash
        entries += (*base[done:start], *new)
        done = end
    return (*entries, *base[done:])


def _steps(base: Sequence[Any], after: Sequence[Any]) -> Iterator[tuple[int, int, Entries]]:
    """Give what was put in place of which entries of *base*."""
    numbers: dict[Any, int] = {}
    before, later = (
        [numbers.setdefault(entry, len(numbers)) for entry in entries] for entries in (base, after)
    )
    matcher = SequenceMatcher(None, before, later, autojunk=False)
    for tag, start, end, new_start, new_end in matcher.get_opcodes():
        new = tuple(after[new_start:new_end])
        if tag == "replace" and len(new) == end - start:
            # Each in the place of one: another one may have changed but some of them.
            yield from ((start + at, start + at + 1, (entry,)) for at, entry in enumerate(new))
        elif tag != "equal":
            yield start, end, new
