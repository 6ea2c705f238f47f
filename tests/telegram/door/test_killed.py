"""The whole program is killed while people ask: each of them is answered, and only once."""

from __future__ import annotations

import re
import signal
from typing import TYPE_CHECKING

import pytest

from tests.platforms.telegram.refusals import limited
from tests.program import ROOT, Program

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from pathlib import Path

    from tests.platforms.telegram.people import Person
    from tests.platforms.telegram.scene import Telegram

LATER = 3  # seconds; long enough to be killed in


@pytest.fixture
async def program(telegram: Telegram, tmp_path: Path) -> AsyncIterator[Program]:
    """The program, ready to run."""
    program = Program(
        tmp_path,
        STORIES=str(ROOT / "stories"),
        TELEGRAM_TOKEN=telegram.token,
        TELEGRAM_API=telegram.base,
        LOG="debug",
    )
    status, said = await program.does("load")
    assert status == 0, said
    yield program
    assert telegram.token not in program.log


async def test_who_was_being_answered_is_answered_after_it(
    telegram: Telegram, program: Program, ada: Person
) -> None:
    ben = telegram.person("Ben")
    async with program.running() as process:
        ada.writes("/facts")
        await telegram.answers(ada)
        telegram.faults.on("sendMessage", limited(LATER))
        ben.writes("/facts")
        await telegram.until(lambda: telegram.refusals)
        process.send_signal(signal.SIGKILL)
        await process.wait()
    async with program.running() as process:
        await telegram.answers(ben)
        telegram.person("Cem").writes("/about")
        await telegram.until(lambda: len(telegram.called("sendMessage")) == 4)
        process.send_signal(signal.SIGTERM)
        assert await process.wait() == 0
    assert [len(telegram.said(each)) for each in (ada, ben)] == [1, 1]
    assert not re.search("Traceback|ERROR", program.log)
