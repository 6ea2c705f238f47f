"""Sources from the shell: read now, by hand or by `run`, and how each stands."""

from __future__ import annotations

import os
import re
from typing import TYPE_CHECKING

import pytest

from tests.platforms.telegram.scene import Telegram
from tests.platforms.telegram.server import hold, opened
from tests.program import Program

if TYPE_CHECKING:
    from pathlib import Path

INSIDE = "http://127.0.0.1:9000/feed.json?key=s3cret"


def put(folder: Path, slug: str, headline: str) -> None:
    """Put a story into a folder, as of long ago."""
    file = folder / f"{slug}.yaml"
    file.write_text(f"slug: {slug}\nheadline: {headline}\n")
    os.utime(file, (0, 0))


@pytest.fixture
def tray(tmp_path: Path) -> Path:
    """A folder with two stories."""
    tray = tmp_path / "tray"
    tray.mkdir()
    put(tray, "one", "One")
    put(tray, "two", "Two")
    return tray


@pytest.fixture
def program(tmp_path: Path, tray: Path) -> Program:
    """The program, which reads the folder and publishes what comes."""
    return Program(tmp_path, SOURCES_TRUSTED=str(tray))


async def test_sources_are_read_by_hand_and_twice_is_harmless(program: Program, tray: Path) -> None:
    assert await program.does("fetch") == (
        0,
        f"{tray}: 2 published, 0 kept as drafts, 0 as they were.\n",
    )
    put(tray, "one", "One, changed")
    os.utime(tray / "one.yaml", (1, 1))
    _, said = await program.does("fetch", str(tray))
    assert said == f"{tray}: 1 published, 0 kept as drafts, 1 as they were.\n"
    _, said = await program.does("export", "--json")
    assert "One, changed" in said
    _, said = await program.does("status")
    assert re.search(rf"{tray}: read .+ ago\. 1 story came .+ ago\.\n", said)


async def test_a_file_that_was_put_in_a_moment_ago_is_waited_for(
    program: Program, tray: Path
) -> None:
    (tray / "three.yaml").write_text("slug: three\nheadline: Three\n")
    waits, kept = (await program.does("fetch"))[1].splitlines()
    assert waits.endswith(": three.yaml. To be looked at again in 5 seconds.")
    assert kept == f"{tray}: 3 published, 0 kept as drafts, 0 as they were."


async def test_a_dry_run_says_what_would_come_and_keeps_nothing(
    program: Program, tray: Path
) -> None:
    status, said = await program.does("fetch", "--dry-run")
    assert (status, said) == (0, f"“One” is sound.\n“Two” is sound.\n{tray}: 2 sound stories.\n")
    assert not (program.folder / "desk.db").exists()


async def test_a_source_that_is_not_sound_is_told_with_its_reason_and_without_its_key(
    program: Program, tray: Path
) -> None:
    program.environment["STORYDESK_SOURCES"] = INSIDE
    (tray / "one.yaml").write_text("slug: one\n")
    os.utime(tray / "one.yaml", (0, 0))
    status, said = await program.does("fetch")
    assert status == 1
    assert "not of the open internet" in said
    assert f"{tray}: one.yaml:1:1: “headline” is missing." in said
    assert "2 sources are not sound." in said
    status, standing = await program.does("status")
    assert (status, "2 sources are not sound." in standing) == (1, True)
    assert re.search(r"feed\.json\?\w{6}: not read yet\.\n", standing)
    assert re.search(r"feed\.json\?\w{6}: It has not been sound for .+\.", standing)
    status, examined = await program.does("doctor")
    assert status == 1
    assert re.search(r"!!  http://127\.0\.0\.1:9000/feed\.json\?\w{6}: It leads to an", examined)
    assert "s3cret" not in said + standing + examined


async def test_a_source_that_is_not_set_is_named(program: Program) -> None:
    status, said = await program.does("fetch", "https://other.example")
    assert status == 1
    assert "have no https://other.example." in said
    del program.environment["STORYDESK_SOURCES_TRUSTED"]
    status, said = await program.does("fetch")
    assert (status, "No source is set" in said) == (1, True)


async def test_run_reads_sources_by_itself(program: Program, tray: Path) -> None:
    async with opened(Telegram()) as telegram:
        program.environment |= {
            "STORYDESK_TELEGRAM_TOKEN": telegram.token,
            "STORYDESK_TELEGRAM_API": telegram.base,
        }
        async with program.running():
            await program.says("sources is open")
            await program.status(rf"2 published(.|\n)*{tray}: read .+ ago\. 2 stories came")
        hold(telegram)
    assert "Traceback" not in program.log
