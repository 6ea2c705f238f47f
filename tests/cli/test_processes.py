"""The program as a process of its own: its streams, the shell and the disk around it."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.cli.ended import Ended, program, write
from tests.invented import a_story

if TYPE_CHECKING:
    from collections.abc import Callable

pytestmark = pytest.mark.usefixtures("newsroom")


def test_try_answers_for_the_real_story_on_a_pipe(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("STORYDESK_DATABASE")
    lines = ["/facts", "/sources", "/narratives", "/predictions"]
    ended = program("try", "--json", typed="\n".join(lines) + "\n")
    assert (ended.status, ended.err) == (0, "")
    replies = [json.loads(line) for line in ended.out.splitlines()]
    assert [reply["command"] for reply in replies] == [line[1:] for line in lines]
    assert all(reply["ok"] for reply in replies)
    facts, sources, narratives, predictions = (reply["text"] for reply in replies)
    assert "US Government Emails Hacked in Suspected Chinese Espionage" in facts
    assert "6. Following the reported hack" in facts
    assert "[6 Dw.com]" in facts
    assert "NPR Online News" in sources
    assert "Anti-China narrative" in narratives
    assert "Chinadaily.com.cn" in narratives
    assert "Nobody has made a prediction" in predictions


def test_try_on_a_named_database_shows_what_is_in_it(
    storydesk: Callable[..., Ended], newsroom: Path
) -> None:
    write(newsroom / "content" / "a.yaml", a_story("a", headline="Only this one"))
    storydesk("load", newsroom / "content")
    ended = program("try", typed="/stories\n")
    assert "Only this one" in ended.out
    assert "Microsoft" not in ended.out


def test_try_keeps_out_what_is_broken_and_says_so(
    newsroom: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("STORYDESK_DATABASE")
    monkeypatch.setenv("STORYDESK_STORIES", str(newsroom / "content"))
    write(newsroom / "content" / "a.yaml", a_story("a", headline="The sound one"))
    (newsroom / "content" / "b.yaml").write_text("slug: b\n")
    ended = program("try", typed="/stories\n")
    assert ended.status == 0
    assert "The sound one" in ended.out
    assert "b.yaml is not sound" in ended.err


def test_a_wrong_setting_is_one_sentence_and_no_traceback() -> None:
    ended = program("status", STORYDESK_LOG="loud")
    assert ended.status == 1
    assert ended.err.splitlines() == [
        "The settings need mending. STORYDESK_LOG is debug, info, warning or error."
    ]


def test_settings_that_are_no_text_are_one_sentence(newsroom: Path) -> None:
    (newsroom / ".env").write_bytes(b"STORYDESK_LOG=\xff")
    ended = program("status")
    assert (ended.status, ended.err) == (1, ".env is not UTF-8 text.\n")


def test_stories_are_written_as_utf_8_whatever_the_locale(newsroom: Path) -> None:
    arabic = write(newsroom / "a.yaml", a_story(headline="مدينة النورس"))
    ended = program("import", "--dry-run", "--json", str(arabic), PYTHONIOENCODING="latin-1")
    assert json.loads(ended.out)["headline"] == "مدينة النورس"


def test_a_file_whose_name_is_no_text_is_named_all_the_same(newsroom: Path) -> None:
    file = newsroom / os.fsdecode(b"caf\xe9.yaml")
    file.write_text("slug: a\n")
    ended = program("check", str(file))
    assert ended.status == 1
    assert "caf\\udce9.yaml:1:1:" in ended.out


@pytest.mark.parametrize("closed", ["<&-", ">&-", "2>&-"])
def test_a_stream_that_the_shell_closed_is_an_empty_one(
    closed: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("STORYDESK_DATABASE")
    command = f"echo /topics | '{sys.executable}' -m bot try {closed}"
    ended = subprocess.run(["bash", "-c", command], capture_output=True, check=False, timeout=60)  # noqa: S603, S607 - the shell is what is tried
    assert (ended.returncode, ended.stderr) == (0, b"")


def test_a_full_disk_under_the_output_is_one_sentence() -> None:
    with Path("/dev/full").open("wb") as full:
        ended = subprocess.run(
            [sys.executable, "-m", "bot", "schema"],
            stdout=full,
            stderr=subprocess.PIPE,
            check=False,
            timeout=60,
        )
    assert ended.returncode == 1
    assert ended.stderr == b"The system refused: No space left on device.\n"
