"""Stories, and a line to Telegram that only writes down what is called."""

from __future__ import annotations

import pytest

from tests.invented import a_story
from tests.telegram.recording import Recording

STORIES = (
    a_story("bridge-falls", headline="Old bridge of Lorrin falls", published="2026-11-01"),
    a_story("harbour-reopens", headline="Harbour of Lorrin reopens", published="2026-11-02"),
    a_story("comet-seen", headline="Comet seen over Marrow", published="2026-11-03"),
)


@pytest.fixture(autouse=True)
def _waits_are_spans_of_time(monkeypatch: pytest.MonkeyPatch) -> None:
    """Spare the library's warning, as the door does when it is made."""
    monkeypatch.setenv("PTB_TIMEDELTA", "true")


@pytest.fixture
def line() -> Recording:
    """The line."""
    return Recording()
