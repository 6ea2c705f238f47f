"""The handbook cannot fall behind."""

from __future__ import annotations

import argparse
import re
from datetime import date
from pathlib import Path

import pytest

from bot.cli import parser
from bot.commands import COMMANDS
from bot.importers import read
from bot.settings import PREFIX, Settings
from bot.views.facts import facts
from bot.views.frame import Shown
from bot.views.narratives import narratives
from bot.words import words_for
from tests.console.test_drawing import drawn
from tests.invented import a_revision

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text("utf-8")
CONTRIBUTING = (ROOT / "CONTRIBUTING.md").read_text("utf-8")

# The order of narratives turns with the day.
DAY = date(2026, 11, 24)


def verbs() -> list[str]:
    (action,) = (
        action
        for action in parser(words_for("en"))._actions  # noqa: SLF001 - argparse has no other way
        if isinstance(action, argparse._SubParsersAction)  # noqa: SLF001 - the same
    )
    return [*action.choices]


def test_the_picture_is_what_a_terminal_shows() -> None:
    (draft,) = read((ROOT / "stories" / "lorrin-harbour-reopens.yaml").read_bytes())
    shown, words = Shown(a_revision(draft.story), newer=None, older=5), words_for("en")
    first, second = drawn(facts(words, shown), 96), drawn(narratives(words, shown, DAY), 96)
    picture = f"```text\n{first}{second[second.index('Narratives') :].rstrip()}\n```"
    assert picture in README


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_is_in_the_readme(name: str) -> None:
    assert f"`/{name}" in README


@pytest.mark.parametrize("verb", verbs())
def test_every_verb_of_the_command_line_is_in_the_readme(verb: str) -> None:
    assert f"`storydesk {verb}" in README


@pytest.mark.parametrize("name", Settings.model_fields)
def test_every_setting_is_in_the_readme(name: str) -> None:
    assert f"`{PREFIX}{name.upper()}`" in README


def test_the_readme_names_no_setting_that_is_none() -> None:
    named = set(re.findall(r"STORYDESK_(\w+)", README))
    assert named <= {name.upper() for name in Settings.model_fields}


def test_the_readme_names_no_verb_that_is_none() -> None:
    assert set(re.findall(r"`storydesk (\w+)", README)) <= set(verbs())


@pytest.mark.parametrize("document", [README, CONTRIBUTING])
def test_every_target_of_make_that_is_named_is_there(document: str) -> None:
    targets = set(re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE))
    assert set(re.findall(r"^make ([a-z]+)|`make ([a-z]+)`", document)) <= {
        (target, "") for target in targets
    } | {("", target) for target in targets}


@pytest.mark.parametrize("document", [README, CONTRIBUTING])
def test_every_file_that_is_linked_is_there(document: str) -> None:
    for link in re.findall(r"\]\((?!https?:)([^)#]+)", document):
        assert (ROOT / link).exists(), link


@pytest.mark.parametrize(
    "path", sorted((ROOT / "bot").glob("[a-z]*.py")), ids=lambda path: path.name
)
def test_every_room_is_named_with_its_floor(path: Path) -> None:
    assert f"{path.name}`" in CONTRIBUTING
