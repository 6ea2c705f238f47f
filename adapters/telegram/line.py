"""The line to Telegram: what is called often goes out and comes back as plain data.

To build an object of the library for each of forty entities of a sent message, which Telegram
repeats in its answer, takes longer than to send it.
"""

from __future__ import annotations

import asyncio
import json
import logging
from functools import lru_cache
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from telegram import Bot, InputFile, User, WebhookInfo
from telegram.error import BadRequest, NetworkError, TelegramError, TimedOut

from adapters.telegram.reading import read
from adapters.telegram.request import AiohttpRequest

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from adapters.telegram.render import Drawn
    from adapters.telegram.wire import Member, Update
    from bot.address import Address
    from bot.reply import Document

OFFICIAL = "https://api.telegram.org"
AGAIN = (0.2, 1.0)  # seconds until the next try; who waits for an answer waits for fifteen
POLLED = 50  # seconds that Telegram holds a request for updates
UPDATES = (
    "message",
    "channel_post",
    "callback_query",
    "inline_query",
    "my_chat_member",
)


class Line(Bot):
    """Calls Telegram.

    Args:
        token: the bot's.
        api: a server of one's own: its base URL, without the token; the official one if not given.
        proxy: the way out, where there is no straight one.
    """

    def __init__(self, token: str, api: str | None = None, proxy: str | None = None) -> None:
        # At this level the library writes down the addresses that it calls, and so the token.
        logging.getLogger("telegram").setLevel(max(logging.INFO, logging.root.level))
        base = (api or OFFICIAL).rstrip("/").removesuffix("/bot")
        request = AiohttpRequest(proxy=proxy)
        super().__init__(
            token,
            base_url=f"{base}/bot",
            base_file_url=f"{base}/file/bot",
            request=request,
            get_updates_request=request,
        )

    def __repr__(self) -> str:
        """Name it without the token, which the library would show."""
        return f"Line({self.base_url.partition('/bot')[0]})"

    async def get_me(self, **options: Any) -> User:  # noqa: ANN401 - the library's own
        """Ask who the bot is; a server of one's own may tell little more than its number."""
        known = await self._post("getMe", **options)
        if not isinstance(known, dict) or "id" not in known:
            raise TelegramError("no word of Telegram")
        self._bot_user = User.de_json({"first_name": "", "is_bot": True, **known}, self)
        return self._bot_user

    async def get_webhook_info(self, **options: Any) -> WebhookInfo:  # noqa: ANN401 - the library's own
        """Ask how updates are brought; what is not said is as it is where nobody asked for it."""
        known = await self._post("getWebhookInfo", **options)
        said = known if isinstance(known, dict) else {}
        unsaid = {"url": "", "has_custom_certificate": False, "pending_update_count": 0}
        return WebhookInfo.de_json({**unsaid, **said}, self)

    async def brought_to(self) -> str | None:
        """Ask where updates are brought; empty for nowhere, None where Telegram does not say."""
        known = await self._post("getWebhookInfo")
        return str(known.get("url", "")) if isinstance(known, dict) else None

    async def updates(self, offset: int | None) -> Sequence[Update]:
        """Wait for updates from *offset* on; what lies before it is done with."""
        wanted = {"timeout": POLLED, "allowed_updates": UPDATES}
        if offset is not None:
            wanted["offset"] = offset
        patience = POLLED + (self.request.read_timeout or 0)
        found: object = await self._post("getUpdates", wanted, read_timeout=patience)
        if not isinstance(found, list):
            raise TelegramError("no word of Telegram")
        return read(found)

    async def put(
        self,
        chat: str,
        drawn: Drawn,
        *,
        thread: str = "",
        quoted: int | None = None,
        paid: bool = False,
    ) -> str:
        """Put a message into a chat and give its id.

        Args:
            chat: the chat's id.
            drawn: the message.
            thread: the forum topic's id; empty for none.
            quoted: the message that it answers.
            paid: whether it may cost Stars.
        """
        where: dict[str, object] = {"chat_id": chat}
        if thread:
            where["message_thread_id"] = thread
        if quoted is not None:
            where["reply_parameters"] = {
                "message_id": quoted,
                "allow_sending_without_reply": True,
            }
        if paid:
            where["allow_paid_broadcast"] = True
        return _id_of(await self._post("sendMessage", {**where, **_written(drawn)}))

    async def give(self, where: Address, document: Document) -> str:
        """Put a file somewhere, and give the id of its message."""
        named: dict[str, object] = {"chat_id": where.chat}
        if where.thread:
            named["message_thread_id"] = where.thread
        file = InputFile(document.data, filename=document.name)
        return _id_of(await self._post("sendDocument", {**named, "document": file}))

    async def replace(self, where: Mapping[str, object], drawn: Drawn) -> None:
        """Let a message say something else; *where* names it by its chat or as an inline one."""
        # Without buttons of its own, an edited message keeps none.
        await self._surely("editMessageText", {**where, **_written(drawn)})

    async def offer(
        self, query: str, results: Sequence[Mapping[str, object]], *, kept: int
    ) -> None:
        """Answer what is typed in inline mode, for who typed it and for *kept* seconds."""
        answer = {"results": results, "cache_time": kept, "is_personal": True}
        await self._surely("answerInlineQuery", {"inline_query_id": query, **answer})

    async def standing(self, chat: int, person: int) -> str:
        """Ask what somebody is in a chat at this moment: `administrator`, `member`, `left` …."""
        return (await self.member(chat, person))["status"]

    async def member(self, chat: int, person: int) -> Member:
        """Ask what somebody is in a chat, and what they may there."""
        asked = {"chat_id": chat, "user_id": person}
        member: Member = await self._surely("getChatMember", asked)
        return member

    async def permissions(self, chat: int) -> Mapping[str, bool]:
        """Ask what everybody may in a group."""
        found: dict[str, Any] = await self._surely("getChat", {"chat_id": chat})
        permissions: dict[str, bool] = found.get("permissions") or {}
        return permissions

    async def fetch(self, file: str) -> bytes:
        """Fetch what stands in a file."""
        found: dict[str, str] = await self._surely("getFile", {"file_id": file})
        path = quote(found.get("file_path", ""))
        return await self.request.retrieve(f"{self.base_file_url}/{path}")

    async def confirm(self, press: str, text: str = "") -> None:
        """Tell that a pressed button was heard, and say *text* to who pressed it."""
        said = {"text": text, "show_alert": True} if text else {}
        await self._surely("answerCallbackQuery", {"callback_query_id": press, **said})

    async def _surely(self, method: str, given: Mapping[str, object]) -> Any:  # noqa: ANN401 - what each method gives
        """Call what does no harm twice; a line that broke may have carried it or not."""
        for wait in AGAIN:
            try:
                return await self._post(method, dict(given))
            except (BadRequest, TimedOut):
                raise
            except NetworkError:
                await asyncio.sleep(wait)
        return await self._post(method, dict(given))


