"""What readers find when they search, on every engine."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.invented import NOON, a_story

if TYPE_CHECKING:
    from bot.store import Store
    from bot.story import Story

CITIES = "北京和上海的贸易增长"


async def found(store: Store, query: str, *, limit: int = 9, any_word: bool = False) -> list[str]:
    hits = await store.search(query, limit=limit, any_word=any_word)
    return [hit.revision.story.slug for hit in hits]


def bare(slug: str, headline: str = "Elsewhere", **changes: object) -> Story:
    empty = {"summary": "", "facts": [], "sources": [], "narratives": [], "predictions": []}
    return a_story(slug, headline=headline, **{**empty, "topics": [], **changes})


@pytest.fixture
async def library(store: Store) -> Store:
    await store.load(
        [
            bare("headline", "The lantern festival"),
            bare("summary", summary="A lantern was lit."),
            bare("fact", facts=[{"text": "One lantern fell."}]),
            bare("narrative", narratives=[{"text": "Every lantern tells."}]),
            bare("café", "Café déjà vu in İzmir"),
            bare("chinese", "今日要闻", facts=[{"text": CITIES}]),
            bare("japanese", "新しいデータセンターが東京に開設"),
            bare("thai", "ประเทศไทยเปิดท่าเรือใหม่"),
            bare("korean", "서울에서 정상회담이 열렸다"),
            bare("arabic", "مُحَمَّد يفتتح الميناء"),
            bare("hindi", "हिन्दी समाचार पत्र"),
            bare("mixed", "新iPhone手机发布"),
        ],
        at=NOON,
    )
    return store


async def test_a_headline_counts_more_than_a_summary_a_fact_and_the_rest(library: Store) -> None:
    assert await found(library, "lantern") == ["headline", "summary", "fact", "narrative"]


async def test_of_equal_matches_the_newest_come_first_a_page_at_a_time(store: Store) -> None:
    for day in range(5):
        await store.load([bare(f"s-{day}", "The harbour")], at=NOON + timedelta(days=day))
    assert await found(store, "harbour", limit=3) == ["s-4", "s-3", "s-2"]
    rest = await store.search("harbour", limit=3, skip=3)
    assert [hit.revision.story.slug for hit in rest] == ["s-1", "s-0"]
    begun = await store.search("harb", limit=3, skip=3)
    assert [hit.revision.story.slug for hit in begun] == ["s-1", "s-0"]


async def test_all_words_must_be_there_unless_one_is_enough(library: Store) -> None:
    assert await found(library, "lantern festival") == ["headline"]
    assert await found(library, "festival nowhere") == []
    assert set(await found(library, "festival déjà", any_word=True)) == {"headline", "café"}


async def test_the_last_word_may_be_a_beginning(library: Store) -> None:
    assert await found(library, "fest") == ["headline"]
    assert await found(library, "lantern fes") == ["headline"]
    assert await found(library, "fes lantern") == []
    assert await found(library, "l", limit=1) == ["headline"]


async def test_headlines_alone_can_be_looked_through(library: Store) -> None:
    (hit,) = await library.search("lant", limit=9, headlines=True)
    assert hit.place == ("The ", "lantern", " festival")
    assert await library.search("fell lantern", limit=9, headlines=True) == ()
    assert len(await library.search("fell lantern", limit=9, headlines=True, any_word=True)) == 1


@pytest.mark.parametrize(
    ("query", "slug"),
    [
        ("CAFE", "café"),
        ("deja", "café"),
        ("De\u0301ja\u0300", "café"),
        ("北京", "chinese"),
        ("上海的贸易", "chinese"),
        ("贸易 上海", "chinese"),
        ("東京", "japanese"),
        ("センター", "japanese"),
        ("データ", "japanese"),
        ("ท่าเรือ", "thai"),
        ("정상회담", "korean"),
        ("회담", "korean"),
        ("محمد", "arabic"),
        ("الميناء", "arabic"),
        ("समाचार", "hindi"),
        ("iphone", "mixed"),
        ("手机", "mixed"),
    ],
)
async def test_words_are_found_in_every_script(library: Store, query: str, slug: str) -> None:
    assert await found(library, query) == [slug]


async def test_letters_that_do_not_stand_together_are_no_word(library: Store) -> None:
    assert await found(library, "京上") == []
    assert await found(library, "海上") == []


async def test_the_matching_place_shows_every_match_and_no_joints(library: Store) -> None:
    (hit,) = await library.search("上海", limit=1)
    assert hit.place == ("北京和", "上海", "的贸易增长")
    (hit,) = await library.search("déjà vu", limit=1)
    assert "".join(hit.place) == "Café déjà vu in İzmir"
    assert hit.place[1::2] in {("déjà", "vu"), ("déjà vu",)}


async def test_a_long_text_is_cut_around_the_match(store: Store) -> None:
    far = " ".join(["word"] * 200 + ["needle"] + ["word"] * 200)
    await store.load([bare("long", summary=far)], at=NOON)
    (hit,) = await store.search("needle", limit=1)
    assert hit.place[1] == "needle"
    assert hit.place[0].startswith("…")
    assert len("".join(hit.place)) < 300


@pytest.mark.parametrize(
    "query", ["", "  ", "*", '"', "!?", "()", "\u0301", "😀", "\ud800", "\x00", "-- ;"]
)
async def test_without_a_word_nothing_is_found(library: Store, query: str) -> None:
    assert await library.search(query, limit=9) == ()


@pytest.mark.parametrize(
    "query",
    [
        '"lantern" festival',
        "lantern) festival(",
        "lantern* festival*",
        "headline lantern - festival",
        "lantern\x00festival",
        "lantern \ud800 festival",
        "lantern festival " * 500,
    ],
)
async def test_signs_between_words_are_no_syntax(library: Store, query: str) -> None:
    expected = [] if query.startswith("headline") else ["headline"]
    assert await found(library, query) == expected


@pytest.mark.parametrize("word", ["AND", "OR", "NOT", "NEAR", "rowid", "rank", "headline:lantern"])
async def test_words_of_a_query_language_are_words(library: Store, word: str) -> None:
    assert await found(library, f"lantern {word}") == []


@settings(
    max_examples=150,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(query=st.text(max_size=60), headlines=st.booleans(), any_word=st.booleans())
async def test_no_query_is_an_error(
    library: Store,
    query: str,
    headlines: bool,  # noqa: FBT001 - hypothesis gives it by name
    any_word: bool,  # noqa: FBT001 - the same
) -> None:
    await library.search(query, limit=3, headlines=headlines, any_word=any_word)


async def test_of_a_very_common_word_the_newest_thousand_are_ranked(store: Store) -> None:
    """The best match of all is the oldest; it takes part only among the newest thousand."""
    await store.load(
        [
            bare(f"s-{n}", summary="common and more words", published=NOON + timedelta(hours=n))
            for n in range(1, 1000)
        ]
        + [bare("best", "Common", published=NOON)],
        at=NOON,
    )
    assert (await found(store, "common", limit=1)) == ["best"]
    await store.load([bare("newest", summary="common", published=NOON.replace(year=2030))], at=NOON)
    assert "best" not in await found(store, "common", limit=1000)
