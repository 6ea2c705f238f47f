"""What the owners see of who works for the newsroom, and of what was done."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

from bot.choice import Choice
from bot.reply import Choices, Emphasis, Heading, Item, Items, Note, Paragraph, Plain, Reply, Strong
from bot.request import Role
from bot.staff import Deed
from bot.views.lists import BETWEEN
from bot.words import N_

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from bot.address import Account, Address
    from bot.reply import Block, Text
    from bot.revision import Revision
    from bot.staff import Noted, Person
    from bot.words import Words

NAMES = {
    Role.OWNER: N_("owner"),
    Role.PUBLISHER: N_("publisher"),
    Role.EDITOR: N_("editor"),
}
IS_NOW = {
    Role.PUBLISHER: N_(
        "{who} is a publisher from now on: they may write and preview, and also publish, correct "
        "and retract."
    ),
    Role.EDITOR: N_("{who} is an editor from now on: they may write and preview."),
}
IS_ALREADY = {
    Role.PUBLISHER: N_("{who} is a publisher already; nothing was changed."),
    Role.EDITOR: N_("{who} is an editor already; nothing was changed."),
}
DEEDS = {
    Deed.ADDED: N_("added a story"),
    Deed.SAVED: N_("saved a story"),
    Deed.PUBLISHED: N_("published"),
    Deed.SCHEDULED: N_("chose a time to publish"),
    Deed.UNSCHEDULED: N_("took back the time to publish"),
    Deed.CORRECTED: N_("corrected"),
    Deed.RETRACTED: N_("retracted"),
    Deed.DISCARDED: N_("set a draft aside"),
    Deed.RESTORED: N_("took a draft up again"),
    Deed.RESOLVED: N_("marked how a prediction came out"),
    Deed.ANSWERED: N_("answered a report"),
    Deed.CLOSED: N_("closed a report"),
    Deed.HEEDED: N_("took a report into a correction"),
    Deed.APPOINTED: N_("gave a role"),
    Deed.DISMISSED: N_("took a role away"),
    Deed.LINKED: N_("linked an account"),
    Deed.UNLINKED: N_("linked an account no more"),
    Deed.TAKEN_IN: N_("took a story in"),
}

OF_REPORTS = {Deed.ANSWERED, Deed.CLOSED, Deed.HEEDED}  # what is done to one tells its number


def members(words: Words, staff: Iterable[tuple[Person, Role]]) -> Reply:
    """List who has which role."""
    lines = tuple(
        Item(
            (
                Strong(words.listed(map(str, person.accounts))),
                BETWEEN,
                Emphasis(words(NAMES[role])),
            )
        )
        for person, role in staff
    )
    nobody = Paragraph((Plain(words("Nobody works here yet.")),))
    hint = words(
        "Add somebody with {add}, and take the role away with {remove}. What their account is "
        "called, /link tells them.",
        add="/editors add discord:1234 publisher",
        remove="/editors remove discord:1234",
    )
    return Reply(
        (
            Heading((Plain(words("Who works here")),)),
            Items(lines) if lines else nobody,
            Note((Plain(hint),)),
        ),
        private=True,
    )


def appointed(words: Words, who: Account, role: Role, before: Role, undo: Choice | None) -> Reply:
    """Say which role somebody has from now on."""
    if role is before:
        return Reply((Paragraph((Plain(words(IS_ALREADY[role], who=who)),)),), private=True)
    return _changed(words, words(IS_NOW[role], who=who), undo)


def dismissed(words: Words, who: Account, undo: Choice | None) -> Reply:
    """Say that somebody has no role any more."""
    text = words("{who} has no role here any more, from this moment on.", who=who)
    return _changed(words, text, undo)


def audit(
    words: Words,
    noted: Sequence[Noted],
    *,
    story: Revision | None = None,
    page: int = 1,
    more: bool = False,
) -> Reply:
    """List what was done, the newest first.

    Args:
        words: the reader's language.
        noted: the acts of this page.
        story: the story they were done to; None for all there are.
        page: which page of the list this is, from 1.
        more: whether there is a further page.
    """
    title = (
        words("What was done to “{headline}”", headline=story.story.headline)
        if story
        else words("What was done")
    )
    heading = Heading((Plain(title),))
    if not noted:
        nothing = Note((Plain(words("Nothing was done yet.")),))
        return Reply((heading, nothing), private=True)
    name = f"~{story.id}" if story else ""
    pages = (
        *((Choice(words("Newer"), "audit", (name, str(page - 1))),) if page > 1 else ()),
        *((Choice(words("Older"), "audit", (name, str(page + 1))),) if more else ()),
    )
    lines = Items(tuple(Item(_line(words, each)) for each in noted))
    times = Note((Plain(words("The times are those of UTC.")),))
    blocks: tuple[Block, ...] = (heading, lines, times)
    return Reply((*blocks, *((Choices(pages),) if pages else ())), private=True)


def _line(words: Words, noted: Noted) -> Text:
    """Say who did what to which revision, and when and where."""
    act = noted.act
    about = noted.slug or ""
    if act.revision is not None:
        about = words("{story}, revision {number}", story=about, number=act.revision)
    detail = act.detail
    if act.deed is Deed.SCHEDULED and detail:
        detail = words.moment(datetime.fromisoformat(detail).astimezone(UTC))
    if act.deed in OF_REPORTS:
        detail = words("Report {number}", number=detail)
    said = [words(DEEDS[act.deed]), about, detail]
    moment = words.moment(act.at)
    return (
        Strong(str(act.who)),
        *(run for text in said if text for run in (BETWEEN, Plain(text))),
        BETWEEN,
        Emphasis(words("{moment}, at {place}", moment=moment, place=_place(act.where))),
    )


def _place(where: Address) -> str:
    return "/".join(filter(None, (f"{where.platform}:{where.chat}", where.thread)))


def _changed(words: Words, text: str, undo: Choice | None) -> Reply:
    everybody = Choice(words("All who work here"), "editors")
    choices = (undo, everybody) if undo else (everybody,)
    return Reply((Paragraph((Plain(text),)), Choices(choices)), private=True)
