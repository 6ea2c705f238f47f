"""What the tests of the door to Telegram share."""

from __future__ import annotations

import pytest


@pytest.fixture(autouse=True)
def _waits_are_spans_of_time(monkeypatch: pytest.MonkeyPatch) -> None:
    """Spare the library's warning, as the door does when it is made."""
    monkeypatch.setenv("PTB_TIMEDELTA", "true")
