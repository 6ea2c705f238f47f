"""The place of a story that matches, cut and marked."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.store.excerpts import excerpt
from bot.store.segments import asked, segmented, shown


def place(parts: list[str], question: str, *, begun: bool = False) -> tuple[str, ...]:
    return shown(excerpt(map(segmented, parts), asked(question), begun=begun))


def numbers(start: int, end: int) -> str:
    return " ".join(map(str, range(start, end)))


@pytest.mark.parametrize(
    ("parts", "question", "expected"),
    [
        (["The Harbour", "harbour"], "harbour", ("The ", "Harbour", "")),
        (["One", "two\nthree and two"], "two", ("", "two", "")),
        (["two", "One, two"], "one two", ("", "One", ", ", "two", "")),
        (["Été à Lorrin"], "ETE lorrin", ("", "Été", " à ", "Lorrin", "")),
        (["party art"], "art", ("party ", "art", "")),
        (["a-b a.b ab"], "a.b", ("", "a-b", " ", "a.b", " ab")),
        (["北京和上海"], "上海", ("北京和", "上海", "")),
        (["elsewhere", "more"], "nothing", ("elsewhere",)),
    ],
)
def test_the_part_that_says_most_of_the_words_is_shown(
    parts: list[str], question: str, expected: tuple[str, ...]
) -> None:
    assert place(parts, question) == expected


def test_only_the_last_word_may_be_a_beginning() -> None:
    assert place(["harbours and ships"], "harb ship", begun=True) == (
        "harbours and ",
        "ships",
        "",
    )
    assert place(["harbours and ships"], "ship") == ("harbours and ships",)


def test_a_long_line_is_cut_around_its_matches() -> None:
    line = f"{numbers(100, 200)} needle {numbers(200, 300)}"
    before, match, after = place([line], "needle")
    assert (before, match, after) == (f"…{numbers(189, 200)} ", "needle", f" {numbers(200, 212)}…")


def test_a_line_is_cut_at_no_end_that_it_has() -> None:
    line = f"needle {numbers(100, 200)} pin"
    assert place([line], "needle") == ("", "needle", f" {numbers(100, 123)}…")
    assert place([line], "pin") == (f"…{numbers(177, 200)} ", "pin", "")


def test_where_most_of_the_words_stand_together_it_is_cut() -> None:
    line = f"one {numbers(100, 200)} two one {numbers(200, 300)} two"
    _, *pieces, _ = place([line], "one two")
    assert pieces == ["two", " ", "one"]


def test_a_match_longer_than_the_place_is_shown_from_its_beginning() -> None:
    letters = "".join(chr(0x4E00 + number) for number in range(40))
    assert place([f"前{letters}后"], letters) == ("…", letters[:24], "…")


@given(st.lists(st.text(max_size=60), min_size=1, max_size=4), st.text(max_size=20), st.booleans())
def test_nothing_is_shown_that_the_story_does_not_say(
    parts: list[str],
    question: str,
    begun: bool,  # noqa: FBT001 - given
) -> None:
    words = asked(question)
    pieces = shown(excerpt(map(segmented, parts), words, begun=begun)) if words else ("",)
    whole = " ".join(segmented(" ".join(parts)).split())
    said = " ".join("".join(pieces).split()).strip("…")
    assert " ".join(segmented(said).split()) in whole or not said
