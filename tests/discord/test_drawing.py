"""What people see on Discord, held by golden files; look, then `UPDATE_GOLDEN=1 make test`."""

from __future__ import annotations

from pathlib import Path

import pytest

from adapters.discord import LIMITS
from adapters.discord.render import rendered
from bot.cutting.pages import cut
from tests.discord.annotated import annotated
from tests.golden import ALL, hold

GOLDEN = Path(__file__).parent / "golden"


@pytest.mark.parametrize("name", ALL)
def test_discord_shows_the_same_as_yesterday(name: str) -> None:
    messages = (annotated(rendered(message)) for message in cut(ALL[name], LIMITS))
    hold(GOLDEN / f"{name}.txt", "\n=== next message ===\n\n".join(messages))


def test_no_golden_file_is_left_over() -> None:
    assert {file.stem for file in GOLDEN.iterdir()} == set(ALL)
