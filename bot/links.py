"""Links that everybody can follow, and none into a network that only some are in."""

from __future__ import annotations

import re
from ipaddress import ip_address
from typing import TYPE_CHECKING
from unicodedata import normalize
from urllib.parse import unquote, urlsplit

from bot.rules import no_web_address, rule

if TYPE_CHECKING:
    from pydantic import ValidationInfo

KEPT = {"kept": True}
"""Context of a story that was kept already: it stays readable, whatever it links to."""

# Names that mean this machine or its network wherever they are followed (RFC 6761, 6762, 8375).
PRIVATE_NAMES = ("localhost", "local", "internal", "intranet", "lan", "home.arpa", "private")
# What browsers leave out of a host, and the stop that they read as a dot (UTS 46).
IGNORED = re.compile(
    "[\u00ad\u034f\u180b-\u180d\u180f\u200b\u2060\u2064\ufe00-\ufe0f\ufeff\U000e0100-\U000e01ef]"
)
STOP = "\u3002"
NO_HOST = re.compile(r"[\x00-\x20\x7f\"#%/:<>?@\[\\\]^`{|}]")
# Browsers read a host whose last part is a number as an address, in many ways of writing.
LAST_IS_NUMBER = re.compile(r"(?:.*\.)?(?:\d+|0[xX][\da-fA-F]*)\.?")


def a_public_address(url: str, info: ValidationInfo) -> str:
    """Hold a link to what is the same for everybody; what was kept already is left as it is."""
    if (info.context or {}).get("kept"):
        return url
    host = host_of(url)
    if not host:
        raise no_web_address(url)
    if is_private(host):
        raise rule(
            "“{text}” leads into a private network.",
            "Give an address that every reader can reach, or leave it out.",
            text=url[:80],
        )
    return url


def host_of(url: str) -> str:
    """Name the host that a browser goes to, however it is written; empty where it goes nowhere."""
    try:
        # A browser takes \\ for /, so that what looks like the host behind it is none.
        parts = urlsplit(url.replace("\\", "/"))
        host, _ = parts.hostname or "", parts.port
    except ValueError:
        return ""
    if parts.scheme not in {"http", "https"}:
        return ""
    if ":" in host:
        return host
    host = normalize("NFKC", IGNORED.sub("", unquote(host))).replace(STOP, ".").lower()
    return "" if NO_HOST.search(host) else host


def is_private(host: str) -> bool:
    """Whether a host is only there for some: by its address, or by a name that means that."""
    try:
        return not ip_address(host.partition("%")[0]).is_global
    except ValueError:
        name = host.rstrip(".")
    if LAST_IS_NUMBER.fullmatch(name):
        return True
    return "." not in name or any(
        name == private or name.endswith(f".{private}") for private in PRIVATE_NAMES
    )
