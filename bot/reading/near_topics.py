"""Topics that look like what somebody wants."""

from __future__ import annotations

from difflib import get_close_matches
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

NEAR = 5  # topics offered where one was not found


def near_topics(wanted: str, known: Mapping[str, str]) -> list[str]:
    """Give the topics that look like *wanted*, out of those *known* by their folded name.

    Where commas stand in it, each of several may be wanted.
    """
    parts = [part for each in wanted.casefold().split(",") if (part := each.strip())]
    near = [topic for part in parts for topic in _near_topic(part, known)]
    return list(dict.fromkeys(near))[:NEAR]


def _near_topic(folded: str, known: Mapping[str, str]) -> list[str]:
    if folded in known:
        return [known[folded]]
    within = [topic for name, topic in known.items() if folded in name]
    return within[:NEAR] or [known[name] for name in get_close_matches(folded, known, n=NEAR)]
