"""The place of a story that matches, cut and marked as FTS5 does it."""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING, NamedTuple

from bot.store.lexemes import TOKEN, plain
from bot.store.segments import MATCH_ENDS, MATCH_STARTS

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

LENGTH = 24  # words, or letters of a script without spaces
MOST_MATCHES = 100  # are weighed against each other
CUT = "…"


class Match(NamedTuple):
    """Where one of the words stands, counted in tokens of the text."""

    word: int
    start: int
    end: int


class Token(NamedTuple):
    """A word of the text: what it is compared by, and where it stands."""

    text: str
    start: int
    end: int


def excerpt(parts: Iterable[str], words: Sequence[str], *, begun: bool) -> str:
    """Cut the place that says most of *words* out of segmented *parts*, every match marked.

    Args:
        parts: what to look through, the most important first.
        words: what was asked for, segmented.
        begun: whether the last word may be a beginning.
    """
    asked = [TOKEN.findall(plain(word)) for word in words]
    lines = [*chain.from_iterable(part.split("\n") for part in parts)]
    # To look for letters is quick; words are parted only where all of their letters are.
    likely = sorted(lines, key=lambda line: -_likely(line, asked))
    for line in likely:
        tokens = [Token(plain(found[0]), *found.span()) for found in TOKEN.finditer(line)]
        matches = _matches([token.text for token in tokens], asked, begun=begun)
        if matches:
            return _marked(line, tokens, matches)
    return lines[0]


def _likely(line: str, asked: Sequence[Sequence[str]]) -> int:
    bare = plain(line)
    return sum(pieces[0] in bare for pieces in asked)


def _matches(tokens: Sequence[str], asked: Sequence[Sequence[str]], *, begun: bool) -> list[Match]:
    """Find every word where it stands, the first one first, none within another."""
    found: list[Match] = []
    for word, pieces in enumerate(asked):
        may_go_on = begun and word == len(asked) - 1
        for start in range(len(tokens) - len(pieces) + 1):
            *firsts, last = tokens[start : start + len(pieces)]
            same = last.startswith(pieces[-1]) if may_go_on else last == pieces[-1]
            if same and firsts == pieces[:-1]:
                found.append(Match(word, start, start + len(pieces)))
    apart: list[Match] = []
    for match in sorted(found, key=lambda match: (match.start, -match.end)):
        if not apart or match.start >= apart[-1].end:
            apart.append(match)
    return apart


def _marked(line: str, tokens: Sequence[Token], matches: Sequence[Match]) -> str:
    """Cut around the stretch that says the most of the words."""
    start = _start(matches[:MOST_MATCHES], len(tokens))
    end = min(start + LENGTH, len(tokens))
    pieces = [CUT] if start else []
    at = tokens[start].start if start else 0
    for match in matches:
        if start <= match.start < end:
            opens, closes = tokens[match.start].start, tokens[min(match.end, end) - 1].end
            pieces += [line[at:opens], MATCH_STARTS, line[opens:closes], MATCH_ENDS]
            at = closes
    pieces += [line[at : tokens[end - 1].end], CUT] if end < len(tokens) else [line[at:]]
    return "".join(pieces)


def _start(matches: Sequence[Match], length: int) -> int:
    """Choose where the stretch begins, with as much before its matches as after them."""

    def within(first: Match) -> list[Match]:
        return [m for m in matches if first.start <= m.start and m.end <= first.start + LENGTH]

    best = max(map(within, matches), key=lambda some: (len({m.word for m in some}), len(some)))
    if not best:  # a match that is longer than a stretch
        return matches[0].start
    spare = LENGTH - (best[-1].end - best[0].start)
    return max(min(best[0].start - spare // 2, length - LENGTH), 0)
