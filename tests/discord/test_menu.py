"""The commands that Discord shows, and how they are kept up to date."""

from __future__ import annotations

import json
import logging
from copy import deepcopy
from typing import TYPE_CHECKING, Any

import pytest
from discord import Locale, RateLimited

from adapters.discord.menu import is_shown, kept, menu
from bot.commands import COMMANDS
from bot.request import Kind, Role
from bot.words import languages, words_for
from tests.discord.test_faults import refusal
from tests.platforms.specs import discord_spec

if TYPE_CHECKING:
    from bot.desk import Desk
    from tests.discord.recording import Recording

MENU = "/applications/1/commands"
# What stands in the menu; the others are offered where they are of use.
LISTED = [command for command in COMMANDS.values() if not command.hidden]
ASK, TELL = f"GET {MENU}", f"PUT {MENU}"


def as_discord_keeps_it(told: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """What Discord gives back: in another order, with more fields, and without empty ones."""
    kept = deepcopy(told)
    for number, command in enumerate(kept):
        may = command["default_member_permissions"]
        command |= {
            "id": str(number),
            "application_id": "1",
            "version": "5",
            "nsfw": False,
            "dm_permission": True,
            "integration_types": [0, 1],
            "name_localizations": None,
            "default_member_permissions": None if may is None else str(may),
            "contexts": command["contexts"][::-1],
        }
        if not command["options"]:
            del command["options"]
        for option in command.get("options", ()):
            option["name_localizations"] = None
            for nothing in ("required", "autocomplete"):
                if not option.get(nothing):
                    option.pop(nothing, None)
    return kept[::-1]


def named(told: list[dict[str, Any]], name: str) -> dict[str, Any]:
    return next(each for each in told if each["name"] == name)


@pytest.mark.parametrize("language", languages())
def test_discord_takes_the_menu(language: str) -> None:
    told = menu(language)
    assert discord_spec().validate("PUT", MENU, told) == []
    assert {each["name"] for each in told} == {command.name for command in LISTED}
    assert len(told) <= 100
    for command in told:
        assert len(json.dumps(command, ensure_ascii=False)) <= 8000


def test_each_language_of_discord_that_we_speak_is_told_in_its_words() -> None:
    facts = named(menu("en"), "facts")
    words = COMMANDS["facts"].help
    assert facts["description"] == words_for("en")(words)
    for locale, said in facts["description_localizations"].items():
        assert said == words_for(locale.partition("-")[0])(words)
    spoken = {tag.partition("-")[0] for tag in languages()} - {"en"}
    known = {each.value for each in Locale if each.value.partition("-")[0] in spoken}
    assert set(facts["description_localizations"]) == known


def test_where_english_is_not_the_language_of_the_house_it_is_told_to_who_reads_it() -> None:
    language = next(tag for tag in languages() if tag != "en")
    facts = named(menu(language), "facts")
    assert facts["description"] == words_for(language)(COMMANDS["facts"].help)
    for locale in ("en-US", "en-GB"):
        assert facts["description_localizations"][locale] == COMMANDS["facts"].help


def test_who_is_shown_a_command_depends_on_who_may_give_it() -> None:
    told = menu("en")
    for command in LISTED:
        shown_to = named(told, command.name)["default_member_permissions"]
        expected = {Role.READER: None, Role.MANAGER: 0x20}
        assert shown_to == expected.get(command.role, 0)


def test_options_are_typed_and_complete_what_can_be_completed() -> None:
    told = menu("en")
    for command in LISTED:
        options = {each["name"]: each for each in named(told, command.name)["options"]}
        for argument in command.typed:
            if argument.kind is Kind.LONG:
                assert argument.name not in options
                continue
            option = options[argument.name]
            free = {Kind.NUMBER, Kind.TEXT, Kind.FILE}
            assert bool(option.get("autocomplete")) == (argument.kind not in free)
            assert option["type"] == {Kind.NUMBER: 4, Kind.FILE: 11}.get(argument.kind, 3)
            assert option["required"] == argument.required


def test_where_an_argument_is_one_of_few_words_these_are_offered() -> None:
    (what, who, role) = named(menu("en"), "editors")["options"]
    assert [each["value"] for each in what["choices"]] == ["add", "remove", "list"]
    assert [each["value"] for each in role["choices"]] == ["editor", "publisher"]
    assert "choices" not in who


def test_another_word_to_choose_is_seen() -> None:
    there = as_discord_keeps_it(menu("en"))
    assert is_shown(menu("en"), there)
    named(there, "editors")["options"][0]["choices"].pop()
    assert not is_shown(menu("en"), there)


def test_what_only_buttons_carry_is_no_option() -> None:
    told = menu("en")
    for command in LISTED:
        pressed = {each.name for each in command.arguments if each.kind is Kind.PRESSED}
        assert not pressed & {each["name"] for each in named(told, command.name)["options"]}


def test_what_must_be_given_comes_first() -> None:
    required = [each["required"] for each in named(menu("en"), "report")["options"]]
    assert required == sorted(required, reverse=True)


async def test_what_discord_shows_already_is_not_told_again(desk: Desk, line: Recording) -> None:
    line.answers[ASK].append(as_discord_keeps_it(menu("en")))
    await kept(line, desk)
    assert [name for name, _ in line.calls] == [ASK]


async def test_on_the_first_day_everything_is_told(desk: Desk, line: Recording) -> None:
    line.answers[ASK].append([])
    await kept(line, desk)
    assert line.said(TELL) == [menu("en")]


CHANGES: list[tuple[str, Any]] = [
    ("description", "another"),
    ("description_localizations", {"de": "anders"}),
    ("default_member_permissions", "32"),
    ("contexts", [0]),
    ("options", []),
    ("type", 2),
    ("name", "old"),
]


@pytest.mark.parametrize(("field", "value"), CHANGES)
def test_any_change_is_seen(field: str, value: object) -> None:
    told = menu("en")
    there = as_discord_keeps_it(told)
    assert is_shown(told, there)
    named(there, "facts")[field] = value
    assert not is_shown(told, there)


@pytest.mark.parametrize("field", ["description", "required", "type", "name", "autocomplete"])
def test_any_change_of_an_option_is_seen(field: str) -> None:
    there = as_discord_keeps_it(menu("en"))
    option = named(there, "facts")["options"][0]
    option[field] = {"required": True, "type": 4, "autocomplete": False}.get(field, "other")
    assert not is_shown(menu("en"), there)


async def test_a_command_that_is_gone_disappears(desk: Desk, line: Recording) -> None:
    old = {"name": "old", "type": 1, "description": "of an earlier version"}
    line.answers[ASK].append([*as_discord_keeps_it(menu("en")), old])
    await kept(line, desk)
    assert line.said(TELL) == [menu("en")]


async def test_a_menu_that_cannot_be_told_is_noted(
    desk: Desk, line: Recording, caplog: pytest.LogCaptureFixture
) -> None:
    line.answers[ASK].append(refusal(403, 50001))
    with caplog.at_level(logging.WARNING):
        await kept(line, desk)
    assert "not up to date" in caplog.text


async def test_a_menu_waits_where_discord_asks_to(desk: Desk, line: Recording) -> None:
    line.answers[ASK].extend([RateLimited(0), []])
    await kept(line, desk)
    assert [name for name, _ in line.calls] == [ASK, ASK, TELL]


@pytest.mark.parametrize(
    "said", [refusal(404, 0), refusal(405, 0), refusal(501, 0), {"no": "list"}]
)
async def test_a_menu_that_is_not_told_is_set(line: Recording, desk: Desk, said: object) -> None:
    line.answers[ASK].append(said)
    await kept(line, desk)
    assert line.said(TELL) == [menu("en")]
