"""Words as PostgreSQL keeps them, and as it takes them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from bot.store.lexemes import lexemes, plain, query, vector
from bot.store.segments import asked, segmented
from tests.engines import on_postgresql
from tests.postgresql import connected, server

if TYPE_CHECKING:
    from collections.abc import Iterator

    from psycopg import Connection


@pytest.fixture(scope="module")
def postgresql() -> Iterator[Connection]:
    """A line to a server."""
    with connected(server().address()) as connection:
        yield connection


def texts(text: str) -> list[str]:
    return [word for word, *_ in lexemes(segmented(text))]


def says(postgresql: Connection, parts: list[str], word: str, *, begun: bool = False) -> bool:
    """Whether PostgreSQL finds a question in a text."""
    question = query(asked(word), any_word=False, begun=begun)
    written = vector(map(segmented, parts))
    answer = postgresql.execute("SELECT %s::tsvector @@ %s::tsquery", (written, question))
    (found,) = answer.fetchone() or (None,)
    return bool(found)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Café DÉJÀ-vu", ["cafe", "deja", "vu"]),
        ("STRASSE straße", ["strasse", "strasse"]),
        ("İzmir", ["izmir"]),
        ("v2.5 @me", ["v2", "5", "me"]),
        ("हिन्दी", ["हिन्दी"]),
        ("北京。上", ["北", "北京", "京", "上"]),
        ("北\n京", ["北", "北京", "京"]),
        ("新iPhone", ["新", "新iphone", "iphone"]),
        ("a b", ["a", "b"]),
        ("\u0301 ❤\ufe0f !", []),
    ],
)
def test_words_part_where_they_part_on_sqlite(text: str, expected: list[str]) -> None:
    assert texts(text) == expected


def test_what_counts_more_stands_first_and_parts_are_no_neighbours() -> None:
    assert vector(["One two", "two", "", "rest"]) == "'one':1A 'two':2A,4B 'rest':8D"


@pytest.mark.parametrize(
    ("words", "any_word", "begun", "expected"),
    [
        (("one", "two"), False, False, "('one') & ('two')"),
        (("one", "two"), True, True, "('one') | ('two':*)"),
        (("a-b.c",), False, False, "('a' <1> 'b' <1> 'c')"),
        (asked("上海的"), False, True, "('上海' <1> '海的':*)"),
        (asked("2026年x-上海"), False, False, "('2026年' <1> '年x' <2> '上海')"),
    ],
)
def test_a_word_of_several_pieces_asks_for_them_side_by_side(
    words: tuple[str, ...],
    any_word: bool,  # noqa: FBT001 - parametrized by name
    begun: bool,  # noqa: FBT001 - the same
    expected: str,
) -> None:
    assert query(words, any_word=any_word, begun=begun) == expected


@on_postgresql
@settings(max_examples=300, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(parts=st.lists(st.text(max_size=40), min_size=1, max_size=4), begun=st.booleans())
@example(parts=["'\\", "\\'a'\\", "':*", "& | ! <->"], begun=True)
@example(parts=["a" * 5000 + " 北" * 300], begun=False)
@example(parts=["word " * 20_000 + "x.y"], begun=False)
def test_every_word_of_a_text_is_found_in_it(
    postgresql: Connection,
    parts: list[str],
    begun: bool,  # noqa: FBT001 - given
) -> None:
    for part in parts:
        for word in asked(part):
            assert says(postgresql, parts, word, begun=begun)


@on_postgresql
def test_what_stands_beyond_the_highest_place_has_its_neighbours_still(
    postgresql: Connection,
) -> None:
    long = ["a b " * 8190 + "上海的贸易 and the end. The-very-end"]
    assert says(postgresql, long, "海的贸")
    assert says(postgresql, long, "very-end")
    assert not says(postgresql, long, "very-the")


@on_postgresql
def test_of_a_text_too_long_for_a_vector_the_beginning_is_kept(postgresql: Connection) -> None:
    long = [" ".join(f"word{n}" for n in range(120_000)), "后面"]
    assert says(postgresql, long, "word50000")
    assert not says(postgresql, long, "word119999")


def test_capitals_and_accents_are_gone_and_letters_stay() -> None:
    assert plain("Ёлка ÉTÉ Ωμέγα 한국 ก็") == "елка ete ωμεγα 한국 ก็"
