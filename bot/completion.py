"""What may follow what somebody has typed so far."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, assert_never

from bot.commands import COMMANDS
from bot.editing.roles import reaches, role_of
from bot.reading.finder import AMONG
from bot.request import Kind, Role
from bot.staff import STAFF
from bot.suggestion import MOST, Suggestion, fitting, suggested
from bot.words import languages, words_for

if TYPE_CHECKING:
    from datetime import datetime

    from bot.address import Account
    from bot.desk import Desk
    from bot.request import Argument, Command
    from bot.revision import Revision
    from bot.words import Words


async def complete(
    desk: Desk, line: str, *, language: str, who: Account | None = None
) -> tuple[Suggestion, ...]:
    """Suggest commands for the first word of *line*, and then what the command takes."""
    words = words_for(language)
    name, space, rest = line.lstrip().removeprefix("/").partition(" ")
    if not space:
        return _commands(words, name, Role.READER, *await _roles(desk, who))
    command = COMMANDS.get(name.lower())
    if command is None or not command.arguments or command.named:
        return ()
    # One that only numbers follow may hold spaces; any other is over at the first.
    alone = all(argument.kind is Kind.NUMBER for argument in command.arguments[1:])
    first, space, second = rest.lstrip().partition(" ")
    if space and not alone:
        return _second(command, first, second.lstrip())
    drafts = await sees_drafts(desk, command, who)
    return await suggest(desk, command.arguments[0], rest.strip(), words, drafts=drafts)


def _second(command: Command, first: str, typed: str) -> tuple[Suggestion, ...]:
    """Suggest what may stand behind the first argument, where that is one of a few words."""
    among = (each for argument in command.typed[1:2] for each in argument.among)
    return tuple(Suggestion(f"{first} {each}", "") for each in among if each.startswith(typed))


async def sees_drafts(desk: Desk, command: Command, who: Account | None) -> bool:
    """Whether stories that readers do not see may be suggested to somebody for a command."""
    # What readers may give is asked for all the time, and needs no look at who they are.
    return command.role in STAFF and command.role in await _roles(desk, who)


async def suggest(
    desk: Desk, argument: Argument, typed: str, words: Words, *, drafts: bool = False
) -> tuple[Suggestion, ...]:
    """Suggest values for one argument that begin, or go on, as *typed*.

    Args:
        desk: the newsroom.
        argument: what is being typed.
        typed: how far it is.
        words: the language of who types.
        drafts: whether stories that readers do not see are suggested too.
    """
    match argument.kind:
        case Kind.STORY:
            return await _stories(desk, typed, drafts=drafts)
        case Kind.TOPIC:
            return fitting(await _topics(desk, words), typed)
        case Kind.LANGUAGE:
            return fitting((Suggestion(tag, words.name(tag)) for tag in languages()), typed)
        case Kind.COMMAND:
            return _commands(words, typed.removeprefix("/"), Role.READER, Role.MANAGER)
        case Kind.TOPICS:
            return await _one_more_topic(desk, typed, words)
        case Kind.TIME | Kind.ZONE | Kind.DAYS | Kind.UNTIL | Kind.SWITCH:
            return suggested(argument.kind, typed, words, desk.now())
        case Kind.TEXT:
            return fitting((Suggestion(each, "") for each in argument.among), typed)
        case Kind.NUMBER | Kind.LONG | Kind.FILE | Kind.PRESSED:
            return ()
        case _:
            assert_never(argument.kind)


async def _roles(desk: Desk, who: Account | None) -> tuple[Role, ...]:
    """Name the roles of the staff whose commands somebody may give."""
    if who is None:
        return ()
    role = await role_of(desk, who)
    return tuple(each for each in STAFF if reaches(role, each))


def _commands(words: Words, typed: str, *roles: Role) -> tuple[Suggestion, ...]:
    return tuple(
        Suggestion(command.name, words(command.help))
        for command in COMMANDS.values()
        if command.role in roles and not command.hidden and command.name.startswith(typed.lower())
    )


async def _stories(desk: Desk, typed: str, *, drafts: bool) -> tuple[Suggestion, ...]:
    hits = await desk.store.search(typed, limit=MOST, headlines=True) if typed else ()
    newest = await desk.shelf.latest(limit=AMONG)
    # A slug is there for who cannot type the letters of the headline.
    part = "-".join(typed.casefold().split())
    named = (revision for revision in newest if part in revision.story.slug)
    found = {each.id: each for each in (*named, *(hit.revision for hit in hits))}
    if drafts:
        unseen = await desk.drawer.named(typed, limit=MOST)
        found |= {each.id: each.newest for each in unseen}
    newest_first = sorted(found.values(), key=_age, reverse=True)
    stories = (each.story for each in sorted(newest_first, key=lambda each: _far(each, typed)))
    return tuple(Suggestion(story.slug, story.headline) for story in stories)[:MOST]


def _age(revision: Revision) -> tuple[datetime, int]:
    return revision.published_at or revision.at, revision.id


def _far(revision: Revision, typed: str) -> tuple[int, int]:
    """Tell how far from a story's beginning a word begins as *typed*: its headline, then its slug.

    Behind these come headlines that say it otherwise, and slugs that hold it within a word.
    """
    headline, slug = revision.story.headline.casefold(), revision.story.slug
    part = "-".join(typed.casefold().split())
    begins = (typed.casefold(), headline), (part, slug)
    for rank, (beginning, text) in enumerate(begins):
        if found := re.search(rf"(?<!\w){re.escape(beginning)}", text):
            return rank, found.start()
    return len(begins), 0


async def _topics(desk: Desk, words: Words) -> list[Suggestion]:
    return [
        Suggestion(topic, words.many("{number} story", "{number} stories", count))
        for topic, count in await desk.shelf.topics()
    ]


async def _one_more_topic(desk: Desk, typed: str, words: Words) -> tuple[Suggestion, ...]:
    """Suggest what may stand behind the last comma."""
    before, comma, last = typed.rpartition(",")
    chosen = {topic.strip().casefold() for topic in before.split(",")}
    free = [each for each in await _topics(desk, words) if each.value.casefold() not in chosen]
    start = f"{before}{comma} " if comma else ""
    return tuple(Suggestion(start + each.value, each.label) for each in fitting(free, last.strip()))
