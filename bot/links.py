"""Links that everybody can follow, and none into a network that only some are in."""

from __future__ import annotations

import re
from ipaddress import ip_address
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from bot.rules import rule

if TYPE_CHECKING:
    from pydantic import ValidationInfo

KEPT = {"kept": True}
"""Context of a story that was kept already: it stays readable, whatever it links to."""

# Names that mean this machine or its network wherever they are followed (RFC 6761, 6762, 8375).
PRIVATE_NAMES = ("localhost", "local", "internal", "intranet", "lan", "home.arpa", "private")
# Browsers read a host whose last part is a number as an address, in many ways of writing.
LAST_IS_NUMBER = re.compile(r"(?:.*\.)?(?:\d+|0[xX][\da-fA-F]*)\.?")


def a_public_address(url: str, info: ValidationInfo) -> str:
    """Hold a link to what is the same for everybody; what was kept already is left as it is."""
    if not (info.context or {}).get("kept") and is_private(urlsplit(url).hostname or ""):
        raise rule(
            "“{text}” leads into a private network.",
            "Give an address that every reader can reach, or leave it out.",
            text=url[:80],
        )
    return url


def is_private(host: str) -> bool:
    """Whether a host is only there for some: by its address, or by a name that means that."""
    try:
        return not ip_address(host.partition("%")[0]).is_global
    except ValueError:
        name = host.rstrip(".").lower()
    if LAST_IS_NUMBER.fullmatch(name):
        return True
    return "." not in name or any(
        name == private or name.endswith(f".{private}") for private in PRIVATE_NAMES
    )
