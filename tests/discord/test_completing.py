"""What is suggested while somebody types, and that something always comes."""

from __future__ import annotations

import asyncio
import logging
from typing import TYPE_CHECKING

import pytest

from adapters.discord import completing
from adapters.discord.completing import Completing
from adapters.discord.units import units
from bot.errors import StoreError
from bot.words import phrase
from tests.discord.recording import an_interaction
from tests.discord.test_faults import refusal
from tests.invented import a_story

if TYPE_CHECKING:
    from bot.desk import Desk
    from tests.discord.recording import Recording


async def suggested(
    desk: Desk, line: Recording, command: str, option: str, typed: object, **more: object
) -> list[dict[str, str]]:
    """Type into an option, and give what is offered: names and values."""
    options = [{"name": option, "type": 3, "value": typed, "focused": True}]
    asked = an_interaction(4, {"name": command, "options": options}, **more)
    await Completing(desk, line).typed(asked)
    (answer,) = line.first
    assert answer["type"] == 8
    choices: list[dict[str, str]] = answer["data"]["choices"]
    assert len(choices) <= 25
    for choice in choices:
        assert 1 <= units(choice["name"]) <= 100
        assert 1 <= units(choice["value"]) <= 100
    return choices


async def test_stories_are_suggested_by_their_headlines(desk: Desk, line: Recording) -> None:
    assert await suggested(desk, line, "facts", "story", "bridge") == [
        {"name": "Old bridge of Lorrin falls", "value": "bridge-falls"}
    ]


async def test_without_words_the_newest_come_first(desk: Desk, line: Recording) -> None:
    choices = await suggested(desk, line, "facts", "story", "")
    assert [each["value"] for each in choices] == ["comet-seen", "harbour-reopens", "bridge-falls"]


async def test_topics_say_how_much_there_is(desk: Desk, line: Recording) -> None:
    assert await suggested(desk, line, "stories", "topic", "tr") == [
        {"name": "Trade — 3 stories", "value": "Trade"}
    ]


async def test_languages_are_named_in_the_reader_s(desk: Desk, line: Recording) -> None:
    choices = await suggested(desk, line, "language", "language", "deu", locale="de")
    assert choices == [{"name": "de — Deutsch", "value": "de"}]


async def test_commands_say_what_they_do(desk: Desk, line: Recording) -> None:
    (choice,) = await suggested(desk, line, "help", "command", "/fac")
    assert choice["value"] == "facts"
    assert choice["name"].startswith("facts — ")


async def test_no_more_than_25_are_suggested(desk: Desk, line: Recording) -> None:
    many = [a_story(f"story-{number}", headline=f"Story {number}") for number in range(40)]
    async for _ in desk.load(many, lambda _: None):
        pass
    assert len(await suggested(desk, line, "facts", "story", "")) == 25


@pytest.mark.parametrize("character", ["a", "é", "𝔘"])
async def test_long_headlines_are_cut(desk: Desk, line: Recording, character: str) -> None:
    long = a_story("long", headline=f"Zebra {character * 150}", published="2026-11-04")
    async for _ in desk.load([long], lambda _: None):
        pass
    (choice,) = await suggested(desk, line, "facts", "story", "Zebra")
    assert choice["name"].startswith("Zebra")
    assert choice["name"].endswith("…")


@pytest.mark.parametrize(
    ("command", "option", "typed"),
    [
        ("facts", "story", "zzzz"),
        ("frobnicate", "story", "x"),
        ("facts", "frob", "x"),
        ("report", "note", "x"),
        ("stories", "page", 2),
        ("facts", "story", '"*(^'),
    ],
)
async def test_where_nothing_is_known_nothing_is_suggested(
    desk: Desk, line: Recording, command: str, option: str, typed: object
) -> None:
    assert await suggested(desk, line, command, option, typed) == []


async def test_a_store_that_fails_suggests_nothing(
    desk: Desk,
    line: Recording,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    async def fail(*_: object, **__: object) -> None:
        raise StoreError(phrase("The store is away."))

    monkeypatch.setattr(desk.store, "search", fail)
    with caplog.at_level(logging.ERROR):
        assert await suggested(desk, line, "facts", "story", "x") == []
    assert "The store is away" in caplog.text


async def test_what_takes_too_long_suggests_nothing(
    desk: Desk, line: Recording, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def wait(*_: object, **__: object) -> None:
        await asyncio.sleep(10)

    monkeypatch.setattr(desk.store, "search", wait)
    monkeypatch.setattr(completing, "PATIENCE", 0.01)
    assert await suggested(desk, line, "facts", "story", "x") == []


async def test_a_suggestion_that_comes_too_late_does_no_harm(desk: Desk, line: Recording) -> None:
    line.answers["POST /interactions/9/key/callback"].append(refusal(404, 10062))
    assert await suggested(desk, line, "facts", "story", "")
