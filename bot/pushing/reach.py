"""How many places something goes out to at once, and how long that takes."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from bot.pushing.briefing import is_wanted

if TYPE_CHECKING:
    from collections.abc import Mapping

    from bot.desk import Desk
    from bot.story import Story


async def audience(desk: Desk, story: Story) -> dict[str, int]:
    """Count the places that want a story as breaking news, by lane."""
    counted: dict[str, int] = {}
    for each in await desk.store.dispatches.audiences(now=desk.now()):
        if is_wanted(story, each.topics, each.language):
            counted[each.lane] = counted.get(each.lane, 0) + each.places
    return counted


async def lasts(desk: Desk, messages: Mapping[str, int]) -> timedelta:
    """Tell how long it takes to send so many messages, or to set them right, behind what is due."""
    longest = 0.0
    for lane, number in messages.items():
        if number and lane in desk.paces:
            pace = desk.paces[lane]
            waiting = await desk.store.ledger.backlog(lane, pace, now=desk.now())
            longest = max(longest, waiting.seconds + pace.lasts(number))
    return timedelta(seconds=longest)
