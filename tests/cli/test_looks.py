"""What the roof tells the desk of each door."""

from __future__ import annotations

import pytest

from bot.cli.looks import people


@pytest.mark.parametrize(
    ("platform", "person", "can_be"),
    [
        ("discord", "1234", True),
        ("discord", "12ab", False),
        ("telegram", "5678", True),
        ("telegram", "anna", False),
        ("telegram", "٣", False),
        ("console", "anna", True),
    ],
)
def test_a_door_knows_what_people_are_called_there(
    platform: str, person: str, can_be: object
) -> None:
    assert people()[platform](person) is can_be
