"""The one table of what one may ask.

It makes Discord's tree, Telegram's menu and the console's help, so that no door can know a
command that another does not.
"""

from __future__ import annotations

import logging
from difflib import get_close_matches
from types import MappingProxyType
from typing import TYPE_CHECKING

from bot import handlers
from bot.errors import BotError, NotFound, Problem
from bot.parsing import checked, parted, spread
from bot.reply import Choice, Reply, pressed
from bot.request import Argument, Ask, Command, Kind, Request
from bot.views.about import apology, problem
from bot.words import N_, phrase, words_for

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from bot.address import Account, Address
    from bot.desk import Desk
    from bot.words import Words

log = logging.getLogger(__name__)

STORY = Argument(
    name="story",
    kind=Kind.STORY,
    help=N_("its number in the last list, a part of its headline, or its slug"),
)
ONE_STORY = Argument(name="story", kind=Kind.STORY, help=STORY.help, required=True)
TOPIC = Argument(name="topic", kind=Kind.TOPIC, help=N_("only stories of this topic"))

COMMANDS = MappingProxyType(
    {
        command.name: command
        for command in (
            Command(
                name="briefing",
                help=N_("the newest stories in short"),
                arguments=(TOPIC,),
                examples=("/briefing", "/briefing technology"),
                handler=handlers.briefing,
            ),
            Command(
                name="stories",
                help=N_("all stories, the newest first"),
                arguments=(
                    TOPIC,
                    Argument(name="page", kind=Kind.NUMBER, help=N_("which page of the list")),
                ),
                examples=("/stories", "/stories technology", "/stories 2"),
                handler=handlers.stories,
            ),
            Command(
                name="story",
                help=N_("a story at a glance"),
                arguments=(STORY,),
                examples=("/story", "/story 2"),
                handler=handlers.story,
            ),
            Command(
                name="facts",
                help=N_("what is known, and who says so"),
                arguments=(STORY,),
                examples=("/facts", "/facts emails hacked"),
                handler=handlers.facts,
            ),
            Command(
                name="sources",
                help=N_("where it is known from"),
                arguments=(STORY,),
                examples=("/sources", "/sources 2"),
                handler=handlers.sources,
            ),
            Command(
                name="narratives",
                help=N_("what different sides make of it"),
                arguments=(STORY,),
                examples=("/narratives", "/narratives 2"),
                handler=handlers.narratives,
            ),
            Command(
                name="predictions",
                help=N_("what is expected, and how likely"),
                arguments=(STORY,),
                examples=("/predictions", "/predictions 2"),
                handler=handlers.predictions,
            ),
            Command(
                name="changes",
                help=N_("what was changed and corrected"),
                arguments=(
                    STORY,
                    Argument(
                        name="revision",
                        kind=Kind.NUMBER,
                        help=N_("the earlier revision to compare with"),
                    ),
                ),
                examples=("/changes", "/changes 2", "/changes emails hacked 1"),
                handler=handlers.changes,
            ),
            Command(
                name="search",
                help=N_("stories that say certain words"),
                arguments=(
                    Argument(
                        name="query",
                        kind=Kind.TEXT,
                        help=N_("the words to look for"),
                        required=True,
                    ),
                ),
                examples=("/search microsoft",),
                handler=handlers.search,
            ),
            Command(
                name="topics",
                help=N_("what the stories are about"),
                examples=("/topics",),
                handler=handlers.topics,
            ),
            Command(
                name="language",
                help=N_("the language I speak with you"),
                arguments=(
                    Argument(name="language", kind=Kind.LANGUAGE, help=N_("the one you read")),
                ),
                examples=("/language", "/language en"),
                handler=handlers.language,
            ),
            Command(
                name="report",
                help=N_("tell the editors that something is wrong"),
                arguments=(
                    ONE_STORY,
                    Argument(name="fact", kind=Kind.NUMBER, help=N_("the number of the fact")),
                    Argument(
                        name="note",
                        kind=Kind.TEXT,
                        help=N_("what is wrong"),
                        required=True,
                        length=2_000,
                    ),
                ),
                examples=("/report 1 The headline is misleading", "/report 1 3 It was a Tuesday"),
                handler=handlers.report,
            ),
            Command(
                name="help",
                help=N_("what you can ask"),
                arguments=(
                    Argument(name="command", kind=Kind.COMMAND, help=N_("the one to explain")),
                ),
                examples=("/help", "/help facts"),
                handler=handlers.help_,
            ),
            Command(
                name="about",
                help=N_("how to read a story"),
                examples=("/about",),
                handler=handlers.about,
            ),
            Command(
                name="start",
                help=N_("a greeting, and where to begin"),
                examples=("/start",),
                handler=handlers.start,
            ),
        )
    }
)


def parse(line: str, *, who: Account, where: Address, language: str) -> Request:
    """Read a typed line: `/facts emails hacked`, the slash left out or not.

    Raises:
        NotFound: there is no such command; the choices are near ones.
        Misused: it was given too much, or too long a line.
    """
    name, rest = parted(line)
    arguments = spread(_named(name), rest)
    return Request(command=name, arguments=arguments, who=who, where=where, language=language)


def of_choice(choice: Choice | str, *, who: Account, where: Address, language: str) -> Request:
    """Read a pressed choice, or the action that stood in a button.

    Raises:
        Misused: the button is of another version, or was made by somebody else.
        NotFound: its command is not there any more.
    """
    choice = pressed(choice) if isinstance(choice, str) else choice
    names = (argument.name for argument in _named(choice.command).arguments)
    arguments = {name: value for name, value in zip(names, choice.arguments, strict=False) if value}
    return Request(
        command=choice.command, arguments=arguments, who=who, where=where, language=language
    )


async def answer(desk: Desk, request: Request) -> Reply:
    """Answer a request; a problem is an answer as well, and what nobody foresaw an apology."""

    async def handle(words: Words) -> Reply:
        command = _named(request.command)
        checked(command, request.arguments)
        return await command.handler(Ask(desk, request, words, COMMANDS))

    return await _said(desk, handle, request.who, request.language)


async def answer_line(
    desk: Desk, line: str, *, who: Account, where: Address, language: str
) -> tuple[str, Reply]:
    """Answer a typed line, and give the command's name; empty where it named none."""
    try:
        request = parse(line, who=who, where=where, language=language)
    except Problem as error:
        unread = error
    else:
        return request.command, await answer(desk, request)

    async def handle(words: Words) -> Reply:
        return problem(words, unread)

    name = line.strip().partition(" ")[0].removeprefix("/").lower()
    return name if name in COMMANDS else "", await _said(desk, handle, who, language)


async def _said(
    desk: Desk, handle: Callable[[Words], Awaitable[Reply]], who: Account, language: str
) -> Reply:
    """Say what *handle* answers, in the language that *who* reads, or why it cannot."""
    words = words_for(language)
    try:
        words = words_for(await desk.shelf.language(who) or language)
        return await handle(words)
    except Problem as error:
        return problem(words, error)
    except BotError as error:
        log.exception("The store failed")
        return problem(words, error)
    except Exception:
        log.exception("Something broke that nobody foresaw")
        return apology(words)


def _named(name: str) -> Command:
    command = COMMANDS.get(name)
    if command is None:
        near = get_close_matches(name, COMMANDS, n=3, cutoff=0.6)
        raise NotFound(
            phrase("There is no command /{name}. See /help.", name=name[:40]),
            [Choice(f"/{each}", each) for each in near],
        )
    return command
