"""Who works for the newsroom, on SQL; the contract stands with the port."""

from __future__ import annotations

from dataclasses import replace
from secrets import token_hex
from typing import TYPE_CHECKING, Any

from bot.address import Account, Address
from bot.request import Role
from bot.staff import TRIES, VALID, Act, Barred, Deed, Fits, Noted, Notice, Person, Wrong
from bot.store import staff_statements as statements
from bot.store.acting import note
from bot.store.listed import rows
from bot.store.rows import account_row, micros_of, moment_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import datetime

    from sqlalchemy.ext.asyncio import AsyncConnection

    from bot.staff import Tried
    from bot.store.database import Database
    from bot.store.transactions import Transactions


class SqlStaff:
    """A `Staff` over one engine.

    Args:
        database: the engine, its schema settled.
        transactions: those of the store that it stands beside.
    """

    def __init__(self, database: Database, transactions: Transactions) -> None:
        self._database = database
        self._write = transactions.do

    async def person(self, account: Account) -> Person:
        """Give the person behind an account."""
        rows = await self._database.rows(statements.PERSON, account_row(account))
        # A name that no database can hold is that of nobody it knows.
        return _person([(row[0], row[1], row[2]) for row in rows] or [(*_pair(account), None)])

    async def people(self) -> tuple[Person, ...]:
        """Give everybody who has or had a role, or whose account is or was linked."""
        humans: dict[object, list[tuple[str, str, str | None]]] = {}
        for platform, name, role, human in await self._database.rows(statements.PEOPLE):
            humans.setdefault(human or (platform, name), []).append((platform, name, role))
        return tuple(map(_person, humans.values()))

    async def appoint(self, account: Account, role: Role, *, act: Act) -> Role:
        """Give whose account it is a role in place of the one they had, which comes back."""
        return await self._write(_appoint, account, role, act)

    async def give_code(self, account: Account, code: str, *, at: datetime) -> None:
        """Let a code stand for an account, in place of an earlier one."""
        await self._write(_give_code, account, code, at)

    async def try_code(self, code: str, *, by: Account, at: datetime) -> Tried:
        """Tell whose code this is, and leave it to be used."""
        return await self._write(_try, code, by, at)

    async def link(self, code: str, *, act: Act) -> Tried:
        """Use a code."""
        return await self._write(_link, code, act)

    async def notices(
        self, platform: str, *, limit: int, without: Iterable[Account] = ()
    ) -> tuple[Notice, ...]:
        """Give the accounts of a platform that are to be told whom they were linked with."""
        values = {"platform": platform, "limit": limit, "without": rows(map(_pair, without))}
        found = await self._database.rows(statements.NOTICES, values)
        return tuple(
            Notice(number, Account(who, name), Account(other, of_other))
            for number, who, name, other, of_other in found
        )

    async def noticed(self, number: int) -> None:
        """Forget a notice."""
        await self._write(_noticed, number)

    async def unlink(self, account: Account, *, act: Act) -> bool:
        """Let an account be nobody else's any more."""
        return await self._write(_unlink, account, act)

    async def acts(
        self, *, limit: int, skip: int = 0, story: int | None = None
    ) -> tuple[Noted, ...]:
        """Give what was done, the newest first."""
        values = {"limit": limit, "skip": skip}
        if story is None:
            rows = await self._database.rows(statements.ACTS, values)
        else:
            rows = await self._database.rows(statements.ACTS_OF_STORY, {**values, "story": story})
        return tuple(map(_noted, rows))


async def _appoint(connection: AsyncConnection, account: Account, role: Role, act: Act) -> Role:
    # Who is one person must not change while the person is given a role.
    await connection.execute(statements.HOLD_LINKS)
    found = await connection.execute(statements.PERSON, account_row(account))
    before = _person([(row[0], row[1], row[2]) for row in found])
    if before.role is not role:
        held = zip(before.accounts, before.roles, strict=True)
        others = [each for each, had in held if had is not Role.READER and each != account]
        rows = [{**account_row(each), "role": Role.READER} for each in others]
        await connection.execute(
            statements.SET_ROLE, [*rows, {**account_row(account), "role": role}]
        )
        await note(connection, act)
    return before.role


async def _give_code(
    connection: AsyncConnection, account: Account, code: str, at: datetime
) -> None:
    values = {**account_row(account), "code": code, "until": micros_of(at + VALID)}
    await connection.execute(statements.GIVE_CODE, values)


async def _try(
    connection: AsyncConnection, code: str, by: Account, at: datetime, *, using: bool = False
) -> Tried:
    """Hold a code against those that were given, and count the try."""
    counted = {**account_row(by), "since": micros_of(at), "over": micros_of(at - VALID)}
    number, since = (await connection.execute(statements.COUNT_TRY, counted)).one()
    if number > TRIES:
        return Barred(moment_of(since) + VALID)
    statement = statements.USE_CODE if using else statements.CODE
    found = await connection.execute(statement, {"code": code, "now": micros_of(at)})
    row = found.one_or_none()
    if row is None:
        return Wrong(TRIES - number)
    await connection.execute(statements.FORGET_TRIES, account_row(by))
    return Fits(Account(*row))


async def _link(connection: AsyncConnection, code: str, act: Act) -> Tried:
    tried = await _try(connection, code, act.who, act.at, using=True)
    if isinstance(tried, Fits):
        await connection.execute(statements.HOLD_LINKS)
        joined = {
            "human_": await _human(connection, act.who),
            "other_": await _human(connection, tried.account),
        }
        await connection.execute(statements.JOIN, joined)
        other = {"other_platform": act.who.platform, "other_person": act.who.person}
        await connection.execute(statements.ADD_NOTICE, {**account_row(tried.account), **other})
        await note(connection, replace(act, detail=str(tried.account)))
    return tried


async def _noticed(connection: AsyncConnection, number: int) -> None:
    await connection.execute(statements.DROP_NOTICE, {"number": number})


async def _unlink(connection: AsyncConnection, account: Account, act: Act) -> bool:
    await connection.execute(statements.HOLD_LINKS)
    human = await _human(connection, account)
    if await connection.scalar(statements.COUNT_OF_HUMAN, {"human": human}) == 1:
        return False
    values = {"platform_": account.platform, "person_": account.person, "human_": token_hex(8)}
    await connection.execute(statements.PART, values)
    await note(connection, act)
    return True


async def _human(connection: AsyncConnection, account: Account) -> str:
    """Name the human whose account it is; one that was never linked has one of its own."""
    values = {**account_row(account), "human": token_hex(8)}
    return str(await connection.scalar(statements.HUMAN, values))


def _pair(account: Account) -> tuple[str, str]:
    return account.platform, account.person


def _person(rows: Sequence[tuple[str, str, str | None]]) -> Person:
    """Read accounts and their roles, all of one person."""
    return Person(
        tuple(Account(platform, name) for platform, name, _ in rows),
        tuple(Role(role or Role.READER) for _, _, role in rows),
    )


def _noted(row: Sequence[Any]) -> Noted:
    """Read a row of `staff_statements.ACTS`."""
    platform, person, chat_platform, chat, thread, at, deed, story, revision, detail, slug = row
    act = Act(
        who=Account(platform, person),
        where=Address(chat_platform, chat, thread),
        at=moment_of(at),
        deed=Deed(deed),
        story=story,
        revision=revision,
        detail=detail,
    )
    return Noted(act, slug)
