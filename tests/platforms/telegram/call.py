"""A request as it came in, taken apart."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, TypeAlias

from aiohttp import BodyPartReader

from tests.platforms.telegram.refusals import bad

if TYPE_CHECKING:
    from collections.abc import Callable

    from aiohttp import web

    from tests.platforms.telegram.scene import Telegram

Handler: TypeAlias = "Callable[[Telegram, Call], object]"


@dataclass
class Call:
    """A request.

    Args:
        method: of the Bot API, as it was written.
        params: as they came: text, or whatever JSON holds.
        files: what went along, by its field.
        named: the same by the name of each file.
        status: how it was answered.
    """

    method: str
    params: dict[str, Any] = field(default_factory=dict)
    files: dict[str, bytes] = field(default_factory=dict)
    named: dict[str, bytes] = field(default_factory=dict)
    status: int = 0

    def text(self, name: str) -> str:
        """Give a parameter that is a text; empty where it is not there."""
        return str(self.params.get(name, ""))

    def number(self, name: str, default: int = 0) -> int:
        """Give a parameter that is a whole number."""
        given = str(self.params.get(name, ""))
        return int(given) if re.fullmatch(r"-?\d+", given) else default

    def flag(self, name: str) -> bool:
        """Give a parameter that is true or false."""
        return str(self.params.get(name, "")).lower() in {"true", "1"}

    def json(self, name: str) -> Any:  # noqa: ANN401 - JSON is anything
        """Give a parameter that is written as JSON; None where it is not there.

        Raises:
            Refusal: it is no JSON.
        """
        given = self.params.get(name)
        if not isinstance(given, str):
            return given
        try:
            return json.loads(given)
        except ValueError:
            raise bad(f"can't parse {name} JSON object") from None


async def read(call: Call, request: web.Request) -> None:
    """Read the query and the body of *request* into *call*.

    Raises:
        Refusal: it cannot be read.
    """
    call.params.update(request.query)
    if request.content_type == "multipart/form-data":
        await _read_parts(call, request)
    elif request.content_type == "application/json":
        call.params.update(_object(await request.read()))
    elif request.can_read_body:
        data = await request.read()
        try:
            data.decode()
        except ValueError:
            raise bad("strings must be encoded in UTF-8") from None
        call.params.update(await request.post())


async def _read_parts(call: Call, request: web.Request) -> None:
    async for part in await request.multipart():
        assert isinstance(part, BodyPartReader)
        data = bytes(await part.read())
        if part.filename:
            call.files[part.name or ""] = call.named[part.filename] = data
        else:
            call.params[part.name or ""] = data.decode()


def _object(data: bytes) -> dict[str, Any]:
    try:
        body = json.loads(data)
    except ValueError:
        body = None
    if not isinstance(body, dict):
        raise bad("can't parse request body: object expected")
    return body
