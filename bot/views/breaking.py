"""What editors are told of breaking news."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.choice import Choice
from bot.reply import Choices, Paragraph, Plain, Reply
from bot.views.amending import SHORT

if TYPE_CHECKING:
    from datetime import timedelta

    from bot.revision import Revision
    from bot.words import Words


SURE = "sure"  # what a button carries once it is confirmed
WISHED = "b"  # what the buttons on the way there carry


def question(
    words: Words, revision: Revision, places: int, takes: timedelta, ways: tuple[Choice, ...]
) -> Reply:
    """Ask whether all who allow it shall be told of a story at once."""
    asked = words("Shall “{headline}” go out as breaking news?", headline=revision.story.headline)
    text = f"{asked} {_reach(words, places, takes)}"
    blocks = (Paragraph((Plain(text),)), *((Choices(ways),) if ways else ()))
    return Reply(blocks, private=True)


def announced(words: Words, revision: Revision, places: int, takes: timedelta) -> Reply:
    """Say that a story is published and goes out at once."""
    said = words("Published as breaking news: “{headline}”.", headline=revision.story.headline)
    text = f"{said} {_reach(words, places, takes)}"
    ways = (
        Choice(words("Story"), "story", (f"~{revision.id}",)),
        Choice(words("Retract"), "retract", (f"~{revision.id}",)),
    )
    return Reply((Paragraph((Plain(text),)), Choices(ways)), private=True)


def _reach(words: Words, places: int, takes: timedelta) -> str:
    """Say how many places are told, and how long that takes."""
    if not places:
        return words("No place that wants such stories has allowed breaking news.")
    if takes <= SHORT:
        return words.many("It reaches {number} place.", "It reaches {number} places.", places)
    return words.many(
        "It reaches {number} place; that takes {span}.",
        "It reaches {number} places; that takes {span}.",
        places,
        span=words.span(takes),
    )
