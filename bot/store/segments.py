"""Words for full-text search, also where a script puts no spaces between them.

Both sides of a search go through here: what is indexed and what a reader typed. Pure functions
over text; nothing here knows an engine.
"""

from __future__ import annotations

import unicodedata

import regex

JOINT = "\u200b"  # a space of no width: engines part words at it, and nobody sees it
MATCH_STARTS = "\ue000"  # of the private use area, so that no text means anything by them
MATCH_ENDS = "\ue001"
MOST_WORDS = 32

SPACELESS = r"\p{Han}\p{Hiragana}\p{Katakana}\p{Thai}\p{Lao}\p{Khmer}\p{Myanmar}\p{Hangul}"
IS_SPACELESS = regex.compile(rf"[{SPACELESS}]")
# A place to part: before or after a letter of such a script, never before a mark that sits on it.
SEAM = regex.compile(
    rf"(?<=[\p{{L}}\p{{N}}]\p{{M}}*)(?=[{SPACELESS}])(?!\p{{M}})"
    rf"|(?<=[{SPACELESS}]\p{{M}}*)(?=[\p{{L}}\p{{N}}])"
)
# Vowel points of Arabic and Hebrew, and the Arabic stroke that only stretches a word: most people
# leave them out. What nobody could find or see goes with them.
UNWRITTEN = regex.compile(
    rf"[\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7\u0640\u064b-\u065f\u0670"
    rf"{JOINT}{MATCH_STARTS}{MATCH_ENDS}]"
)
SPEAKS = regex.compile(r"[\p{L}\p{N}]")
NO_WORD = regex.compile(r'["\p{Cc}\p{Cs}\s]+')


def segmented(text: str) -> str:
    """Give *text* with a joint wherever a word may begin and no space says so."""
    text = UNWRITTEN.sub("", unicodedata.normalize("NFC", text))
    return SEAM.sub(JOINT, text) if IS_SPACELESS.search(text) else text


def asked(query: str) -> tuple[str, ...]:
    """Give the words of *query*, each segmented; of very many, the first ones."""
    pieces = (segmented(piece) for piece in NO_WORD.split(query))
    return tuple(dict.fromkeys(filter(SPEAKS.search, pieces)))[:MOST_WORDS]


def shown(place: str) -> tuple[str, ...]:
    """Cut the marked matching place into pieces; every second one is a match."""
    plain = regex.sub(r"\s+", " ", place.replace(JOINT, ""))
    return tuple(regex.split(f"[{MATCH_STARTS}{MATCH_ENDS}]", plain))


def folded(label: str) -> str:
    """Give what two labels share that differ only in capital letters and spaces."""
    return " ".join(unicodedata.normalize("NFKC", label).casefold().split())
