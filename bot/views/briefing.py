"""Several stories in short: those a reader asks for, and those a place is told by itself."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING

from bot.choice import Choice
from bot.reply import Block, Choices, Divider, Heading, Note, Paragraph, Plain, Reply
from bot.revision import State
from bot.views.correction import set_right, struck
from bot.views.facts import FACTS_IN_SHORT, fact_list, lead
from bot.views.frame import ABOVE, headline
from bot.views.lists import NOTHING_YET
from bot.words import N_

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import datetime

    from bot.dispatch import Dispatch
    from bot.edition import Edition
    from bot.revision import Revision
    from bot.words import Words

NOTHING_RETRACTED: Mapping[int, Dispatch] = MappingProxyType({})
PARTS = {"facts": N_("Facts"), "sources": N_("Sources"), "narratives": N_("Narratives")}


def briefing(words: Words, revisions: Sequence[Revision], topic: str = "") -> Reply:
    """Show the newest stories in short, each with the ways into it."""
    title = words("Briefing: {topic}", topic=topic) if topic else words("Briefing")
    blocks: list[Block] = [Heading((Plain(title),))]
    if not revisions:
        blocks.append(Note((Plain(words.say(NOTHING_YET)),)))
    for place, revision in enumerate(revisions, start=1):
        blocks += _in_short(words, revision, place, ABOVE)
    return Reply(tuple(blocks))


def edition(
    words: Words,
    edition: Edition,
    due: datetime,
    *,
    late: bool,
    retractions: Mapping[int, Dispatch] = NOTHING_RETRACTED,
    corrections: int = ABOVE,
) -> Reply:
    """Show what a place is told of its own accord.

    Args:
        words: the language of the place.
        edition: what it is told; without stories, that there is no news.
        due: when it was due, by the clocks of the place.
        late: whether it comes so late that it should say so.
        retractions: why stories of it were retracted, by their numbers.
        corrections: how many of each story are said, the last first.
    """
    title = words("Briefing of {date}", date=words.date(due))
    blocks: list[Block] = [Heading((Plain(title),))]
    if late:
        said = words("It comes late: it was due at {time}.", time=words.time(due))
        blocks.append(Note((Plain(said),)))
    if not edition.stories:
        blocks.append(Paragraph((Plain(words("There is no news since the last briefing.")),)))
    for place, revision in enumerate(edition.stories, start=1):
        if revision.state is State.RETRACTED:
            retraction = retractions.get(revision.id)
            blocks += struck(words, revision, f"{place}. ", retraction, FACTS_IN_SHORT)
        else:
            blocks += _in_short(words, revision, place, corrections)
    if edition.more:
        said = words.many(
            "{number} more story has appeared. See /stories.",
            "{number} more stories have appeared. See /stories.",
            edition.more,
        )
        blocks += (Divider(), Note((Plain(said),)))
    return Reply(tuple(blocks))


def breaking(
    words: Words,
    revision: Revision,
    retractions: Mapping[int, Dispatch] = NOTHING_RETRACTED,
    corrections: int = ABOVE,
) -> Reply:
    """Show a story that nobody should hear of only tomorrow; see `edition`."""
    title = Heading((Plain(words("Breaking news")),))
    if revision.state is State.RETRACTED:
        retraction = retractions.get(revision.id)
        return Reply((title, *struck(words, revision, "", retraction, FACTS_IN_SHORT)))
    return Reply((title, *_in_short(words, revision, 0, corrections)))


def suspended(words: Words, reason: str) -> Reply:
    """Tell whoever set up a briefing that it does not come any more, and what can be done."""
    said = words(
        "A briefing that you set up does not reach its place: {reason} It is tried again, and "
        "comes by itself once the way is open. /status says there how it stands.",
        reason=reason,
    )
    return Reply((Paragraph((Plain(said),)),), private=True)


def _in_short(words: Words, revision: Revision, place: int, corrections: int) -> tuple[Block, ...]:
    """Show a story among others, at its *place* from 1; at 0 it stands alone."""
    story = revision.story
    title = headline(story).text
    here, mark = f"~{revision.id}", f"{place} · " if place else ""
    ways = tuple(
        Choice(f"{mark}{words(label)}", command, (here,)) for command, label in PARTS.items()
    )
    return (
        Divider(),
        Heading((*((Plain(f"{place}. "),) if place else ()), *title), level=2),
        *set_right(words, revision, corrections),
        *lead(story),
        *((fact_list(story, FACTS_IN_SHORT),) if story.facts else ()),
        Choices(ways),
    )
