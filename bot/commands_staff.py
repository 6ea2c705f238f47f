"""The part of the table that is for whoever works for the newsroom, and its owners."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from bot.request import Command

STAFF: tuple[Command, ...] = ()
