"""The headline and the deck, out of the lines that stand in no section.

The headline stands once or twice. The deck is the first fact cut short, with dots; another
sentence under the headline is a deck too.
"""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING, Final

from bot.importers.verity.chrome import plain

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from bot.importers.verity.passages import Passage

DOTS: Final = re.compile(r"\s?(?:\[(?:\.\.\.|…)\]|\((?:\.\.\.|…)\)|\.\.\.|…|\. \. \.)$")
LONGEST: Final = 300
# A deck that is cut out of nowhere must at least be a sentence.
FEWEST_WORDS: Final = 4
SHORTEST_CUT: Final = 12
DATE: Final = re.compile(
    r"(?:updated|published|posted|on)?:?\s?(?:(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*,?\s)?"
    r"(?:[a-z]{3,9}\.?\s\d{1,2}(?:st|nd|rd|th)?,?\s\d{4}|\d{1,2}\s[a-z]{3,9}\.?,?\s\d{4}"
    r"|\d{4}-\d\d-\d\d|\d{1,2}[./]\d{1,2}[./]\d{2,4})(?:\W.{0,40})?"
)


def headline_and_deck(
    loose: Sequence[Passage], first_fact: tuple[str, str]
) -> tuple[Passage | None, str]:
    """Find the headline and the deck.

    Args:
        loose: the lines that stand in no section, in the order of the page.
        first_fact: the first fact, as it stands on the page and without its citation marks.

    Returns:
        The headline's line, or None; the deck without its dots.
    """
    candidates = list(_joined(loose, first_fact[0]))
    decks = [passage for passage in candidates if _is_deck(passage.text, first_fact[0])]
    others = [p for p in candidates if p not in decks and _may_be_headline(p.text)]
    times = Counter(plain(passage.text) for passage in others)
    twice = (passage for passage in others if times[plain(passage.text)] > 1)
    headline = next(twice, others[0] if others else None)
    if headline is None:
        return None, ""
    said = plain(headline.text)
    deck = next((p.text for p in decks if plain(p.text) != said), "")
    if not deck:
        rest = (p.text for p in others if plain(p.text) != said)
        deck = next((text for text in rest if len(text.split()) >= FEWEST_WORDS), "")
    return headline, _without_dots(deck, first_fact)


def is_cut(text: str, fact: str) -> bool:
    """Tell whether text is the beginning of a fact."""
    begun = plain(DOTS.sub("", text))
    return len(begun) >= SHORTEST_CUT and plain(fact).startswith(begun)


def _is_deck(text: str, fact: str) -> bool:
    return DOTS.search(text[-8:]) is not None or is_cut(text, fact)


def _may_be_headline(text: str) -> bool:
    return (
        len(text) <= LONGEST
        and any(character.isalpha() for character in text)
        and not DATE.fullmatch(plain(text))
    )


def _without_dots(deck: str, first_fact: tuple[str, str]) -> str:
    """Take the dots off; what is the whole first fact loses its citation too."""
    written, clean = first_fact
    said = DOTS.sub("", deck)
    whole = plain(said) in {plain(written), plain(clean)}
    return clean if whole and plain(said) != plain(clean) else said


def _joined(loose: Sequence[Passage], fact: str) -> Iterator[Passage]:
    """Put a headline or a deck that was broken over several lines together again."""
    blocks = list(_blocks(loose))
    times = Counter(tuple(passage.text for passage in block) for block in blocks)
    for block in blocks:
        repeated = len(block) > 1 and times[tuple(passage.text for passage in block)] > 1
        start = 0 if repeated else _deck_start(block, fact)
        yield from block[:start]
        if start < len(block):
            yield _one(block[start:])


def _blocks(loose: Sequence[Passage]) -> Iterator[list[Passage]]:
    block: list[Passage] = []
    for passage in loose:
        if block and (passage.gap or passage.pieces[0].number != block[-1].pieces[-1].number + 1):
            yield block
            block = []
        block.append(passage)
    if block:
        yield block


def _deck_start(block: list[Passage], fact: str) -> int:
    """Find where in a block a broken deck begins; at its end where there is none."""
    # A deck of more lines than this is none; so a long block costs no more than a short one.
    for start in range(max(len(block) - 12, 0), len(block) - 1):
        if is_cut(" ".join(passage.text for passage in block[start:]), fact):
            return start
    if len(block) > 1 and DOTS.search(block[-1].text[-8:]) and block[-1].text[:1].islower():
        # Its last line goes on from another; the headline takes the first, if there are three.
        return len(block[2:3])
    return len(block)


def _one(passages: list[Passage]) -> Passage:
    first = passages[0]
    pieces = [piece for passage in passages for piece in passage.pieces]
    return type(first)(first.part, first.mark, first.gap, pieces, first.under)
