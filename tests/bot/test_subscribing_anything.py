"""Whatever is typed or pressed about a subscription, there is an answer."""

from __future__ import annotations

from itertools import count
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.choice import Choice
from bot.commands import COMMANDS
from bot.edition import Wish
from bot.errors import NotFound
from bot.request import Kind, Role
from bot.schedule import Slot, Weekdays
from bot.subscriptions.carried import carried, days_carried, topics_carried, zone_carried
from bot.subscriptions.gazetteer import places
from bot.suggestion import suggested
from bot.words import languages, words_for
from tests.bot.managed import Place, at, read
from tests.invented import lines

if TYPE_CHECKING:
    from bot.desk import Desk
    from bot.suggestion import Timely

MANAGING = [name for name, each in COMMANDS.items() if each.role is Role.MANAGER]
WORDS = """
8 8am 25:00 Paris CET UTC+2 mon-fri daily all Trade Science, time zone days topics language most
silence on friday 3 ~1 ~ " de 0 99999999999999999999
"""
PARTS = st.sampled_from(WORDS.split())
TYPED = st.lists(PARTS | st.text(max_size=8), max_size=8).map(" ".join)
ANYHOW = settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=200)


@ANYHOW
@given(name=st.sampled_from(MANAGING), typed=TYPED, language=st.sampled_from(languages()))
async def test_whatever_is_typed_there_is_an_answer(
    name: str, typed: str, language: str, desk: Desk
) -> None:
    place = Place(desk)
    place.language = language
    reply = await place.ask(f"/{name} {typed}")
    assert reply.blocks
    assert "Something broke" not in read(reply)


@ANYHOW
@given(
    name=st.sampled_from(MANAGING),
    arguments=st.lists(PARTS | st.text(max_size=6), max_size=8).map(tuple),
)
async def test_whatever_is_pressed_there_is_an_answer(
    name: str, arguments: tuple[str, ...], desk: Desk
) -> None:
    choice = Choice("", name, arguments)
    if choice.fits:
        reply = await Place(desk, alone=False).push(choice)
        assert "Something broke" not in read(reply)


@given(
    zone=st.sampled_from([place.zone for place in places()]),
    at_=st.times().map(lambda each: each.replace(second=0, microsecond=0)),
    days=st.integers(1, 127).map(Weekdays),
    topics=st.lists(lines, max_size=4, unique_by=str.casefold).map(tuple),
)
def test_a_button_carries_a_wish_and_gives_it_back(
    zone: str, at_: object, days: Weekdays, topics: tuple[str, ...]
) -> None:
    wish = Wish(slot=Slot(at_, zone, days), topics=topics, language="es")  # type: ignore[arg-type] # times of hypothesis
    time, zone_, days_, topics_, language = carried(wish)
    assert (time, language) == (f"{at_:%H:%M}", "es")
    assert zone_carried(zone_) == zone
    assert days_carried(days_) == days
    assert not topics or topics_carried(topics_, topics) == topics
    assert Choice("", "subscribe", (time, zone_, days_, topics_, language, "1")).fits


def test_topics_that_a_button_cannot_tell_apart_are_not_mistaken_for_each_other() -> None:
    known: dict[str, str] = {}
    for topic in map(str, count()):
        code = carried(Wish(slot=Slot(at(1).time(), "UTC"), topics=(topic,)))[3]
        if code in known:
            break
        known[code] = topic
    with pytest.raises(NotFound):
        topics_carried(code, (topic, known[code]))
    assert topics_carried(code, (topic, "another")) == (topic,)


def test_no_two_zones_are_carried_alike() -> None:
    zones = {place.zone for place in places()}
    assert len({carried(Wish(slot=Slot(at(1).time(), zone)))[1] for zone in zones}) == len(zones)


@given(
    kind=st.sampled_from(["time", "zone", "days", "until", "switch"]),
    typed=PARTS | st.text(max_size=10),
    language=st.sampled_from(languages()),
)
def test_whatever_is_typed_at_most_so_many_are_suggested(
    kind: Timely, typed: str, language: str
) -> None:
    found = suggested(kind, typed, words_for(language), at(24))
    assert len(found) <= 25
    assert len({each.value for each in found}) == len(found)


def test_the_hours_begin_in_the_morning() -> None:
    found = [each.value for each in suggested(Kind.TIME, "", words_for("en"), at(24))]
    assert (found[0], found[-1], len(found)) == ("06:00", "05:00", 24)
