"""Bytes → stories, or every fault at once.

Which kind a file is, is found by looking at it. Limits: 1 MiB a file (8 MiB and 160,000 values for
a Kite category or a feed), 16 levels deep, 20,000 values, 50,000 tags in a saved page.
"""

from __future__ import annotations

from bot.importers.draft import Draft
from bot.importers.reading import read

__all__ = ["Draft", "read"]
