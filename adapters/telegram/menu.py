"""The commands that Telegram shows to choose from: by who sees them, and in which language."""

from __future__ import annotations

import asyncio
import logging
from itertools import count
from typing import TYPE_CHECKING

from telegram import (
    BotCommand,
    BotCommandScope,
    BotCommandScopeAllChatAdministrators,
    BotCommandScopeAllGroupChats,
    BotCommandScopeAllPrivateChats,
    BotCommandScopeChat,
    BotCommandScopeDefault,
)
from telegram.error import InvalidToken, RetryAfter, TelegramError

from adapters.telegram import NAME
from adapters.telegram.faults import seconds_of
from bot.commands import COMMANDS
from bot.editing.roles import reaches, roles_at
from bot.errors import StoreError
from bot.request import Role
from bot.staff import RANKS
from bot.words import languages, words_for

if TYPE_CHECKING:
    from collections.abc import Iterator

    from adapters.telegram.line import Line
    from bot.desk import Desk

LONGEST = 256  # characters of what a command does
EVERY = 10.0  # seconds between two looks at who belongs to the staff
LOOKS = 60  # after so many those are tried again who could not be shown a menu

# Who is shown the commands of which roles; the narrowest menu is the one shown.
SCOPES = (
    (BotCommandScopeDefault(), frozenset[Role]()),
    # Everybody manages their own conversation with the bot.
    (BotCommandScopeAllPrivateChats(), frozenset({Role.READER, Role.MANAGER})),
    (BotCommandScopeAllGroupChats(), frozenset({Role.READER})),
    (BotCommandScopeAllChatAdministrators(), frozenset({Role.READER, Role.MANAGER})),
)

log = logging.getLogger(__name__)


async def kept(line: Line, desk: Desk) -> None:
    """Let the menus say what the table of commands says; what does already is left alone.

    The staff's are kept until cancelled, for who belongs to it may be decided in any copy.
    """
    for scope, roles in SCOPES:
        await _keep(line, scope, roles, desk.language)
    shown: dict[str, Role] = {}
    refused: dict[str, Role] = {}
    for look in count():
        if look % LOOKS == 0:
            refused.clear()
        for person, role in (await _staff(desk)).items():
            if role not in {shown.get(person), refused.get(person)}:
                chat = BotCommandScopeChat(person)
                told = await _keep(line, chat, roles_shown(role), desk.language)
                (shown if told else refused)[person] = role
        await asyncio.sleep(EVERY)


def roles_shown(role: Role) -> frozenset[Role]:
    """Say the commands of which roles somebody is shown in their chat with the bot.

    Who has no part in the newsroom, or none any more, needs no menu but everybody's.
    """
    if role is Role.READER:
        return frozenset()
    return frozenset({Role.MANAGER, *(each for each in RANKS if reaches(role, each))})


async def _staff(desk: Desk) -> dict[str, Role]:
    """Ask who is to be shown what; nobody is while the store does not say."""
    try:
        roles = await roles_at(desk, NAME)
    except StoreError as error:
        log.info("Whom to show which commands is not known: %s", error)
        return {}
    return {person: role for person, role in roles.items() if person.isdecimal()}


def in_languages(
    roles: frozenset[Role], default: str
) -> Iterator[tuple[str | None, tuple[BotCommand, ...]]]:
    """Give the menu for everybody, and by language where there is another."""
    yield None, _commands(roles, default)
    # Telegram knows languages by two letters, whatever the region.
    for code in dict.fromkeys(tag.partition("-")[0] for tag in languages()):
        yield code, () if code == default.partition("-")[0] else _commands(roles, code)


def _commands(roles: frozenset[Role], language: str) -> tuple[BotCommand, ...]:
    words = words_for(language)
    return tuple(
        BotCommand(command.name, words(command.help)[:LONGEST])
        for command in COMMANDS.values()
        if command.role in roles and not command.hidden
    )


async def _keep(line: Line, scope: BotCommandScope, roles: frozenset[Role], default: str) -> bool:
    """Let a menu say the commands of *roles* in every language; whether Telegram took it."""
    try:
        for code, commands in in_languages(roles, default):
            await _tell(line, scope, code, commands)
    except TelegramError as error:
        # An editor who never wrote to the bot, for one, has no chat with it yet.
        log.warning("The menu of commands (%s) is not up to date: %s", scope.type, error)
        return False
    return True


async def _tell(
    line: Line, scope: BotCommandScope, code: str | None, commands: tuple[BotCommand, ...]
) -> None:
    while True:
        try:
            if await _shown(line, scope, code) == commands:
                return
            if commands:
                await line.set_my_commands(commands, scope, code)
            else:
                await line.delete_my_commands(scope, code)
        except RetryAfter as error:
            await asyncio.sleep(seconds_of(error))
        else:
            return


async def _shown(
    line: Line, scope: BotCommandScope, code: str | None
) -> tuple[BotCommand, ...] | None:
    """Ask what is shown; None where Telegram takes menus and does not tell them."""
    try:
        return await line.get_my_commands(scope, code)
    except (InvalidToken, TypeError) as error:
        # The library calls what is not found so, and takes any answer for a list.
        log.info("The menu of commands (%s) cannot be asked for: %s", scope.type, error)
        return None
