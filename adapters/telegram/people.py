"""Whom the bot speaks with: who they are, what they read, what they may."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

from telegram.error import TelegramError

from adapters.telegram import NAME
from bot.address import Account
from bot.errors import StoreError
from bot.words import preferred, words_for

if TYPE_CHECKING:
    from adapters.telegram.line import Line
    from adapters.telegram.wire import Chat, User
    from bot.desk import Desk
    from bot.words import Words

MANAGING = {"administrator", "creator"}

log = logging.getLogger(__name__)


def account_of(writer: User | Chat) -> Account:
    """Name a person, or a chat in whose name somebody writes."""
    return Account(NAME, str(writer["id"]))


def is_foreign(person: User | None) -> bool:
    """Whether the language of somebody's client is not known, or not spoken."""
    return not preferred((person.get("language_code"),) if person else (), "")


async def spoken(desk: Desk, person: User | None, chat: Chat | None) -> str:
    """Give the language of somebody's client, else the chat's, else the newsroom's.

    A chat has the one that was chosen in its own name: by an administrator whom nobody sees, or
    in a channel.
    """
    if language := preferred((person.get("language_code"),) if person else (), ""):
        return language
    if chat is None or chat["type"] == "private":
        return desk.language
    try:
        return await desk.shelf.language(account_of(chat)) or desk.language
    except StoreError:
        return desk.language


async def words_of(desk: Desk, person: User, chat: Chat | None) -> Words:
    """Find the words for somebody: in the language they chose, or else the one spoken with them."""
    language = await spoken(desk, person, chat)
    try:
        return words_for(await desk.shelf.language(account_of(person)) or language)
    except StoreError:
        return words_for(language)


async def manages(line: Line, chat: Chat, person: User | None) -> bool:
    """Ask Telegram whether somebody manages a chat at this moment; a private one is its person's.

    Nobody does who cannot be told.
    """
    if chat["type"] == "private" or person is None:
        return person is not None
    try:
        return await line.standing(chat["id"], person["id"]) in MANAGING
    except TelegramError as error:
        log.info("Who manages chat %s cannot be told: %s", chat["id"], error)
        return False
