from __future__ import annotations

from hypothesis import given, settings

from bot.importers.verity import looks_like_page, read_page
from tests.importers.page_family import Style, Told, page, stories, styles


@settings(max_examples=300)
@given(told=stories(), style=styles)
def test_what_a_family_writes_is_read_back(told: Told, style: Style) -> None:
    """Whatever the family, the page says what the story says, to the character."""
    text = page(told, style)
    story = read_page(text).story
    assert looks_like_page(text)
    assert story.headline == told.headline
    assert story.summary == told.deck
    assert story.authors == told.authors
    assert (story.image.credit if story.image else "") == told.credit
    assert tuple((fact.text, fact.sources) for fact in story.facts) == told.facts
    assert tuple(source.name for source in story.sources) == told.sources
    assert tuple((n.label, n.providers, n.text) for n in story.narratives) == told.narratives
    assert (
        tuple((p.text, p.probability, p.forecaster, p.deadline) for p in story.predictions)
        == told.predictions
    )
