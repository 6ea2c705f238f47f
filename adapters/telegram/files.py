"""What somebody attached."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from telegram.error import TelegramError

from bot.errors import Problem
from bot.request import File
from bot.words import phrase

if TYPE_CHECKING:
    from adapters.telegram.line import Line
    from adapters.telegram.wire import Document

MEBIBYTE = 1024 * 1024
MOST = 8  # MiB of a file; Telegram itself gives bots 20 at the most
PATIENCE = 60.0  # seconds for a whole file

TOO_LARGE = phrase("The file is too large: {most} MiB are the most.", most=MOST)
NOT_GIVEN = phrase("Telegram does not give the file out. Send it once more.")


async def fetched(line: Line, document: Document) -> File:
    """Fetch a file.

    Raises:
        Problem: it is too large, or Telegram does not give it out.
    """
    if document.get("file_size", 0) > MOST * MEBIBYTE:
        raise Problem(TOO_LARGE)
    try:
        async with asyncio.timeout(PATIENCE):
            data = await line.fetch(document["file_id"])
    except (TelegramError, TimeoutError) as error:
        raise Problem(NOT_GIVEN) from error
    if len(data) > MOST * MEBIBYTE:
        raise Problem(TOO_LARGE)
    return File(document.get("file_name", ""), data)
