"""The commands that Telegram shows to choose from: by who sees them, and in which language."""

from __future__ import annotations

import asyncio
import logging
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
from bot.request import Role
from bot.words import languages, words_for

if TYPE_CHECKING:
    from collections.abc import Iterator

    from adapters.telegram.line import Line
    from bot.desk import Desk

LONGEST = 256  # characters of what a command does

log = logging.getLogger(__name__)


async def kept(line: Line, desk: Desk) -> None:
    """Let the menus say what the table of commands says; what does already is left alone."""
    for scope, roles in scopes(desk):
        for code, commands in in_languages(roles, desk.language):
            try:
                await _keep(line, scope, code, commands)
            except TelegramError as error:
                # An owner who never wrote to the bot, for one, has no chat with it yet.
                log.warning("The menu of commands (%s) is not up to date: %s", scope.type, error)
                break


def scopes(desk: Desk) -> Iterator[tuple[BotCommandScope, frozenset[Role]]]:
    """Say who is shown the commands of which roles; the narrowest menu is the one shown."""
    yield BotCommandScopeDefault(), frozenset()
    # Everybody manages their own conversation with the bot.
    yield BotCommandScopeAllPrivateChats(), frozenset({Role.READER, Role.MANAGER})
    yield BotCommandScopeAllGroupChats(), frozenset({Role.READER})
    yield BotCommandScopeAllChatAdministrators(), frozenset({Role.READER, Role.MANAGER})
    for owner in desk.owners:
        if owner.platform == NAME and owner.person.isdecimal():
            yield BotCommandScopeChat(owner.person), frozenset(Role)


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
        if command.role in roles
    )


async def _keep(
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
