"""A site on loopback, and who fetches from it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from bot.web import Web
from tests.invented import NOON
from tests.web.site import HOME, everything_is, serving

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from tests.web.site import Site


@pytest.fixture
async def site() -> AsyncIterator[Site]:
    """A site."""
    async with serving() as here:
        yield here


@pytest.fixture
def web() -> Web:
    """Who takes loopback for the open web; every name leads there."""
    return Web(lambda: NOON, look_up=lambda _host, _port: everything_is(HOME), allowed=[HOME])
