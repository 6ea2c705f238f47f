"""The file of a story that editors are handed out, to be edited and sent in again."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from bot.export import to_yaml
from bot.reply import Document

if TYPE_CHECKING:
    from bot.revision import Revision

# It says which revision it was made from, in its name and within: either may be lost on the way.
IN_NAME = re.compile(r"\.r([0-9]{1,6})\.")
IN_FILE = re.compile(rb"^# revision: ([0-9]{1,6})\s*$", re.MULTILINE)
HEAD = 2_000  # bytes of a file in which the line is looked for


def file_of(revision: Revision) -> Document:
    """Write a story as a file that can be edited and sent in again."""
    link, _, rest = to_yaml(revision.story).partition("\n")
    text = f"{link}\n# revision: {revision.number}\n{rest}"
    return Document(f"{revision.story.slug}.r{revision.number}.yaml", text.encode())


def base_of(data: bytes, name: str) -> int | None:
    """Give the number of the revision that a file was made from, where it says so."""
    found = IN_FILE.search(data[:HEAD]) or IN_NAME.search(name)
    return int(found[1]) if found else None
