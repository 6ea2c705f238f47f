"""How every store lets accounts be one person's, by codes that nobody finds by trying."""

from __future__ import annotations

import asyncio
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from bot.address import Account
from bot.request import Role
from bot.staff import TRIES, VALID, Act, Barred, Deed, Fits, Person, Wrong
from tests.engines import on_shared_engines
from tests.invented import NOON, TERMINAL

if TYPE_CHECKING:
    from datetime import datetime

    from bot.store import Store
    from tests.conftest import OpenStore

ADA, BOB, CY = Account("chat", "1"), Account("other", "2"), Account("third", "3")
MINUTE = timedelta(minutes=1)


def linking(who: Account, at: datetime = NOON) -> Act:
    return Act(who, TERMINAL, at, Deed.LINKED)


async def link(store: Store, giver: Account, taker: Account, code: str = "CODE") -> None:
    await store.staff.give_code(giver, code, at=NOON)
    assert await store.staff.link(code, act=linking(taker)) == Fits(giver)


async def accounts(store: Store, account: Account) -> tuple[Account, ...]:
    return (await store.staff.person(account)).accounts


async def test_linked_accounts_are_one_person_with_the_highest_of_their_roles(
    store: Store,
) -> None:
    await store.staff.appoint(ADA, Role.PUBLISHER, act=linking(CY))
    await store.staff.appoint(BOB, Role.EDITOR, act=linking(CY))
    await link(store, ADA, BOB)
    both = Person((ADA, BOB), (Role.PUBLISHER, Role.EDITOR))
    assert await store.staff.person(ADA) == await store.staff.person(BOB) == both
    assert both.role is Role.PUBLISHER
    assert await store.staff.people() == (both,)


async def test_who_links_with_one_of_several_links_with_all(store: Store) -> None:
    await link(store, ADA, BOB)
    await link(store, CY, BOB)
    assert await accounts(store, ADA) == await accounts(store, CY) == (ADA, BOB, CY)


async def test_a_code_is_looked_at_and_used_once(store: Store) -> None:
    await store.staff.give_code(ADA, "CODE", at=NOON)
    for _ in range(2):
        assert await store.staff.try_code("CODE", by=BOB, at=NOON) == Fits(ADA)
    assert await accounts(store, BOB) == (BOB,)
    assert await store.staff.link("CODE", act=linking(BOB)) == Fits(ADA)
    assert await store.staff.link("CODE", act=linking(CY)) == Wrong(TRIES - 1)
    assert await accounts(store, CY) == (CY,)


async def test_a_newer_code_takes_the_place_of_the_older(store: Store) -> None:
    await store.staff.give_code(ADA, "OLD", at=NOON)
    await store.staff.give_code(ADA, "NEW", at=NOON)
    assert await store.staff.try_code("OLD", by=BOB, at=NOON) == Wrong(TRIES - 1)
    assert await store.staff.try_code("NEW", by=BOB, at=NOON) == Fits(ADA)


async def test_a_code_ends_by_itself(store: Store) -> None:
    await store.staff.give_code(ADA, "CODE", at=NOON)
    last = NOON + VALID - MINUTE
    assert await store.staff.try_code("CODE", by=BOB, at=last) == Fits(ADA)
    assert await store.staff.link("CODE", act=linking(BOB, NOON + VALID)) == Wrong(TRIES - 1)


async def test_after_too_many_wrong_codes_not_even_the_right_one_is_taken(store: Store) -> None:
    await store.staff.give_code(ADA, "CODE", at=NOON)
    left = [await store.staff.try_code(str(n), by=BOB, at=NOON) for n in range(TRIES)]
    assert left == [Wrong(TRIES - 1 - n) for n in range(TRIES)]
    barred = Barred(NOON + VALID)
    assert await store.staff.try_code("CODE", by=BOB, at=NOON + MINUTE) == barred
    assert await store.staff.link("CODE", act=linking(BOB, NOON + MINUTE)) == barred
    assert await store.staff.try_code("CODE", by=CY, at=NOON + MINUTE) == Fits(ADA)
    assert await store.staff.try_code("x", by=BOB, at=NOON + VALID) == Wrong(TRIES - 1)


async def test_a_right_code_ends_the_count_of_wrong_ones(store: Store) -> None:
    await store.staff.give_code(ADA, "CODE", at=NOON)
    for _ in range(TRIES - 1):
        await store.staff.try_code("x", by=BOB, at=NOON)
    await store.staff.try_code("CODE", by=BOB, at=NOON)
    assert await store.staff.try_code("x", by=BOB, at=NOON) == Wrong(TRIES - 1)


