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
    monkeypatch.setenv("STORYDESK_LANGUAGE", "pt-BR")
    settings = read_settings()
    assert (settings.language, settings.log) == ("pt-BR", "info")


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
