"""What may follow what somebody has typed so far."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, assert_never

from bot.commands import COMMANDS
from bot.finder import AMONG
from bot.request import Kind, Role
from bot.words import languages, words_for

if TYPE_CHECKING:
    from collections.abc import Iterable

    from bot.desk import Desk
    from bot.request import Argument
    from bot.words import Words

MOST = 25  # what Discord shows; nobody reads more


@dataclass(frozen=True, slots=True)
class Suggestion:
    """Something that may stand where somebody is typing.

    Args:
        value: what replaces the word or words being typed.
        label: what it means.
    """

    value: str
    label: str


async def complete(desk: Desk, line: str, *, language: str) -> tuple[Suggestion, ...]:
    """Suggest commands for the first word of *line*, and then what the command takes."""
    words = words_for(language)
    name, space, rest = line.lstrip().removeprefix("/").partition(" ")
    if not space:
        return _commands(words, name)
    command = COMMANDS.get(name.lower())
    if command is None or not command.arguments:
        return ()
    # One that only numbers follow may hold spaces; any other is over at the first.
    alone = all(argument.kind is Kind.NUMBER for argument in command.arguments[1:])
    if " " in rest.lstrip() and not alone:
        return ()
    return await suggest(desk, command.arguments[0], rest.strip(), words)


async def suggest(
    desk: Desk, argument: Argument, typed: str, words: Words
) -> tuple[Suggestion, ...]:
    """Suggest values for one argument that begin, or go on, as *typed*."""
    match argument.kind:
        case Kind.STORY:
            return await _stories(desk, typed)
        case Kind.TOPIC:
            topics = await desk.shelf.topics()
            stories = (
                Suggestion(topic, words.many("{number} story", "{number} stories", count))
                for topic, count in topics
            )
            return _fitting(stories, typed)
        case Kind.LANGUAGE:
            return _fitting((Suggestion(tag, words.name(tag)) for tag in languages()), typed)
        case Kind.COMMAND:
            return _commands(words, typed.removeprefix("/"))
        case Kind.NUMBER | Kind.TEXT | Kind.LONG | Kind.FILE:
            return ()
        case _:
            assert_never(argument.kind)


def _commands(words: Words, typed: str) -> tuple[Suggestion, ...]:
    return tuple(
        Suggestion(command.name, words(command.help))
        for command in COMMANDS.values()
        if command.role is Role.READER and command.name.startswith(typed.lower())
    )


async def _stories(desk: Desk, typed: str) -> tuple[Suggestion, ...]:
    hits = await desk.store.search(typed, limit=MOST, headlines=True) if typed else ()
    newest = await desk.shelf.latest(limit=AMONG)
    # A slug is there for who cannot type the letters of the headline.
    part = "-".join(typed.casefold().split())
    named = (revision for revision in newest if part in revision.story.slug)
    stories = (revision.story for revision in (*(hit.revision for hit in hits), *named))
    headlines = {story.slug: story.headline for story in stories}
    return tuple(Suggestion(*each) for each in headlines.items())[:MOST]


def _fitting(suggestions: Iterable[Suggestion], typed: str) -> tuple[Suggestion, ...]:
    start = typed.casefold()
    fitting = (
        each
        for each in suggestions
        if each.value.casefold().startswith(start) or each.label.casefold().startswith(start)
    )
    return tuple(fitting)[:MOST]
