"""What somebody attached."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from telegram.error import TelegramError

from bot.errors import Problem
from bot.request import File
from bot.words import phrase

if TYPE_CHECKING:
    from telegram import Bot, Document

MEBIBYTE = 1024 * 1024
MOST = 8  # MiB of a file; Telegram itself gives bots 20 at the most
PATIENCE = 60.0  # seconds for a whole file

TOO_LARGE = phrase("The file is too large: {most} MiB are the most.", most=MOST)


async def fetched(bot: Bot, document: Document) -> File:
    """Fetch a file.

    Raises:
        Problem: it is too large, or Telegram does not give it out.
    """
    if (document.file_size or 0) > MOST * MEBIBYTE:
        raise Problem(TOO_LARGE)
    try:
        async with asyncio.timeout(PATIENCE):
            file = await bot.get_file(document.file_id)
            data = await file.download_as_bytearray() if file.file_path else b""
    except (TelegramError, TimeoutError):
        # Not `from`: what the library says of a file holds its address, and that the token.
        raise Problem(phrase("Telegram does not give the file out. Send it once more.")) from None
    if len(data) > MOST * MEBIBYTE:
        raise Problem(TOO_LARGE)
    return File(document.file_name or "", bytes(data))
