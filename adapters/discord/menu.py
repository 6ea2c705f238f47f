"""The commands that Discord shows to choose from: what they take, who sees them, in which words."""

from __future__ import annotations

import asyncio
import logging
from typing import TYPE_CHECKING, assert_never

from discord import HTTPException, Locale, RateLimited

from adapters.discord.faults import FOREIGN, failure_of, is_unknown
from adapters.discord.units import shortened
from bot.commands import COMMANDS
from bot.request import Kind, Role
from bot.words import languages, words_for

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from adapters.discord.line import Line
    from adapters.discord.wire import Said
    from bot.desk import Desk
    from bot.request import Argument, Command

LONGEST = 100  # UTF-16 units of what a command does
TEXT = 6000  # characters that a text may have at the most
NUMBER = 999_999_999
CHAT_INPUT = 1  # the type of a command that is typed
STRING, INTEGER, ATTACHMENT = 3, 4, 11  # the types of what it takes
IN_SERVER, WITH_BOT, AMONG_PEOPLE = 0, 1, 2  # the places where it is shown
MANAGE_GUILD, NOBODY = 1 << 5, 0

log = logging.getLogger(__name__)


async def kept(line: Line, desk: Desk) -> None:
    """Let the menu say what the table of commands says; where it does already, it is left alone."""
    wanted = menu(desk.language)
    while True:
        try:
            if not is_shown(wanted, await _shown(line)):
                # All at once: those of the same name are changed, and others disappear.
                await line.set_menu(wanted)
        except RateLimited as error:
            await asyncio.sleep(error.retry_after)
        except FOREIGN as error:
            log.warning("The menu of commands is not up to date: %s", failure_of(error).reason)
            return
        else:
            return


def menu(language: str) -> list[Said]:
    """Write all commands that are listed as Discord takes them, in *language* and translated."""
    listed = (command for command in COMMANDS.values() if not command.hidden)
    return [_command(command, language) for command in listed]


def is_shown(wanted: Iterable[Said], shown: Iterable[Said]) -> bool:
    """Whether Discord shows these commands and no others, whatever it knows of them besides."""

    def by_name(commands: Iterable[Said]) -> dict[tuple[str, int], Said]:
        return {(each["name"], each.get("type", CHAT_INPUT)): _told(each) for each in commands}

    return by_name(wanted) == by_name(shown)


async def _shown(line: Line) -> list[Said]:
    """Ask which commands are shown; none where Discord takes them and does not tell them."""
    try:
        return await line.menu()
    except HTTPException as error:
        if not is_unknown(error):
            raise
        return []


def options_of(command: Command) -> list[Argument]:
    """Give what a command takes as options, in the order that Discord demands.

    A long text is asked for with a form instead, for an option has but one line.
    """
    given = (argument for argument in command.typed if argument.kind is not Kind.LONG)
    return sorted(given, key=lambda argument: not argument.required)


def _command(command: Command, language: str) -> Said:
    return {
        "type": CHAT_INPUT,
        "name": command.name,
        **_described(command.help, language),
        "options": [_option(argument, language) for argument in options_of(command)],
        "default_member_permissions": _permissions(command.role),
        "contexts": [IN_SERVER, WITH_BOT]
        if command.role is not Role.READER
        else [IN_SERVER, WITH_BOT, AMONG_PEOPLE],
    }


def _permissions(role: Role) -> int | None:
    """Say who is shown a command before a server decides otherwise."""
    match role:
        case Role.READER:
            return None
        case Role.MANAGER:
            return MANAGE_GUILD
        case Role.EDITOR | Role.PUBLISHER | Role.OWNER:
            return NOBODY
        case _:
            assert_never(role)


def _option(argument: Argument, language: str) -> Said:
    option = {
        "name": argument.name,
        **_described(argument.help, language),
        "required": argument.required,
    }
    match argument.kind:
        case (
            Kind.STORY
            | Kind.TOPIC
            | Kind.TOPICS
            | Kind.LANGUAGE
            | Kind.COMMAND
            | Kind.TIME
            | Kind.ZONE
            | Kind.DAYS
            | Kind.UNTIL
            | Kind.SWITCH
        ):
            return {**option, "type": STRING, "autocomplete": True}
        case Kind.NUMBER:
            return {**option, "type": INTEGER, "min_value": 0, "max_value": NUMBER}
        case Kind.TEXT if argument.among:
            choices = [{"name": each, "value": each} for each in argument.among]
            return {**option, "type": STRING, "choices": choices}
        case Kind.TEXT | Kind.LONG | Kind.PRESSED:
            return {**option, "type": STRING, "max_length": min(argument.length, TEXT)}
        case Kind.FILE:
            return {**option, "type": ATTACHMENT}
        case _:
            assert_never(argument.kind)


def _described(text: str, language: str) -> Said:
    """Say what something is, in *language* and in all others that the bot speaks."""
    said = {tag: shortened(words_for(tag)(text), LONGEST) for tag in languages() if tag != language}
    return {
        "description": shortened(words_for(language)(text), LONGEST),
        "description_localizations": {
            locale.value: said[tag] for locale in Locale if (tag := _tag_of(locale, said))
        },
    }


def _tag_of(locale: Locale, tags: Mapping[str, str]) -> str:
    """Give the one of *tags* that is spoken where Discord has *locale*; empty for none."""
    whole = locale.value
    return next((tag for tag in (whole, whole.partition("-")[0]) if tag in tags), "")


def _told(said: Said) -> Said:
    """Leave of a command or an option what we tell; Discord adds to it, and leaves out nothings."""
    may = said.get("default_member_permissions")
    return {
        "description": said.get("description"),
        "description_localizations": said.get("description_localizations") or {},
        "type": said.get("type", CHAT_INPUT),
        "options": [(each["name"], _told(each)) for each in said.get("options") or ()],
        "choices": [(each["name"], each["value"]) for each in said.get("choices") or ()],
        "default_member_permissions": None if may is None else int(may),
        "contexts": sorted(said.get("contexts") or ()),
        "required": bool(said.get("required")),
        "autocomplete": bool(said.get("autocomplete")),
        "least": said.get("min_value"),
        "most": (said.get("max_value"), said.get("max_length")),
    }
