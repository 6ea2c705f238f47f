"""Telegram's Bot API on loopback, which takes so many messages in any second and no more.

`python -m bench.limiting_api RATE`
"""

from __future__ import annotations

import asyncio
import sys
import time
from collections import Counter, deque
from http import HTTPStatus
from math import ceil
from urllib.parse import parse_qs

from bench.bot_api import ME
from bench.loopback import Refused, serve


class LimitingApi:
    """Takes messages, and counts.

    Args:
        rate: messages in any second.
    """

    def __init__(self, rate: int) -> None:
        self._rate = rate
        self._recent: deque[float] = deque()
        self._taken: Counter[str] = Counter()
        self._refused = 0
        self._began = self._ended = 0.0

    def answer(self, path: str, body: str) -> object:
        """Answer a call of a method."""
        match path.rpartition("/")[2]:
            case "getMe":
                return {"ok": True, "result": ME}
            case "sendMessage":
                return self._sent(parse_qs(body)["chat_id"][0])
            case "figures":
                return {
                    "chats": len(self._taken),
                    "messages": self._taken.total(),
                    "refused": self._refused,
                    "seconds": self._ended - self._began,
                }
            case "begin":
                self._taken.clear()
                self._refused, self._began = 0, 0.0
                return True
            case _:
                return {"ok": True, "result": []}

    def _sent(self, chat: str) -> object:
        now = time.perf_counter()
        while self._recent and self._recent[0] <= now - 1:
            self._recent.popleft()
        if len(self._recent) >= self._rate:
            self._refused += 1
            return _too_many(ceil(self._recent[0] + 1 - now))
        self._recent.append(now)
        self._taken[chat] += 1
        self._began, self._ended = self._began or now, now
        where = {"id": int(chat), "type": "private", "first_name": "Reader"}
        message = {"message_id": 1, "date": 1_790_000_000, "from": ME, "text": "", "chat": where}
        return {"ok": True, "result": message}


def _too_many(seconds: int) -> Refused:
    said = f"Too Many Requests: retry after {seconds}"
    body = {"ok": False, "error_code": 429, "description": said}
    return Refused(HTTPStatus.TOO_MANY_REQUESTS, {**body, "parameters": {"retry_after": seconds}})


if __name__ == "__main__":
    asyncio.run(serve(LimitingApi(int(sys.argv[1])).answer))
