"""A page that was taken apart → the story, or every fault of it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from pydantic import ValidationError
from pydantic_core import PydanticCustomError

from bot.errors import Unreadable
from bot.importers.draft import Draft
from bot.importers.slug import slugify
from bot.importers.verity import faults
from bot.importers.verity.bodies import Body, bare_without_sources, bodies, wrong_citations
from bot.importers.verity.chrome import plain
from bot.importers.verity.dating import appeared
from bot.importers.verity.division import divided
from bot.importers.verity.headline import headline_and_deck
from bot.importers.verity.outlets import outlets
from bot.importers.verity.predictions import deadline, forecaster, percentage
from bot.importers.verity.sorting import sorted_out
from bot.importers.verity.sources_line import Named, sources_in
from bot.rules import a_web_address
from bot.story import Story

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from bot.errors import Fault
    from bot.importers.verity.labels import Opening
    from bot.importers.verity.passages import Page, Passage

    Parts = dict[str, object]
    # Of each field, the passages its parts came from and where in them they began.
    Stood = dict[str, list[tuple[Passage, int]]]

BYLINE_END: Final = re.compile(r"\s*[|•·].*")
STAND_IN: Final = "?"


def draft_of(page: Page, found: Iterable[Fault] = ()) -> Draft:
    """Write the story of a page.

    Args:
        page: the page, taken apart.
        found: what was already found wrong with it.

    Raises:
        Unreadable: with every fault of the page, in its order.
    """
    named = _sources(page)
    known = frozenset(source.number for source, _ in named)
    out = sorted_out(divided(page.passages), known)
    facts = bodies(((passage, 0) for passage in out.facts), known)
    first = (facts[0].passage.text, facts[0].cited.text) if facts else ("", "")
    headline, deck = headline_and_deck(out.loose, out.inside, first)
    title = headline.text if headline else STAND_IN
    # A title that stands again within a section is no fact.
    facts = tuple(fact for fact in facts if fact.passage.mark or fact.cited.text != title)
    narratives = _headed(out.narratives, known)
    # Of a forecast that was embedded only the label is left; that is no fault.
    forecasts = [one for one in _headed(out.forecasts, known) if one[0].cited.text]
    parts: Parts = {
        "slug": slugify(title),
        "url": _address(page.addresses),
        "headline": title,
        "summary": deck,
        "authors": _authors(page.bylines),
        "published": appeared(out.loose, out.inside),
        "image": {"credit": page.credits[0]} if page.credits else None,
        "facts": [_fact(fact) for fact in facts],
        "sources": [{"number": source.number, "name": source.name} for source, _ in named],
        "narratives": _narratives(narratives, named),
        "predictions": [_prediction(*forecast) for forecast in forecasts],
    }
    stood: Stood = {
        "headline": [(headline, 0)] if headline else [],
        "facts": [(fact.passage, fact.offset) for fact in facts],
        "sources": [(passage, source.offset) for source, passage in named],
        "narratives": [(body.passage, body.offset) for body, _ in narratives],
        "predictions": [(body.passage, body.offset) for body, _ in forecasts],
    }
    said = (*facts, *(body for body, _ in (*narratives, *forecasts)))
    wrong = [
        *found,
        *_missing(page, headline=headline is not None, story=bool(facts or narratives)),
        *wrong_citations(said, known),
        *(bare_without_sources(facts) if not known else ()),
    ]
    return Draft(_story(parts, stood, wrong), "page", _address(page.addresses))


def _missing(page: Page, *, headline: bool, story: bool) -> tuple[Fault, ...]:
    """Say what a page lacks; where there is no story, a headline would make none."""
    if not story:
        return (faults.no_story(_top(page)),)
    return () if headline else (faults.no_headline(_top(page)),)


def _story(parts: Parts, stood: Stood, wrong: list[Fault]) -> Story:
    try:
        story = Story.model_validate(parts)
    except ValidationError as error:
        wrong += faults.broken(error, parts, lambda path: _place(stood, path))
    else:
        if not wrong:
            return story
    raise Unreadable(sorted(wrong, key=lambda fault: (fault.line, fault.column)))


def _place(stood: Stood, path: tuple[int | str, ...]) -> faults.Place:
    """Find where the part of a story that a path leads to stood on the page."""
    parts = stood.get(str(path[0]), []) if path else []
    nth = path[1] if len(path) > 1 and isinstance(path[1], int) else 0
    if nth >= len(parts):
        return faults.START
    passage, offset = parts[nth]
    return passage.place(offset)


def _top(page: Page) -> faults.Place:
    return page.passages[0].place(0) if page.passages else faults.START


def _sources(page: Page) -> list[tuple[Named, Passage]]:
    """Read the Sources lines; one that says again what another said adds nothing."""
    named = {
        (source.number, source.name): (source, passage)
        for passage in page.sources
        for source in sources_in("\n".join(piece.text for piece in passage.pieces if piece.text))
    }
    return list(named.values())


def _headed(
    found: Sequence[tuple[Passage, Opening | None]], known: frozenset[int]
) -> list[tuple[Body, Opening | None]]:
    begun = ((passage, opening.end if opening else 0) for passage, opening in found)
    openings = (opening for _, opening in found)
    return list(zip(bodies(begun, known), openings, strict=True))


def _fact(body: Body) -> Parts:
    return {"text": body.cited.text, "sources": body.cited.numbers}


def _narratives(
    narratives: Sequence[tuple[Body, Opening | None]],
    named: Sequence[tuple[Named, Passage]],
) -> list[Parts]:
    names = {plain(source.name) for source, _ in named}
    return [
        {
            "label": opening.label if opening else "",
            "providers": outlets(opening.providers, names) if opening else (),
            "text": body.cited.text,
            "sources": body.cited.numbers,
        }
        for body, opening in narratives
    ]


def _prediction(body: Body, opening: Opening | None) -> Parts:
    text = body.cited.text
    percent = percentage(text)
    called = f"{opening.label} {opening.providers}" if opening else body.passage.under
    return {
        "text": text,
        "probability": None if percent is None else round(percent / 100, 6),
        "forecaster": forecaster(text, _forecaster_in(called, opening)),
        "deadline": deadline(text),
    }


def _forecaster_in(called: str, opening: Opening | None) -> str | None:
    if opening and opening.providers:
        return opening.providers.removeprefix("the ")
    return "Metaculus" if "metaculus" in plain(called) else None


def _authors(bylines: Sequence[str]) -> tuple[str, ...]:
    names = {plain(name): name for line in bylines for name in outlets(BYLINE_END.sub("", line))}
    return tuple(names.values())


def _address(addresses: Sequence[str]) -> str | None:
    """Take the first address that leads somewhere as the page's own."""
    for address in addresses:
        try:
            return a_web_address(address.rstrip(".,;)"))
        except PydanticCustomError:
            continue
    return None
