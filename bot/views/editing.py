"""What editors see of their work."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.reply import Item, Items, Paragraph, Plain, Reply, Strong
from bot.views.whole import contents

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.revision import Revision
    from bot.words import Words


def taken_in(words: Words, drafts: Sequence[Revision]) -> Reply:
    """Say which stories were taken in, and what was found in each."""
    opening = words.many(
        "Kept {number} story as a draft.", "Kept {number} stories as drafts.", len(drafts)
    )
    items = tuple(
        Item((Strong(draft.story.headline), Plain(f" — {contents(words, draft.story)}")))
        for draft in drafts
    )
    return Reply((Paragraph((Plain(opening),)), Items(items)), private=True)
