"""Settings: read once, all faults at once, no secret ever said."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from bot.address import Account
from bot.errors import Problem
from bot.settings import read_settings

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture(autouse=True)
def nothing_set(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    import os

    for name in [*os.environ]:
        if name.startswith("STORYDESK_"):
            monkeypatch.delenv(name)
    monkeypatch.chdir(tmp_path)


def test_without_anything_set_there_are_defaults() -> None:
    settings = read_settings()
    assert settings.database == "sqlite:///storydesk.db"
    assert settings.language == "en"
    assert settings.accounts == ()
    assert (settings.folder / "README.md").exists()


def test_the_environment_goes_before_the_file(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    (tmp_path / ".env").write_text("STORYDESK_LANGUAGE=ar\nSTORYDESK_LOG=info\nOTHER=1\n")
    monkeypatch.setenv("STORYDESK_LANGUAGE", "es-MX")
    settings = read_settings()
    assert (settings.language, settings.log) == ("es-MX", "info")


def test_owners_are_accounts(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("STORYDESK_OWNERS", "discord:1234, telegram:5678")
    assert read_settings().accounts == (Account("discord", "1234"), Account("telegram", "5678"))


def test_everything_wrong_is_named_at_once(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / ".env").write_text("STORYDESK_LANGAUGE=ar\n")
    monkeypatch.setenv("STORYDESK_OWNERS", "me")
    monkeypatch.setenv("STORYDESK_LOG", "loud")
    monkeypatch.setenv("STORYDESK_DISCORD_API", "nowhere")
    with pytest.raises(Problem) as caught:
        read_settings()
    said = str(caught.value)
    assert "STORYDESK_LANGAUGE is no setting; STORYDESK_LANGUAGE is." in said
    assert "STORYDESK_OWNERS lists accounts" in said
    assert "STORYDESK_LOG is debug, info, warning or error." in said
    assert "STORYDESK_DISCORD_API is a web address" in said


def test_a_secret_is_in_no_error_and_no_print(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("STORYDESK_DISCORD_TOKEN", "s3cret")
    assert "s3cret" not in repr(read_settings())
    monkeypatch.setenv("STORYDESK_DISCORD_GATEWAY", "https://s3cret")
    monkeypatch.setenv("STORYDESK_TELEGRAM_API", "s3cret")
    with pytest.raises(Problem) as caught:
        read_settings()
    assert "s3cret" not in str(caught.value)


@pytest.mark.parametrize(
    ("name", "value", "said"),
    [
        ("LANGUAGE", "fr", "is one of: en, ar, de, es."),
        ("LANGUAGE", "no language", "is one of:"),
        ("DATABASE", "mysql://localhost/desk", "is sqlite:///file.db or postgresql://"),
        ("WEBHOOK_URL", "http://bot.example/hook", "at port 443, 80, 88 or 8443."),
        ("WEBHOOK_URL", "https://bot.example:8080/hook", "at port 443, 80, 88 or 8443."),
        ("HEALTH", "nowhere/at/all.json", "is a file in a folder that is there."),
    ],
)
def test_what_cannot_work_is_told_before_anything_starts(
    name: str, value: str, said: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(f"STORYDESK_{name}", value)
    with pytest.raises(Problem) as caught:
        read_settings()
    assert f"STORYDESK_{name} " in str(caught.value)
    assert said in str(caught.value)


def test_a_server_of_ones_own_brings_updates_to_any_address(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("STORYDESK_TELEGRAM_API", "http://127.0.0.1:8081")
    monkeypatch.setenv("STORYDESK_WEBHOOK_URL", "http://127.0.0.1:9000/hook")
    assert read_settings().webhook_url == "http://127.0.0.1:9000/hook"


def test_a_line_of_the_file_that_says_nothing_is_named(tmp_path: Path) -> None:
    (tmp_path / ".env").write_text("STORYDESK_LOG=info\n'what is this\n")
    with pytest.raises(Problem) as caught:
        read_settings()
    assert ".env, line 2: write NAME=value." in str(caught.value)
