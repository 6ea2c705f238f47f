"""A line to Discord that writes down what is called, once it is sure that Discord takes it."""

from __future__ import annotations

from collections import defaultdict, deque
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote

from discord.http import Route

from adapters.discord.line import Line
from tests.platforms.specs import discord_spec

if TYPE_CHECKING:
    from collections.abc import Sequence

    from adapters.discord.wire import File, Interaction, Said

READER, GUILD, CHANNEL = "7", "100", "200"


class Recording(Line):
    """Answers like Discord, or with what it is told to for the next calls of a path.

    Attributes:
        calls: the method and the path of each call, its ids left out, and what was said.
        answers: what comes next, by method and path.
        given: the files that went along.
    """

    def __init__(self) -> None:
        super().__init__()
        self._connection.application_id = 1
        self.calls: list[tuple[str, Any]] = []
        self.given: list[File] = []
        self.answers: dict[str, deque[object]] = defaultdict(deque)

    async def _call(self, route: Route, said: Said | list[Said] | None = None) -> Any:  # noqa: ANN401 - the library's interface
        path = unquote(route.url.removeprefix(Route.BASE)).partition("?")[0]
        assert discord_spec().validate(route.method, path, said) == []
        name = f"{route.method} {path}"
        self.calls.append((name, said))
        if self.answers[name]:
            answer = self.answers[name].popleft()
            if isinstance(answer, BaseException):
                raise answer
            return answer
        return {"id": str(len(self.calls))}

    async def _reply(self, route: Route, said: Said, files: Sequence[File]) -> None:
        self.given += files
        await self._call(route, said)

    def said(self, name: str) -> list[Any]:
        """Give what was said in each call of *name*, a method and a path."""
        return [said for called, said in self.calls if called == name]

    @property
    def first(self) -> list[Any]:
        """All first answers to interactions."""
        return self.said("POST /interactions/9/key/callback")

    @property
    def more(self) -> list[Any]:
        """All that was said to interactions after that."""
        return [said for called, said in self.calls if "/webhooks/" in called]


def an_interaction(kind: int, data: dict[str, Any], **more: Any) -> Interaction:  # noqa: ANN401 - any field
    """Something that somebody asks in a channel of a server."""
    fields: dict[str, Any] = {
        "id": "9",
        "application_id": "1",
        "type": kind,
        "token": "key",
        "data": data,
        "guild_id": GUILD,
        "channel_id": CHANNEL,
        "channel": {"id": CHANNEL, "type": 0},
        "member": {"user": {"id": READER}, "permissions": "0"},
        "locale": "en-US",
        "guild_locale": "en-US",
        "context": 0,
        **more,
    }
    asked: Any = {name: value for name, value in fields.items() if value is not None}
    return asked  # type: ignore[no-any-return] # what tests need of it is there


def in_private(kind: int, data: dict[str, Any], **more: Any) -> Interaction:  # noqa: ANN401 - any field
    """The same in the conversation of somebody with the bot."""
    alone = {"guild_id": None, "member": None, "guild_locale": None, "user": {"id": READER}}
    channel = {"id": "300", "type": 1}
    return an_interaction(
        kind, data, **{**alone, "context": 1, "channel": channel, "channel_id": "300", **more}
    )


def words_in(said: object) -> str:
    """Give all that a message says, its components and embeds from top to bottom."""
    if isinstance(said, dict):
        own = [said[name] for name in ("content", "description") if isinstance(said.get(name), str)]
        return "\n".join([*own, *(filter(None, map(words_in, said.values())))])
    return "\n".join(filter(None, map(words_in, said))) if isinstance(said, list) else ""


def buttons_in(said: object) -> list[str]:
    """Give the ids of all buttons of a message."""
    if isinstance(said, dict):
        own = [said["custom_id"]] if said.get("type") == 2 else []
        return [*own, *(each for value in said.values() for each in buttons_in(value))]
    return [each for part in said for each in buttons_in(part)] if isinstance(said, list) else []
