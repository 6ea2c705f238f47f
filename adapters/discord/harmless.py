"""What of a foreign text may stand in a message: nothing that turns it, pings or is no text."""

from __future__ import annotations

JOINER = "\u2060"  # nobody sees it; it keeps apart what Discord would take for one thing
# Overrides and isolates let a text hide what it says; the marks that scripts need stay.
TURNING = dict.fromkeys((*range(0x202A, 0x202F), *range(0x2066, 0x206A)))
CONTROLS = dict.fromkeys((*range(0x20), *range(0x7F, 0xA0), *range(0xD800, 0xE000)))
SPACES = dict.fromkeys((0x09, 0x0B, 0x0C, 0x0D), " ")
LINE_ENDS = dict.fromkeys((0x0A, 0x85, 0x2028, 0x2029), "\n")
WRITTEN = {**TURNING, **CONTROLS, **SPACES, **LINE_ENDS}

BLANK = {"\u115f", "\u1160", "\u2800", "\u3164", "\uffa0", "\ufffc"}  # letters without a shape


def harmless(text: str) -> str:
    """Leave out of *text* what turns it around and what is no text."""
    return text if text.isascii() and text.isprintable() else text.translate(WRITTEN)


def is_seen(text: str) -> bool:
    """Whether a reader sees anything of *text*; what nobody sees, Discord takes for empty."""
    if text.isascii():
        return bool(text.strip())
    return any(each.isprintable() and not each.isspace() and each not in BLANK for each in text)


def units(text: str) -> int:
    """Count *text* in UTF-16 units, the stricter of the ways in which Discord may count."""
    return len(text) if text.isascii() else len(text.encode("utf-16-le", "surrogatepass")) // 2


def shortened(text: str, most: int) -> str:
    """Cut *text* to *most* UTF-16 units, with a sign where something is missing."""
    if units(text) <= most:
        return text
    data = text.encode("utf-16-le", "surrogatepass")[: 2 * (most - 1)]
    # Half a character may be left at the end.
    return f"{data.decode('utf-16-le', 'ignore').rstrip()}…"
