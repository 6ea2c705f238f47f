"""The engines that every contract test runs on; PostgreSQL joins by a line here."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from pathlib import Path

SHARED = ("sqlite file",)  # several programs may have it open at once
ENGINES = (*SHARED, "sqlite memory")

on_shared_engines = pytest.mark.parametrize("engine", SHARED, indirect=True)


def address_of(engine: str, folder: Path) -> str:
    """Give the address of a fresh database of *engine*."""
    return {
        "sqlite file": f"sqlite:///{folder / 'store.db'}",
        "sqlite memory": "sqlite://",
    }[engine]
