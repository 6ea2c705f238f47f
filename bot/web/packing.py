"""Unpack what a server has packed, and never more than was agreed."""

from __future__ import annotations

import zlib
from typing import TYPE_CHECKING

from bot.errors import Problem
from bot.words import phrase

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

ACCEPTED = "gzip"  # servers do not agree on what deflate is
PACKED = {"gzip", "x-gzip"}
GZIP = 16 + zlib.MAX_WBITS
MEBIBYTE = 1024 * 1024


async def unpacked(chunks: AsyncIterator[bytes], encoding: str, most: int) -> bytes:
    """Put a body together.

    Args:
        chunks: its pieces, as they come.
        encoding: how it is packed; empty where it is not.
        most: how many bytes it may have, packed as well as unpacked.

    Raises:
        Problem: it has more, or is packed in no way that is known.
    """
    if encoding not in {*PACKED, "", "identity"}:
        raise Problem(phrase("It is packed in a way that is not read here."))
    unpacker = zlib.decompressobj(GZIP) if encoding in PACKED else None
    whole, came = bytearray(), 0
    async for chunk in chunks:
        came += len(chunk)
        # One byte past the limit is enough to know, however much there would still be.
        whole += unpacker.decompress(chunk, most + 1 - len(whole)) if unpacker else chunk
        if max(came, len(whole)) > most:
            raise Problem(phrase("It is larger than {most} MiB.", most=most // MEBIBYTE))
    if unpacker is not None and not unpacker.eof:
        raise Problem(phrase("It broke off before its end."))
    return bytes(whole)
