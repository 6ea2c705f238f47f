"""Whoever manages a place sees what was sent there, what comes next, and what is in the way."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from bot.edition import Progress, Subscribed
from bot.entries import Begun, Result
from bot.pace import Lane
from bot.words import phrase
from tests.bot.managed import Clock, Place, at, read, ticks
from tests.invented import TERMINAL

if TYPE_CHECKING:
    from datetime import datetime

PACE = Lane(rate=10, share=5)


async def ends(
    place: Place,
    clock: Clock,
    progress: Progress,
    reason: str = "",
    due: datetime | None = None,
) -> None:
    """Let what is due be tried once, and end so."""
    ledger, now = place.desk.store.ledger, clock.now
    lease = timedelta(minutes=1)
    claimed = await ledger.claim("console", PACE, worker="w", now=now, lease=lease, limit=9)
    deliveries = [each for each, _ in claimed.deliveries]
    assert deliveries
    await ledger.begin("w", [Begun(each, 1, 1) for each in deliveries], now=now, lease=lease)
    results = [
        Result(delivery=each, progress=progress, reason=reason, due=due) for each in deliveries
    ]
    assert await ledger.record("w", results, now=now) == len(deliveries)


async def test_before_the_first_one_there_is_but_the_next(place: Place) -> None:
    reply = await place.ask("/status")
    assert reply.private
    assert read(reply) == (
        "How the briefing stands\n"
        "The briefing comes to this place.\n"
        "It comes next on Wednesday, November 25, 2026, 8:00 AM.\n"
        "Nothing was sent here yet.\n"
        "[Change]"
    )


async def test_each_of_the_last_days_is_told_the_newest_first(place: Place, clock: Clock) -> None:
    for day, progress, reason in (
        (25, Progress.SENT, ""),
        (26, Progress.QUIET, ""),
        (27, Progress.REFUSED, "Telegram says: Bad Request"),
        (28, Progress.UNCERTAIN, "No answer came."),
    ):
        await ticks(place, clock, at(day, 7))
        await ends(place, clock, progress, reason)
    await ticks(place, clock, at(29, 7))
    await ends(place, clock, Progress.OPEN, "Telegram asks to send less.", at(29, 8))
    assert read(await place.ask("/status")) == (
        "How the briefing stands\n"
        "The briefing comes to this place.\n"
        "It comes next on Monday, November 30, 2026, 8:00 AM.\n"
        "The last ones\n"
        "- Sunday, November 29, 2026: not sent yet: Telegram asks to send less.\n"
        "- Saturday, November 28, 2026: perhaps sent, and not sent again: No answer came.\n"
        "- Friday, November 27, 2026: refused: Telegram says: Bad Request\n"
        "- Thursday, November 26, 2026: no news, nothing sent\n"
        "- Wednesday, November 25, 2026: sent, 8:00 AM\n"
        "[Change]"
    )


async def test_what_was_sent_is_told_also_when_it_has_ended(place: Place, clock: Clock) -> None:
    await ticks(place, clock, at(25, 7))
    await ends(place, clock, Progress.SENT)
    await place.ask("/unsubscribe")
    assert read(await place.ask("/status")) == (
        "How the briefing stands\n"
        "The briefing does not come to this place any more.\n"
        "The last ones\n"
        "- Wednesday, November 25, 2026: sent, 8:00 AM"
    )


async def test_no_more_than_five_days_are_told(place: Place, clock: Clock) -> None:
    for day in range(25, 31):
        await ticks(place, clock, at(day, 7))
        await ends(place, clock, Progress.SENT)
    told = [line for line in read(await place.ask("/status")).splitlines() if "sent, 8:00" in line]
    assert len(told) == 5
    assert told[0].startswith("- Monday, November 30")


async def test_a_briefing_for_which_the_program_was_away_too_long_is_told_as_left_out(
    place: Place, clock: Clock
) -> None:
    clock.now = at(25, 20)
    await place.desk.store.ledger.plan(clock.now, window=timedelta(hours=6), limit=9)
    assert "- Wednesday, November 25, 2026: left out" in read(await place.ask("/status"))


async def test_a_suspended_one_tells_why_and_since_when(place: Place, clock: Clock) -> None:
    await ticks(place, clock, at(25, 7))
    reason = "The bot was removed from the chat."
    await ends(place, clock, Progress.LOST, reason)
    await place.desk.store.ledger.stand(TERMINAL, Subscribed.SUSPENDED, at=clock.now, reason=reason)
    assert read(await place.ask("/status")) == (
        "How the briefing stands\n"
        "The briefing is suspended since Wednesday, November 25, 2026, 8:00 AM: The bot was "
        "removed from the chat. It is tried again by itself; /resume lets it come again.\n"
        "The next try is on Thursday, November 26, 2026, 8:00 AM.\n"
        "The last ones\n"
        "- Wednesday, November 25, 2026: could not be sent: The bot was removed from the chat.\n"
        "[Change]"
    )


async def test_what_the_bot_lacks_there_is_told(place: Place) -> None:
    place.lacking = (phrase("“Embed Links”"),)
    assert "\nThe bot lacks “Embed Links” here.\n" in read(await place.ask("/status"))
