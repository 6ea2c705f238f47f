"""The console in a terminal, through a real pseudo-terminal."""

from __future__ import annotations

import asyncio
import os
import sys
from io import StringIO
from typing import TYPE_CHECKING

import pexpect
import pytest
from prompt_toolkit.input import create_pipe_input
from prompt_toolkit.output import DummyOutput
from rich.console import Console as Terminal

from adapters.console.prompt import converse
from adapters.console.talk import Talk, login
from bot.address import Account
from bot.desk import Desk
from bot.store.open import open_store
from bot.words import words_for
from tests.invented import NOON

if TYPE_CHECKING:
    from collections.abc import Iterator

PROMPT = "storydesk"
HINT = "Tab completes · a number picks a choice · Ctrl-D leaves"


class Screen(DummyOutput):
    """A screen that keeps what was written on it."""

    def __init__(self) -> None:
        self.said = ""
        self.written = asyncio.Event()

    def write(self, data: str) -> None:
        self.said += data
        self.written.set()

    async def shows(self, text: str) -> None:
        while text not in self.said:
            self.written.clear()
            await self.written.wait()


@pytest.fixture
def terminal() -> Iterator[pexpect.spawn[str]]:
    environment = {
        **{key: value for key, value in os.environ.items() if not key.startswith("STORYDESK_")},
        "TERM": "xterm",
        "PROMPT_TOOLKIT_NO_CPR": "1",
    }
    child = pexpect.spawn(
        sys.executable,
        ["-m", "bot", "try"],
        env=environment,
        encoding="utf-8",
        dimensions=(50, 110),
        timeout=20,
    )
    child.expect("Try /facts")
    child.expect(PROMPT)
    yield child
    child.close(force=True)


def ended(child: pexpect.spawn[str]) -> int | None:
    child.expect(pexpect.EOF)
    child.close()
    return child.exitstatus


def test_facts_are_answered_and_a_number_picks_a_choice(terminal: pexpect.spawn[str]) -> None:
    terminal.send("/facts\r")
    terminal.expect("US Government Emails Hacked in Suspected Chinese Espionage")
    terminal.expect(r"\[6 Dw.com\]")
    terminal.send("2\r")
    terminal.expect("NPR Online News")
    terminal.send("quit\r")
    assert ended(terminal) == 0


def test_commands_are_completed(terminal: pexpect.spawn[str]) -> None:
    terminal.send("/narr")
    terminal.expect("what different sides make of it")
    terminal.send("\t\r")
    terminal.expect("Anti-China narrative")


def test_stories_are_completed_by_their_headline(terminal: pexpect.spawn[str]) -> None:
    terminal.send("/facts hacked")
    terminal.expect("us-government-emails-hacked")


async def test_the_hint_below_speaks_the_language_that_was_chosen() -> None:
    store = await open_store("sqlite://")
    desk = Desk(store, now=lambda: NOON, clock=lambda: 0.0)
    screen = Screen()
    with create_pipe_input() as keys:
        async with asyncio.timeout(20), asyncio.TaskGroup() as group:
            group.create_task(
                converse(Talk(desk, "en"), Terminal(file=StringIO()), tty=(keys, screen))
            )
            await screen.shows(words_for("en")(HINT))
            keys.send_text("/language de\r")
            await screen.shows(words_for("de")(HINT))
            keys.send_text("quit\r")
    await store.close()


async def test_the_hint_below_says_how_to_answer_where_something_is_asked() -> None:
    store = await open_store("sqlite://")
    desk = Desk(store, now=lambda: NOON, clock=lambda: 0.0, owners=[Account("console", login())])
    screen = Screen()
    with create_pipe_input() as keys:
        async with asyncio.timeout(20), asyncio.TaskGroup() as group:
            group.create_task(
                converse(Talk(desk, "en"), Terminal(file=StringIO()), tty=(keys, screen))
            )
            keys.send_text("/addstory\r")
            await screen.shows("A line is your answer")
            keys.send_text("quit\r")
    await store.close()


def test_ctrl_c_clears_the_line_and_ctrl_d_leaves(terminal: pexpect.spawn[str]) -> None:
    terminal.send("/nonsense")
    terminal.expect("/nonsense")
    terminal.send("\x03")
    terminal.expect(PROMPT)
    terminal.send("\x04")
    assert ended(terminal) == 0


def test_what_was_typed_comes_back_with_the_arrow_up(terminal: pexpect.spawn[str]) -> None:
    terminal.send("/topics\r")
    terminal.expect("Technology")
    terminal.expect(PROMPT)
    terminal.send("\x1b[A\r")
    terminal.expect("Technology")


def test_a_mistake_is_answered_with_what_lies_near(terminal: pexpect.spawn[str]) -> None:
    terminal.send("/fatcs\r")
    terminal.expect("There is no command /fatcs")
    terminal.expect(r"\[1\].*/facts")


async def test_what_was_asked_is_asked_again_when_one_comes_back() -> None:
    store = await open_store("sqlite://")
    desk = Desk(store, now=lambda: NOON, clock=lambda: 0.0, owners=[Account("console", login())])
    said = []
    for line in ("/addstory Harbour reopens", "/3"):
        drawn = StringIO()
        with create_pipe_input() as keys:
            keys.send_text(f"{line}\rquit\r")
            async with asyncio.timeout(20):
                talk = Talk(desk, "en")
                await converse(talk, Terminal(file=drawn, width=100), tty=(keys, Screen()))
        said.append(drawn.getvalue())
    again = said[1].partition("[/3] Overview")
    assert "What happened, in a sentence or two?" in again[0]
    assert "Nothing is wrong with it." in again[2]
    await store.close()
