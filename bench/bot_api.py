"""Telegram's Bot API on loopback."""

from __future__ import annotations

import asyncio
import json
from contextlib import suppress
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qs

from bench.loopback import Waits, serve

if TYPE_CHECKING:
    from collections.abc import Awaitable

AT_A_TIME = 100  # updates that Telegram gives at once
HELD = 5.0  # seconds that it waits for one; nothing here waits longer
ME = {"id": 1, "is_bot": True, "first_name": "Bench", "username": "BenchBot"}


class BotApi:
    """Hands out updates, each a `/facts` from a chat of its own, and takes the answers."""

    def __init__(self) -> None:
        self._waits = Waits()
        self._updates: list[dict[str, Any]] = []
        self._come = asyncio.Event()
        self._last = 0

    def answer(self, path: str, body: str) -> object | Awaitable[object]:
        """Answer a call of a method."""
        match path.rpartition("/")[2]:
            case "getMe":
                return _result(ME)
            case "sendMessage":
                return _result(self._sent(body))
            case "getUpdates":
                return self._poll(body)
            case "figures":
                return self._waits.figures()
            case burst if burst.startswith("burst"):
                return self._begin(int(burst.removeprefix("burst")))
            case method if method.startswith("getMy"):
                return _result([])
            case _:
                return _result(True)  # noqa: FBT003 - what Telegram says

    def _begin(self, count: int) -> int:
        """Let *count* people ask at once."""
        self._waits.begin()
        self._updates = [_asked(self._last + number, number) for number in range(1, count + 1)]
        self._last += count
        self._come.set()
        return count

    def _sent(self, body: str) -> dict[str, Any]:
        """Take a message and repeat it, as Telegram does."""
        params = parse_qs(body)
        chat = int(params["chat_id"][0])
        self._waits.answered(str(chat))
        sent = {"message_id": chat, "date": 1_790_000_000, "from": ME, "text": params["text"][0]}
        sent["chat"] = {"id": chat, "type": "private", "first_name": "Reader"}
        if "entities" in params:
            sent["entities"] = json.loads(params["entities"][0])
        return sent

    async def _poll(self, body: str) -> object:
        offset = int(parse_qs(body).get("offset", ["0"])[0])
        given = self._give(offset)
        if not given:
            self._come.clear()
            with suppress(TimeoutError):
                async with asyncio.timeout(HELD):
                    await self._come.wait()
            given = self._give(offset)
        return _result(given)

    def _give(self, offset: int) -> list[dict[str, Any]]:
        """Hand out what is next."""
        self._updates = [each for each in self._updates if each["update_id"] >= offset]
        given = self._updates[:AT_A_TIME]
        for each in given:
            self._waits.asked(str(each["message"]["chat"]["id"]))
        return given


def _result(value: object) -> dict[str, object]:
    return {"ok": True, "result": value}


def _asked(number: int, chat: int) -> dict[str, Any]:
    person = {"id": chat, "is_bot": False, "first_name": "Reader", "language_code": "en"}
    message = {
        "message_id": number,
        "date": 1_790_000_000,
        "chat": {"id": chat, "type": "private", "first_name": "Reader"},
        "from": person,
        "text": "/facts",
        "entities": [{"type": "bot_command", "offset": 0, "length": 6}],
    }
    return {"update_id": number, "message": message}


if __name__ == "__main__":
    asyncio.run(serve(BotApi().answer))
