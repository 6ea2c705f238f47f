"""What of a foreign text may stand in a message: nothing that turns, pings or poses as a link.

Telegram by itself makes links of what looks like a name, an address or a scheme. A word joiner,
which nobody sees, keeps it from doing so where it should not.
"""

from __future__ import annotations

import re

from bot import links
from bot.visible import is_seen, legible

JOINER = "\u2060"
# A text may go on in the next run, so an @ at its end is one before a name too.
MENTION = re.compile(r"(?<![A-Za-z0-9_])@(?=[A-Za-z0-9_]|\Z)")
ADDRESS = re.compile(r"https?://[^\s/]+|(?:[\w-]+\.)+[^\W\d_]{2,}", re.IGNORECASE)


def harmless(text: str) -> str:
    """Leave out of *text* what turns it around, and what Telegram would make a ping or a link."""
    text = legible(text)
    if "@" in text:
        text = MENTION.sub("@" + JOINER, text)
    if "://" in text:
        text = _only_web(text)
    return text


def longest(text: str) -> int:
    """Tell how long *text* can become: a long one is measured often, so this must be quick."""
    return len(text) + text.count("@") + text.count("://")


def link_text(text: str, url: str | None) -> str:
    """Give the text of a link; where it names another address than its own, with its own behind."""
    shown = harmless(text)
    host = host_of(url) if url else ""
    if not is_seen(shown):
        return host or shown
    if host and any(_bare(each) != _bare(host) for each in ADDRESS.findall(text)):
        return f"{shown} ({host})"
    return shown


def host_of(url: str) -> str:
    """Name the host that a web address leads to; empty for what Telegram makes no link of."""
    host = links.host_of(url)
    # A browser takes \ for /, and who knows what Telegram takes it for.
    if "\\" in url:
        return ""
    return harmless(host) if "." in host.strip(".") or ":" in host else ""


def _bare(address: str) -> str:
    return address.lower().rpartition("//")[2].removeprefix("www.")


def _only_web(text: str) -> str:
    first, *rest = text.split("://")
    for part in rest:
        web = first.lower().endswith(("http", "https"))
        first += ("://" if web else f":{JOINER}//") + part
    return first
