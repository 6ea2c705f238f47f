"""Which stories go into an edition. Pure."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import datetime

    from bot.edition import Wish
    from bot.revision import Revision
    from bot.story import Story


def chosen(news: Sequence[Revision], wish: Wish) -> tuple[tuple[Revision, ...], int]:
    """Choose the stories of an edition, and tell how many more would have fitted.

    The stories of the newest day come first. Within a day the order is by importance, which is how
    many outlets tell of a story, and then by age: what came last must not push out what matters.

    Args:
        news: the stories that appeared since the last edition.
        wish: what the place wants.
    """
    fitting = sorted((each for each in news if fits(each, wish)), key=_weight, reverse=True)
    return tuple(fitting[: wish.most]), max(len(fitting) - wish.most, 0)


def fits(revision: Revision, wish: Wish) -> bool:
    """Whether a story is one that a place wants."""
    return is_wanted(revision.story, wish.topics, wish.language)


def is_wanted(story: Story, topics: Iterable[str], language: str | None) -> bool:
    """Whether a story is of one of *topics*, or of any, and in *language*, or in any."""
    if language and _root(story.language) != _root(language):
        return False
    wanted = {topic.casefold() for topic in topics}
    return not wanted or any(topic.casefold() in wanted for topic in story.topics)


def _weight(revision: Revision) -> tuple[int, int, datetime, int]:
    moment = revision.published_at or revision.at
    outlets = {source.name.casefold() for source in revision.story.sources}
    return moment.toordinal(), len(outlets), moment, revision.id


def _root(language: str) -> str:
    """Take a language for the same in every region."""
    return language.partition("-")[0].lower()
