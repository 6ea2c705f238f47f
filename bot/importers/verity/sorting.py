"""Passages → what they are: facts, narratives, forecasts, or lines that stand for themselves."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from bot.importers.verity.citations import read
from bot.importers.verity.labels import Opening, may_be_label, opening
from bot.importers.verity.passages import Part, Passage, ends, is_cut_off
from bot.importers.verity.predictions import foretells, is_forecast, names_metaculus

if TYPE_CHECKING:
    from collections.abc import Sequence


@dataclass(slots=True)
class Sorted:
    """The passages of a page by what they are, each in the order of the page."""

    facts: list[Passage] = field(default_factory=list)
    narratives: list[tuple[Passage, Opening | None]] = field(default_factory=list)
    forecasts: list[tuple[Passage, Opening | None]] = field(default_factory=list)
    loose: list[Passage] = field(default_factory=list)

    @property
    def inside(self) -> list[Passage]:
        """All that stands in a section."""
        return [*self.facts, *(passage for passage, _ in (*self.narratives, *self.forecasts))]


def sorted_out(passages: Sequence[Passage], known: frozenset[int]) -> Sorted:
    """Tell what each passage is."""
    out = Sorted()
    bulleted = {passage.part for passage in passages if passage.mark}
    aside = False
    headed = any(passage.part is Part.FACTS for passage in passages)
    for passage in passages:
        text = passage.text
        found = opening(text, passage.pieces[0].text)
        read_text = read(text, known)
        cited = bool(read_text.numbers or read_text.missing)
        # What stands apart from a list, and what follows that, is no part of it.
        aside = not passage.mark and passage.part in bulleted and (passage.gap or aside)
        match passage.part:
            case Part.FACTS:
                doubtful = cited or read_text.doubt is not None
                _sort_fact(out, passage, found, aside=aside and not doubtful, cited=cited)
            case Part.NARRATIVES:
                _sort_narrative(out, passage, found, aside=aside)
            case Part.PREDICTIONS:
                _sort_forecast(out, passage, found, aside=aside)
            case Part.OUTSIDE | Part.AFTER_SOURCES:
                _sort_other(out, passage, found, cited=cited, headed=headed)
            case Part.AFTERWORD:
                pass
    return out


def _sort_fact(
    out: Sorted, passage: Passage, found: Opening | None, *, aside: bool, cited: bool
) -> None:
    # A fact may speak of a narrative too: "Reuters narrative: …", but then it cites.
    titled = found and found.strong and "narrative" in found.label.lower()
    if found and titled and (found.providers or not cited):
        _place(out, passage, found)
    elif aside:
        out.loose.append(passage)
    else:
        out.facts.append(passage)


def _sort_narrative(out: Sorted, passage: Passage, found: Opening | None, *, aside: bool) -> None:
    free = None if found or aside else _free_label(passage)
    if found or free:
        _place(out, passage, found or free)
    elif is_forecast(passage.text):
        out.forecasts.append((passage, None))
    elif aside or (not passage.mark and may_be_label(passage.text)):
        out.loose.append(passage)
    else:
        out.narratives.append((passage, None))


def _sort_forecast(out: Sorted, passage: Passage, found: Opening | None, *, aside: bool) -> None:
    if found and (found.nerd or found.strong):
        _place(out, passage, found)
    elif passage.mark or foretells(passage.text) or (_is_sentence(passage.text) and not aside):
        out.forecasts.append((passage, None))
    else:
        out.loose.append(passage)


def _is_sentence(text: str) -> bool:
    return ends(text) and not is_cut_off(text)


def _sort_other(
    out: Sorted, passage: Passage, found: Opening | None, *, cited: bool, headed: bool
) -> None:
    text = passage.text
    # A title may speak of a narrative too, but no title is a sentence.
    sentence = passage.part is Part.AFTER_SOURCES or ends(text)
    if found and (passage.mark or found.providers or (found.strong and sentence)):
        _place(out, passage, found)
    elif is_forecast(text) and names_metaculus(text):
        out.forecasts.append((passage, None))
    elif cited or (passage.mark and passage.part is Part.OUTSIDE and not headed):
        out.facts.append(passage)
    elif passage.mark and passage.part is Part.AFTER_SOURCES:
        out.narratives.append((passage, None))
    elif not passage.mark:
        out.loose.append(passage)


def _place(out: Sorted, passage: Passage, found: Opening | None) -> None:
    if found and found.nerd:
        out.forecasts.append((passage, found))
    else:
        out.narratives.append((passage, found))


def _free_label(passage: Passage) -> Opening | None:
    """Take a short line of its own above a narrative as its label, whatever it says."""
    first = passage.pieces[0].text
    if passage.mark or len(passage.pieces) == 1 or not may_be_label(first):
        return None
    return Opening(first, "", len(first) + 1, strong=False)
