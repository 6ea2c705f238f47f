"""The parts of a story, as editors see them: what each says, and how it is changed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.choice import Choice
from bot.editing.changing import ADD
from bot.editing.handed_out import file_of
from bot.editing.parts import SAMPLES, sample_of
from bot.reply import (
    Choices,
    Emphasis,
    Heading,
    Item,
    Items,
    Note,
    Paragraph,
    Plain,
    Reply,
    Strong,
)
from bot.views.drafts import saved, standing
from bot.views.whole import contents

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from bot.revision import Revision
    from bot.words import Words
    from bot.workshop import Manuscript

PRESSED = 20  # entries with a button each; the others are changed by what is typed


def overview(
    words: Words,
    found: Manuscript,
    revision: Revision,
    parts: Mapping[str, str],
    *,
    zone: str,
) -> Reply:
    """Show a story to be edited: its parts, and the whole of it as a file.

    Args:
        words: the editor's language.
        found: the story.
        revision: what editors go on from.
        parts: what can be changed, each with what is written behind it.
        zone: the IANA name of the place whose clocks are meant.
    """
    here = f"~{found.id}"
    said = f"{saved(words, revision, zone)} {standing(words, found)}"
    inside = contents(words, revision.story)
    how = words(
        "Change a part of it, like {example} and its text. Or edit the file and send it in "
        "again with /editstory or /addstory.",
        example=f"/editstory {found.slug} fact 3",
    )
    lines = (_line(words, part, what) for part, what in parts.items())
    ways = tuple(Choice(part, "editstory", (here, part)) for part in parts)
    return Reply(
        (
            Heading((Plain(revision.story.headline),)),
            Note((Plain(f"{said} {inside}".strip()),)),
            Paragraph((Plain(how),)),
            Items(tuple(lines)),
            Choices(ways),
            Choices((Choice(words("Preview"), "preview", (here,)),)),
            file_of(revision),
        ),
        private=True,
    )


def part(words: Words, revision: Revision, name: str, says: Mapping[str, str]) -> Reply:
    """Show the entries of a part as they are, and how to change each.

    Args:
        words: the editor's language.
        revision: the story.
        name: the part.
        says: what each entry says, by its number.
    """
    here = f"~{revision.id}"
    entries = tuple(Item((Plain(text),), number) for number, text in says.items())
    numbers = tuple(
        Choice(number, "editstory", (here, name, number)) for number in [*says][:PRESSED]
    )
    ways = (
        Choice(words("Add"), "editstory", (here, name, "add")),
        Choice(words("Other parts"), "editstory", (here,)),
    )
    return Reply(
        (
            Heading((Plain(revision.story.headline),)),
            Heading((Plain(name),), level=2),
            *((Items(entries),) if entries else ()),
            Note((Plain(_hint(words, revision.story.slug, name, [*says])),)),
            Choices((*numbers, *ways)),
        ),
        private=True,
    )


def _hint(words: Words, slug: str, name: str, numbers: Sequence[str]) -> str:
    """Say how an entry of a part is changed or taken out, by an example that works."""
    written = f"/editstory {slug} {name}"
    if not numbers:
        return words(
            "There is nothing in it yet. Add one with {example}.",
            example=f"{written} {sample_of(name, ADD)}",
        )
    return words(
        "Press a number to change it, or write it at once: {example} To take one out: {remove}",
        example=f"{written} {sample_of(name, numbers[-1])}",
        remove=f"{written} {numbers[-1]} remove",
    )


def _line(words: Words, part: str, what: str) -> Item:
    """Say what a part is, with an example of what is typed for it."""
    return Item((Strong(part), Plain(f" — {words(what)} · "), Emphasis(f"{part} {SAMPLES[part]}")))
