"""Words as PostgreSQL keeps them: a `tsvector` of what is indexed, a `tsquery` of what is asked.

Both are written here and not by the server, whose own parser would take web addresses and numbers
apart in its way. So capital letters and accents are gone alike on every server, without any
extension, and words part where they part on SQLite.

Letters of scripts that put no spaces are kept in pairs too: single ones stand in nearly every
story, and PostgreSQL knows only the first 255 places of each.
"""

from __future__ import annotations

import unicodedata
from itertools import islice, pairwise
from typing import TYPE_CHECKING, TypeAlias

import regex

from bot.store.segments import IS_SPACELESS, JOINT

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

# Marks belong to their letters, or Hindi would fall apart.
TOKEN = regex.compile(r"[\p{L}\p{N}\p{Co}][\p{L}\p{N}\p{Co}\p{Mn}\p{Mc}]*")
ACCENT = regex.compile(r"[\u0300-\u036f]")

# PostgreSQL's limits: letters of a lexeme, its places, the highest place, bytes of a vector.
LONGEST = 500
MOST_PLACES = 255
LAST_PLACE = 16_383
ROOM = 1_000_000
COST_OF_LEXEME = 8  # with its first place
COST_OF_PLACE = 2
MOST_PIECES = 100  # of one word that is asked for


# A word, or a pair of letters; its place among the words of the text; how many words it covers.
Lexeme: TypeAlias = tuple[str, int, int]


def plain(text: str) -> str:
    """Give *text* without capital letters and accents."""
    if text.isascii():
        return text.lower()
    bare = ACCENT.sub("", unicodedata.normalize("NFD", text.casefold()))
    return unicodedata.normalize("NFC", bare)


def lexemes(text: str) -> Iterator[Lexeme]:
    """Give every word of segmented *text*, and every pair of neighbours that may be one word."""
    bare = plain(text)
    if bare.isascii() or not IS_SPACELESS.search(bare):  # as most texts, and far quicker
        yield from ((token[:LONGEST], place, 1) for place, token in enumerate(TOKEN.findall(bare)))
        return
    before, ended = "", 0
    for place, found in enumerate(TOKEN.finditer(bare)):
        token = found[0][:LONGEST]
        if before and _one_word(before, bare[ended : found.start()], token):
            yield (before + token)[:LONGEST], place - 1, 2
        yield token, place, 1
        before, ended = token, found.end()


def _one_word(before: str, between: str, after: str) -> bool:
    """Whether two neighbours may be one word: also where a line was broken within it."""
    return between == JOINT or (between.isspace() and all(map(IS_SPACELESS.match, (before, after))))


def vector(parts: Iterable[str]) -> str:
    """Write a `tsvector`; the first of the segmented *parts* counts most, there are four at most.

    Of a text that is too long for one, the beginning is kept.
    """
    places: dict[str, list[str]] = {}
    room = ROOM
    start = 0
    for weight, part in zip("ABCD", parts, strict=False):
        last = 0
        for text, last, _ in lexemes(part):
            kept = places.setdefault(text, [])
            room -= COST_OF_PLACE if kept else COST_OF_LEXEME + len(text.encode())
            if len(kept) < MOST_PLACES and room > 0:
                # Counted around, neighbours stay neighbours however long the text is.
                kept.append(f"{(start + last) % LAST_PLACE + 1}{weight}")
        start += last + 2  # the end of one part and the beginning of the next are no neighbours
    # A lexeme holds letters, digits and marks alone: there is nothing in it to escape.
    return " ".join(f"'{text}':{','.join(kept)}" for text, kept in places.items() if kept)


def query(words: Sequence[str], *, any_word: bool, begun: bool) -> str:
    """Write a `tsquery` that asks for segmented *words*.

    Args:
        words: what to look for; each has a letter or a digit.
        any_word: one of them is enough.
        begun: the last one may be a beginning.
    """
    asked = [_asked(word) for word in words]
    if begun:
        asked[-1] += ":*"
    return (" | " if any_word else " & ").join(f"({word})" for word in asked)


def _asked(word: str) -> str:
    """Ask for what a word is made of, each piece in its distance from the one before."""
    found = tuple(islice(lexemes(word), MOST_PIECES))
    paired = {at for _, place, spans in found if spans > 1 for at in (place, place + 1)}
    pieces = [(text, place) for text, place, spans in found if spans > 1 or place not in paired]
    asked = f"'{pieces[0][0]}'"
    for (_, before), (text, place) in pairwise(pieces):
        asked += f" <{place - before}> '{text}'"
    return asked
