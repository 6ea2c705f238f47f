"""The handbook cannot fall behind: all that it names is there, and all that is there it names."""

from __future__ import annotations

import argparse
import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from bot.cli import parser
from bot.commands import COMMANDS
from bot.request import Role
from bot.settings import PREFIX, Settings
from bot.words import words_for
from docs.pictures.newsroom import OWNER, opened

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.request import Command

ROOT = Path(__file__).parent.parent
PAGES = ("README.md", *sorted(f"docs/{path.name}" for path in (ROOT / "docs").glob("*.md")))
# Which page is for those who have a role.
GUIDES = {
    Role.READER: "docs/reader.md",
    Role.MANAGER: "docs/manager.md",
    Role.EDITOR: "docs/editor.md",
    Role.PUBLISHER: "docs/editor.md",
    Role.OWNER: "docs/editor.md",
}
RUNNING = "docs/running.md"
BOTFATHERS = {"/newbot", "/revoke", "/setinline"}  # commands of somebody else
EXAMPLES = re.compile(r"```text\n(.*?)```|`(/[^`\n]+)`", re.DOTALL)
WRITTEN = re.compile(r"`(/[a-z][^`\n]*)`")
LINK = re.compile(r"\]\((?!https?:)([^)#]*)(?:#([^)]+))?\)")


def text(page: str) -> str:
    return (ROOT / page).read_text("utf-8")


def verbs() -> list[str]:
    (action,) = (
        action
        for action in parser(words_for("en"))._actions  # noqa: SLF001 - argparse has no other way
        if isinstance(action, argparse._SubParsersAction)  # noqa: SLF001 - the same
    )
    return [*action.choices]


def examples(page: str) -> Iterator[str]:
    """Give each line that somebody may copy from a page, from top to bottom."""
    usages = {command.usage for command in COMMANDS.values()}
    for match in EXAMPLES.finditer(text(page)):
        if match[1]:
            yield from (line for line in match[1].splitlines() if line.startswith("/"))
        elif " " in match[2] and match[2] not in usages:
            yield match[2]


def anchors(page: str) -> set[str]:
    """Name the headings of a page, as links name them."""
    titles = re.findall(r"^#+ (.+)$", text(page), re.MULTILINE)
    return {re.sub(r"[^\w -]", "", title).lower().replace(" ", "-") for title in titles}


@pytest.mark.parametrize("command", COMMANDS.values(), ids=lambda command: command.name)
def test_every_command_is_explained_to_those_who_may_give_it(command: Command) -> None:
    wanted = f"`/{command.name}`" if command.hidden else f"| `{command.usage}` |"
    assert wanted in text(GUIDES[command.role])


@pytest.mark.parametrize("page", PAGES)
def test_what_looks_like_a_command_is_one_and_written_as_it_is_given(page: str) -> None:
    usages = {command.usage for command in COMMANDS.values()}
    for written in WRITTEN.findall(text(page)):
        name = written.partition(" ")[0]
        assert name.removeprefix("/") in COMMANDS or name in BOTFATHERS | {"/api/v10"}, written
        assert "[" not in written or written in usages, written


@pytest.mark.parametrize("page", PAGES)
async def test_who_types_the_examples_of_a_page_from_top_to_bottom_is_answered(page: str) -> None:
    async with opened() as room:
        for line in examples(page):
            reply = await room.say("telegram", OWNER, line)
            assert not reply.failed, (line, reply)


def test_every_guide_has_examples() -> None:
    assert all([*examples(page)] for page in GUIDES.values())


@pytest.mark.parametrize("verb", verbs())
def test_every_verb_of_the_command_line_is_explained_to_who_runs_the_bot(verb: str) -> None:
    assert f"| `storydesk {verb}" in text(RUNNING)


@pytest.mark.parametrize("name", Settings.model_fields)
def test_every_setting_is_explained_to_who_runs_the_bot(name: str) -> None:
    table = [line for line in text(RUNNING).splitlines() if line.startswith("| `")]
    assert any(f"`{PREFIX}{name.upper()}`" in line.split(" | ")[0] for line in table)


@pytest.mark.parametrize("page", PAGES)
def test_no_page_names_a_setting_that_is_none(page: str) -> None:
    named = set(re.findall(rf"{PREFIX}(\w+)", text(page)))
    assert named <= {name.upper() for name in Settings.model_fields}


@pytest.mark.parametrize("page", PAGES)
def test_no_page_names_a_verb_that_is_none(page: str) -> None:
    assert set(re.findall(r"(?:`|^|bin/)storydesk ([a-z]+)", text(page), re.MULTILINE)) <= {
        *verbs()
    }


@pytest.mark.parametrize("page", [*PAGES, "CONTRIBUTING.md"])
def test_every_target_of_make_that_is_named_is_there(page: str) -> None:
    targets = set(re.findall(r"^([a-z]+):", text("Makefile"), re.MULTILINE))
    named = re.findall(r"(?:^|`|\| )make ([a-z]+)", text(page), re.MULTILINE)
    assert set(named) <= targets


@pytest.mark.parametrize("page", [*PAGES, "CONTRIBUTING.md"])
def test_every_link_leads_to_a_file_and_to_a_heading_that_are_there(page: str) -> None:
    for path, anchor in LINK.findall(text(page)):
        led = (ROOT / page).parent / path if path else ROOT / page
        assert led.exists(), path
        assert not anchor or anchor in anchors(str(led.resolve().relative_to(ROOT))), anchor


@pytest.mark.parametrize(
    "room",
    [
        *(path.name for path in sorted((ROOT / "bot").glob("[a-z]*.py"))),
        *(f"{path.parent.name}/" for path in sorted((ROOT / "bot").glob("*/__init__.py"))),
    ],
)
def test_every_room_is_named_with_its_floor(room: str) -> None:
    assert room in text("CONTRIBUTING.md")
