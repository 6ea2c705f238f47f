"""Whatever a story holds, Discord takes what the door makes of it, and nobody is called by it."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.desk import Desk
from bot.store.open import open_store
from tests.discord.door.opening import opened
from tests.hostile import hostile_stories
from tests.invented import NOON, stories
from tests.platforms.discord.seeing import buttons
from tests.platforms.discord.watched import watched

if TYPE_CHECKING:
    from bot.story import Story
    from tests.platforms.discord.people import Person
    from tests.platforms.discord.world import Channel

VIEWS = ("story", "facts", "sources", "narratives", "predictions", "changes")


@settings(max_examples=3, suppress_health_check=list(HealthCheck))
@given(st.lists(hostile_stories() | stories(), min_size=2, max_size=2))
def test_any_story_goes_through_the_door(some: list[Story]) -> None:
    asyncio.run(_go_through(some))


async def _go_through(some: list[Story]) -> None:
    store = await open_store("sqlite://")
    try:
        desk = Desk(store, now=lambda: NOON, clock=lambda: 0.0)
        named = [each.model_copy(update={"slug": f"story-{n}"}) for n, each in enumerate(some)]
        async for _ in desk.load(named, lambda _: None):
            pass
        async with watched() as here:
            here.rates.spans.clear()
            guild = here.world.guild("Lorrin")
            channel = here.world.channel(guild, "general")
            async with opened(here, desk):
                await _ask_everything(here.person("Ada", guild), channel, len(some))
    finally:
        await store.close()


async def _ask_everything(reader: Person, channel: Channel, count: int) -> None:
    for command in ("briefing", "stories", "topics"):
        await reader.gives(command, channel)
    await reader.types("facts", channel, story="")
    for number in range(count):
        for view in VIEWS:
            asked = await reader.gives(view, channel, story=f"story-{number}")
            for button in buttons(asked.messages[-1])[:2]:
                await reader.pushes(asked.messages[-1], button["custom_id"])
