"""A folder is read as its files become whole."""

from __future__ import annotations

import os
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pytest

from bot.taking_in.folder import file_bytes
from bot.taking_in.tray import QUIET, Tray
from tests.invented import NOON

if TYPE_CHECKING:
    from pathlib import Path

LONG_AGO = NOON - timedelta(hours=1)


def write(
    folder: Path, name: str = "one.yaml", headline: str = "One", *, at: datetime = LONG_AGO
) -> Path:
    """Write a story file as of some moment."""
    file = folder / name
    file.parent.mkdir(exist_ok=True)
    file.write_text(f"slug: {file.stem}\nheadline: {headline}\n")
    os.utime(file, (at.timestamp(), at.timestamp()))
    return file


def took(tray: Tray, now: datetime = NOON) -> list[str]:
    """Look into a tray, and take what is there."""
    contents = tray.look(now)
    tray.done(contents.drafts)
    return [draft.story.headline for _, draft in contents.drafts]


def test_what_was_taken_is_left_alone_until_it_changes(tmp_path: Path) -> None:
    tray = Tray(tmp_path)
    write(tmp_path)
    write(tmp_path, "b/two.yaml", "Two")
    assert sorted(took(tray)) == ["One", "Two"]
    assert took(tray) == []
    write(tmp_path, headline="Uno", at=LONG_AGO + timedelta(seconds=1))
    assert took(tray) == ["Uno"]


def test_what_was_read_and_not_kept_is_read_again(tmp_path: Path) -> None:
    tray = Tray(tmp_path)
    write(tmp_path)
    assert len(tray.look(NOON).drafts) == 1
    assert took(tray) == ["One"]


def test_a_file_put_in_anothers_place_is_new_whatever_its_time_and_size(tmp_path: Path) -> None:
    tray = Tray(tmp_path)
    write(tmp_path)
    assert took(tray) == ["One"]
    (tmp_path / "aside").mkdir()
    write(tmp_path / "aside", headline="Two").replace(tmp_path / "one.yaml")
    assert took(tray) == ["Two"]


def test_a_file_that_is_still_written_to_is_left_until_it_is_whole(tmp_path: Path) -> None:
    tray = Tray(tmp_path)
    write(tmp_path, headline="Half", at=NOON)
    half = tray.look(NOON + QUIET / 2)
    assert (half.drafts, half.partial) == ((), (tmp_path / "one.yaml",))
    write(tmp_path, headline="Whole", at=NOON + QUIET / 2)
    assert tray.look(NOON + QUIET).drafts == ()
    whole = tray.look(NOON + 2 * QUIET)
    assert (len(whole.drafts), whole.partial) == (1, ())


def test_a_disk_whose_clock_goes_ahead_holds_nothing_back(tmp_path: Path) -> None:
    tray = Tray(tmp_path)
    write(tmp_path, at=NOON + timedelta(days=1))
    assert took(tray) == []
    assert took(tray) == ["One"]


def test_a_file_that_changes_while_it_is_read_is_left(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def changing(file: Path) -> bytes:
        data = file_bytes(file)
        write(tmp_path, headline="Changed since", at=LONG_AGO)
        return data

    write(tmp_path)
    tray = Tray(tmp_path)
    with monkeypatch.context() as patch:
        patch.setattr("bot.taking_in.tray.file_bytes", changing)
        contents = tray.look(NOON)
    assert (contents.drafts, contents.partial) == ((), (tmp_path / "one.yaml",))
    assert took(tray) == ["Changed since"]


def test_only_what_may_be_a_story_is_looked_at(tmp_path: Path) -> None:
    write(tmp_path, ".hidden.yaml")
    write(tmp_path, ".git/config.yaml")
    write(tmp_path, "README.md")
    (tmp_path / "folder.yaml").mkdir()
    (tmp_path / "nowhere.yaml").symlink_to(tmp_path / "gone.yaml")
    contents = Tray(tmp_path).look(NOON)
    assert (contents.drafts, contents.faults, contents.partial) == ((), (), ())


def test_a_file_that_is_not_sound_keeps_no_other_out_and_is_told_each_time(
    tmp_path: Path,
) -> None:
    tray = Tray(tmp_path)
    broken = write(tmp_path, "a.yaml")
    broken.write_text("slug: a\nslug: b\n")
    os.utime(broken, (LONG_AGO.timestamp(),) * 2)
    write(tmp_path)
    assert took(tray) == ["One"]
    ((file, fault),) = tray.look(NOON).faults
    assert file == broken
    assert str(fault.what) == "“headline” is missing."


def test_a_folder_that_is_gone_is_told_from_an_empty_one(tmp_path: Path) -> None:
    assert Tray(tmp_path).look(NOON).drafts == ()
    with pytest.raises(FileNotFoundError):
        Tray(tmp_path / "gone").look(NOON)


def test_a_file_that_comes_back_is_read_again(tmp_path: Path) -> None:
    tray = Tray(tmp_path)
    file = write(tmp_path)
    assert took(tray) == ["One"]
    file.unlink()
    assert took(tray) == []
    write(tmp_path)
    assert took(tray, datetime.now(UTC)) == ["One"]
