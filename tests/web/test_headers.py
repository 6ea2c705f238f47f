"""Whatever a server says beside what it gives, it is heard within bounds or not at all."""

from __future__ import annotations

from datetime import timedelta

from hypothesis import given
from hypothesis import strategies as st

from bot.web import headers
from tests.invented import NOON

ANYTHING = st.text() | st.from_regex(
    r"(Mon, )?\d{1,3} [A-Z][a-z]{2} \d{1,6} \d{1,4}:\d{1,3}(:\d{1,3})? ([+-]\d{1,9}|[A-Z]{1,3})"
)


@given(ANYTHING)
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
