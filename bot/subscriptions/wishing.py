"""What was typed or pressed → what a place wishes."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import replace
from typing import TYPE_CHECKING

from bot.choice import Choice
from bot.edition import MOST, Subscribed, Wish
from bot.errors import Misused, NotFound, Unclear
from bot.reading.finder import AMONG
from bot.schedule import Slot, Weekdays
from bot.subscriptions.carried import (
    CARRIED,
    TOO_LONG,
    carried,
    carried_zone,
    days_carried,
    is_carried,
    zone_carried,
)
from bot.subscriptions.clock_time import SHOWN, folded, read_time, read_weekdays
from bot.subscriptions.extent import language_called
from bot.subscriptions.topics import again, read_topics
from bot.subscriptions.zones import meant, read_zone
from bot.words import languages, phrase

if TYPE_CHECKING:
    from collections.abc import Callable

    from bot.address import Address
    from bot.request import Ask

LARGEST = 10  # stories of an edition; more are no briefing


async def wished(ask: Ask, where: Address, offer: Callable[[str, Wish], Choice]) -> Wish:
    """Read a whole wish.

    Args:
        ask: what was asked.
        where: the place that wishes it.
        offer: makes a button of a wish, where it is asked which zone is meant.

    Raises:
        Misused: some of it cannot be understood.
        Unclear: the zone may be several.
        NotFound: there is no such zone or topic.
    """
    old = await ask.desk.store.ledger.subscription(where)
    at = read_time(ask.text("time"))
    days = _days(ask) if ask.text("days") else Weekdays.DAILY
    place, named, called = await _parted(ask)
    topics = await _topics_behind(ask, place, named)
    language = await _language(ask, called)

    # What /subscribe cannot say stays as it was.
    kept = old.wish if old is not None and old.state is not Subscribed.ENDED else None
    most, silent = (kept.most, kept.silent) if kept is not None else (MOST, False)
    breaking = kept is not None and kept.breaking

    def in_zone(zone: str) -> Wish:
        slot = Slot(at, zone, days)
        return Wish(
            slot=slot,
            topics=topics,
            language=language,
            spoken=ask.words.language,
            most=most,
            silent=silent,
            breaking=breaking,
        )

    return in_zone(_zone(ask, place, lambda zone: offer(zone, in_zone(zone))))


async def _topics_behind(ask: Ask, place: str, named: str) -> tuple[str, ...]:
    """Read the topics that stand behind a place."""
    try:
        return await read_topics(ask, named)
    except NotFound:
        # What stands first is named first: behind a word that is no place, the place is no topic.
        with suppress(Unclear):
            _zone(ask, place, lambda zone: again(ask, zone, zone=carried_zone(zone)))
        raise


async def changed(ask: Ask, wish: Wish) -> Wish:
    """Read what shall be different about a wish.

    Raises:
        Misused: some of it cannot be understood.
        Unclear: the zone may be several.
        NotFound: there is no such zone or topic.
    """
    slot, given = wish.slot, ask.request.arguments
    after = Wish(
        slot=Slot(
            at=read_time(ask.text("time")) if "time" in given else slot.at,
            zone=slot.zone,
            weekdays=_days(ask) if "days" in given else slot.weekdays,
        ),
        topics=await read_topics(ask, ask.text("topics")) if "topics" in given else wish.topics,
        language=await _language(ask, ask.text("language"))
        if "language" in given
        else wish.language,
        # Among others it stays in the language of the place, whoever changes something of it.
        spoken=ask.words.language if ask.request.alone else wish.spoken,
        most=_most(ask) if "most" in given else wish.most,
        silent=_silent(ask) if "silence" in given else wish.silent,
        breaking=_breaking(ask) if "breaking" in given else wish.breaking,
    )
    if "zone" not in given:
        return after
    zone = _zone(ask, ask.text("zone"), lambda zone: _change(ask, after, zone))
    return replace(after, slot=replace(after.slot, zone=zone))


def _zone(ask: Ask, typed: str, choice: Callable[[str], Choice]) -> str:
    if is_carried(typed):
        return zone_carried(typed)
    return read_zone(typed, now=ask.desk.now(), choice=choice)


def _change(ask: Ask, wish: Wish, zone: str) -> Choice:
    """Offer to change all that it was asked to change, in one of the zones that may be meant.

    Raises:
        Misused: a button cannot carry all of it.
    """
    said = zip(CARRIED, carried(wish), strict=True)
    whole = {name: value or "all" for name, value in said} | {
        "zone": carried_zone(zone),
        "most": str(wish.most),
        "silence": "on" if wish.silent else "off",
        "breaking": "on" if wish.breaking else "off",
    }
    command, given = ask.commands[ask.request.command], ask.request.arguments
    arguments = (whole[each.name] if each.name in given else "" for each in command.typed)
    choice = Choice(zone, command.name, tuple(arguments))
    if not choice.fits:
        raise Misused(TOO_LONG)
    return choice


def _days(ask: Ask) -> Weekdays:
    typed = ask.text("days")
    return days_carried(typed) if is_carried(typed) else read_weekdays(typed, ask.words.language)


async def _parted(ask: Ask) -> tuple[str, str, str]:
    """Give the zone, the topics and the language that were typed.

    What stands behind a comma says of a place which one it is, or else it is the first topic.
    """
    zone, typed, language = map(ask.text, ("zone", "topics", "language"))
    place, _, region = zone.replace("،", ",").partition(",")
    if region and not is_carried(zone) and len(meant(zone, now=ask.desk.now())) != 1:
        topics, called = await _topics_and_language(ask, f"{region} {typed}".strip(), language)
        with suppress(NotFound):
            await read_topics(ask, topics)
            return place, topics, called
    return zone, *await _topics_and_language(ask, typed, language)


async def _topics_and_language(ask: Ask, topics: str, language: str) -> tuple[str, str]:
    """Part a language from the topics that it was typed behind.

    Which languages there are besides the bot's own only the stories tell, so one of these is still
    the last word of the topics.
    """
    before, _, last = topics.rpartition(" ")
    known = {topic.casefold() for topic, _ in await ask.desk.shelf.topics()}
    is_topic = topics.rpartition(",")[2].strip().casefold() in known
    if language or is_carried(topics) or is_topic or await _of_stories(ask, last) is None:
        return topics, language
    return before.rstrip(" ,"), last


async def _of_stories(ask: Ask, typed: str) -> str | None:
    """Give the language that is named, if one of the newest stories is in it."""
    newest = await ask.desk.shelf.latest(limit=AMONG)
    tags = dict.fromkeys(each.story.language.partition("-")[0] for each in newest)
    return language_called(typed, tags)


async def _language(ask: Ask, typed: str) -> str | None:
    """Give the language that was named; None for any.

    Raises:
        Misused: the bot does not speak it, and no story is in it.
    """
    if not typed or folded(typed) in {"any", "all", folded(ask.words("any"))}:
        return None
    language = language_called(typed) or await _of_stories(ask, typed)
    if language is None:
        raise Misused(
            phrase(
                "I do not speak “{language}” yet. I speak {languages}.",
                language=typed[:SHOWN],
                languages=ask.words.listed(map(ask.words.name, languages())),
            )
        )
    return language


def _most(ask: Ask) -> int:
    most = ask.number("most", default=MOST)
    if not 1 <= most <= LARGEST:
        raise Misused(phrase("A briefing has from 1 to {most} stories.", most=LARGEST))
    return most


def _silent(ask: Ask) -> bool:
    wanted = _switched(ask, "silence")
    if wanted is None:
        raise Misused(phrase("silence is on or off: on sends nothing on a day without news."))
    return wanted


def _breaking(ask: Ask) -> bool:
    wanted = _switched(ask, "breaking")
    if wanted is None:
        raise Misused(phrase("breaking is on or off: on lets breaking news come at once."))
    return wanted


def _switched(ask: Ask, name: str) -> bool | None:
    """Read a switch; None where neither way was named."""
    typed = folded(ask.text(name))
    if typed in {"on", "yes", folded(ask.words("yes"))}:
        return True
    if typed in {"off", "no", folded(ask.words("no"))}:
        return False
    return None
