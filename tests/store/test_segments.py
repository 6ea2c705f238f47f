"""Words for full-text search, in every script."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.store.segments import JOINT, MATCH_ENDS, MATCH_STARTS, asked, folded, segmented, shown


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("plain words", "plain words"),
        ("北京", "北|京"),
        ("新iPhone手机", "新|iPhone|手|机"),
        ("2026年", "2026|年"),
        ("データ", "デ|ー|タ"),
        ("ไทยเปิด", "ไ|ท|ย|เ|ปิ|ด"),
        ("북경에서", "북|경|에|서"),
        ("中国。日本", "中|国。日|本"),
        ("مُحَمَّد", "محمد"),
        ("e\u0301te\u0301", "été"),
    ],
)
def test_a_joint_stands_wherever_a_word_may_begin(text: str, parts: str) -> None:
    assert segmented(text) == parts.replace("|", JOINT)


@given(st.text())
def test_segmenting_twice_changes_nothing(text: str) -> None:
    assert segmented(segmented(text)) == segmented(text)


@given(st.text(st.characters(categories=["Lu", "Ll", "Lo", "Nd", "Zs"])))
def test_a_question_of_letters_keeps_them_all(text: str) -> None:
    words = asked(text)
    assert len(words) <= len(text.split())
    assert all(word.replace(JOINT, "") for word in words)


def test_of_very_many_words_the_first_are_looked_for() -> None:
    assert len(asked(" ".join(map(str, range(10_000))))) == 32


def test_a_word_said_twice_is_looked_for_once() -> None:
    assert asked("harbour harbour") == ("harbour",)


def test_every_second_piece_of_a_place_is_a_match() -> None:
    marked = f"The {MATCH_STARTS}港{JOINT}口{MATCH_ENDS}\nof {MATCH_STARTS}Lorrin{MATCH_ENDS}"
    assert shown(marked) == ("The ", "港口", " of ", "Lorrin", "")


def test_labels_fold_whatever_their_capital_letters_and_spaces() -> None:
    assert folded(" US  Politics") == folded("us politics")
    assert folded("STRASSE") == folded("straße")
