"""What the gateway says → what the door, and the library, can read: also of a server of one's own.

Such a server may write `null` for what Discord leaves out, leave out what the library insists on,
or pack each message by itself where Discord packs all of them as one stream.
"""

from __future__ import annotations

import json
import zlib
from typing import TYPE_CHECKING, Any

from yarl import URL

from bot.nothings import without_nothings

if TYPE_CHECKING:
    from collections.abc import Mapping

FLUSHED = b"\x00\x00\xff\xff"  # the end of each message of a stream
# What the library insists on to know of the bot.
NAMELESS = {"username": "", "discriminator": "0", "avatar": None}


class Unpacking:
    """Unpacks what comes over one connection."""

    def __init__(self) -> None:
        self._stream = zlib.decompressobj()
        self._came = bytearray()

    def text(self, said: bytes) -> str | None:
        """Unpack a message; None as long as the rest of it comes in another piece."""
        self._came += said
        if self._came.endswith(FLUSHED):
            whole = self._stream.decompress(self._came)
        else:
            try:
                whole = zlib.decompress(self._came)
            except zlib.error:
                return None
        self._came.clear()
        return whole.decode()


def completed(said: str, *, bot: Mapping[str, Any], shard: tuple[int, int], gateway: URL) -> str:
    """Add to the beginning of a session what is not said of it, for the library insists on it.

    Args:
        said: a message of the gateway.
        bot: who the bot is.
        shard: what the connection is for: a shard, and how many there are.
        gateway: where the connection leads.
    """
    if '"READY"' not in said and '"RESUMED"' not in said:
        return said
    message = json.loads(said)
    if message.get("t") not in {"READY", "RESUMED"}:
        return said
    data = message["d"] = without_nothings(message.get("d") or {})
    if message["t"] == "READY":
        message.setdefault("s", None)
        data["user"] = {**NAMELESS, **bot, **data.get("user", {})}
        if not URL(data.get("resume_gateway_url", "")).is_absolute():
            data["resume_gateway_url"] = str(gateway)
        data.setdefault("session_id", "")
        data.setdefault("shard", shard)
    return json.dumps(message)
