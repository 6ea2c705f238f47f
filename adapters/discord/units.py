"""How long a text is as Discord counts, and a text cut to what Discord takes."""

from __future__ import annotations


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
