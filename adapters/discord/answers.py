"""What Discord answers, read whatever the headers say of it.

The library reads JSON only where the header says so and nothing more, and waits as it is told only
where the answer came through Discord's own proxies. A server of one's own knows of neither.
"""

from __future__ import annotations

import asyncio
import json
from http import HTTPStatus
from typing import TYPE_CHECKING, Any
from weakref import WeakKeyDictionary

from aiohttp import TraceConfig
from discord import DiscordException, HTTPException, RateLimited

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable
    from types import SimpleNamespace

    from aiohttp import ClientSession, TraceRequestEndParams

PATIENCE = 30.0  # seconds that are waited where Discord asks to; the library takes no less
TRIES = 5
SHORTEST = 0.05  # seconds; nobody is asked again sooner, whatever is said


class Wordless(DiscordException):
    """An answer in which what was asked for is not said."""


class Answers:
    """Reads answers, and waits where they say so.

    Attributes:
        trace: belongs to each session whose answers are read.
    """

    def __init__(self) -> None:
        self._waits: WeakKeyDictionary[object, Any] = WeakKeyDictionary()
        self.trace = TraceConfig()
        self.trace.on_request_end.append(self._ended)

    async def to(self, call: Callable[[], Awaitable[Any]]) -> Any:  # noqa: ANN401 - what Discord says
        """Call Discord, again where it says to wait, and give what it answers.

        Raises:
            HTTPException: it refuses.
            RateLimited: it says to wait for longer than anybody waits.
        """
        for left in reversed(range(TRIES)):
            try:
                return said_in(await call())
            except HTTPException as error:
                seconds = _seconds(self._waits.get(error.response))
                if seconds is None or not left:
                    raise _clear(error) from error
                if seconds > PATIENCE:
                    raise RateLimited(seconds) from error
            await asyncio.sleep(max(seconds, SHORTEST))
        return None

    async def _ended(
        self, _: ClientSession, __: SimpleNamespace, ended: TraceRequestEndParams
    ) -> None:
        """Keep how long to wait; of what the library raises nothing but the sentence is left."""
        if ended.response.status == HTTPStatus.TOO_MANY_REQUESTS:
            self._waits[ended.response] = said_in(await ended.response.text(errors="replace"))


def said_in(answer: Any) -> Any:  # noqa: ANN401 - what Discord says
    """Read an answer that the library takes for mere text."""
    if isinstance(answer, str) and answer.lstrip()[:1] in {"{", "["}:
        try:
            return json.loads(answer)
        except ValueError:
            return answer
    return answer


def id_in(answer: Any) -> str:  # noqa: ANN401 - the same
    """Give the id of what was made.

    Raises:
        Wordless: it is not said.
    """
    if not isinstance(answer, dict) or "id" not in answer:
        raise Wordless
    return str(answer["id"])


def _seconds(said: Any) -> float | None:  # noqa: ANN401 - the same
    try:
        return float(said["retry_after"])
    except (KeyError, TypeError, ValueError):
        return None


def _clear(error: HTTPException) -> HTTPException:
    """Tell of a refusal in its own words and with its own code."""
    said = said_in(error.text)
    return type(error)(error.response, said) if isinstance(said, dict) else error
