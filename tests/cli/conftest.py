"""A newsroom to work in, and the program."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from bot.cli import run
from tests.cli.ended import Ended

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


@pytest.fixture
def newsroom(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """An empty folder to work in, with a database of its own."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("STORYDESK_DATABASE", f"sqlite:///{tmp_path / 'desk.db'}")
    return tmp_path


@pytest.fixture
def storydesk(capfd: pytest.CaptureFixture[str]) -> Callable[..., Ended]:
    """Run a verb in this process."""

    def called(*arguments: str | Path) -> Ended:
        try:
            status = run([str(argument) for argument in arguments])
        except SystemExit as left:
            status = int(left.code or 0)
        out, err = capfd.readouterr()
        return Ended(status, out, err)

    return called
