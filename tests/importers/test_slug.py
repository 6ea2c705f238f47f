from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import TypeAdapter

from bot.importers.slug import slugify
from bot.story import Slug

SLUG = TypeAdapter(Slug)


@pytest.mark.parametrize(
    ("headline", "slug"),
    [
        ("Harbour Bridge Reopens", "harbour-bridge-reopens"),
        ("Day 16 Close: Talks Stall", "day-16-close-talks-stall"),
        ("Café's “Größe” – naïve?", "cafes-grosse-naive"),
        ("Łódź & Æsir", "lodz-aesir"),
        ("Мост снова открыт", "мост-снова-открыт"),
        ("افتتاح الجسر", "افتتاح-الجسر"),
        ("橋が再開", "橋が再開"),
        ("हिन्दी समाचार", "हिन्दी-समाचार"),
        ("snake_case_title", "snake-case-title"),
        ("…!?", "story"),
        ("", "story"),
    ],
)
def test_a_headline_becomes_words_joined_by_hyphens(headline: str, slug: str) -> None:
    assert slugify(headline) == slug


def test_a_long_headline_is_cut_at_a_word() -> None:
    assert slugify("harbour " * 30) == "-".join(["harbour"] * 10)


def test_a_word_that_is_too_long_is_cut_within() -> None:
    assert slugify("a" * 500) == "a" * 80


@given(st.text())
def test_every_text_becomes_a_sound_slug(headline: str) -> None:
    slug = slugify(headline)
    assert SLUG.validate_python(slug) == slug
    assert len(slug) <= 80


@given(st.text())
def test_a_slug_of_a_slug_is_itself(headline: str) -> None:
    assert slugify(slugify(headline)) == slugify(headline)
