"""Take a source out of a story, where nothing rests on it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from bot.errors import Misused
from bot.words import N_, phrase

if TYPE_CHECKING:
    from bot.words import Words

CITING = {"facts": N_("Fact {number}"), "narratives": N_("Narrative {number}")}


def without_source(values: dict[str, Any], number: int, words: Words) -> None:
    """Hold a story to citing source *number* no more, and let the numbers of the others begin at 1.

    Args:
        values: the story as plain values, in which the source stands no more.
        number: the source's number.
        words: the language of who takes it out.

    Raises:
        Misused: something cites it.
    """
    cited = [
        words(name, number=place)
        for field, name in CITING.items()
        for place, each in enumerate(values.get(field, ()), start=1)
        if number in each.get("sources", ())
    ]
    if cited:
        raise Misused(
            phrase(
                "Source {number} is still cited: {places}. Let them cite another first.",
                number=number,
                places=words.listed(cited),
            )
        )
    first = min((each["number"] for each in values["sources"]), default=1)
    if first > 1:
        _call_it_one(values, first)


def _call_it_one(values: dict[str, Any], first: int) -> None:
    """Let the source *first* be number 1, wherever it stands."""
    for each in values["sources"]:
        each["number"] = 1 if each["number"] == first else each["number"]
    for field in CITING:
        for each in values.get(field, ()):
            numbers = each.get("sources", ())
            each["sources"] = [1 if one == first else one for one in numbers]
