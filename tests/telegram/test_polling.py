"""Updates fetched from Telegram, also where it does not give them out."""

from __future__ import annotations

import asyncio
import logging
from typing import TYPE_CHECKING

import pytest
from telegram.error import BadRequest, Conflict, InvalidToken, NetworkError, RetryAfter

from adapters.telegram import polling
from adapters.telegram.line import UPDATES

if TYPE_CHECKING:
    from collections.abc import Iterable

    from adapters.telegram.wire import Update
    from tests.telegram.recording import Recording


class Tray:
    """As much of an inbox as polling needs."""

    def __init__(self) -> None:
        self.offset: int | None = None
        self.came: list[int] = []
        self.doubles = 0

    async def doubled(self) -> None:
        self.doubles += 1

    async def take(self, came: Iterable[Update]) -> None:
        self.came += [each["update_id"] for each in came]
        self.offset = max(self.came, default=-1) + 1 or None

    async def settled(self, within: float, leaving: int = 0) -> None:
        assert within > leaving


@pytest.fixture(autouse=True)
def waits(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """Wait for nothing, but write down for how long."""
    waited: list[float] = []

    async def sleep(seconds: float) -> None:
        waited.append(seconds)

    monkeypatch.setattr(asyncio, "sleep", sleep)
    return waited


async def polled(line: Recording, *answers: object) -> Tray:
    """Poll until there are no more answers."""
    tray = Tray()
    line.answers["getUpdates"].extend([*answers, asyncio.CancelledError()])
    with pytest.raises(asyncio.CancelledError):
        await polling.poll(line, tray, tray.doubled)  # type: ignore[arg-type] # all that it needs is there
    return tray


async def test_what_was_taken_in_is_not_asked_for_again(line: Recording) -> None:
    tray = await polled(line, [{"update_id": 5}, {"update_id": 6}], [{"update_id": 7}])
    assert tray.came == [5, 6, 7]
    asked = line.called("getUpdates")
    assert [call.get("offset") for call in asked] == [None, 7, 8]
    assert asked[0]["allowed_updates"] == list(UPDATES)
    assert asked[0]["timeout"] > 0


async def test_another_copy_is_told_of_once_and_polling_goes_on(
    line: Recording, caplog: pytest.LogCaptureFixture, waits: list[float]
) -> None:
    conflict = Conflict("Conflict: terminated by other getUpdates request")
    with caplog.at_level(logging.WARNING):
        tray = await polled(line, conflict, conflict, conflict, [{"update_id": 5}])
    errors = [record.message for record in caplog.records if record.levelno == logging.ERROR]
    assert len(errors) == 1
    assert errors[0].startswith("Another copy of the bot is running")
    assert waits == [1, 2, 4]
    assert (tray.came, tray.doubles) == ([5], 3)


async def test_an_outage_is_waited_out(line: Recording, waits: list[float]) -> None:
    outage = [NetworkError("Bad Gateway (502)")] * 8
    tray = await polled(line, *outage, [{"update_id": 5}], NetworkError("x"), [{"update_id": 6}])
    assert waits == [1, 2, 4, 8, 16, 30, 30, 30, 1]
    assert tray.came == [5, 6]


async def test_telegram_is_not_asked_sooner_than_it_wants(
    line: Recording, waits: list[float]
) -> None:
    await polled(line, RetryAfter(17), BadRequest("X"))
    assert waits == [17, 2]


async def test_a_token_that_is_withdrawn_ends_it(line: Recording) -> None:
    line.answers["getUpdates"].append(InvalidToken("Unauthorized"))
    tray = Tray()
    with pytest.raises(InvalidToken):
        await polling.poll(line, tray, tray.doubled)  # type: ignore[arg-type] # the same


async def test_what_is_not_found_for_a_while_is_waited_for(
    line: Recording, waits: list[float]
) -> None:
    tray = await polled(line, InvalidToken("Not Found"), [{"update_id": 5}])
    assert (tray.came, waits) == ([5], [1])


@pytest.mark.parametrize("answer", [[], [{"update_id": 5}]], ids=["nothing", "the same"])
async def test_a_server_that_waits_for_nothing_new_is_not_asked_without_a_pause(
    line: Recording, waits: list[float], answer: list[object]
) -> None:
    tray = await polled(line, [{"update_id": 5}], *[answer] * 3, [{"update_id": 6}])
    assert tray.came[-1] == 6
    assert len(waits) == 3
    assert all(0 < wait <= polling.AT_ONCE for wait in waits)


@pytest.mark.parametrize("answer", [True, {"update_id": 5}, "x"], ids=repr)
async def test_what_is_no_list_of_updates_is_waited_out(
    line: Recording, waits: list[float], answer: object
) -> None:
    tray = await polled(line, answer, [{"update_id": 5}])
    assert (tray.came, waits) == ([5], [1])
