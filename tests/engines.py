"""The engines that every contract test runs on."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.postgresql import PACKAGE, is_installed, server

if TYPE_CHECKING:
    from pathlib import Path

on_postgresql = pytest.mark.skipif(
    not is_installed(), reason=f"{PACKAGE}, which brings a PostgreSQL for tests, is not installed"
)

# Several programs may have these open at once.
SHARED = ("sqlite file", pytest.param("postgresql", marks=on_postgresql))
ENGINES = (*SHARED, "sqlite memory")

on_shared_engines = pytest.mark.parametrize("engine", SHARED, indirect=True)


def address_of(engine: str, folder: Path) -> str:
    """Give the address of a fresh database of *engine*."""
    match engine:
        case "postgresql":
            return server().fresh()
        case "sqlite file":
            return f"sqlite:///{folder / 'store.db'}"
        case _:
            return "sqlite://"
