"""The part of the table that is for who sets right what was published."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from bot.request import Command

CORRECTING: tuple[Command, ...] = ()
