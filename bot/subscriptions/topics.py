"""The topics that somebody names, as the stories write them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.choice import Choice
from bot.errors import NotFound
from bot.reading.near_topics import near_topics
from bot.subscriptions.carried import is_carried, topics_carried
from bot.subscriptions.clock_time import SHOWN, folded
from bot.words import phrase

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from bot.request import Ask

TAG = 2  # letters, as of a language
LISTED = 8  # topics that are named where one is not known


async def read_topics(ask: Ask, typed: str) -> tuple[str, ...]:
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
        others = ([each if old == topic else old for old in wanted] for each in near)
        ways = (again(ask, each, topics=", ".join(o)) for each, o in zip(near, others, strict=True))
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


def again(ask: Ask, label: str, **other: str) -> Choice:
    """Offer what was asked once more, with some of it said otherwise."""
    given = {**ask.request.arguments, **other}
    arguments = ask.commands[ask.request.command].typed
    return Choice(label, ask.request.command, tuple(given.get(each.name, "") for each in arguments))
