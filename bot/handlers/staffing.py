"""What each command of the owners does: who works for the newsroom, and what was done."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NoReturn

from bot.address import Account
from bot.choice import Choice
from bot.editing.roles import everybody, role_in
from bot.errors import Misused, NotFound, Problem
from bot.handlers.asker import acting
from bot.handlers.writing import manuscript
from bot.reading.finder import PAGE
from bot.request import Role
from bot.staff import RANKS, Deed, Person
from bot.views import staff as views
from bot.words import phrase

if TYPE_CHECKING:
    from collections.abc import Iterable

    from bot.reply import Reply
    from bot.request import Ask
    from bot.revision import Revision

ADD, REMOVE, LIST = WAYS = ("add", "remove", "list")
GIVEN = {"editor": Role.EDITOR, "publisher": Role.PUBLISHER}

# What begins with a dash is a group or a channel, in whose name several people may write.
ACCOUNT = re.compile(r"([A-Za-z]+):(\w[\w.-]{0,63})")
# Some platforms let people write a mention, which arrives with brackets around the number.
NUMBER = re.compile(r"<@!?([0-9]{1,20})>|([0-9]{1,20})")


async def editors(ask: Ask) -> Reply:
    """Add somebody to the staff, remove them, or list everybody."""
    what = ask.text("what").lower() or (ADD if ask.text("who") else LIST)
    if what == ADD:
        return await _add(ask, _called(ask))
    if what == REMOVE:
        return await _remove(ask, _called(ask))
    if what == LIST:
        return views.members(ask.words, await _members(ask))
    raise _none_of(what, WAYS)


async def audit(ask: Ask) -> Reply:
    """List what was done, the newest first."""
    # Stories have no numbers in this list: a number alone is the page that follows it.
    is_page = ask.text("story").isdecimal() and not ask.text("page")
    story = None if is_page else await _story(ask)
    page = max(ask.number("story" if is_page else "page", default=1), 1)
    noted = await ask.desk.store.staff.acts(
        limit=PAGE + 1, skip=(page - 1) * PAGE, story=None if story is None else story.id
    )
    if page > 1 and not noted:
        raise NotFound(phrase("The list has no page {page}. See /audit.", page=page))
    return views.audit(ask.words, noted[:PAGE], story=story, page=page, more=len(noted) > PAGE)


async def _add(ask: Ask, who: Account) -> Reply:
    if not _can_be(ask, who):
        raise _nobody(str(who))
    role = GIVEN.get(ask.text("role").lower() or "editor")
    if role is None:
        raise _none_of(ask.text("role"), GIVEN)
    if role_in(ask.desk, await ask.desk.store.staff.person(who)) is Role.OWNER:
        raise Problem(
            phrase("{who} is an owner, who may do everything; nothing was changed.", who=who)
        )
    act = acting(ask, Deed.APPOINTED, f"{who} {role}")
    before = await ask.desk.store.staff.appoint(who, role, act=act)
    return views.appointed(ask.words, who, role, before, _undo(ask, who, before))


async def _remove(ask: Ask, who: Account) -> Reply:
    if who in ask.desk.owners:
        _say_where_owners_stand(who)
    act = acting(ask, Deed.DISMISSED, str(who))
    before = await ask.desk.store.staff.appoint(who, Role.READER, act=act)
    if before is Role.READER:
        if role_in(ask.desk, await ask.desk.store.staff.person(who)) is Role.OWNER:
            _say_where_owners_stand(who)
        raise NotFound(phrase("{who} is no editor and no publisher. See /editors.", who=who))
    return views.dismissed(ask.words, who, _undo(ask, who, before))


def _say_where_owners_stand(who: Account) -> NoReturn:
    raise Problem(
        phrase(
            "{who} is an owner. The owners stand in the setting STORYDESK_OWNERS, and only who "
            "runs the bot can change it.",
            who=who,
        )
    )


def _undo(ask: Ask, who: Account, before: Role) -> Choice | None:
    """Offer to give back the role that somebody had; None where a button cannot carry it."""
    way = (REMOVE, str(who)) if before is Role.READER else (ADD, str(who), before.value)
    undo = Choice(ask.words("Undo"), "editors", way)
    return undo if undo.fits else None


async def _members(ask: Ask) -> list[tuple[Person, Role]]:
    """Give who has a role, the owners first."""
    known = [(each, role_in(ask.desk, each)) for each in await everybody(ask.desk)]
    staff = [(each, role) for each, role in known if role is not Role.READER]
    return sorted(staff, key=lambda member: -RANKS.index(member[1]))


def _called(ask: Ask) -> Account:
    """Give the account that is meant; a mere number is one where it was asked.

    Raises:
        Misused: it names no account.
    """
    typed = ask.text("who")
    if found := ACCOUNT.fullmatch(typed):
        return Account(found[1].lower(), found[2])
    if number := NUMBER.fullmatch(typed):
        return Account(ask.request.who.platform, number[1] or number[2])
    if typed:
        raise _nobody(typed)
    raise Misused(
        phrase("Name somebody, like this: {example}", example="/editors add discord:1234")
    )


def _nobody(typed: str) -> Misused:
    return Misused(
        phrase(
            "Whom do you mean by “{typed}”? Name their account, like discord:1234: /link tells "
            "them what it is called.",
            typed=typed,
        )
    )


def _can_be(ask: Ask, who: Account) -> bool:
    """Whether there is such a door, and people can be called so there."""
    people = ask.desk.people
    return not people or (who.platform in people and people[who.platform](who.person))


def _none_of(typed: str, words: Iterable[str]) -> Misused:
    return Misused(
        phrase("“{typed}” is none of these: {words}.", typed=typed, words=", ".join(words))
    )


async def _story(ask: Ask) -> Revision | None:
    """Find the story that is asked about, whatever its state; None where all are."""
    return (await manuscript(ask)).newest if ask.text("story") else None
