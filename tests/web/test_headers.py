"""Whatever a server says beside what it gives, it is heard within bounds or not at all."""

from __future__ import annotations

from datetime import timedelta

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from bot.errors import Problem
from bot.web import headers
from tests.invented import NOON

ANYTHING = st.text() | st.from_regex(
    r"(Mon, )?\d{1,3} [A-Z][a-z]{2} \d{1,6} \d{1,4}:\d{1,3}(:\d{1,3})? ([+-]\d{1,9}|[A-Z]{1,3})"
)


@given(ANYTHING)
@example(f"Mon, 1 Jan 2026 10:00:00 +{'9' * 25}")
@example("Mon, 1 Jan 1 00:00:00 +2359")
@example("Fri, 31 Dec 9999 23:59:59 -2359")
def test_no_wait_is_longer_than_a_week(said: str) -> None:
    assert timedelta() <= headers.wait({"Retry-After": said}, NOON) <= timedelta(days=7)


@given(st.text() | st.integers().map("max-age={}".format))
def test_no_freshness_is_longer_than_a_day(said: str) -> None:
    assert timedelta() <= headers.fresh({"Cache-Control": said}) <= timedelta(days=1)


@given(st.text())
def test_what_is_said_again_is_one_short_line_of_plain_letters(said: str) -> None:
    mark = headers.mark({"ETag": said}, "ETag")
    assert mark in {"", said.strip()}
    assert mark == "" or (mark.isascii() and mark.isprintable() and len(mark) <= 301)


@given(st.text() | st.just("text/\x9b31m\u202ehtml"))
def test_a_kind_that_is_none_is_named_in_plain_letters(said: str) -> None:
    with pytest.raises(Problem) as refused:
        headers.see_kind({"Content-Type": f"no{said}"})
    assert str(refused.value).isascii()
    assert str(refused.value).isprintable()
