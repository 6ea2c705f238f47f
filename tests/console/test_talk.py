"""What somebody at a console may say, and what they are told there."""

from __future__ import annotations

import asyncio
import re
from io import StringIO
from typing import TYPE_CHECKING

import pytest
from prompt_toolkit.input import create_pipe_input
from prompt_toolkit.output import DummyOutput
from rich.console import Console as Terminal

from adapters.console import NAME
from adapters.console.plain import plain
from adapters.console.prompt import converse
from adapters.console.talk import Talk, login
from bot.address import Account
from bot.desk import Desk
from bot.export import to_yaml
from bot.store.open import open_store
from tests.invented import NOON, a_story

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from pathlib import Path

WIDTH = 30  # characters
OWNER = Account(NAME, login())
PASTED = (
    "By Ann Author\n\nThe Facts\n\n"
    + "The harbour opened on Monday after nine weeks of work on its wall. Reuters\n\n" * 5
)


@pytest.fixture
async def desk() -> AsyncIterator[Desk]:
    store = await open_store("sqlite://")
    desk = Desk(store, now=lambda: NOON, clock=lambda: 0.0, owners=[OWNER])
    async for _ in desk.load([a_story("first-story"), a_story("other-story")], lambda _: None):
        pass
    yield desk
    await store.close()


@pytest.fixture
def talk(desk: Desk) -> Talk:
    return Talk(desk, "en")


@pytest.fixture
def page(tmp_path: Path) -> Path:
    path = tmp_path / "my third story.yaml"
    path.write_text(to_yaml(a_story("third-story")))
    return path


async def said(talk: Talk, line: str) -> str:
    return plain((await talk.say(line))[1])


async def shown(desk: Desk, *lines: str) -> str:
    """Type lines in a terminal, and give what is drawn there."""
    drawn = StringIO()
    with create_pipe_input() as keys:
        for line in (*lines, "exit."):
            keys.send_text(f"{line}\r")
        async with asyncio.timeout(20):
            terminal = Terminal(file=drawn, width=WIDTH)
            await converse(Talk(desk, "en"), terminal, tty=(keys, DummyOutput()))
    return drawn.getvalue()


async def test_whoever_works_for_the_newsroom_sees_their_commands_in_the_help(talk: Talk) -> None:
    assert "/addstory" in await said(talk, "/help")


async def test_somebody_learns_what_their_account_is_called(talk: Talk) -> None:
    assert f"You are {OWNER} here." in await said(talk, "/link")


@pytest.mark.parametrize("written", ["{}", '"{}"', "'{}'"])
async def test_a_path_behind_a_command_is_the_file(talk: Talk, page: Path, written: str) -> None:
    assert "Kept 1 story as a draft." in await said(talk, f"/addstory {written.format(page)}")


async def test_a_path_is_an_answer_where_a_file_is_asked_for(talk: Talk, page: Path) -> None:
    await said(talk, "/addstory")
    assert "Kept 1 story as a draft." in await said(talk, str(page))
    assert not talk.asks


async def test_a_path_behind_a_story_is_the_whole_of_it(talk: Talk, tmp_path: Path) -> None:
    path = tmp_path / "x.yaml"
    path.write_text(to_yaml(a_story("first-story", headline="Harbour shuts again")))
    told = await said(talk, f"/editstory first-story {path}")
    assert "It is not known which revision you have changed." in told


async def test_but_not_behind_a_part(desk: Desk, talk: Talk, page: Path) -> None:
    await said(talk, f"/editstory first-story headline {page}")
    found = await desk.store.find("first-story")
    assert found is not None
    assert found.story.headline == str(page)


@pytest.mark.parametrize("ask", ["/addstory", "/addstory "])
async def test_a_path_where_no_file_is_makes_no_headline(talk: Talk, ask: str) -> None:
    line = "newsroom/third.yaml"
    told = await said(talk, ask + line) if ask.endswith(" ") else await said(talk, ask)
    told = told if ask.endswith(" ") else await said(talk, line)
    assert told.startswith("There is no file newsroom/third.yaml.")
    assert talk.asks != ask.endswith(" ")


async def test_a_file_that_may_not_be_read_is_told_of(
    talk: Talk, page: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr("adapters.console.attaching._beginning", refuse)
    assert await said(talk, f"/addstory {page}") == (
        f"The system refused: Permission denied: {page}."
    )


async def test_a_file_is_read_only_for_whoever_may_take_it_in(desk: Desk, page: Path) -> None:
    desk.owners = frozenset()
    told = await said(Talk(desk, "en"), f"/addstory {page}")
    assert told.startswith("Only editors may do this.")
    assert f"Start with STORYDESK_OWNERS={OWNER} to be an owner here." in told


async def test_only_who_works_for_nobody_is_told_how_to(talk: Talk) -> None:
    assert "STORYDESK_OWNERS" not in await said(talk, "/preview nowhere")


async def test_a_file_that_is_given_out_is_not_wrapped(desk: Desk) -> None:
    drawn = await shown(desk, "/export json first-story")
    assert '"text": "The harbour opened on Monday."' in drawn
    assert max(map(len, drawn.splitlines())) > WIDTH


async def test_words_that_name_no_command_look_for_a_story(talk: Talk) -> None:
    assert "No story is called “it is known since March”." in await said(
        talk, "it is known since March"
    )
    assert (await said(talk, "other-story")).startswith("Harbour of Lorrin reopens")


async def test_one_word_that_nearly_names_one_is_a_slip(talk: Talk) -> None:
    told = await said(talk, "fatcs")
    assert told.startswith("There is no command /fatcs.")
    assert "/facts" in told


async def test_a_page_that_is_pasted_is_taken_in(talk: Talk) -> None:
    name, reply = await talk.say(PASTED)
    assert name == "addstory"
    assert reply.failed


async def test_but_only_from_an_editor(desk: Desk) -> None:
    desk.owners = frozenset()
    name, _ = await Talk(desk, "en").say(PASTED)
    assert name == "story"


@pytest.mark.parametrize("number", ["2", "2.", "#2", "2)", "/2"])
async def test_a_number_picks_however_it_is_written(talk: Talk, number: str) -> None:
    await talk.say("/facts first-story")
    name, _ = await talk.say(number)
    assert name == "sources"


async def test_a_question_mark_asks_for_help(talk: Talk) -> None:
    assert (await said(talk, "?")).startswith("What you can ask")


async def test_a_reader_is_told_what_became_of_their_report(desk: Desk) -> None:
    drawn = await shown(
        desk, "/report first-story 1 It was a Tuesday.", "/reports 1 It was not.", "/topics"
    )
    told = re.sub(r"\s+", " ", drawn)
    assert "It was not. Report 1 is settled, and the reader is told." in told
    assert told.count("You reported a mistake in") == 1
    assert not await desk.store.postbox.untold(NAME, limit=1)
