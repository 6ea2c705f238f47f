"""Fetching from the open web, and from nowhere else; seen by the roof alone."""

from __future__ import annotations

from bot.web.fetching import Web

__all__ = ["Web"]
