"""What people see at the console, held by golden files; look, then `UPDATE_GOLDEN=1 make test`."""

from __future__ import annotations

import unicodedata
from io import StringIO
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.console import Console as Terminal

from adapters.console.picking import choices_of, typed
from adapters.console.plain import plain
from adapters.console.render import show
from bot.choice import Choice
from bot.reply import (
    Citation,
    Gauge,
    Heading,
    Item,
    Items,
    Link,
    Note,
    Paragraph,
    Plain,
    Reply,
    Side,
    Sides,
)
from bot.visible import visible
from tests.console.conversations import REPLIES
from tests.golden import hold
from tests.hostile import blocks_with, texts

GOLDEN = Path(__file__).parent / "golden"
WIDTHS = (40, 80, 120)


def drawn(reply: Reply, width: int, *, colour: bool = False) -> str:
    file = StringIO()
    terminal = Terminal(
        file=file,
        width=width,
        highlight=False,
        force_terminal=colour,
        color_system="truecolor" if colour else None,
        legacy_windows=False,
    )
    show(terminal, reply)
    return "\n".join(line.rstrip() for line in file.getvalue().splitlines()) + "\n"


@pytest.mark.parametrize("name", REPLIES)
def test_a_pipe_is_told_the_same_as_yesterday(name: str) -> None:
    hold(GOLDEN / f"{name}.txt", plain(REPLIES[name]) + "\n")


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("name", REPLIES)
def test_a_terminal_shows_the_same_as_yesterday(name: str, width: int) -> None:
    hold(GOLDEN / f"{name}.{width}.txt", drawn(REPLIES[name], width))


def test_no_golden_file_is_left_over() -> None:
    held = {f"{name}.txt" for name in REPLIES} | {
        f"{name}.{width}.txt" for name in REPLIES for width in WIDTHS
    }
    assert {file.name for file in GOLDEN.iterdir()} == held


def test_sides_stand_beside_each_other_only_where_there_is_room() -> None:
    sides = Reply((Sides((Side("One", "", (Plain("x"),)), Side("Other", "", (Plain("y"),)))),))
    assert drawn(sides, 60).splitlines()[0].split() == ["One", "Other"]
    assert drawn(sides, 59).splitlines()[0].split() == ["One"]


def test_links_can_be_clicked_and_read() -> None:
    reply = Reply((Items((Item((Link("Post", "https://post.example/1"),)),)),))
    assert "\x1b]8;" in drawn(reply, 80, colour=True)
    assert "Post https://post.example/1" in drawn(reply, 80)


replies = st.builds(Reply, st.lists(blocks_with(marks=texts), max_size=4).map(tuple))


def hidden(text: str) -> list[str]:
    return [
        character
        for character in text
        if unicodedata.category(character) in {"Cc", "Cs"} and character not in "\n\t"
    ]


@given(replies, st.sampled_from([1, 20, 40, 200]))
def test_any_reply_is_drawn_and_nothing_moves_the_terminal(reply: Reply, width: int) -> None:
    assert not hidden(drawn(reply, width))
    assert not hidden(plain(reply))


@given(replies)
def test_everything_that_is_said_is_in_the_plain_text(reply: Reply) -> None:
    text = plain(reply)
    for block in reply.blocks:
        if isinstance(block, Paragraph | Note | Heading):
            for run in block.text:
                assert visible(run.outlet if isinstance(run, Citation) else run.text) in text


@pytest.mark.parametrize(
    "hostile", ["\x1b[2J", "\x9b2J", "a\x08b", "\u202egnp.exe", "\u2067x\u2069", "\x00", "\ud83d"]
)
def test_what_moves_or_turns_text_does_not_reach_a_terminal(hostile: str) -> None:
    assert not set(visible(hostile)) & set("\x1b\x9b\x08\x00\u202e\u2067\u2069\ud83d")


@pytest.mark.parametrize("kept", ["é", "👩‍👩‍👧", "שלום", "مرحبا", "a\tb\nc", "क्षि", "\u200f"])
def test_what_scripts_need_stays(kept: str) -> None:
    assert visible(kept) == kept


def test_a_probability_that_is_not_certain_never_looks_so() -> None:
    for share, full in ((0.0, 0), (0.001, 1), (0.5, 10), (0.999, 19), (1.0, 20)):
        assert drawn(Reply((Gauge((), share, ""),)), 80).count("█") == full


def test_choices_are_numbered_through_a_whole_reply() -> None:
    reply = REPLIES["blocks"]
    assert [choice.label for choice in choices_of(reply)] == ["Facts", "Sources", "Counted on"]
    assert "[3] Counted on" in plain(reply)
    assert typed(Choice("", "stories", ("", "2")), 1) == "/stories 2"


@pytest.mark.parametrize(
    ("arguments", "line"),
    [
        (("Formula 1",), '/stories "Formula 1"'),
        (("2026",), '/stories "2026"'),
        (("US politics", "2"), '/stories "US politics" 2'),
        (("Trade", "2"), "/stories Trade 2"),
    ],
)
def test_a_choice_is_written_so_that_it_is_understood(
    arguments: tuple[str, ...], line: str
) -> None:
    assert typed(Choice("", "stories", arguments), 1) == line
