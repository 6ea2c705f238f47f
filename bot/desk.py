"""The desk: what the newsroom can do."""

from __future__ import annotations


class Desk:
    """The newsroom's use cases, over a store."""
