"""A request as it came in, taken apart."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, TypeAlias

from aiohttp import BodyPartReader

from tests.platforms.discord.refusals import Refusal

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from aiohttp import web

    from tests.platforms.discord.server import Discord

MOST_BYTES = 25 * 1024 * 1024

Handler: TypeAlias = "Callable[[Discord, Call], object]"


@dataclass
class Call:
    """A request.

    Args:
        operation: what the official specification calls it.
        path: where it went, behind the version.
        place: the channel, guild or webhook whose limits count.
        names: the parts of the path that have a name.
        status: how it was answered.
        answer: what was answered.
    """

    method: str
    path: str
    operation: str
    place: str = ""
    names: Mapping[str, str] = field(default_factory=dict)
    query: Mapping[str, str] = field(default_factory=dict)
    token: str = ""
    body: Any = None
    files: dict[str, bytes] = field(default_factory=dict)
    status: int = 0
    answer: object = None

    @property
    def form(self) -> dict[str, Any]:
        """The body, where it is an object."""
        return self.body if isinstance(self.body, dict) else {}


async def read(call: Call, request: web.BaseRequest) -> None:
    """Read the body of *request* into *call*.

    Raises:
        Refusal: it is no JSON.
    """
    call.token = request.headers.get("Authorization", "")
    if request.content_type == "multipart/form-data":
        await _read_parts(call, request)
    elif request.can_read_body:
        data = await request.read()
        if request.content_type != "application/json" or len(data) > MOST_BYTES:
            raise Refusal(50109)
        call.body = _json(data)


async def _read_parts(call: Call, request: web.BaseRequest) -> None:
    call.body = {}
    async for part in await request.multipart():
        assert isinstance(part, BodyPartReader)
        data = bytes(await part.read())
        if part.name == "payload_json":
            call.body = _json(data)
        else:
            call.files[part.filename or ""] = data


def _json(data: bytes) -> Any:  # noqa: ANN401 - JSON is anything
    try:
        return json.loads(data)
    except ValueError:
        raise Refusal(50109) from None
