"""Give stories out: the formats, each in a file of its own."""

from __future__ import annotations

from dataclasses import dataclass
from types import MappingProxyType
from typing import TYPE_CHECKING

from bot.export.json_feed import to_json_feed
from bot.export.json_file import to_json
from bot.export.json_ld import to_json_ld
from bot.export.markdown import to_markdown
from bot.export.rss import to_rss
from bot.export.schema import schema
from bot.export.yaml_file import SCHEMA_LINE, to_yaml

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from bot.revision import Revision

__all__ = ["FORMATS", "SCHEMA_LINE", "Format", "schema", "to_json", "to_yaml"]


@dataclass(frozen=True, slots=True)
class Format:
    """A way to write stories.

    Args:
        name: what people call it when they ask for it.
        ending: of a file's name, without its point.
        several: whether one file may hold several stories.
        feed: whether a file without any story means something as well.
        write: writes them; one that takes no several is given one.
    """

    name: str
    ending: str
    several: bool
    feed: bool
    write: Callable[[Sequence[Revision]], str]


def _yaml(revisions: Sequence[Revision]) -> str:
    (revision,) = revisions
    return to_yaml(revision.story)


def _json(revisions: Sequence[Revision]) -> str:
    alone = len(revisions) == 1
    return "".join(f"{to_json(each.story, laid_out=alone)}\n" for each in revisions)


FORMATS = MappingProxyType(
    {
        each.name: each
        for each in (
            Format("yaml", "yaml", several=False, feed=False, write=_yaml),
            Format("json", "json", several=True, feed=False, write=_json),
            Format("markdown", "md", several=True, feed=False, write=to_markdown),
            Format("jsonfeed", "feed.json", several=True, feed=True, write=to_json_feed),
            Format("rss", "xml", several=True, feed=True, write=to_rss),
            Format("jsonld", "jsonld", several=True, feed=False, write=to_json_ld),
        )
    }
)
