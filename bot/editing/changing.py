"""Change one part of a story: `headline …`, `fact 3 …`, `source add …`, `prediction 2 remove`.

An entry is written as its text, and behind it what else it says, each on a line of its own or
behind a bar: `The harbour opened. | sources: 1, 4`. What is not named stays as it was.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from pydantic import ValidationError

from bot.editing.entry import KINDS, OWN, read_entry, write_entry
from bot.editing.parts import LISTS, NAMES, WHOLE, sample_of
from bot.editing.unsourced import without_source
from bot.errors import Misused, Unreadable
from bot.importers.located import Places
from bot.importers.wording import fault_of
from bot.question import NOTHING
from bot.story import Story
from bot.subscriptions.clock_time import folded
from bot.words import N_, phrase, phrases

if TYPE_CHECKING:
    from bot.words import Words

NUMBERED = "sources"  # entries that carry their own number
NEEDED = {"headline", "language"}
ADD, REMOVE = N_("add"), N_("remove")


@dataclass(frozen=True, slots=True)
class Typed:
    """What somebody wrote behind a part.

    Args:
        number: which entry is meant; None where none is named.
        adds: whether a further one is meant.
        removes: whether it shall be gone.
        text: what it shall say.
    """

    number: int | None
    adds: bool
    removes: bool
    text: str


def edited(story: Story, part: str, typed: str, words: Words, *, whole: bool = False) -> Story:
    """Change a part of *story* as somebody typed it.

    Args:
        story: as it is.
        part: one of `PARTS`.
        typed: what stands behind the part.
        words: the language of who typed it.
        whole: whether what is not named of an entry shall be gone.

    Raises:
        Misused: there is no such entry, or nothing is changed.
        Unreadable: what comes of it breaks a rule; with every fault.
    """
    values = story.model_dump(mode="json", exclude_defaults=True)
    if part in LISTS:
        _change_entry(values, part, _typed(typed, words), words, whole=whole)
    elif part in NAMES:
        _change_names(values, part, _typed(typed, words))
    elif _means_nothing(typed, words):
        _leave_out(values, part)
    elif part in WHOLE:
        old = values.get(part, {})
        values[part] = _read(values, part, typed, {} if whole else old, old)
    else:
        values[part] = typed
    changed = sound(values)
    if changed == story:
        raise Misused(phrase("“{headline}” says that already.", headline=story.headline))
    return changed


def written(story: Story, part: str) -> dict[str, str]:
    """Write a part of a story as it is typed: each entry by its number, all else by no name."""
    values = story.model_dump(mode="json", exclude_defaults=True)
    value = values.get(LISTS.get(part, part))
    if value is None:
        return {}
    if part in LISTS:
        entries = enumerate(value, start=1)
        return {str(each.get("number", place)): write_entry(part, each) for place, each in entries}
    if part in WHOLE:
        return {"": write_entry(part, value)}
    return {"": ", ".join(value) if part in NAMES else str(value)}


def named_alone(typed: str, words: Words) -> str:
    """Name the entry behind which nothing is typed: `3`, `add`; nothing where something is."""
    text = typed.strip()
    if _means(ADD, text, words):
        return ADD
    return str(int(text[:9])) if text.isdecimal() else ""


def hold_to_entry(story: Story, part: str, entry: str) -> None:
    """Hold the number of an entry to those that there are.

    Raises:
        Misused: there is none of that number.
    """
    values = story.model_dump(mode="json")
    _place(values, part, values[LISTS[part]], int(entry) if entry.isdecimal() else None)


def sound(values: dict[str, Any]) -> Story:
    """Make a story of plain values.

    Raises:
        Unreadable: they break a rule; with every fault.
    """
    try:
        return Story.model_validate(values)
    except ValidationError as error:
        first = {each["loc"]: each for each in reversed(error.errors(include_url=False))}
        nowhere = Places("")
        faults = [fault_of(each, nowhere, values) for each in reversed(first.values())]
        raise Unreadable(faults) from None


def _typed(typed: str, words: Words) -> Typed:
    """Take apart `3 New text`, `add New text`, `3 remove`, `remove 3`."""
    first, _, rest = typed.strip().partition(" ")
    if first.isdecimal():
        return Typed(int(first[:9]), adds=False, removes=_means_nothing(rest, words), text=rest)
    if _means(ADD, first, words):
        said = "" if rest.strip() == NOTHING else rest
        return Typed(None, adds=True, removes=False, text=said)
    if _means_nothing(first, words):
        number = int(rest[:9]) if rest.strip().isdecimal() else None
        return Typed(number, adds=False, removes=True, text=rest)
    return Typed(None, adds=False, removes=False, text=typed)


def _means(verb: str, typed: str, words: Words) -> bool:
    return folded(typed.strip()) in {verb, folded(words(verb))}


def _means_nothing(typed: str, words: Words) -> bool:
    return typed.strip() == NOTHING or _means(REMOVE, typed, words)


def _change_entry(
    values: dict[str, Any], part: str, typed: Typed, words: Words, *, whole: bool
) -> None:
    field = LISTS[part]
    entries: list[dict[str, Any]] = values.setdefault(field, [])
    if typed.adds:
        entry = _read(values, part, typed.text, {}, {})
        if field == NUMBERED:
            entry["number"] = max((each["number"] for each in entries), default=0) + 1
        entries.append(entry)
        return
    place = _place(values, part, entries, typed.number)
    if typed.removes:
        gone = entries.pop(place)
        if field == NUMBERED:
            without_source(values, gone["number"], words)
    else:
        old = entries[place]
        kept = {name: old[name] for name in old if name in OWN} if whole else old
        entries[place] = _read(values, part, typed.text, kept, old)


def _read(
    values: dict[str, Any], part: str, typed: str, kept: dict[str, Any], old: dict[str, Any]
) -> dict[str, Any]:
    """Read an entry that takes the place of *old*.

    Raises:
        Misused: it lacks what each must have.
    """
    if old and typed.strip() == write_entry(part, old):
        # What a form shows is not read again: a text may look like more than a text.
        return old
    entry = read_entry(part, typed, kept)
    fields = KINDS[part].model_fields
    needed = {name for name in fields if fields[name].is_required()} - OWN
    if not needed <= entry.keys():
        example = f"/editstory {values['slug']} {part} {sample_of(part, 'add')}"
        raise Misused(phrase("Something is missing. Write it like {example}.", example=example))
    return entry


def _place(
    values: dict[str, Any], part: str, entries: list[dict[str, Any]], number: int | None
) -> int:
    """Give the place of the entry that is called *number*.

    Raises:
        Misused: there is none, or no number was given.
    """
    numbered = LISTS[part] == NUMBERED
    known = [each["number"] for each in entries] if numbered else [*range(1, len(entries) + 1)]
    if number in known:
        return known.index(number)
    example = f"/editstory {values['slug']} {part} add"
    if not known:
        raise Misused(
            phrase("There is nothing in it yet. Add one with {example}.", example=example)
        )
    if number is None:
        raise Misused(
            phrase("Say which: its number, or add, like {example} and its text.", example=example)
        )
    raise Misused(
        phrases(
            "There is no number {asked}; there is {number}. Add one with {example}.",
            "There is no number {asked}; there are {number}. Add one with {example}.",
            len(known),
            asked=number,
            example=example,
        )
    )


def _leave_out(values: dict[str, Any], field: str) -> None:
    if field in NEEDED:
        raise Misused(phrase("This cannot be left out."))
    values.pop(field, None)


def _change_names(values: dict[str, Any], part: str, typed: Typed) -> None:
    """Take names in place of all, or add or remove some."""
    old: list[str] = values.get(part, [])
    named = [each for name in typed.text.split(",") if (each := name.strip())]
    if typed.adds:
        named = [*old, *named]
    elif typed.removes:
        gone = {folded(each) for each in named}
        named = [each for each in old if gone and folded(each) not in gone]
    if named:
        values[part] = [*{folded(each): each for each in named}.values()]
    else:
        values.pop(part, None)
