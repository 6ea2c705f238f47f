"""Lists of stories and topics, to choose from."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.choice import Choice
from bot.reply import (
    Block,
    Choices,
    Emphasis,
    Heading,
    Item,
    Items,
    Note,
    Plain,
    Reply,
    Run,
    Strong,
    Text,
)
from bot.words import phrase

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from bot.revision import Hit, Revision
    from bot.words import Words

NOTHING_YET = phrase("No story has been published yet.")
BETWEEN = Plain(" · ")
CUT = "…"  # stands where a place was cut out of its surroundings
LABEL = 60  # characters; a button with more is cut off by every platform


def stories(
    words: Words,
    revisions: Sequence[Revision],
    *,
    topic: str = "",
    page: int = 1,
    more: bool = False,
) -> Reply:
    """List stories, the newest first, each page numbered from 1 to be asked for.

    Args:
        words: the reader's language.
        revisions: the stories of this page.
        topic: the topic they belong to; empty for all.
        page: which page of the list this is, from 1.
        more: whether there is a further page.
    """
    title = words("Stories: {topic}", topic=topic) if topic else words("Stories")
    if not revisions:
        return Reply((Heading((Plain(title),)), Note((Plain(words.say(NOTHING_YET)),))))
    lines = tuple(
        Item(_line(words, revision), str(number))
        for number, revision in enumerate(revisions, start=1)
    )
    pages = [
        *((Choice(words("Newer"), "stories", (topic, str(page - 1))),) if page > 1 else ()),
        *((Choice(words("Older"), "stories", (topic, str(page + 1))),) if more else ()),
    ]
    ways = [story_choice(revision, number) for number, revision in enumerate(revisions, start=1)]
    ways += [way for way in pages if way.fits]
    return Reply((Heading((Plain(title),)), Items(lines), Choices(tuple(ways))))


def found(
    words: Words, query: str, hits: Sequence[Hit], *, page: int = 1, more: bool = False
) -> Reply:
    """List what a search found, each with the place that matches.

    Args:
        words: the reader's language.
        query: what was looked for.
        hits: the stories of this page.
        page: which page of the list this is, from 1.
        more: whether there is a further page.
    """
    blocks: list[Block] = [
        Heading((Plain(words("Found for “{query}”", query=query)),)),
        Items(
            tuple(
                Item((*_line(words, hit.revision), *_place(hit)), str(number))
                for number, hit in enumerate(hits, start=1)
            )
        ),
    ]
    pages = [
        *((Choice(words("Previous page"), "search", (query, str(page - 1))),) if page > 1 else ()),
        *((Choice(words("Next page"), "search", (query, str(page + 1))),) if more else ()),
    ]
    ways = [story_choice(hit.revision, number) for number, hit in enumerate(hits, start=1)]
    ways += [way for way in pages if way.fits]
    return Reply((*blocks, Choices(tuple(ways))))


def topics(words: Words, counted: Sequence[tuple[str, int]]) -> Reply:
    """List the topics with the number of their stories."""
    if not counted:
        return Reply((Note((Plain(words("No story has a topic yet.")),)),))
    lines = tuple(
        Item(
            (
                Strong(topic),
                BETWEEN,
                Emphasis(words.many("{number} story", "{number} stories", count)),
            )
        )
        for topic, count in counted
    )
    ways = topic_choices((topic for topic, _ in counted), "stories")
    return Reply((Heading((Plain(words("Topics")),)), Items(lines), Choices(ways)))


def topic_choices(topics: Iterable[str], command: str) -> tuple[Choice, ...]:
    """Offer each of several topics, but for those that are too long for a button."""
    ways = (Choice(labelled(topic), command, (topic,)) for topic in topics)
    return tuple(way for way in ways if way.fits)


def story_choice(revision: Revision, number: int, command: str = "story") -> Choice:
    """Offer one of several stories."""
    return Choice(labelled(f"{number}. {revision.story.headline}"), command, (f"~{revision.id}",))


def _line(words: Words, revision: Revision) -> Text:
    when = revision.published_at or revision.at
    headline: Run = Strong(revision.story.headline)
    return (headline, BETWEEN, Emphasis(words.date(when)))


def _place(hit: Hit) -> Text:
    """Let the matches stand out of the matching place, unless that is the headline once more."""
    if "".join(hit.place).strip(CUT) in hit.revision.story.headline:
        return ()
    pieces = (
        Strong(text) if place % 2 else Plain(text) for place, text in enumerate(hit.place) if text
    )
    return (Plain("\n"), *pieces)


def labelled(label: str) -> str:
    """Cut what a button says where a platform would."""
    return label if len(label) <= LABEL else label[: LABEL - 1].rstrip() + CUT
