"""What goes with a file that is given out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.choice import Choice
from bot.reply import Choices, Document, Item, Items, Paragraph, Plain, Reply, Strong
from bot.views.lists import BETWEEN
from bot.words import N_

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.revision import Revision
    from bot.words import Words

PURPOSES = {
    "yaml": N_("a file to edit and to send in again"),
    "json": N_("for programs: everything that a story says"),
    "markdown": N_("to read, and to put on a site"),
    "jsonfeed": N_("a feed for readers of feeds, and for other newsrooms with Storydesk"),
    "rss": N_("a feed for readers of feeds"),
    "jsonld": N_("in the words of schema.org, for search engines"),
}


def which_format(words: Words, names: Sequence[str], story: str) -> Reply:
    """Ask in which format something is to be given out.

    Args:
        words: the reader's language.
        names: the formats.
        story: the story as the reader named it; empty for the newest ones.
    """
    lines = tuple(Item((Strong(name), BETWEEN, Plain(words(PURPOSES[name])))) for name in names)
    ways = (Choice(name, "export", (name, story)) for name in names)
    return Reply(
        (
            Paragraph((Plain(words("As which kind of file?")),)),
            Items(lines),
            Choices(tuple(way for way in ways if way.fits)),
        )
    )


def given_out(words: Words, revisions: Sequence[Revision], name: str, file: Document) -> Reply:
    """Say what stands in a file, and give it."""
    if len(revisions) == 1:
        said = words("“{headline}” as {name}.", headline=revisions[0].story.headline, name=name)
    else:
        said = words.many(
            "{number} story as {name}.",
            "The newest {number} stories as {name}.",
            len(revisions),
            name=name,
        )
    return Reply((Paragraph((Plain(said),)), file))
