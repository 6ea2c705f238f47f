"""What editors see of their work."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.reply import Item, Items, Paragraph, Plain, Reply, Strong, Text
from bot.views.whole import contents

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.revision import Revision
    from bot.story import Story
    from bot.words import Words


def taken_in(words: Words, drafts: Sequence[Revision]) -> Reply:
    """Say which stories were taken in, and what was found in each."""
    opening = words.many(
        "Kept {number} story as a draft.", "Kept {number} stories as drafts.", len(drafts)
    )
    items = tuple(Item(_found(words, draft.story)) for draft in drafts)
    return Reply((Paragraph((Plain(opening),)), Items(items)), private=True)


def _found(words: Words, story: Story) -> Text:
    inside = contents(words, story)
    return (Strong(story.headline), *((Plain(f" — {inside}"),) if inside else ()))
