"""The whole program: set up, killed while people ask, stopped; each is answered, and only once."""

from __future__ import annotations

import json
import re
import signal
import socket
from typing import TYPE_CHECKING

import pytest

from tests.platforms.telegram.refusals import limited
from tests.program import ROOT, Program

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from pathlib import Path

    from tests.platforms.telegram.people import Person
    from tests.platforms.telegram.scene import Telegram

MARKED = r"INSERT INTO answered(?s:.)*commit of sqlite3[^\n]* completed"
LATER = 3  # seconds; long enough to be killed in
MUCH_LATER = 30  # seconds; longer than the program takes to stop


@pytest.fixture
async def program(telegram: Telegram, tmp_path: Path) -> AsyncIterator[Program]:
    """The program, ready to run."""
    program = Program(tmp_path, **settings(telegram))
    status, said = await program.does("load")
    assert status == 0, said
    yield program
    assert telegram.token not in program.log


def settings(telegram: Telegram, **more: str) -> dict[str, str]:
    """Set the program up for *telegram*."""
    return {
        "STORIES": str(ROOT / "stories"),
        "TELEGRAM_TOKEN": telegram.token,
        "TELEGRAM_API": telegram.base,
        "LOG": "debug",
        **more,
    }


async def test_who_was_being_answered_is_answered_after_it(
    telegram: Telegram, program: Program, ada: Person
) -> None:
    ben = telegram.person("Ben")
    async with program.running() as process:
        ada.writes("/facts")
        await telegram.answers(ada)
        # It is written down a moment after the answer, and better told twice than not at all.
        await program.says(MARKED)
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


async def test_updates_are_taken_at_an_address_of_ones_own(
    telegram: Telegram, program: Program, ada: Person
) -> None:
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = telegram.behind["bot.example"] = free.getsockname()[1]
    url = {"WEBHOOK_URL": "https://bot.example/hook", "WEBHOOK_PORT": str(port)}
    brought = Program(program.folder, **settings(telegram, **url))
    async with brought.running():
        ada.writes("/facts")
        await telegram.answers(ada)
    assert len(telegram.called("setWebhook")[0].text("secret_token")) >= 16
    assert telegram.token not in brought.log


@pytest.mark.parametrize("ending", [signal.SIGKILL, signal.SIGTERM])
async def test_a_page_whose_parts_come_before_and_after_a_restart_is_one_draft(
    telegram: Telegram, program: Program, ada: Person, ending: signal.Signals
) -> None:
    owned = Program(program.folder, **settings(telegram, OWNERS=f"telegram:{ada.user.id}"))
    lines = "".join(f"  • Ship {number} was waiting in the roads.1\n" for number in range(120))
    page = f"Harbour reopens\n\nFacts\n\n{lines}\n\nSources\n\n1. RTM\nhttps://rtm.example/1\n"
    assert 4_096 < len(page) < 8_192
    cut = page.rfind("\n", 0, 4_000)
    async with owned.running() as process:
        ada.writes("/about")
        await telegram.answers(ada)
        polled = len(telegram.called("getUpdates"))
        ada.writes(page[:cut])
        await telegram.until(lambda: len(telegram.called("getUpdates")) > polled)
        process.send_signal(ending)
        await process.wait()
    ada.writes(page[cut:])
    async with owned.running():
        _, taken = await telegram.answers(ada, 2)
    assert "Harbour reopens" in taken.text
    assert "120 facts" in taken.text
    assert len(telegram.said(ada)) == 2


@pytest.mark.parametrize("ending", [signal.SIGKILL, signal.SIGTERM])
async def test_what_an_editor_did_is_not_done_again_where_the_answer_was_lost(
    telegram: Telegram, program: Program, ada: Person, ending: signal.Signals
) -> None:
    slug = "lorrin-harbour-reopens"
    owned = Program(program.folder, **settings(telegram, OWNERS=f"telegram:{ada.user.id}"))
    before = await facts(program.folder, slug)
    async with owned.running() as process:
        await lost(telegram, ada, f"/editstory {slug} fact 1 remove")
        process.send_signal(ending)
        await process.wait()
    async with owned.running():
        (told,) = await telegram.answers(ada)
        ada.writes("/drafts")
        await telegram.answers(ada, 2)
    assert "I was stopped before I could answer this" in told.text
    assert await facts(program.folder, slug) == before[1:]
    assert not re.search("Traceback|ERROR", owned.log)


async def test_who_was_asked_the_next_question_and_did_not_hear_it_is_asked_again(
    telegram: Telegram, program: Program, ada: Person
) -> None:
    owned = Program(program.folder, **settings(telegram, OWNERS=f"telegram:{ada.user.id}"))
    async with owned.running() as process:
        ada.writes("/addstory Bridge closes")
        (asked,) = await telegram.answers(ada)
        await lost(telegram, ada, "It closed at noon.")
        process.send_signal(signal.SIGKILL)
        await process.wait()
    async with owned.running():
        _, again = await telegram.answers(ada, 2)
        ada.writes("The bridge was closed by the police.")
        _, _, sources = await telegram.answers(ada, 3)
    assert "What happened" in asked.text
    assert "Fact 1" in again.text
    assert "Who says so" in sources.text


async def lost(telegram: Telegram, person: Person, line: str) -> None:
    """Let somebody write what is done, and whose answer has to wait until the program ends."""
    telegram.faults.on("sendMessage", limited(MUCH_LATER))
    person.writes(line)
    await telegram.until(lambda: telegram.refusals)


async def facts(folder: Path, slug: str) -> list[str]:
    """Give the facts of a story as it was saved last."""
    status, said = await Program(folder).does("export", "--json", "--draft", slug)
    assert status == 0, said
    return [fact["text"] for fact in json.loads(said)["facts"]]
