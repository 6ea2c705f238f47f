"""Which sources the settings list: all wrong ones named at once, no key ever said."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from bot.errors import Problem
from bot.settings import read_settings
from bot.wires import Source

if TYPE_CHECKING:
    from pathlib import Path

FEED, KITE = "https://a.example/feed.json", "http://kite.example/world.json?x=1,2"


@pytest.fixture(autouse=True)
def folder(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    for name in ("SOURCES", "SOURCES_TRUSTED", "SOURCES_EVERY"):
        monkeypatch.delenv(f"STORYDESK_{name}", raising=False)
    monkeypatch.chdir(tmp_path)
    (tmp_path / "in tray").mkdir()
    return tmp_path / "in tray"


def places(monkeypatch: pytest.MonkeyPatch, text: str) -> list[object]:
    monkeypatch.setenv("STORYDESK_SOURCES", text)
    return [source.place for source in read_settings().wires]


def test_without_any_there_is_none() -> None:
    settings = read_settings()
    assert (settings.wires, settings.sources_every) == ((), 15)


@pytest.mark.parametrize("between", [" ", ",", ", ", "\n  ", ",\n"])
def test_they_are_listed_with_spaces_lines_or_commas(
    between: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    listed = between.join([FEED, KITE, str(tmp_path), FEED])
    assert places(monkeypatch, f"\n{listed},\n") == [FEED, KITE, tmp_path]


def test_they_may_stand_in_a_file_one_in_a_line(tmp_path: Path, folder: Path) -> None:
    (tmp_path / ".env").write_text(
        f"STORYDESK_SOURCES='\n  {FEED}\n  {folder.as_uri()}\n'\nSTORYDESK_SOURCES_EVERY=5\n"
    )
    settings = read_settings()
    assert [source.place for source in settings.wires] == [FEED, folder]
    assert settings.sources_every == 5


def test_what_stands_in_both_lists_is_trusted(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("STORYDESK_SOURCES", f"{FEED} {KITE}")
    monkeypatch.setenv("STORYDESK_SOURCES_TRUSTED", FEED)
    assert {source.place: source.is_trusted for source in read_settings().wires} == {
        FEED: True,
        KITE: False,
    }


def test_a_source_is_called_without_what_may_be_a_key(monkeypatch: pytest.MonkeyPatch) -> None:
    one, other = f"{FEED}?key=s3cret#top", f"{FEED}?key=other"
    monkeypatch.setenv("STORYDESK_SOURCES", f"{one} {other} {FEED}")
    names = [source.name for source in read_settings().wires]
    assert len(set(names)) == 3
    assert all(name.startswith(FEED) for name in names)
    assert "s3cret" not in str(names)


def test_a_folder_is_called_by_its_path(monkeypatch: pytest.MonkeyPatch, folder: Path) -> None:
    monkeypatch.setenv("STORYDESK_SOURCES_TRUSTED", folder.as_uri())
    assert read_settings().wires == (Source(str(folder), folder, is_trusted=True),)


def test_all_that_are_wrong_are_named_at_once_and_no_key(monkeypatch: pytest.MonkeyPatch) -> None:
    wrong = "nowhere/at/all ftp://a.example/x https://me:s3cret@b.example/x?key=s3cret"
    monkeypatch.setenv("STORYDESK_SOURCES", f"{FEED} {wrong}")
    monkeypatch.setenv("STORYDESK_SOURCES_TRUSTED", "https://")
    monkeypatch.setenv("STORYDESK_SOURCES_EVERY", "0")
    with pytest.raises(Problem) as caught:
        read_settings()
    said = str(caught.value)
    assert "and not: nowhere/at/all, ftp://a.example/x, …@b.example/x." in said
    assert (
        "STORYDESK_SOURCES_TRUSTED lists web addresses (no passwords) and folders that exist"
        in said
    )
    assert "STORYDESK_SOURCES_EVERY is a number of minutes, from 1 to 1440." in said
    assert "s3cret" not in said
