"""How the bot stands with Telegram: whether it is let in, and what it is allowed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from telegram import WebhookInfo
from telegram.error import InvalidToken, TelegramError

from adapters.telegram.faults import NOT_REACHED, is_refused
from bot.adapter import Finding
from bot.words import phrase

if TYPE_CHECKING:
    from collections.abc import Iterator

    from telegram import User

    from adapters.telegram.line import Line
    from bot.words import Phrase


async def examined(line: Line, refused: Phrase, *, brought: bool) -> tuple[Finding, ...]:
    """Ask Telegram how the bot stands with it.

    Args:
        line: a line that is not open yet.
        refused: what to say where Telegram does not take the token.
        brought: whether updates are to be brought to an address of one's own.
    """
    try:
        await line.initialize()
        known, webhook = await line.get_me(), await _webhook(line)
    except InvalidToken:
        return (Finding(sound=False, what=refused),)
    except TelegramError:
        return (Finding(sound=False, what=NOT_REACHED),)
    return (*_of_the_bot(known), *_of_its_webhook(webhook, brought=brought))


async def _webhook(line: Line) -> WebhookInfo:
    """Ask how updates are brought: in no way, where a server knows nothing of it."""
    try:
        return await line.get_webhook_info()
    except InvalidToken as error:
        if is_refused(error):
            raise
        return WebhookInfo("", has_custom_certificate=False, pending_update_count=0)


def _of_the_bot(known: User) -> Iterator[Finding]:
    yield Finding(
        sound=True,
        what=phrase(
            "Telegram takes the token; the bot is {name}: {link}", name=known.name, link=known.link
        ),
    )
    if not known.can_join_groups:
        yield Finding(
            sound=False,
            what=phrase(
                "Nobody can add it to a group. Allow it at @BotFather with /setjoingroups."
            ),
        )
    if known.supports_inline_queries:
        yield Finding(sound=True, what=phrase("Stories can be posted with it in any chat."))
    else:
        yield Finding(
            sound=True,
            what=phrase(
                "To post stories with it in any chat, turn on its inline mode at @BotFather with "
                "/setinline."
            ),
        )


def _of_its_webhook(webhook: WebhookInfo, *, brought: bool) -> Iterator[Finding]:
    if webhook.url and brought and webhook.last_error_message:
        yield Finding(
            sound=False,
            what=phrase(
                "Telegram could not bring its updates to {url}: {reason}",
                url=webhook.url,
                reason=webhook.last_error_message,
            ),
        )
    if webhook.url and not brought:
        yield Finding(
            sound=True,
            what=phrase(
                "Telegram brings its updates to {url} now; `storydesk run` will fetch them "
                "instead. Set STORYDESK_WEBHOOK_URL to have them brought.",
                url=webhook.url,
            ),
        )
