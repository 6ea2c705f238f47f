"""Cut plain text where a reader would: into sentences, words, characters. Nothing is lost."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from regex import Pattern

# A stop, what closes a quotation or bracket after it, and the white space behind; Chinese,
# Japanese, Arabic and Hindi stops among them; the stop of an initial is none. A line end always
# is a cut.
SENTENCE = r"""(?xs)
    .+? (?: (?<! \b \p{Lu} \.? ) [.!?…؟۔।] [\p{Pf}\p{Pe}"']* \s+
          | [。！？] [\p{Pf}\p{Pe}"']* \s*
          | \n+
          | $ )
"""
WORD = r"(?s)\s*\S+\s*|\s+"
CHARACTER = r"\X"
HANDFUL = 40  # code points


def sentences(text: str) -> Iterator[str]:
    """Cut *text* into sentences, each with the white space that follows it."""
    return (match.group() for match in _pattern(SENTENCE).finditer(text))


def words(text: str) -> Iterator[str]:
    """Cut *text* into words, each with the white space around it."""
    return (match.group() for match in _pattern(WORD).finditer(text))


def characters(text: str) -> Iterator[str]:
    """Cut *text* into what readers see as one character: with its accents, flags, families."""
    return (match.group() for match in _pattern(CHARACTER).finditer(text))


def handfuls(text: str) -> Iterator[str]:
    """Cut *text* into a few characters each: to go one by one takes too long for a long text."""
    handful = ""
    for character in characters(text):
        if handful and len(handful) + len(character) > HANDFUL:
            yield handful
            handful = ""
        handful += character
    if handful:
        yield handful


@cache
def _pattern(pattern: str) -> Pattern[str]:
    # Loaded at the first long text: most replies fit, and a start should be quick.
    import regex

    return regex.compile(pattern)
