"""What the desk keeps to itself and whole, whoever tries it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from bot.answer import answer, parse
from bot.commands import COMMANDS
from bot.staff import STAFF
from tests.bot.managed import read
from tests.bot.staffed import chat_of
from tests.bot.writers import EDDA, OLGA, a_newsroom

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from tests.bot.managed import Clock
    from tests.bot.staffed import Newsroom

OF_THE_STAFF = sorted(each.name for each in COMMANDS.values() if each.role in STAFF[1:])


@pytest.fixture
async def room(clock: Clock) -> AsyncIterator[Newsroom]:
    async with a_newsroom(clock) as room:
        yield room


@pytest.mark.parametrize("command", OF_THE_STAFF)
async def test_what_the_staff_is_told_is_not_said_where_others_hear_it(
    room: Newsroom, command: str
) -> None:
    request = parse(f"/{command}", who=OLGA, where=chat_of(OLGA), language="en")
    told = await answer(room.desk, replace(request, overheard=True))
    assert read(told).startswith("Others would see it here.")
    assert told.private
    assert not read(await answer(room.desk, request)).startswith("Others would see it here.")


async def test_who_may_not_do_it_is_told_so_wherever_they_ask(room: Newsroom) -> None:
    request = parse("/audit", who=EDDA, where=chat_of(EDDA), language="en")
    told = await answer(room.desk, replace(request, overheard=True))
    assert read(told).startswith("Only the owners")