def _id_of(sent: object) -> str:
    if not isinstance(sent, dict) or "message_id" not in sent:
        raise TelegramError("no word of Telegram")
    return str(sent["message_id"])


def content(drawn: Drawn) -> dict[str, object]:
    """Write a message as `sendMessage` and `editMessageText` both take it."""
    content: dict[str, object] = {"text": drawn.text, "link_preview_options": _preview(drawn)}
    if drawn.entities:
        content["entities"] = drawn.entities
    if drawn.buttons:
        content["reply_markup"] = {"inline_keyboard": drawn.buttons}
    elif drawn.forces:
        content["reply_markup"] = {"force_reply": True, "selective": True}
    return content


@lru_cache(maxsize=64)  # a briefing goes to many, and the library would write it out for each anew
def _written(drawn: Drawn) -> dict[str, object]:
    """Write a message as the fields of a form, in which all but plain text is JSON."""
    fields = content(drawn)
    return {**{name: json.dumps(said) for name, said in fields.items()}, "text": drawn.text}


def _preview(drawn: Drawn) -> dict[str, object]:
    """Show the story's image above the text, and nothing of where its links lead."""
    if not drawn.picture:
        return {"is_disabled": True}
    return {"url": drawn.picture, "prefer_large_media": True, "show_above_text": True}
