"""Slugs that are made of a headline, so that two stories may have come by the same one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.story import SLUG

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from bot.story import Story


def numbered(slug: str, number: int) -> str:
    """Make a further slug of one that another story has: `harbour-reopens-2`."""
    end = f"-{number}"
    return slug[: SLUG - len(end)].rstrip("-") + end


async def own_slug(story: Story, look_up: Callable[[str], Awaitable[Story | None]]) -> str:
    """Give the slug of the story with the same headline, or one that no other story has.

    Args:
        story: what came in.
        look_up: gives the story that has a slug, None where there is none.
    """
    slug, number, ours = story.slug, 1, story.headline.casefold()
    while (other := await look_up(slug)) is not None and other.headline.casefold() != ours:
        number += 1
        slug = numbered(story.slug, number)
    return slug
