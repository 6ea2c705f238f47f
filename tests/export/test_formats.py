"""What is given out, as people and programs get it."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.cli import FORMAT_NAMES
from bot.export import FORMATS
from bot.taking_in.folder import read_files, story_files
from tests.golden import CONTENT, hold
from tests.invented import a_revision

HERE = Path(__file__).parent


@pytest.mark.parametrize("form", FORMATS)
@pytest.mark.parametrize("name", ["us-government-emails-hacked", "nawras-opens-its-first-tram"])
def test_a_real_story_is_written(form: str, name: str) -> None:
    (file,) = (each for each in story_files([CONTENT]) if each.name.startswith(name))
    ((_, draft),) = read_files([file], lambda _: None).drafts
    written = FORMATS[form].write([a_revision(draft.story)])
    hold(HERE / "golden" / f"{name}.{FORMATS[form].ending}", written)


def test_the_command_line_knows_every_format() -> None:
    assert tuple(FORMATS) == FORMAT_NAMES
