"""What those who manage a place see of its subscription."""

from __future__ import annotations

from datetime import time
from typing import TYPE_CHECKING, assert_never

from bot.choice import Choice
from bot.edition import Subscribed
from bot.reply import Block, Choices, Heading, Item, Items, Note, Paragraph, Plain, Reply
from bot.schedule import Weekdays
from bot.subscriptions.clock_time import weekdays_said
from bot.words import languages

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from bot.edition import Subscription, Wish
    from bot.schedule import Occurrence, Slot
    from bot.words import Words

CHANGES = ("time", "zone", "days", "topics", "language", "most", "silence", "breaking")
SIZES = (3, 5, 10)  # stories of an edition that a button offers


def question(
    words: Words, wish: Wish, moments: Sequence[Occurrence], ways: tuple[Choice, ...]
) -> Reply:
    """Ask whether a place that others see too shall have what was wished."""
    return Reply(
        (
            Paragraph((Plain(words("Shall the briefing come to this place?")),)),
            _terms(words, wish),
            *_listed(words("It comes next on"), words, wish.slot, moments),
            Choices(ways),
        )
    )


def settled(
    words: Words,
    found: Subscription,
    moments: Sequence[Occurrence],
    missed: Sequence[date] = (),
) -> Reply:
    """Say what a place has from now on, and when."""
    return Reply(
        (
            standing(words, found),
            _terms(words, found.wish),
            *_coming(words, found, moments),
            *_missed(words, missed),
            Choices((Choice(words("Change"), "subscription"),)),
        )
    )


def stands(
    words: Words, found: Subscription, moments: Sequence[Occurrence], today: date | None = None
) -> Reply:
    """Say how a subscription stands from now on, and when it comes; *today* comes at once."""
    active = found.state is Subscribed.ACTIVE
    way = Choice(words("Pause"), "pause") if active else Choice(words("Resume"), "resume")
    coming = _coming(words, found, moments)
    return Reply((standing(words, found), *_at_once(words, today), *coming, Choices((way,))))


def shown(
    words: Words,
    found: Subscription,
    moments: Sequence[Occurrence],
    missed: Sequence[date] = (),
) -> Reply:
    """Show the subscription of a place, with buttons for what is changed most."""
    hint = words("Anything else is changed by its name: {example}", example="/subscription time 9")
    return Reply(
        (
            Heading((Plain(words("The briefing for this place")),)),
            standing(words, found),
            _terms(words, found.wish),
            *_coming(words, found, moments),
            *_missed(words, missed),
            Note((Plain(hint),)),
            *_ways(words, found),
        )
    )


def ended(words: Words, undo: Choice) -> Reply:
    """Say that nothing comes any more, and how to take that back."""
    text = words("The briefing does not come to this place any more.")
    return Reply((Paragraph((Plain(text),)), Choices((undo,))))


def next_moment(words: Words, found: Subscription, moment: Occurrence) -> Paragraph:
    """Say when the briefing comes next, or is tried to, in the time of the place."""
    at = words.moment(found.wish.slot.local(moment.at))
    match found.state:
        case Subscribed.PAUSED:
            text = words("It comes again on {moment}.", moment=at)
        case Subscribed.SUSPENDED:
            text = words("The next try is on {moment}.", moment=at)
        case Subscribed.ACTIVE | Subscribed.ENDED:
            text = words("It comes next on {moment}.", moment=at)
        case _:
            assert_never(found.state)
    return Paragraph((Plain(text),))


def standing(words: Words, found: Subscription) -> Paragraph:
    """Say how a subscription stands."""
    return Paragraph((Plain(_standing(words, found)),))


def _standing(words: Words, found: Subscription) -> str:
    since = words.moment(found.wish.slot.local(found.since))
    match found.state:
        case Subscribed.ACTIVE:
            return words("The briefing comes to this place.")
        case Subscribed.PAUSED if found.until is not None:
            local = found.wish.slot.local(found.until)
            # Until a day means until it begins.
            whole = local.time() == time.min
            until = words.day(local.date()) if whole else words.moment(local)
            return words("The briefing is paused until {until}.", until=until)
        case Subscribed.PAUSED:
            return words("The briefing is paused since {since}, until /resume.", since=since)
        case Subscribed.SUSPENDED:
            return words(
                "The briefing is suspended since {since}: {reason} It is tried again by itself; "
                "/resume lets it come again.",
                since=since,
                reason=found.reason,
            )
        case Subscribed.ENDED:
            return words("The briefing does not come to this place any more.")
        case _:
            assert_never(found.state)


