"""How the schema came to be what it is, for Alembic; see `bot.store.schema`."""

from __future__ import annotations
