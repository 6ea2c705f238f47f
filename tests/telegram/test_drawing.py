"""What people see on Telegram, held by golden files; look, then `UPDATE_GOLDEN=1 make test`."""

from __future__ import annotations

from pathlib import Path

import pytest

from adapters.telegram import LIMITS
from adapters.telegram.render import rendered
from bot.cutting.pages import cut
from tests.golden import ALL, hold
from tests.telegram.annotated import annotated

GOLDEN = Path(__file__).parent / "golden"


@pytest.mark.parametrize("name", ALL)
def test_telegram_shows_the_same_as_yesterday(name: str) -> None:
    messages = (annotated(rendered(message)) for message in cut(ALL[name], LIMITS))
    hold(GOLDEN / f"{name}.txt", "\n=== next message ===\n\n".join(messages))


def test_no_golden_file_is_left_over() -> None:
    assert {file.stem for file in GOLDEN.iterdir()} == set(ALL)
