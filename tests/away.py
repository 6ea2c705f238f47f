"""A database that is away for a moment."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.errors import StoreError
from bot.words import phrase

if TYPE_CHECKING:
    import pytest

    from bot.desk import Desk


def is_away(desk: Desk, monkeypatch: pytest.MonkeyPatch, asked: str, times: int = 1) -> None:
    """Let the database be away the first times that the ledger is *asked* for something."""
    ledger, left = desk.store.ledger, iter(range(times - 1, -1, -1))
    answer = getattr(ledger, asked)

    async def away(*_: object, **__: object) -> None:
        if next(left) == 0:
            monkeypatch.setattr(ledger, asked, answer)
        raise StoreError(phrase("The database is away."))

    monkeypatch.setattr(ledger, asked, away)
    monkeypatch.setattr("bot.pushing.following.AWAY", 0.01)
