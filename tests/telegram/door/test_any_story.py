"""Random stories and hostile texts go through the whole door: Telegram has nothing to complain of.

The answers are what people write and press; nothing of them is looked at but that they come.
"""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, TypeAlias

from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from tests.hostile import HOSTILE, hostile_stories, printable, texts
from tests.invented import stories
from tests.platforms.telegram.scene import Telegram
from tests.platforms.telegram.server import hold, opened
from tests.telegram.door.conftest import a_desk, an_open_door

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from bot.story import Story
    from tests.platforms.telegram.people import Person

    Run: TypeAlias = Callable[[Telegram, Person], Awaitable[None]]

VIEWS = (
    "/story {}",
    "/facts {}",
    "/sources {}",
    "/narratives {}",
    "/predictions {}",
    "/changes {}",
)
LISTS = ("/briefing", "/stories", "/topics", "/search harbour")
# To shrink an example through a whole newsroom would take minutes; the parts shrink on their own.
OFTEN = settings(
    max_examples=12,
    phases=(Phase.explicit, Phase.reuse, Phase.generate),
)


@OFTEN
@given(st.one_of(stories(), hostile_stories()), st.sampled_from(["en", "ar"]))
def test_any_story_is_shown_without_fault(story: Story, language: str) -> None:
    async def run(telegram: Telegram, reader: Person) -> None:
        for line in (*(f"/{view} {story.slug}" for view in VIEWS), *LISTS):
            before = len(telegram.said(reader))
            reader.writes(line)
            await telegram.answers(reader, before + 1)
        for message in telegram.said(reader)[-3:]:
            for carried in list(message.buttons.values())[:3]:
                reader.forges(message, carried)
                await telegram.until(lambda: not telegram.unanswered)
        offered = reader.types("")
        await telegram.until(lambda: offered.answers)

    asyncio.run(with_a_reader(run, [story], language))


@OFTEN
@given(st.lists(st.one_of(texts, st.sampled_from(HOSTILE)).map(printable).filter(bool), max_size=6))
def test_whatever_is_written_is_answered_without_fault(lines: list[str]) -> None:
    async def run(telegram: Telegram, reader: Person) -> None:
        group = telegram.group("Readers")
        for number, line in enumerate(lines):
            reader.writes(line)
            reader.writes(f"/search {line}"[:4096])
            reader.writes(f"/report 1 {line}", group)
            reader.types(line[:256])
            await telegram.until(lambda: not telegram.unanswered)
            await telegram.answers(group, number + 1)
        reader.writes("/about")
        await telegram.until(lambda: any("/changes" in each.text for each in telegram.said(reader)))

    asyncio.run(with_a_reader(run, [], "en"))


async def with_a_reader(run: Run, known: list[Story], language: str) -> None:
    """Open a whole newsroom for one example."""
    async with opened(Telegram()) as telegram:
        telegram.rates.on = False
        owner, reader = telegram.person("Olga"), telegram.person("Ada", language=language)
        async with a_desk(owner, "sqlite://") as desk:
            async for _ in desk.load(known, lambda _: None):
                pass
            async with an_open_door(telegram, desk, "polling"):
                await run(telegram, reader)
        hold(telegram)
