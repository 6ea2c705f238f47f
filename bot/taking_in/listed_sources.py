"""The sources that the settings list: web addresses, and folders."""

from __future__ import annotations

import re
from hashlib import blake2b
from pathlib import Path
from urllib.parse import unquote, urlsplit

from pydantic_core import PydanticCustomError

from bot.rules import a_web_address
from bot.wires import Source

# By spaces, lines or commas; a comma within an address parts nothing.
PARTED = re.compile(r",?\s+|,(?=\w+://|[/~.])")


def sources(drafted: str, trusted: str) -> tuple[Source, ...]:
    """Read both lists; what stands in both is trusted."""
    read = [
        *(a_source(each, is_trusted=False) for each in _parted(drafted)),
        *(a_source(each, is_trusted=True) for each in _parted(trusted)),
    ]
    return tuple({source.name: source for source in read}.values())


def sound_list(text: str) -> str:
    """Hold a list to what sources can be.

    Raises:
        PydanticCustomError: some are none; *wrong* in its context names them all.
    """
    wrong = []
    for each in _parted(text):
        try:
            a_source(each, is_trusted=False)
        except ValueError:
            wrong.append(_said(each))
    if wrong:
        raise PydanticCustomError("sources", "no sources", {"wrong": ", ".join(wrong)})
    return text


def a_source(text: str, *, is_trusted: bool) -> Source:
    """Read one source: a web address, or a folder that is there.

    Raises:
        ValueError: it is neither, or a name and a password stand in the address.
    """
    parts = urlsplit(text)
    if parts.scheme in {"http", "https"}:
        a_web_address(text)
        if "@" in parts.netloc:
            raise ValueError("a password in an address")
        return Source(_name(text), text, is_trusted)
    folder = Path(unquote(parts.path) if parts.scheme == "file" else text).expanduser()
    if not folder.is_dir():
        raise ValueError("no folder")
    return Source(str(folder), folder, is_trusted)


def _parted(text: str) -> list[str]:
    return [each for each in PARTED.split(text.strip().strip(",")) if each]


def _name(url: str) -> str:
    """Call a web address by all but its query, where keys are wont to stand."""
    start, mark, query = url.partition("#")[0].partition("?")
    return start + mark + (blake2b(query.encode(), digest_size=3).hexdigest() if query else "")


def _said(text: str) -> str:
    """Name what is no source to whoever wrote it, without a query or a password."""
    start, at, host = text.partition("?")[0].partition("#")[0].rpartition("@")
    return f"…@{host}" if at else start + host
