"""What of a text may be shown: nothing that moves a cursor, turns the text around or is no text."""

from __future__ import annotations

# Overrides and isolates let a text hide what it says; the marks that scripts need stay.
TURNING = dict.fromkeys((*range(0x202A, 0x202F), *range(0x2066, 0x206A)))
CONTROLS = dict.fromkeys((*range(0x20), *range(0x7F, 0xA0), *range(0xD800, 0xE000)))
SPACES = dict.fromkeys((0x09, 0x0B, 0x0C, 0x0D), " ")
# A platform drops line and paragraph separators, which would glue words together.
LINE_ENDS = dict.fromkeys((0x0A, 0x85, 0x2028, 0x2029), "\n")
ON_A_TERMINAL = {**TURNING, **CONTROLS, 0x09: "\t", 0x0A: "\n"}
IN_A_MESSAGE = {**TURNING, **CONTROLS, **SPACES, **LINE_ENDS}
BLANK = {"\u115f", "\u1160", "\u2800", "\u3164", "\uffa0", "\ufffc"}  # letters without a shape


def visible(text: str) -> str:
    """Leave out what moves a terminal, lone surrogates and what turns the direction of text."""
    return text if text.isascii() and text.isprintable() else text.translate(ON_A_TERMINAL)


def legible(text: str) -> str:
    """Leave out of a message what turns it around and what is no text; its lines end in one way."""
    return text if text.isascii() and text.isprintable() else text.translate(IN_A_MESSAGE)


def is_seen(text: str) -> bool:
    """Whether a reader sees anything of *text*; what nobody sees, a platform takes for empty."""
    if text.isascii():
        return bool(text.strip())
    return any(each.isprintable() and not each.isspace() and each not in BLANK for each in text)
