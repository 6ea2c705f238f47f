"""The bot's own sentences, in the reader's language.

A sentence in the code is its own English text and the key of its translations, which stand
beside this file as ``<language>.po``. Whoever knows the reader's language calls `Words`; whoever
does not yet (an error, a fault in a file) makes a `Phrase` and leaves the saying to the end.
"""

from __future__ import annotations

import gettext
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import cache, lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from bot.words import written
from bot.words.written import DEFAULT_LANGUAGE

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Mapping
    from datetime import timedelta

CATALOGS = Path(__file__).parent
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Phrase:
    """A sentence that waits for the language it will be said in.

    Args:
        text: the English sentence, with `{names}` for its values.
        values: what the names stand for; a value may be a phrase itself.
        plural: the English sentence for any number but one, where the number matters.
        number: the number that chooses between the two.
    """

    text: str
    values: Mapping[str, object] = field(default_factory=dict)
    plural: str | None = None
    number: int = 1

    def __str__(self) -> str:
        """Say it in English, for logs and tracebacks."""
        return words_for(DEFAULT_LANGUAGE).say(self)


def N_(text: str, /) -> str:  # noqa: N802 - what gettext calls it everywhere
    """Mark a sentence for translators where it is not said yet: in a table."""
    return text


def phrase(text: str, /, **values: object) -> Phrase:
    """Make a sentence for later."""
    return Phrase(text, values)


def phrases(one: str, many: str, number: int, /, **values: object) -> Phrase:
    """Make a sentence for later that depends on *number*, its `{number}`."""
    return Phrase(one, {"number": number, **values}, many, number)


def together(phrases: Iterable[Phrase]) -> Phrase:
    """Make one sentence for later of several, one behind the other."""
    first, *rest = phrases
    for other in rest:
        first = phrase("{one} {other}", one=first, other=other)
    return first


class Words:
    """Says the bot's sentences in one language.

    Args:
        language: a BCP 47 tag, as stories and settings write it.
        catalog: the translations; English needs none.
    """

    def __init__(self, language: str, catalog: gettext.NullTranslations) -> None:
        self.language = language
        self._catalog = catalog

    def __call__(self, text: str, /, **values: object) -> str:
        """Say *text*, its `{names}` filled with *values*."""
        return self._catalog.gettext(text).format_map(self._said(values))

    def many(self, one: str, many: str, number: int, /, **values: object) -> str:
        """Say *one* or *many* by *number*, which stands in them as `{number}`."""
        text = self._catalog.ngettext(one, many, number)
        return text.format_map(self._said({"number": number, **values}))

    def say(self, phrase: Phrase) -> str:
        """Say a sentence that was made earlier."""
        if phrase.plural is None:
            text = self._catalog.gettext(phrase.text)
        else:
            text = self._catalog.ngettext(phrase.text, phrase.plural, phrase.number)
        return text.format_map(self._said(phrase.values))

    def date(self, moment: datetime) -> str:
        """Write the day of *moment* as this language does: "24 November 2026"."""
        return written.date(moment.date(), self.language, "long")

    def time(self, moment: datetime) -> str:
        """Write the time of day of *moment* as this language does: "8:00 AM"."""
        return self.clock(moment.time())

    def clock(self, at: dt.time) -> str:
        """Write what a clock on a wall shows: "8:00 AM"."""
        return written.clock(at, self.language)

    def day(self, day: dt.date) -> str:
        """Write a date with its weekday: "Tuesday, November 24, 2026"."""
        return written.date(day, self.language, "full")

    def moment(self, moment: datetime) -> str:
        """Write the weekday, the date and the time of *moment*, as the clocks of its zone show."""
        return written.moment(moment.replace(tzinfo=None), self.language)

    def span(self, length: timedelta) -> str:
        """Write roughly how long something takes: "3 hours"."""
        return written.span(length, self.language)

    def percent(self, share: float) -> str:
        """Write a share between 0 and 1 as per cent; what is neither 0 nor 1 never looks so."""
        return written.percent(share, self.language)

    def listed(self, items: Iterable[str]) -> str:
        """Join *items* as this language lists things: "a, b, and c"."""
        return written.listed(tuple(items), self.language)

    def name(self, language: str) -> str:
        """Name a language in this one: "German"."""
        return written.locale(language).get_display_name(written.locale(self.language)) or language

    @property
    def own_name(self) -> str:
        """Name this language as those who speak it find it in a list: "Español"."""
        name = self.name(self.language)
        return name[:1].upper() + name[1:]

    def _said(self, values: Mapping[str, object]) -> dict[str, Any]:
        return {
            name: self.say(value) if isinstance(value, Phrase) else value
            for name, value in values.items()
        }


@lru_cache(maxsize=64)
def words_for(language: str, catalogs: Path = CATALOGS) -> Words:
    """Find the words for *language*: its catalog, that of its first part, or English."""
    for tag in (language, language.split("-", maxsplit=1)[0]):
        path = catalogs / f"{tag}.po"
        # A tag can come from a chat; only the name of a catalog that stands there opens a file.
        if tag in languages(catalogs) and path.is_file():
            return Words(language, _read(path))
    return Words(language, gettext.NullTranslations())


@cache
def languages(catalogs: Path = CATALOGS) -> tuple[str, ...]:
    """Name the languages the bot speaks, English first."""
    return (DEFAULT_LANGUAGE, *sorted(path.stem for path in catalogs.glob("*.po")))


def preferred(tags: Iterable[str | None], default: str, catalogs: Path = CATALOGS) -> str:
    """Give the first of *tags*, those wished most first, that the bot speaks, else *default*.

    Args:
        tags: BCP 47 tags as platforms say them: `en-GB`, `pt-br`; None where they say none.
        default: the language where none of them is spoken.
        catalogs: where the translations stand.
    """
    known = languages(catalogs)
    return next((tag for tag in tags if tag and tag.split("-")[0].lower() in known), default)


def preload(catalogs: Path = CATALOGS) -> None:
    """Read every catalog and what Babel knows of its language, so that no reader waits for it."""
    for language in languages(catalogs):
        words = words_for(language, catalogs)
        words.percent(0.5)
        words.date(EPOCH)
        words.moment(EPOCH)
        words.listed(("a", "b"))


def _read(path: Path) -> gettext.NullTranslations:
    """Read a catalog as translators keep it; compiling it by hand would be a step to forget."""
    from io import BytesIO

    from babel.messages.mofile import write_mo
    from babel.messages.pofile import read_po

    compiled = BytesIO()
    with path.open("rb") as file:
        write_mo(compiled, read_po(file))
    compiled.seek(0)
    return gettext.GNUTranslations(compiled)
