"""How somebody lets two accounts be theirs: a code that one is given and the other types."""

from __future__ import annotations

import secrets
from math import ceil
from typing import TYPE_CHECKING, assert_never

from bot.errors import Misused, Problem
from bot.handlers.asker import acting
from bot.staff import VALID, Barred, Deed, Fits, Wrong
from bot.views import linking as views
from bot.words import phrase, phrases

if TYPE_CHECKING:
    from bot.address import Account
    from bot.reply import Reply
    from bot.request import Ask
    from bot.staff import Tried

# Without those that look like others: there are 31 ** 8 codes, and five tries.
LETTERS = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"
LENGTH = 8
OFF = "off"


async def link(ask: Ask) -> Reply:
    """Give a code, use one that the other account was given, or part the accounts again."""
    if not ask.request.alone:
        # Whoever else sees the code could use it.
        raise Misused(
            phrase("Ask me this where nobody else sees it: in a chat with me alone, /link.")
        )
    typed = ask.text("code")
    if not typed:
        return await _give(ask)
    if typed.lower() == OFF:
        return await _part(ask)
    code = _read(typed)
    return await (_link(ask, code) if ask.text("sure") else _question(ask, code))


async def _give(ask: Ask) -> Reply:
    """Give a code, and say who somebody is."""
    staff, who = ask.desk.store.staff, ask.request.who
    code = "".join(secrets.choice(LETTERS) for _ in range(LENGTH))
    await staff.give_code(who, code, at=ask.desk.now())
    others = await _others(ask)
    return views.code(ask.words, who, others, f"{code[:4]}-{code[4:]}", VALID)


async def _question(ask: Ask, code: str) -> Reply:
    """Ask whether the other account is theirs: somebody may have talked them into typing it."""
    tried = await ask.desk.store.staff.try_code(code, by=ask.request.who, at=ask.desk.now())
    other = _account(ask, tried)
    if other == ask.request.who:
        raise Misused(phrase("This is your own code. Type it where you have your other account."))
    if other in await _others(ask):
        raise Misused(phrase("{other} is linked with this account already.", other=other))
    return views.question(ask.words, other, code)


async def _link(ask: Ask, code: str) -> Reply:
    staff, who = ask.desk.store.staff, ask.request.who
    _account(ask, await staff.link(code, act=acting(ask, Deed.LINKED)))
    return views.linked(ask.words, who, await _others(ask))


async def _part(ask: Ask) -> Reply:
    who, others = ask.request.who, await _others(ask)
    act = acting(ask, Deed.UNLINKED, ", ".join(map(str, others)))
    if not await ask.desk.store.staff.unlink(who, act=act):
        raise Problem(phrase("No other account is linked with this one, {who}.", who=who))
    return views.parted(ask.words, who, others)


async def _others(ask: Ask) -> tuple[Account, ...]:
    """Give the accounts that are linked with the one that asks."""
    person = await ask.desk.store.staff.person(ask.request.who)
    return tuple(each for each in person.accounts if each != ask.request.who)


def _read(typed: str) -> str:
    """Read a code, however its letters are written.

    Raises:
        Misused: it looks like none.
    """
    code = "".join(typed.upper().replace("-", " ").split())
    if len(code) != LENGTH or not set(code) <= set(LETTERS):
        raise Misused(
            phrase(
                "“{typed}” is no code, which looks like {example}. Your other account is given "
                "one by /link.",
                typed=typed,
                example="K7QM-3XPD",
            )
        )
    return code


def _account(ask: Ask, tried: Tried) -> Account:
    """Give whose code it is.

    Raises:
        Problem: it is nobody's, or no code is taken any more.
    """
    match tried:
        case Fits():
            return tried.account
        case Wrong():
            raise Misused(
                phrases(
                    "This code is wrong, used or too old. Let /link give your other account a new "
                    "one. You have one more try.",
                    "This code is wrong, used or too old. Let /link give your other account a new "
                    "one. You have {number} more tries.",
                    tried.left,
                )
            )
        case Barred():
            minutes = ceil((tried.until - ask.desk.now()).total_seconds() / 60)
            raise Problem(
                phrases(
                    "These were too many wrong codes. Try again in one minute.",
                    "These were too many wrong codes. Try again in {number} minutes.",
                    minutes,
                )
            )
        case _:
            assert_never(tried)
