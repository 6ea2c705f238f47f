"""A body with the files beside it, as one request carries them."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from aiohttp import FormData

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from adapters.discord.wire import File, Said


def for_webhook(said: Said, files: Sequence[File]) -> dict[str, Any]:
    """Write a body as the library's webhooks take it."""
    return {"multipart": [*_fields(said, files)]} if files else {"payload": said}


def for_session(said: Said, files: Sequence[File]) -> dict[str, Any]:
    """Write a body as a session of aiohttp takes it, once: a form can be sent but one time."""
    if not files:
        return {"json": said}
    form = FormData(quote_fields=False)
    for field in _fields(said, files):
        form.add_field(**field)
    return {"data": form}


def _fields(said: Said, files: Sequence[File]) -> Iterator[dict[str, Any]]:
    yield {"name": "payload_json", "value": json.dumps(said), "content_type": "application/json"}
    for place, (name, data) in enumerate(files):
        kind = "application/octet-stream"
        yield {"name": f"files[{place}]", "value": data, "filename": name, "content_type": kind}
