"""Names of outlets in running text: where one ends, and whether it is one or several."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from bot.importers.verity.chrome import plain

if TYPE_CHECKING:
    from collections.abc import Collection

# What may be a name's end is a stop, a question or exclamation mark, or a colon before a blank.
END: Final = re.compile(r"\s?(?:[.。](?=\s|$)|[.。](?=[\"'“‘”’)])|:\s|\s[–—]\s)")
TITLES: Final = r"(?:St|Ste|Ft|Mt|Dr|Mr|Mrs|Ms|Prof|Rev|Gen|Sen|Rep|Gov|Lt|Col|Sgt|Capt|vs)"
# A name that begins with one goes on after it; behind one or another it may go on.
TITLE: Final = re.compile(rf"(?:^|\(|(?:^|\s)(?:[Tt]he|and)\s|,\s){TITLES}$")
ABBREVIATED: Final = re.compile(
    rf"(?:^|[\s(])(?:{TITLES}|Inc|Corp|Co|Ltd|Jr|Sr|No|Vol|[^\W\d_](?:\.[^\W\d_])*)$"
)
OPENS_A_SENTENCE: Final = re.compile(
    r"(?:The|It|This|That|These|Those|There|They|We|You|I|He|She|In|On|At|As|If|While|When|Although"
    r"|But|And|A|An|No|Not|By|For|With|After|To|Only|Even|What|Why|How|Who)(?:\s|$)"
)
IN_A_NAME: Final = re.compile(
    r"(?:[^\W_a-z]\S*|and|of|the|for|in|on|&|de|la|le|el|der|die)(?:\s|$)"
)
# Outlets that hold an "and" of their own.
WHOLE: Final = frozenset(
    (
        "arms and ammunition",
        "business and human rights resource centre",
        "crime and justice news",
        "fairness and accuracy in reporting",
        "field and stream",
        "food and wine",
        "house and garden",
        "law and crime",
        "peace and freedom",
        "research and markets",
        "rest and recreation",
        "rough and tumble",
        "science and technology daily",
        "search and rescue",
        "sport and style",
        "stars and stripes",
        "the bold and the beautiful",
        "the stars and stripes",
        "town and country",
        "travel and leisure",
        "u.s. news and world report",
        "us news and world report",
        "war and peace",
    )
)
# "Center for Strategic and International Studies", "Institute for Science and International …".
INSTITUTION: Final = re.compile(
    r"(?:(?!and\s)[^\s,]+\s){0,4}(?:cent(?:er|re)|institute|council|foundation|committee|commission|bureau|department"
    r"|ministry|association|organi[sz]ation|office|academy|agency|bulletin|journal|society)"
    r"\s(?:for|of|on)\s(?:the\s)?[\w-]+(?:,\s[\w-]+)*,?\sand\s(?:[\w-]+\s){0,3}[\w-]+$"
)
PUBLIC_MATTER: Final = re.compile(
    r"\b(?:studies|affairs|security|policy|peace|rights|research|technology|innovation|reform"
    r"|democracy|development|relations|sciences?|economics|prevention|control|cooperation"
    r"|democracies|medicine|education|health|humanities|justice|freedom|services|industry)$"
)
NEXT_END: Final = re.compile(rf"{END.pattern}|,\s|\sand\s")
MOST_WORDS: Final = 6
# Twenty names of a length that a story can hold; what is longer is refused as one.
LONGEST: Final = 6_000
COMMA: Final = re.compile(r"\s*[,;]\s*(?:and\s+)?")
AND: Final = re.compile(r"\s+and\s+", re.IGNORECASE)


def name_end(text: str, start: int) -> tuple[int, int] | None:
    """Find where a name that begins at *start* ends, and where what follows it begins."""
    window = text[start : start + 300]
    for found in END.finditer(window):
        if not found.start():
            return start, start + found.end()
        if not ("." in found.group() and _goes_on(window, found.start(), found.end())):
            return start + found.start(), start + found.end()
    return None


def outlets(written: str, known: Collection[str] = ()) -> tuple[str, ...]:
    """Part "Townhall and Federalist" into its two outlets, and leave "Stars and Stripes" whole.

    Args:
        written: one or several names.
        known: names that surely are one, written as `plain` writes them.
    """
    written = " ".join(written.split()).strip(" ,;")
    if len(written) > LONGEST or _is_one(written, known):
        return (written,) if written else ()
    parts = [part for part in COMMA.split(written) if part]
    names = [name for part in parts for name in _both(part, known)]
    return tuple(dict.fromkeys(names))


def _both(part: str, known: Collection[str]) -> tuple[str, ...]:
    """Part two names at an "and": best after one that is known to be whole, else at the first."""
    if _is_one(part, known):
        return (part,)
    parted = [(part[: found.start()], part[found.end() :]) for found in AND.finditer(part)]
    whole = (pair for pair in parted[1:] if _is_one(pair[0], known))
    left, right = next(whole, parted[0])
    return (left, *_both(right, known))


def _is_one(name: str, known: Collection[str]) -> bool:
    said = plain(name)
    return (
        said in known
        or said in WHOLE
        or not (AND.search(name) or COMMA.search(name))
        or bool(INSTITUTION.match(said) and PUBLIC_MATTER.search(said))
    )


def _goes_on(window: str, stop: int, after: int) -> bool:
    """Tell whether a name goes on after a stop: behind an abbreviation, in capitals."""
    rest = window[after:].lstrip()
    if TITLE.search(window, 0, stop):
        return rest[:1].isupper()
    if not ABBREVIATED.search(window, 0, stop) or OPENS_A_SENTENCE.match(rest):
        return False
    following = NEXT_END.search(rest)
    # The name must leave a text behind it.
    left = following is not None and bool(rest[following.end() :].strip())
    words = rest[: following.start()].split() if following and left else []
    return 0 < len(words) <= MOST_WORDS and all(IN_A_NAME.match(word) for word in words)
