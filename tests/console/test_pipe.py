"""The console on a pipe: nothing but answers, one for each line."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from adapters.console import pipe
from adapters.console.talk import Talk
from bot.desk import Desk
from bot.errors import StoreError
from bot.store.open import open_store
from bot.words import phrase
from tests.invented import NOON, a_story

if TYPE_CHECKING:
    from collections.abc import AsyncIterator


@pytest.fixture
async def desk() -> AsyncIterator[Desk]:
    store = await open_store("sqlite://")
    desk = Desk(store, now=lambda: NOON, clock=lambda: 0.0)
    stories = [a_story("first-story"), a_story("other-story", topics=["Two words"])]
    async for _ in desk.load(stories, lambda _: None):
        pass
    yield desk
    await store.close()


async def answered(desk: Desk, typed: bytes, *, as_json: bool = False) -> str:
    out = BytesIO()
    talk = Talk(desk, "en")
    await pipe.converse(talk, BytesIO(typed), out, as_json=as_json)
    return out.getvalue().decode()


async def objects(desk: Desk, typed: bytes) -> list[dict[str, Any]]:
    return [json.loads(line) for line in (await answered(desk, typed, as_json=True)).splitlines()]


async def test_each_line_gets_one_answer_set_apart_by_an_empty_line(desk: Desk) -> None:
    out = await answered(desk, b"/topics\n\n   \n/topics\n")
    assert out.count("Topics") == 2
    assert "\n\nTopics" in out


async def test_json_has_the_four_fields_and_nothing_else(desk: Desk) -> None:
    (reply,) = await objects(desk, b"/facts first-story\n")
    assert set(reply) == {"command", "ok", "text", "choices"}
    assert (reply["command"], reply["ok"]) == ("facts", True)
    assert reply["choices"][1] == {"number": 2, "label": "Sources", "command": "/sources ~1"}


async def test_the_slash_may_be_left_out(desk: Desk) -> None:
    (reply,) = await objects(desk, b"facts\n")
    assert reply["ok"]


async def test_a_number_picks_a_choice_of_the_last_answer(desk: Desk) -> None:
    facts, sources = await objects(desk, b"/facts\n2\n")
    assert facts["choices"][1]["label"] == "Sources"
    assert sources["command"] == "sources"


async def test_a_number_with_nothing_to_pick_is_told_so(desk: Desk) -> None:
    (reply,) = await objects(desk, b"2\n")
    assert not reply["ok"]
    assert reply["text"].startswith("There is nothing to pick from yet.")


@pytest.mark.parametrize("number", [b"0", b"99", b"9" * 5000])
async def test_a_number_that_is_no_choice_is_told_the_range(number: bytes, desk: Desk) -> None:
    _, reply = await objects(desk, b"/facts\n" + number + b"\n")
    assert reply["text"] == "Pick a number from 1 to 7."


async def test_the_command_of_every_choice_does_what_picking_it_does(desk: Desk) -> None:
    for line in (b"/facts", b"/briefing", b"/stories", b"/topics", b"/start"):
        (reply,) = await objects(desk, line + b"\n")
        for choice in reply["choices"]:
            picked = (await objects(desk, line + b"\n%d\n" % choice["number"]))[1]
            typed = (await objects(desk, choice["command"].encode() + b"\n"))[0]
            assert picked["text"] == typed["text"]


@pytest.mark.parametrize(
    ("line", "said"),
    [
        (b"\xff\xfe", "This line is not UTF-8 text: byte 1 cannot be read."),
        (b"/search " + b"x" * 2**20, "This line has"),
        (b"/search x" + "é".encode() * 2**16, "This line has"),
        (b"/fac\x00ts", "There is no command /facts."),
        (b"\xed\xa0\x80", "This line is not UTF-8 text"),
    ],
)
async def test_a_line_that_is_no_command_gets_one_clear_answer(
    line: bytes, said: str, desk: Desk
) -> None:
    first, second = await objects(desk, line + b"\n/topics\n")
    assert not first["ok"]
    assert first["text"].startswith(said)
    assert second["ok"]


async def test_windows_line_ends_and_a_missing_last_one_are_fine(desk: Desk) -> None:
    assert [reply["ok"] for reply in await objects(desk, b"/topics\r\n/topics")] == [True, True]


async def test_what_is_no_command_is_told_in_the_chosen_language_too(
    desk: Desk,
) -> None:
    chosen, unread, unpicked = await objects(desk, b"/language de\n\xff\n99\n")
    assert chosen["ok"]
    for reply, english in ((unread, "This line"), (unpicked, "Pick a number")):
        assert not reply["ok"]
        assert not reply["text"].startswith(english)


async def test_where_the_store_fails_nothing_is_suggested(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def busy(*_: object, **__: object) -> None:
        raise StoreError(phrase("The database is held by another program."))

    monkeypatch.setattr(desk.store, "search", busy)
    assert await Talk(desk, "en").suggest("/facts ha") == ()


async def test_where_something_is_asked_a_line_is_the_answer(desk: Desk) -> None:
    asked, note, thanks, facts = await objects(
        desk, b"/report first-story\n1\nIt was a Tuesday.\nfacts\n"
    )
    assert asked["text"].startswith("Which fact is it?")
    assert note["text"].startswith("What is wrong?")
    assert thanks["text"].startswith("Thank you.")
    assert {asked["command"], note["command"], thanks["command"]} == {"report"}
    assert facts["command"] == "facts"


async def test_a_choice_begins_with_a_slash_then(desk: Desk) -> None:
    asked, note, stopped = await objects(desk, b"/report first-story\n/1\n/2\n")
    assert "[/1] Leave it out  [/2] Cancel" in asked["text"]
    assert asked["choices"][0]["command"] == "/1"
    assert note["text"].startswith("What is wrong?")
    assert stopped["text"] == "Stopped."


async def test_what_another_script_was_asked_is_not_answered_by_this_one(desk: Desk) -> None:
    await objects(desk, b"/report first-story\n")
    (facts,) = await objects(desk, b"facts\n")
    assert facts["command"] == "facts"
    assert (await desk.store.counts()).reports == 0


class Gone(BytesIO):
    """A reader that left."""

    def flush(self) -> None:
        raise BrokenPipeError


async def test_when_nobody_reads_any_more_it_ends_quietly(desk: Desk) -> None:
    talk = Talk(desk, "en")
    typed = BytesIO(b"/topics\n" * 5)
    await pipe.converse(talk, typed, Gone(), as_json=False)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=100)
@given(typed=st.binary(max_size=60))
async def test_whatever_comes_in_every_line_of_output_is_json(typed: bytes, desk: Desk) -> None:
    lines = [line for line in typed.split(b"\n") if line.strip()]
    assert len(await objects(desk, typed)) == len(lines)


def program(stdin: int, stdout: int) -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        [sys.executable, "-m", "bot", "try", "--json"],
        stdin=stdin,
        stdout=stdout,
        stderr=subprocess.PIPE,
        env={key: value for key, value in os.environ.items() if not key.startswith("STORYDESK_")},
    )


def test_ctrl_c_ends_a_pipe_that_is_still_open_without_a_word() -> None:
    with program(subprocess.PIPE, subprocess.PIPE) as process:
        assert process.stdin
        assert process.stdout
        assert process.stderr
        process.stdin.write(b"/topics\n")
        process.stdin.flush()
        assert process.stdout.readline().startswith(b'{"command": "topics"')
        process.send_signal(signal.SIGINT)
        assert process.wait(20) == 130
        assert process.stderr.read() == b""


def test_a_reader_that_leaves_ends_a_pipe_that_is_still_open_without_a_word() -> None:
    with program(subprocess.PIPE, subprocess.PIPE) as process:
        assert process.stdin
        assert process.stdout
        assert process.stderr
        process.stdout.close()
        process.stdin.write(b"/topics\n")
        process.stdin.flush()
        assert process.wait(20) == 0
        assert process.stderr.read() == b""


def test_a_full_disk_under_the_answers_is_one_sentence() -> None:
    with Path("/dev/full").open("wb") as full, program(subprocess.PIPE, full.fileno()) as process:
        _, said = process.communicate(b"/topics\n", 20)
    assert process.returncode == 1
    assert said == b"The system refused: No space left on device.\n"
