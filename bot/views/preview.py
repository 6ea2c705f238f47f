"""What readers will see, shown to an editor alone."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from bot.choice import Choice
from bot.cutting.pages import cost, cut
from bot.reply import Block, Choices, Divider, Heading, Note, Plain, Reply
from bot.revision import State
from bot.views.briefing import briefing
from bot.views.dating import dating
from bot.views.drafts import calling_off, later, saved, standing
from bot.views.facts import facts, sources
from bot.views.frame import VIEWS, Shown
from bot.views.history import since
from bot.views.narratives import narratives
from bot.views.predictions import predictions
from bot.views.whole import whole
from bot.words import N_

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import date

    from bot.adapter import Look
    from bot.revision import Revision
    from bot.words import Words
    from bot.workshop import Manuscript

SEEN = {**VIEWS, "briefing": N_("In a briefing")}


def drawn(words: Words, revision: Revision, view: str, day: date, *, before: Revision) -> Reply:
    """Make the very reply that readers will get, with ways that stay within the preview.

    Args:
        words: the editor's language.
        revision: the story.
        view: one of `SEEN`.
        day: the order of the narratives turns with it.
        before: what readers see now, or the story itself where they have not seen it.
    """
    # A story that was taken back is shown as it will be once it is published again.
    shown = Shown(replace(revision, state=State.PUBLISHED))
    match view:
        case "facts":
            return facts(words, shown)
        case "sources":
            return sources(words, shown)
        case "narratives":
            return narratives(words, shown, day)
        case "predictions":
            return predictions(words, shown)
        case "changes":
            return since(words, shown, before)
        case "briefing":
            return briefing(words, (revision,))
        case _:
            return whole(words, shown)


def preview(
    words: Words,
    found: Manuscript,
    revision: Revision,
    reply: Reply,
    *,
    view: str,
    zone: str,
    publishes: bool,
) -> Reply:
    """Show what readers will see, under how it stands and above what can be done with it.

    Args:
        words: the editor's language.
        found: the story.
        revision: the revision that is shown.
        reply: what readers will see of it.
        view: which view of it that is.
        zone: the IANA name of the place whose clocks are meant.
        publishes: whether the editor may publish.
    """
    return Reply(
        (
            *_above(words, found, revision, zone),
            Divider(),
            *_within(reply.blocks),
            Divider(),
            _other_views(words, revision, view),
            ways(words, found, revision, publishes=publishes),
        ),
        private=True,
    )


def elsewhere(
    words: Words, revision: Revision, reply: Reply, ways: Choices, *, door: str, look: Look
) -> Reply:
    """Show how another door cuts into messages what readers will see.

    Args:
        words: the editor's language.
        revision: the revision that is shown.
        reply: what readers will see of it.
        ways: what can be done with it.
        door: the name of the other door.
        look: how it shows a reply.
    """
    messages = (reply,) if look.fits(reply) else cut(reply, look.limits)
    title = words.many(
        "On {door} this is {number} message.",
        "On {door} these are {number} messages.",
        len(messages),
        door=door.capitalize(),
    )
    blocks: list[Block] = [Note((Plain(title),))]
    for number, message in enumerate(messages, start=1):
        used = sum(cost(block, look.limits).text for block in message.blocks)
        said = words(
            "Message {number}: at most {used} of {most} characters",
            number=number,
            used=min(used, look.limits.text),
            most=look.limits.text,
        )
        blocks += (Divider(), Heading((Plain(said),), level=2), *_within(message.blocks))
    here = (f"~{revision.id}", "", "", str(revision.number))
    back = Choice(words("As it looks here"), "preview", here)
    return Reply((*blocks, Divider(), Choices((back, *ways.choices))), private=True)


def ways(words: Words, found: Manuscript, revision: Revision, *, publishes: bool) -> Choices:
    """Offer what can be done with a revision."""
    here, number = f"~{found.id}", str(revision.number)
    offered = []
    if found.aside and revision.number > (found.shown or 0):
        back = (here, str(found.newest.number), "undo")
        offered.append(Choice(words("Take it up again"), "discard", back))
    elif publishes and not (found.is_seen and revision.number == found.shown):
        offered.append(Choice(words("Publish this revision"), "publish", (here, number)))
    if found.release is not None and publishes:
        offered.append(calling_off(words, found.id, found.release))
    offered.append(Choice(words("Edit"), "editstory", (here,)))
    if found.waits and found.release is None and revision.number == found.newest.number:
        offered.append(Choice(words("Discard"), "discard", (here, number)))
    return Choices(tuple(offered))


def _above(words: Words, found: Manuscript, revision: Revision, zone: str) -> Iterator[Block]:
    said = words("Preview. Only you see it.")
    text = f"{said} {saved(words, revision, zone)} {standing(words, found)}"
    yield Note((Plain(text),))
    yield from dating(words, revision)
    if revision.number != found.newest.number:
        yield later(words, found)


def _other_views(words: Words, revision: Revision, view: str) -> Choices:
    here, number = f"~{revision.id}", str(revision.number)
    return Choices(
        tuple(
            Choice(words(label), "preview", (here, "", name, number))
            for name, label in SEEN.items()
            if name != view
        )
    )


def _within(blocks: Iterable[Block]) -> Iterator[Block]:
    """Leave out what readers press: there it leads to what is published, and here to nothing."""
    return (block for block in blocks if not isinstance(block, Choices))
