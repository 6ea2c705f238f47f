"""What was typed or pressed → what a place wishes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.choice import Choice
from bot.edition import MOST, Subscribed, Wish
from bot.errors import Misused, NotFound
from bot.reading.finder import AMONG, near_topics
from bot.schedule import Slot, Weekdays
from bot.subscriptions.carried import (
    carried_zone,
    days_carried,
    is_carried,
    topics_carried,
    zone_carried,
)
from bot.subscriptions.clock_time import SHOWN, folded, read_time, read_weekdays
from bot.subscriptions.extent import language_called
from bot.subscriptions.zones import read_zone
from bot.words import languages, phrase

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from bot.address import Address
    from bot.request import Ask

LARGEST = 10  # stories of an edition; more are no briefing
TAG = 2  # letters, as of a language
LISTED = 8  # topics that are named where one is not known


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
    named, called = await _parted(ask)
    topics = await _topics(ask, named)
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

    return in_zone(_zone(ask, lambda zone: offer(zone, in_zone(zone))))


async def changed(ask: Ask, wish: Wish) -> Wish:
    """Read what shall be different about a wish.

    Raises:
        Misused: some of it cannot be understood.
        Unclear: the zone may be several.
        NotFound: there is no such zone or topic.
    """
    slot, given = wish.slot, ask.request.arguments
    return Wish(
        slot=Slot(
            at=read_time(ask.text("time")) if "time" in given else slot.at,
            zone=_zone(ask, _zone_alone) if "zone" in given else slot.zone,
            weekdays=_days(ask) if "days" in given else slot.weekdays,
        ),
        topics=await _topics(ask, ask.text("topics")) if "topics" in given else wish.topics,
        language=await _language(ask, ask.text("language"))
        if "language" in given
        else wish.language,
        spoken=ask.words.language,
        most=_most(ask) if "most" in given else wish.most,
        silent=_silent(ask) if "silence" in given else wish.silent,
        breaking=_breaking(ask) if "breaking" in given else wish.breaking,
    )


def _zone(ask: Ask, choice: Callable[[str], Choice]) -> str:
    typed = ask.text("zone")
    if is_carried(typed):
        return zone_carried(typed)
    return read_zone(typed, now=ask.desk.now(), choice=choice)


def _zone_alone(zone: str) -> Choice:
    return Choice(zone, "subscription", ("", carried_zone(zone)))


def _days(ask: Ask) -> Weekdays:
    typed = ask.text("days")
    return days_carried(typed) if is_carried(typed) else read_weekdays(typed, ask.words.language)


async def _parted(ask: Ask) -> tuple[str, str]:
    """Give the topics and the language that were typed.

    Which languages there are besides the bot's own only the stories tell, so one of these is still
    the last word of the topics.
    """
    topics, language = ask.text("topics"), ask.text("language")
    before, _, last = topics.rpartition(" ")
    known = {topic.casefold() for topic, _ in await ask.desk.shelf.topics()}
    is_topic = topics.rpartition(",")[2].strip().casefold() in known
    if language or is_carried(topics) or is_topic or await _of_stories(ask, last) is None:
        return topics, language
    return before.rstrip(" ,"), last


async def _topics(ask: Ask, typed: str) -> tuple[str, ...]:
    """Give the topics that were named, as the stories write them; none for all.

    Raises:
        NotFound: no story has one of them; the choices are near ones.
    """
    if not typed or folded(typed) in {"all", folded(ask.words("all"))}:
        return ()
    known = [topic for topic, _ in await ask.desk.shelf.topics()]
    if is_carried(typed):
        return topics_carried(typed, known)
    named = {topic.casefold(): topic for topic in known}
    wanted = dict.fromkeys(filter(None, (part.strip() for part in typed.split(","))))
    for topic in wanted:
        if topic.casefold() not in named:
            raise _unknown(ask, topic, wanted, named)
    return tuple(dict.fromkeys(named[topic.casefold()] for topic in wanted))


def _unknown(ask: Ask, topic: str, wanted: Iterable[str], named: Mapping[str, str]) -> NotFound:
    """Tell which topics are meant perhaps, each as a button, or which there are."""
    shown = topic[:SHOWN]
    if near := near_topics(topic, named):
        text = phrase(
            "No story has the topic “{topic}”. Perhaps you mean {topics}.",
            topic=shown,
            topics=" / ".join(near),
        )
        ways = (
            _with_topics(ask, each, [each if old == topic else old for old in wanted])
            for each in near
        )
        return NotFound(text, [way for way in ways if way.fits])
    listed = ask.words.listed([*named.values()][:LISTED])
    text = (
        phrase(
            "No story has the topic “{topic}”, or is in such a language. There are: {topics}.",
            topic=shown,
            topics=listed,
        )
        if len(topic) == TAG
        else phrase(
            "No story has the topic “{topic}”. There are: {topics}.", topic=shown, topics=listed
        )
    )
    return NotFound(text, [Choice("/topics", "topics")])


def _with_topics(ask: Ask, label: str, topics: Iterable[str]) -> Choice:
    """Offer what was asked once more, with other topics."""
    given = {**ask.request.arguments, "topics": ", ".join(topics)}
    arguments = ask.commands[ask.request.command].typed
    return Choice(label, ask.request.command, tuple(given.get(each.name, "") for each in arguments))


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
