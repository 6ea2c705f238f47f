"""How many of the words somebody typed belong to one thing: `8:30 pm`, `New York`, `mon to fri`."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING, assert_never

from bot.errors import Misused
from bot.request import Kind
from bot.subscriptions.clock_time import folded, read_time, read_weekdays
from bot.subscriptions.gazetteer import written
from bot.subscriptions.zones import meant
from bot.words import languages, words_for

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

MOST = 12  # words; no time, no place and no days of the week have more
# Which zones an offset means changes with the day; that it means some does not.
ANY_DAY = datetime(2026, 1, 1, tzinfo=UTC)


def width(kind: Kind, words: Sequence[str]) -> int:
    """Tell how many of *words* name one thing of *kind*; 0 where days begin with none of them."""
    match kind:
        case Kind.TIME:
            return _longest(words, _is_time) or 1
        case Kind.ZONE:
            return _width_of_zone(words) or 1
        case Kind.DAYS:
            # Behind days, "all" is said of the topics: `weekends all`.
            return _longest(words, lambda text: not text.endswith(" all") and _are_days(text))
        case (
            Kind.STORY
            | Kind.TOPIC
            | Kind.TOPICS
            | Kind.LANGUAGE
            | Kind.COMMAND
            | Kind.NUMBER
            | Kind.UNTIL
            | Kind.SWITCH
            | Kind.TEXT
            | Kind.LONG
            | Kind.FILE
            | Kind.PRESSED
        ):
            return 1
        case _:
            assert_never(kind)


def turned(words: Sequence[str]) -> tuple[int, int] | None:
    """Tell how many of *words* are a zone, and how many a time behind it; None where none is."""
    zone = 0 if _longest(words, _is_time) else _width_of_zone(words)
    at = _longest(words[zone:], _is_time) if zone else 0
    return (zone, at) if at else None


def language_called(typed: str, tags: Iterable[str] | None = None) -> str | None:
    """Give the language that somebody names: `de`, `German`, `Deutsch`.

    Args:
        typed: what somebody wrote.
        tags: the languages it may be; None for those that the bot speaks.
    """
    name = folded(typed.strip())
    for tag in languages() if tags is None else tags:
        said_in = (tag, *languages())
        if name in {tag, *(folded(words_for(other).name(tag)) for other in said_in)}:
            return tag
    return None


def _longest(words: Sequence[str], fits: Callable[[str], bool]) -> int:
    counts = range(min(len(words), MOST), 0, -1)
    return next((count for count in counts if fits(" ".join(words[:count]))), 0)


def _width_of_zone(words: Sequence[str]) -> int:
    """Count the words of a zone, with one behind a comma that nobody knows: `Paris, Texas`.

    What it is must be said of it, and not be taken for a topic.
    """
    count = _longest(words, _is_zone)
    behind = words[count:]
    is_named_on = count > 0 and written(words[count - 1]).endswith(",") and behind
    is_other = _longest(behind, _is_time) or _longest(behind, _are_days)
    return count + 1 if is_named_on and not is_other else count


def _is_time(text: str) -> bool:
    try:
        read_time(text)
    except Misused:
        return False
    return True


def _is_zone(text: str) -> bool:
    # What stands behind a comma is a country, or it is the days: `Berlin, mon-fri`.
    return not _are_days(written(text).partition(",")[2]) and bool(meant(text, now=ANY_DAY))


def _are_days(text: str) -> bool:
    return any(_reads_as_days(text, tag) for tag in languages())


def _reads_as_days(text: str, language: str) -> bool:
    try:
        read_weekdays(text, language)
    except Misused:
        return False
    return True
