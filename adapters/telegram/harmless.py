"""What of a foreign text may stand in a message: nothing that turns, pings or poses as a link.

Telegram by itself makes links of what looks like a name, an address or a scheme. A word joiner,
which nobody sees, keeps it from doing so where it should not.
"""

from __future__ import annotations

import re

from bot import links

JOINER = "\u2060"
# Overrides and isolates let a text hide what it says; the marks that scripts need stay. Telegram
# drops line and paragraph separators, which would glue words together.
TURNING = dict.fromkeys((*range(0x202A, 0x202F), *range(0x2066, 0x206A)))
CONTROLS = dict.fromkeys((*range(0x20), *range(0x7F, 0xA0), *range(0xD800, 0xE000)))
SPACES = dict.fromkeys((0x09, 0x0B, 0x0C, 0x0D), " ")
LINE_ENDS = dict.fromkeys((0x0A, 0x85, 0x2028, 0x2029), "\n")
WRITTEN = {**TURNING, **CONTROLS, **SPACES, **LINE_ENDS}

BLANK = {"\u115f", "\u1160", "\u2800", "\u3164", "\uffa0", "\ufffc"}  # letters without a shape

# A text may go on in the next run, so an @ at its end is one before a name too.
MENTION = re.compile(r"(?<![A-Za-z0-9_])@(?=[A-Za-z0-9_]|\Z)")
ADDRESS = re.compile(r"https?://[^\s/]+|(?:[\w-]+\.)+[^\W\d_]{2,}", re.IGNORECASE)


def harmless(text: str) -> str:
    """Leave out of *text* what turns it around, and what Telegram would make a ping or a link."""
    if not (text.isascii() and text.isprintable()):
        text = text.translate(WRITTEN)
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


def is_seen(text: str) -> bool:
    """Whether a reader sees anything of *text*; what nobody sees, Telegram takes for empty."""
    if text.isascii():
        return bool(text.strip())
    return any(each.isprintable() and not each.isspace() and each not in BLANK for each in text)


def _bare(address: str) -> str:
    return address.lower().rpartition("//")[2].removeprefix("www.")


def _only_web(text: str) -> str:
    first, *rest = text.split("://")
    for part in rest:
        web = first.lower().endswith(("http", "https"))
        first += ("://" if web else f":{JOINER}//") + part
    return first
