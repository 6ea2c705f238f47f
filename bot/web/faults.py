"""Why nothing came: the errors of aiohttp and of the system, in words."""

from __future__ import annotations

import errno
import os
import socket
import ssl
import zlib
from typing import TYPE_CHECKING

import aiohttp

from bot.errors import Problem
from bot.web.connecting import NotPublicError
from bot.wires import Unfetched
from bot.words import phrase

if TYPE_CHECKING:
    from bot.words import Phrase

FOREIGN = (aiohttp.ClientError, OSError, TimeoutError, ValueError, zlib.error)
"""What may go wrong that is not said by us."""

NOT_PUBLIC = phrase(
    "It leads to an address that is not of the open internet. "
    "Stories of this machine or its network can come from a folder."
)


def unfetched(error: Exception) -> Unfetched:
    """Say what an error means, the most particular first."""
    match error:
        case Problem():
            return Unfetched(error.phrase)
        case NotPublicError() | aiohttp.ClientConnectorError(os_error=NotPublicError()):
            return Unfetched(NOT_PUBLIC)
        case aiohttp.ClientConnectorDNSError() | socket.gaierror():
            return Unfetched(phrase("The name of its server is not known."), is_passing=True)
        case aiohttp.ClientConnectorCertificateError() | ssl.SSLCertVerificationError():
            return Unfetched(phrase("The certificate of its server is not sound."))
        case TimeoutError():
            return Unfetched(phrase("It took too long."), is_passing=True)
        case aiohttp.InvalidURL() | ValueError():
            return Unfetched(phrase("Its address is none that can be followed."))
        case zlib.error():
            return Unfetched(phrase("It is packed, and cannot be unpacked."), is_passing=True)
        case aiohttp.ClientConnectorError():
            # What the libraries make of it names the address; what the system says is enough.
            reason = os.strerror(error.os_error.errno or errno.EHOSTUNREACH)
            return Unfetched(_not_reached(reason), is_passing=True)
        case _:
            return Unfetched(phrase("Its server broke off."), is_passing=True)


def _not_reached(reason: str) -> Phrase:
    return phrase("Its server cannot be reached: {reason}.", reason=reason)
