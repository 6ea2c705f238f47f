"""Nothing that the door does holds up the event loop: everybody is answered at once."""

from __future__ import annotations

import asyncio
import time
from contextlib import contextmanager
from typing import TYPE_CHECKING

import pytest

from bot.address import Address
from bot.desk import Desk
from bot.outcome import Sent
from bot.reply import Paragraph, Plain, Reply
from bot.store.open import open_store
from tests.discord.door.opening import opened
from tests.invented import NOON, a_story
from tests.platforms.discord.server import Discord

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Iterator

    from bot.story import Story
    from tests.platforms.discord.people import Person
    from tests.platforms.discord.world import Channel

MOST = 0.05  # seconds that one callback may compute
WAITING = 0.25  # seconds that it may take on a machine where others compute as well
TRIES = 10  # what takes long each time takes long; other programs may disturb some of them


class Anything:
    """Finds nothing wrong: to hold requests against the specification takes its time as well."""

    def validate(self, method: str, path: str, body: object) -> list[str]:
        """Let everything pass."""
        del method, path, body
        return []


@pytest.fixture
def story(request: pytest.FixtureRequest) -> Story:
    """A story of ordinary size, or one that goes to the limits."""
    if request.param == "ordinary":
        return a_story()
    numbers = range(1, 301)
    return a_story(
        sources=[
            {"number": each, "name": f"Outlet {each}", "url": f"https://a.example/{each}"}
            for each in numbers
        ],
        facts=[
            {"text": "It is [so] *long*. " * 1_050, "sources": [1, 2]},
            *({"text": f"Number {each}.", "sources": [each]} for each in numbers[:100]),
        ],
    )


@pytest.fixture
async def desk(story: Story) -> AsyncIterator[Desk]:
    """A newsroom with this story alone."""
    store = await open_store("sqlite://")
    desk = Desk(store, now=lambda: NOON, clock=lambda: 0.0)
    async for _ in desk.load([story], lambda _: None):
        pass
    yield desk
    await store.close()


@contextmanager
def timed(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[tuple[float, float]]]:
    """Note how long each callback of the loop computes, and how long it takes."""
    took: list[tuple[float, float]] = []
    run = asyncio.Handle._run  # noqa: SLF001 - there is no other place where all callbacks pass

    def noting(handle: asyncio.Handle) -> None:
        begun, computed = time.perf_counter(), time.thread_time()
        run(handle)
        took.append((time.thread_time() - computed, time.perf_counter() - begun))

    with monkeypatch.context() as patched:
        patched.setattr(asyncio.Handle, "_run", noting)
        yield took


def longest(took: list[tuple[float, float]]) -> tuple[float, float]:
    """Give the worst of all, once for computing and once for taking its time."""
    computed, whole = zip(*took, strict=True)
    return max(computed), max(whole)


def fine(worst: list[tuple[float, float]]) -> bool:
    """Tell whether the worst was bearable, at least once of each."""
    computed = min(each for each, _ in worst)
    return computed < MOST and min(each for _, each in worst) < WAITING


async def everything(reader: Person, channel: Channel) -> None:
    """Ask for all views."""
    for command in ("briefing", "stories", "story", "facts", "sources", "narratives", "help"):
        await reader.gives(command, channel)
    await reader.types("facts", channel, story="har")


@pytest.mark.parametrize("story", ["ordinary", "huge"], indirect=True)
async def test_no_callback_takes_long(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    worst: list[tuple[float, float]] = []
    async with Discord(Anything()) as here:
        here.rates.spans.clear()
        here.rates.everywhere = None
        guild = here.world.guild("Lorrin")
        channel = here.world.channel(guild, "general")
        reader = here.person("Ada", guild)
        async with opened(here, desk):
            for _ in range(TRIES):
                with timed(monkeypatch) as took:
                    await everything(reader, channel)
                worst.append(longest(took))
                if fine(worst):
                    break
    assert fine(worst), worst


@pytest.mark.parametrize("story", ["ordinary"], indirect=True)
async def test_no_send_takes_long(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    worst: list[tuple[float, float]] = []
    async with Discord(Anything()) as here:
        here.rates.spans.clear()
        guild = here.world.guild("Lorrin")
        channel = here.world.channel(guild, "general")
        where = Address("discord", str(channel.id))
        async with opened(here, desk) as door:
            for number in range(TRIES):
                with timed(monkeypatch) as took:
                    said = Reply((Paragraph((Plain("A *long* [text]. " * 200),)),))
                    assert isinstance(await door.send(where, said, key=str(number)), Sent)
                worst.append(longest(took))
                if fine(worst):
                    break
    assert fine(worst), worst
