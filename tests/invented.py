"""Invented stories for tests: one that a person would write, and any that hypothesis can build."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from hypothesis import strategies as st

from bot.address import Account, Address
from bot.revision import Revision, State
from bot.story import Story

NOON = datetime(2026, 11, 24, 12, tzinfo=UTC)
READER = Account("console", "reader")
TERMINAL = Address("console", "terminal")


def a_story(slug: str = "harbour-reopens", **changes: Any) -> Story:  # noqa: ANN401 - any field
    """A whole small story; *changes* replace its fields."""
    fields: dict[str, Any] = {
        "slug": slug,
        "headline": "Harbour of Lorrin reopens",
        "summary": "The harbour of Lorrin opened again.",
        "published": NOON,
        "topics": ["Trade"],
        "facts": [
            {"text": "The harbour opened on Monday.", "sources": [1]},
            {"text": "Twelve ships were waiting.", "sources": [2, 3]},
        ],
        "sources": [
            {"number": 1, "name": "Lorrin Post", "url": "https://post.example/1", "lean": 2},
            {"number": 2, "name": "Coast Radio"},
            {"number": 3, "name": "Coast Radio", "stance": 5},
        ],
        "narratives": [
            {"label": "Merchants", "providers": ["Trade Union"], "text": "At last."},
            {"label": "Fishers", "providers": ["Net Weekly"], "text": "Too soon."},
        ],
        "predictions": [
            {"text": "Trade doubles by May.", "probability": 0.14, "forecaster": "Guild"}
        ],
    }
    return Story.model_validate({**fields, **changes})


def a_revision(story: Story | None = None, **changes: Any) -> Revision:  # noqa: ANN401 - any field
    """A published revision of *story*."""
    fields: dict[str, Any] = {
        "id": 7,
        "number": 1,
        "state": State.PUBLISHED,
        "at": NOON,
        "by": "file",
        "note": "",
        "shown_at": NOON,
        "is_retold": False,
        "published_at": NOON,
        "story": story or a_story(),
    }
    return Revision(**{**fields, **changes})


# Text as people and machines write it: all scripts, no control characters, no lone surrogates.
characters = st.characters(exclude_categories=("Cc", "Cs", "Zl", "Zp"))
lines = st.text(characters, min_size=1, max_size=60).filter(lambda text: text.strip())
bodies = st.text(st.one_of(characters, st.just("\n")), min_size=1, max_size=200).filter(
    lambda text: text.strip()
)
urls = st.sampled_from(["https://a.example/x", "http://b.example/?q=1&r=%20", "https://c.example"])
moments = st.datetimes(
    min_value=datetime(1970, 1, 2),  # noqa: DTZ001 - the zone comes with the strategy
    max_value=datetime(2100, 1, 1),  # noqa: DTZ001 - the same
    timezones=st.just(UTC),
)


maybe = st.none()


def _parts(**fields: st.SearchStrategy[Any]) -> st.SearchStrategy[dict[str, Any]]:
    return st.fixed_dictionaries(fields)


def _numbered(parts: list[dict[str, Any]]) -> list[dict[str, Any]]:
    return [{**part, "number": number} for number, part in enumerate(parts, 1)]


sources = _parts(
    name=lines,
    url=maybe | urls,
    lean=maybe | st.integers(1, 5),
    stance=maybe | st.integers(1, 5),
)
predictions = _parts(
    text=bodies,
    probability=maybe | st.floats(0, 1),
    forecaster=maybe | lines,
    url=maybe | urls,
    deadline=maybe | lines,
    outcome=st.sampled_from([None, "happened", "did not happen", "annulled"]),
)
corrections = _parts(at=moments, text=bodies)


def _with_sources(count: int) -> st.SearchStrategy[dict[str, Any]]:
    """Any fields of a sound story of so many sources."""
    cites = st.lists(st.integers(1, count), max_size=3) if count else st.just([])
    return _parts(
        slug=st.from_regex(r"[a-z0-9]{1,8}(-[a-z0-9]{1,8}){0,3}", fullmatch=True),
        url=maybe | urls,
        language=st.sampled_from(["en", "ar", "pt-BR", "no"]),
        headline=lines,
        summary=st.just("") | bodies,
        authors=st.lists(lines, max_size=2),
        published=maybe | moments,
        updated=maybe | moments,
        topics=st.lists(lines, max_size=2),
        image=maybe | _parts(url=maybe | urls, credit=maybe | lines, alt=maybe | lines),
        facts=st.lists(_parts(text=bodies, sources=cites), max_size=4),
        sources=st.lists(sources, min_size=count, max_size=count).map(_numbered),
        narratives=st.lists(
            _parts(
                label=st.just("") | lines,
                providers=st.lists(lines, max_size=2),
                text=bodies,
                sources=cites,
            ),
            max_size=3,
        ),
        predictions=st.lists(predictions, max_size=2),
        timeline=st.lists(_parts(when=lines, text=bodies), max_size=2),
        quote=maybe | _parts(text=bodies, by=maybe | lines, url=maybe | urls),
        corrections=st.lists(corrections, max_size=2).map(_numbered),
    )


# Built once: to build them anew for each example takes as long as to draw from them.
ANY = [_with_sources(count) for count in range(5)]


@st.composite
def stories(draw: st.DrawFn) -> Story:
    """Any sound story."""
    return Story.model_validate(draw(ANY[draw(st.integers(0, 4))]))
