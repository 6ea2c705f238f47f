"""The headline and the deck, out of the lines that stand in no section.

The headline stands twice, or is the first line that speaks of what the story speaks of. The deck
is the first fact cut short, with dots; another sentence beside the headline is a deck too.
"""

from __future__ import annotations

import re
from bisect import bisect
from collections import Counter
from itertools import chain
from typing import TYPE_CHECKING, Final

from bot.importers.verity.chrome import plain
from bot.importers.verity.passages import CUT_OFF, ends, is_cut_off
from bot.importers.verity.rejoining import DATE, is_cut, rejoined

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from bot.importers.verity.passages import Passage

LONGEST: Final = 300
# A deck that is cut out of nowhere must at least be a sentence.
FEWEST_WORDS: Final = 4
# Of two words or one, what stands twice may as well be a menu.
FEWEST_TWICE: Final = 3
# Words are compared by how they begin, so that "Opens" is known in "opened".
WORD: Final = re.compile(r"([^\W\d_]{4})[^\W\d_]")


def headline_and_deck(
    loose: Sequence[Passage], inside: Sequence[Passage], first_fact: tuple[str, str]
) -> tuple[Passage | None, str]:
    """Find the headline and the deck.

    Args:
        loose: the lines that stand in no section, in the order of the page.
        inside: what stands in the sections, in any order.
        first_fact: the first fact, as it stands on the page and without its citation marks.

    Returns:
        The headline's line, or None; the deck without its dots.
    """
    fact = first_fact[0]
    candidates = list(rejoined(loose, inside, fact))
    decks = [passage for passage in candidates if _is_deck(passage.text, fact)]
    fitting = [passage for passage in candidates if _fits(passage.text)]
    others = [p for p in fitting if not (_is_deck(p.text, fact) or _is_date(p.text))]
    # What looks like a deck or a date may be the headline where nothing else can.
    others = others or [passage for passage in fitting if not is_cut(passage.text, fact)]
    headline = _headline(others, inside)
    if headline is None:
        return None, ""
    said = plain(headline.text)
    rest = (passage for passage in others if _is_sentence(passage.text))
    within = sorted(passage.pieces[0].number for passage in inside)
    found = (
        passage.text
        for passage in chain(decks, rest)
        if plain(passage.text) != said
        and (is_cut(passage.text, fact) or _beside(headline, passage, within))
    )
    return headline, _without_dots(next(found, ""), first_fact)


def _headline(others: Sequence[Passage], inside: Iterable[Passage]) -> Passage | None:
    """Choose the headline: by its standing twice, by its words, by its place."""
    times = Counter(plain(passage.text) for passage in others)
    twice = [passage for passage in others if times[plain(passage.text)] > 1]
    told = {word for passage in inside for word in _words(passage.text)}
    speaking = [passage for passage in others if not told.isdisjoint(_words(passage.text))]
    ranks = (
        (passage for passage in twice if passage in speaking),
        (passage for passage in twice if len(passage.text.split()) >= FEWEST_TWICE),
        speaking,
        others,
    )
    return next(chain.from_iterable(ranks), None)


def _words(text: str) -> set[str]:
    return set(WORD.findall(plain(text)))


def _beside(headline: Passage, deck: Passage, within: Sequence[int]) -> bool:
    """Tell whether no line of a section stands between the headline and what may be its deck."""
    first, last = sorted((headline.pieces[0].number, deck.pieces[0].number))
    return bisect(within, first) == bisect(within, last)


def _is_deck(text: str, fact: str) -> bool:
    return is_cut_off(text) or is_cut(text, fact)


def _is_sentence(text: str) -> bool:
    return len(text.split()) >= FEWEST_WORDS and ends(text)


def _fits(text: str) -> bool:
    return len(text) <= LONGEST and any(character.isalpha() for character in text)


def _is_date(text: str) -> bool:
    return DATE.fullmatch(plain(text)) is not None


def _without_dots(deck: str, first_fact: tuple[str, str]) -> str:
    """Take the dots off; what is the whole first fact loses its citation too."""
    written, clean = first_fact
    said = CUT_OFF.sub("", deck)
    if plain(said) == plain(written):
        return clean
    # Of four dots one is the fact's own, unless the fact has none there.
    begun = said.removesuffix(".")
    ended = said == deck or is_cut(said, clean) or not is_cut(begun, clean)
    return said if ended else begun
