"""Every statement about who works for the newsroom and what they did, each with its reason."""

from __future__ import annotations

from sqlalchemy import insert

from bot.store.staff_tables import acts

# Only ever added to: nothing that was done is undone by forgetting it.
ADD_ACT = insert(acts)