def _terms(words: Words, wish: Wish) -> Items:
    """List what a place wishes."""
    slot = wish.slot
    when = words(
        "When: {days}, {time} ({zone})",
        days=weekdays_said(slot.weekdays, words),
        time=words.clock(slot.at),
        zone=slot.zone,
    )
    topics = words.listed(wish.topics) if wish.topics else words("all")
    language = words.name(wish.language) if wish.language else words("any")
    most = words.many("At most {number} story", "At most {number} stories", wish.most)
    without = words("nothing is said") if wish.silent else words("one line says so")
    breaking = words("at once") if wish.breaking else words("in the briefing that follows")
    lines = (
        when,
        words("Topics: {topics}", topics=topics),
        words("Language: {language}", language=language),
        most,
        words("A day without news: {what}", what=without),
        words("Breaking news: {what}", what=breaking),
    )
    return Items(tuple(Item((Plain(line),)) for line in lines))


def _coming(words: Words, found: Subscription, moments: Sequence[Occurrence]) -> tuple[Block, ...]:
    """Say when the briefing comes next; after a pause, which day is the first."""
    paused = found.state is Subscribed.PAUSED
    lead = words("It comes again on") if paused else words("It comes next on")
    return _listed(lead, words, found.wish.slot, moments)


def _listed(
    lead: str, words: Words, slot: Slot, moments: Sequence[Occurrence]
) -> tuple[Block, ...]:
    """List the next moments, in the time of the place."""
    if not moments:
        return ()
    lines = tuple(Item((Plain(words.moment(slot.local(each.at))),)) for each in moments)
    return (Paragraph((Plain(lead),)), Items(lines))


def _at_once(words: Words, day: date | None) -> tuple[Paragraph, ...]:
    if day is None:
        return ()
    text = words("The briefing of {day} comes now.", day=words.day(day))
    return (Paragraph((Plain(text),)),)


def _missed(words: Words, missed: Sequence[date]) -> tuple[Note, ...]:
    if not missed:
        return ()
    days = words.listed(map(words.day, missed))
    return (
        Note((Plain(words("Because of the change there is no briefing on {days}.", days=days)),)),
    )


def _ways(words: Words, found: Subscription) -> tuple[Choices, ...]:
    """Offer what is changed most; each row is about one thing."""
    wish = found.wish
    days = (
        (Weekdays.DAILY, _change(words("Every day"), "days", "daily")),
        (Weekdays.WORKDAYS, _change(words("Weekdays only"), "days", "weekdays")),
    )
    sizes = (
        _change(words.many("{number} story", "{number} stories", each), "most", str(each))
        for each in SIZES
        if each != wish.most
    )
    silence = (
        _change(words("One line on a day without news"), "silence", "off")
        if wish.silent
        else _change(words("Silence on a day without news"), "silence", "on")
    )
    breaking = (
        _change(words("No breaking news at once"), "breaking", "off")
        if wish.breaking
        else _change(words("Breaking news at once"), "breaking", "on")
    )
    spoken = [
        _change(words.name(tag), "language", tag) for tag in languages() if tag != wish.language
    ]
    if wish.language:
        spoken.append(_change(words("Any language"), "language", "any"))
    active = found.state is Subscribed.ACTIVE
    rest = Choice(words("Pause"), "pause") if active else Choice(words("Resume"), "resume")
    return (
        Choices(tuple(way for each, way in days if each != wish.slot.weekdays)),
        Choices(tuple(sizes)),
        Choices((silence,)),
        Choices((breaking,)),
        Choices(tuple(spoken)),
        Choices(
            (rest, Choice(words("Status"), "status"), Choice(words("Unsubscribe"), "unsubscribe"))
        ),
    )


def _change(label: str, what: str, value: str) -> Choice:
    """Offer to change one thing of a subscription."""
    given = tuple(value if name == what else "" for name in CHANGES[: CHANGES.index(what) + 1])
    return Choice(label, "subscription", given)
