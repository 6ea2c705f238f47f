"""What editors are told of the date that a story bears."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.reply import Note, Plain

if TYPE_CHECKING:
    from bot.revision import Revision
    from bot.words import Words


def dating(words: Words, revision: Revision) -> tuple[Note, ...]:
    """Say of a story that it bears a date which had not come when it was saved."""
    published = revision.story.published
    if published is None or published <= revision.at:
        return ()
    text = words("It is dated {date}, which is in the future.", date=words.date(published))
    return (Note((Plain(text),)),)
