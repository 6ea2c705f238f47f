"""Stories as a JSON Feed 1.1, each whole in our extension of it (https://jsonfeed.org/version/1.1)."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from bot.export.html import html
from bot.views.paper import paper
from bot.words import words_for

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.revision import Revision

VERSION = "https://jsonfeed.org/version/1.1"
TITLE = "Storydesk"
# Names of extensions begin with an underscore; theirs is the whole story, as `export json` has it.
EXTENSION = "_storydesk"


def to_json_feed(revisions: Sequence[Revision]) -> str:
    """Write a feed of stories, in the order given."""
    languages = {each.story.language for each in revisions}
    feed = {
        "version": VERSION,
        "title": TITLE,
        **({"language": languages.pop()} if len(languages) == 1 else {}),
        "items": [_item(each) for each in revisions],
    }
    return json.dumps(feed, ensure_ascii=False, indent=2) + "\n"


def _item(revision: Revision) -> dict[str, Any]:
    story = revision.story
    published = revision.appeared
    item = {
        "id": story.slug,
        "url": story.url,
        "title": story.headline,
        "content_html": html(paper(words_for(story.language), revision)),
        "summary": story.summary,
        "image": story.image.url if story.image else None,
        "date_published": published.isoformat(),
        "date_modified": max(revision.at, published).isoformat(),
        "authors": [{"name": name} for name in story.authors],
        "tags": list(story.topics),
        "language": story.language,
        EXTENSION: {"revision": revision.number, "story": story.model_dump(mode="json")},
    }
    return {name: value for name, value in item.items() if value}
