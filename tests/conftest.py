"""Stores for tests, on every engine."""

from __future__ import annotations

from contextlib import AsyncExitStack
from typing import TYPE_CHECKING, TypeAlias

import pytest
from hypothesis import HealthCheck, settings

from bot.store.open import open_store as open_at
from tests.engines import ENGINES, address_of

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Awaitable, Callable
    from pathlib import Path

    from bot.store import Store

    OpenStore: TypeAlias = Callable[[], Awaitable[Store]]

# A machine that is busy with something else is slow, and nothing is wrong with us. The examples are
# the same in every run, so that what fails is the change; `--hypothesis-profile=hunt` tries others.
UNHURRIED = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.register_profile("hunt", UNHURRIED)
settings.register_profile("unhurried", UNHURRIED, derandomize=True)
settings.load_profile("unhurried")


@pytest.fixture(params=ENGINES)
def engine(request: pytest.FixtureRequest) -> str:
    """The engine that the test runs on."""
    return str(request.param)


@pytest.fixture
def address(engine: str, tmp_path: Path) -> str:
    """The address of a fresh database."""
    return address_of(engine, tmp_path)


@pytest.fixture
async def open_store(address: str) -> AsyncIterator[OpenStore]:
    """Open a store at *address*, another one with each call; all are closed in the end."""
    async with AsyncExitStack() as stack:

        async def open_one() -> Store:
            store = await open_at(address)
            stack.push_async_callback(store.close)
            return store

        yield open_one


@pytest.fixture
async def store(open_store: OpenStore) -> Store:
    """One fresh store."""
    return await open_store()
