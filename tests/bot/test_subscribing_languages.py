"""A briefing is told in the language of the stories that were chosen, or of who wished it."""

from __future__ import annotations

from datetime import timedelta

from bot.adapter import Limits
from bot.address import Address
from bot.pace import Lane
from bot.pushing.composing import Composing
from tests.bot.managed import Clock, Place, at, known, read
from tests.invented import TERMINAL

ROOMY = Limits(
    10_000, lambda run: len(getattr(run, "text", "")), overhead=6, marks=100, parts=100, choices=100
)


async def told(place: Place, clock: Clock) -> dict[Address, str]:
    """Give what each place is told the next morning."""
    ledger, clock.now = place.desk.store.ledger, at(25, 7)
    await ledger.plan(clock.now, window=timedelta(hours=6), limit=100)
    claimed = await ledger.claim(
        "console",
        Lane(rate=10, share=5),
        worker="w",
        now=clock.now,
        lease=timedelta(minutes=1),
        limit=9,
    )
    composing = Composing(place.desk, ROOMY)
    return {
        each.subscription.where: read((await composing.composed(each)).messages[0])
        for each, _ in claimed.deliveries
    }


async def test_each_place_is_told_in_the_language_of_who_subscribed_it(
    place: Place, clock: Clock
) -> None:
    arabic = Place(place.desk, Address("console", "other", ""))
    arabic.language = "ar"
    await arabic.ask("/subscribe 8 Paris")
    briefings = await told(place, clock)
    assert "November" in briefings[TERMINAL]
    assert "نوفمبر" in briefings[arabic.where]


async def test_who_changes_it_in_private_is_told_in_their_own_language_from_then_on(
    place: Place, clock: Clock
) -> None:
    place.language = "es"
    await place.ask("/subscription most 3")
    assert "noviembre" in (await told(place, clock))[TERMINAL]


async def test_a_group_keeps_its_language_whoever_changes_something_else(place: Place) -> None:
    group = Place(place.desk, Address("console", "group", ""), alone=False)
    group.language = "de"
    await group.press(await group.ask("/subscribe 8 Berlin"), "Abonnieren")
    group.language = "en"
    await group.ask("/subscription most 3")
    assert (await known(group)).wish.spoken == "de"
    await group.ask("/subscribe 9 Berlin")
    assert (await known(group)).wish.spoken == "en"


async def test_the_language_of_the_stories_goes_before(place: Place, clock: Clock) -> None:
    place.language = "es"
    await place.ask("/subscription language de")
    assert "noviembre" not in (await told(place, clock))[TERMINAL]
    assert (await known(place)).wish.told_in("en") == "de"


async def test_a_confirmation_carries_no_language_but_takes_it_from_who_presses(
    place: Place,
) -> None:
    group = Place(place.desk, Address("console", "group", ""), alone=False)
    group.language = "ar"
    question = await group.ask("/subscribe 8 Paris")
    group.language = "de"
    await group.press(question, "اشتراك")
    assert (await known(group)).wish.spoken == "de"
