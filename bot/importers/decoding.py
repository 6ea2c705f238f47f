"""Bytes → text, or the one sentence that says why these bytes are none."""

from __future__ import annotations

import codecs
import re

from bot.errors import Fault, Unreadable
from bot.importers.located import place
from bot.words import phrase

MOST_BYTES = 1024 * 1024
MOST_KITE_BYTES = 8 * MOST_BYTES
UTF_32 = (codecs.BOM_UTF32_LE, codecs.BOM_UTF32_BE)
UTF_16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
UNSEEN = re.compile(r"[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f]")
MOST_UNSEEN = 100  # a slip of the keyboard leaves one or two; a picture leaves thousands


def decoded(data: bytes) -> str:
    """Read bytes as text: UTF-8, with its mark or without, or UTF-16 with its mark.

    Raises:
        Unreadable: it is too large, no text, or text in another encoding.
    """
    if len(data) > MOST_KITE_BYTES:
        raise Unreadable([too_large(len(data), MOST_KITE_BYTES)])
    # The mark of UTF-32 begins like that of UTF-16.
    if data.startswith(UTF_16) and not data.startswith(UTF_32):
        text = _decoded(data, "utf-16")
    elif b"\0" in data:
        raise Unreadable([_binary()])
    else:
        text = _decoded(data, "utf-8-sig")
    if "\0" in text or len(UNSEEN.findall(text)) > MOST_UNSEEN:
        raise Unreadable([_binary()])
    return text


def too_large(size: int, most: int) -> Fault:
    """Say that a file is too large."""
    return Fault(
        phrase(
            "This file is {size} KB large, and {most} KB is the most.",
            size=-(-size // 1024),
            most=most // 1024,
        ),
        phrase("Give one story to a file."),
    )


def _decoded(data: bytes, encoding: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        before = data[: error.start].decode(encoding, errors="replace")
        line, column = place(before, len(before))
        raise Unreadable([_encoding(line, column)]) from error


def _encoding(line: int, column: int) -> Fault:
    return Fault(
        phrase("There is a character here that is not written in UTF-8."),
        phrase("Save the file as UTF-8; most editors ask for the encoding under “Save as”."),
        line,
        column,
    )


def _binary() -> Fault:
    return Fault(
        phrase("This is no text; it may be a picture, a program or a packed file."),
        phrase("Give a story as a text file in UTF-8."),
    )
