"""The verbs that look after the database: what they print where, and their exit status."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.cli.ended import Ended

SEED = Path(__file__).parents[1] / "pages" / "us-government-emails-hacked.txt"

pytestmark = pytest.mark.usefixtures("newsroom")


def test_status_makes_no_database(storydesk: Callable[..., Ended], newsroom: Path) -> None:
    ended = storydesk("status")
    assert ended.status == 1
    assert not (newsroom / "desk.db").exists()


def test_backup_writes_a_copy_that_works_and_never_overwrites(
    storydesk: Callable[..., Ended], newsroom: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    storydesk("import", SEED)
    assert storydesk("backup", newsroom / "copy.db").status == 0
    assert storydesk("backup", newsroom / "copy.db").status == 1
    monkeypatch.setenv("STORYDESK_DATABASE", f"sqlite:///{newsroom / 'copy.db'}")
    assert "1 drafts" in storydesk("status").out


def test_migrate_says_where_the_database_stands(storydesk: Callable[..., Ended]) -> None:
    assert storydesk("migrate").status == 0
    assert "as this version wants it" in storydesk("migrate").out


def test_doctor_finds_a_healthy_newsroom(storydesk: Callable[..., Ended]) -> None:
    storydesk("migrate")
    ended = storydesk("doctor")
    assert ended.status == 0
    assert "The database is sound" in ended.out
    assert "STORYDESK_TELEGRAM_TOKEN is not set." in ended.out


def test_doctor_says_that_a_platform_is_out_of_reach_and_never_the_token(
    storydesk: Callable[..., Ended], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("STORYDESK_TELEGRAM_TOKEN", "1:s3cret")
    monkeypatch.setenv("STORYDESK_TELEGRAM_API", "http://127.0.0.1:9")
    storydesk("migrate")
    ended = storydesk("doctor")
    assert ended.status == 1
    assert "!!  Telegram cannot be reached." in ended.out
    assert "s3cret" not in ended.out + ended.err


def test_doctor_says_what_needs_mending(
    storydesk: Callable[..., Ended], newsroom: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (newsroom / "desk.db").write_text("this is no database, but it is long enough to be read")
    monkeypatch.setenv("STORYDESK_STORIES", str(newsroom / "nowhere"))
    ended = storydesk("doctor")
    assert ended.status == 1
    assert ended.out.count("!!") == 2
    assert "2 things need mending." in ended.err