async def test_who_unlinks_takes_themselves_out_and_nobody_else(store: Store) -> None:
    await store.staff.appoint(ADA, Role.EDITOR, act=linking(CY))
    await link(store, ADA, BOB)
    await link(store, BOB, CY)
    assert await store.staff.unlink(ADA, act=Act(ADA, TERMINAL, NOON, Deed.UNLINKED))
    assert await accounts(store, ADA) == (ADA,)
    assert await accounts(store, BOB) == (BOB, CY)
    assert (await store.staff.person(BOB)).role is Role.READER
    assert [noted.act.deed for noted in await store.staff.acts(limit=1)] == [Deed.UNLINKED]


async def test_who_was_unlinked_is_still_known(store: Store) -> None:
    await link(store, ADA, BOB)
    await store.staff.unlink(BOB, act=linking(BOB))
    known = {person.accounts for person in await store.staff.people()}
    assert known == {(ADA,), (BOB,)}


@pytest.mark.parametrize("account", [ADA, BOB])
async def test_who_is_not_linked_cannot_unlink(store: Store, account: Account) -> None:
    await link(store, BOB, CY)
    await store.staff.unlink(CY, act=linking(CY))
    before = await store.staff.acts(limit=9)
    assert not await store.staff.unlink(account, act=linking(account))
    assert await store.staff.acts(limit=9) == before


@on_shared_engines
async def test_of_many_who_use_one_code_at_once_one_is_linked(open_store: OpenStore) -> None:
    stores = [await open_store() for _ in range(4)]
    takers = [Account("taker", str(hand)) for hand in range(4)]
    await stores[0].staff.give_code(ADA, "CODE", at=NOON)
    tried = await asyncio.gather(
        *(
            store.staff.link("CODE", act=linking(taker))
            for store, taker in zip(stores, takers, strict=True)
        )
    )
    assert tried.count(Fits(ADA)) == 1
    assert len(await accounts(stores[0], ADA)) == 2


@on_shared_engines
async def test_links_made_at_once_all_hold(open_store: OpenStore) -> None:
    """A row of eight, each linked with the next by another hand."""
    stores = [await open_store() for _ in range(4)]
    row = [Account("chat", str(place)) for place in range(8)]
    for giver in row[:-1]:
        await stores[0].staff.give_code(giver, f"CODE{giver.person}", at=NOON)
    await asyncio.gather(
        *(
            stores[place % 4].staff.link(f"CODE{place}", act=linking(taker))
            for place, taker in enumerate(row[1:])
        )
    )
    assert await accounts(stores[0], row[0]) == tuple(row)


@on_shared_engines
async def test_many_tries_at_once_are_all_counted(open_store: OpenStore) -> None:
    stores = [await open_store() for _ in range(4)]
    tried = await asyncio.gather(
        *(stores[n % 4].staff.try_code(str(n), by=BOB, at=NOON) for n in range(12))
    )
    assert sum(isinstance(each, Wrong) for each in tried) == TRIES


async def test_a_role_is_the_persons_by_whichever_account_it_is_given_or_taken(
    store: Store,
) -> None:
    await store.staff.appoint(ADA, Role.PUBLISHER, act=linking(CY))
    await link(store, ADA, BOB)
    assert await store.staff.appoint(BOB, Role.EDITOR, act=linking(CY)) is Role.PUBLISHER
    assert (await store.staff.person(ADA)).role is Role.EDITOR
    assert await store.staff.appoint(ADA, Role.READER, act=linking(CY)) is Role.EDITOR
    assert (await store.staff.person(BOB)).role is Role.READER


async def test_whose_code_was_used_is_to_be_told_once(store: Store) -> None:
    await link(store, ADA, BOB)
    await link(store, ADA, CY)
    first, second = await store.staff.notices("chat", limit=9)
    assert [(each.who, each.other) for each in (first, second)] == [(ADA, BOB), (ADA, CY)]
    assert await store.staff.notices("chat", limit=1) == (first,)
    assert await store.staff.notices("other", limit=9) == ()
    assert await store.staff.notices("chat", limit=9, without=[ADA, BOB]) == ()
    assert await store.staff.notices("chat", limit=9, without=[BOB]) == (first, second)
    for _ in range(2):
        await store.staff.noticed(first.number)
    assert await store.staff.notices("chat", limit=9) == (second,)
