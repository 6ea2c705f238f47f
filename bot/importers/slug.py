"""Headline → slug."""

from __future__ import annotations

import unicodedata
from itertools import accumulate
from typing import Final

MOST: Final = 80
FALLBACK: Final = "story"
APOSTROPHES: Final = "'’‘ʼ`´"
# Latin letters that no accent can be taken from.
FOLDED: Final = str.maketrans(
    {"ß": "ss", "æ": "ae", "œ": "oe", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "ı": "i"}
    | dict.fromkeys(APOSTROPHES)
)


def slugify(headline: str) -> str:
    """Make a slug out of a headline: "Café's 2nd Day" becomes "cafes-2nd-day".

    Args:
        headline: any text in any script; only Latin letters lose their accents.

    Returns:
        Letters and digits joined by hyphens, at most 80 characters, never empty.
    """
    # No headline needs more than its beginning; a hostile one must not cost time.
    plain = _without_accents(headline[: MOST * 10].lower().translate(FOLDED))
    words = "".join(c if _counts(c) else " " for c in plain).split()
    lengths = accumulate(len(word) + 1 for word in words)
    fitting = [word for word, length in zip(words, lengths, strict=True) if length <= MOST + 1]
    return "-".join(fitting) or "".join(words[:1])[:MOST] or FALLBACK


def _without_accents(text: str) -> str:
    """Take the accents off Latin letters; elsewhere a mark is part of the letter."""
    kept: list[str] = []
    base = ""
    for character in unicodedata.normalize("NFKD", text).lower():
        mark = unicodedata.category(character).startswith("M")
        base = base if mark else character
        # A mark that follows no letter would stand alone in the slug.
        if not mark or (base.isalpha() and not _is_latin(base)):
            kept.append(character)
    return unicodedata.normalize("NFC", "".join(kept))


def _is_latin(character: str) -> bool:
    return unicodedata.name(character, "").startswith("LATIN ")


def _counts(character: str) -> bool:
    """Tell letters, their marks and digits from everything else."""
    category = unicodedata.category(character)
    return category == "Nd" or category[0] in "LM"
