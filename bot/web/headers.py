"""What a server says beside what it gives."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from typing import TYPE_CHECKING

from bot.errors import Problem
from bot.words import phrase

if TYPE_CHECKING:
    from collections.abc import Mapping

DAY = timedelta(days=1)
WEEK = timedelta(days=7)
MARK = re.compile(r"[\x21-\x7e][\x20-\x7e]{0,300}")
KIND = re.compile(r"[a-z0-9.+/-]{1,60}")
MAX_AGE = re.compile(r"(?:^|[,\s])max-age=\"?(\d{1,9})\b")
NOT_KEPT = re.compile(r"\bno-(?:store|cache)\b")
# Servers of plain files often know no better than the last of these.
KINDS = {
    "application/json",
    "application/x-yaml",
    "application/yaml",
    "text/json",
    "text/markdown",
    "text/plain",
    "text/x-yaml",
    "text/yaml",
    "application/octet-stream",
    "binary/octet-stream",
    "",
}


def see_kind(headers: Mapping[str, str]) -> None:
    """See that what comes is of a kind that a story may be.

    Raises:
        Problem: it is of another.
    """
    kind = headers.get("Content-Type", "").partition(";")[0].strip().casefold()
    if kind not in KINDS and not kind.endswith("+json"):
        named = KIND.match(kind)
        raise Problem(
            phrase(
                "It is {kind}; stories come as JSON, YAML or plain text.",
                kind=named[0] if named else "?",
            )
        )


def mark(headers: Mapping[str, str], name: str) -> str:
    """Give what is to be said again at the next question; nothing that could not be."""
    value = headers.get(name, "").strip()
    return value if MARK.fullmatch(value) else ""


def fresh(headers: Mapping[str, str]) -> timedelta:
    """Tell for how long the server says that nothing changes: a day at the most."""
    said = headers.get("Cache-Control", "").casefold()
    found = MAX_AGE.search(said)
    if found is None or NOT_KEPT.search(said):
        return timedelta()
    return min(timedelta(seconds=int(found[1])), DAY)


def wait(headers: Mapping[str, str], now: datetime) -> timedelta:
    """Tell how long the server asks not to be asked again: a week at the most."""
    said = headers.get("Retry-After", "").strip()
    if said.isdecimal():
        return min(timedelta(seconds=int(said[:9])), WEEK)
    try:
        until = parsedate_to_datetime(said)
    except (ValueError, OverflowError):
        return timedelta()
    aware = until if until.tzinfo else until.replace(tzinfo=UTC)
    return min(max(aware - now, timedelta()), WEEK)
