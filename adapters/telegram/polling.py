"""Updates fetched from Telegram, the way that needs no address of one's own."""

from __future__ import annotations

import asyncio
import logging
from typing import TYPE_CHECKING, NoReturn

from telegram.error import Conflict, RetryAfter, TelegramError

from adapters.telegram.faults import is_refused, seconds_of

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Sequence

    from adapters.telegram.inbox import Inbox
    from adapters.telegram.line import Line
    from adapters.telegram.wire import Update

FIRST_WAIT, LONGEST_WAIT = 1.0, 30.0  # seconds between tries while Telegram is not to be had
PATIENCE = 0.5  # seconds; Telegram gives but one update to whoever asks for the same one sooner
AT_ONCE = 0.25  # seconds between two requests where a server does not wait for something new

log = logging.getLogger(__name__)


async def poll(line: Line, inbox: Inbox, doubled: Callable[[], Awaitable[None]]) -> NoReturn:
    """Fetch updates for ever.

    Args:
        line: the line to Telegram.
        inbox: where they are put.
        doubled: called each time somebody else fetches them too.

    Raises:
        InvalidToken: the token is refused.
    """
    wait = FIRST_WAIT
    told: type[TelegramError] | None = None
    before: Sequence[Update] = ()
    clock = asyncio.get_running_loop().time
    while True:
        asked = clock()
        try:
            came = await line.updates(inbox.offset)
        except TelegramError as error:
            if is_refused(error):
                raise
            if isinstance(error, Conflict):
                await doubled()
            if told is not type(error):
                told = type(error)
                _tell(error)
            await asyncio.sleep(seconds_of(error) if isinstance(error, RetryAfter) else wait)
            wait = min(wait * 2, LONGEST_WAIT)
            continue
        if told is not None:
            log.warning("Telegram is there again")
        wait, told = FIRST_WAIT, None
        await inbox.take(came)
        # The next ones are fetched while the last of many are being answered.
        await inbox.settled(PATIENCE, leaving=len(came) // 4)
        if all(each in before for each in came):
            await asyncio.sleep(max(asked + AT_ONCE - clock(), 0))
        before = came


def _tell(error: TelegramError) -> None:
    if isinstance(error, Conflict):
        log.error(
            "Another copy of the bot is running with the same token of Telegram; stop one of them"
            " (%s)",
            error,
        )
    else:
        log.warning("Updates of Telegram cannot be fetched: %s", error)
