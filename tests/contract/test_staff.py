"""What every store knows of who works for the newsroom, and of what they did."""

from __future__ import annotations

import asyncio
from datetime import timedelta
from typing import TYPE_CHECKING

from bot.address import Account, Address
from bot.request import Role
from bot.staff import Act, Deed, Noted, Person
from tests.engines import on_shared_engines
from tests.invented import NOON, READER, TERMINAL, a_story

if TYPE_CHECKING:
    from bot.store import Store
    from tests.conftest import OpenStore

ADA, BOB = Account("chat", "1"), Account("other", "2")
OWNER = Account("chat", "9")


def an_act(deed: Deed = Deed.APPOINTED, detail: str = "", *, who: Account = OWNER) -> Act:
    return Act(who, TERMINAL, NOON, deed, detail=detail)


async def details(store: Store) -> list[str]:
    return [noted.act.detail for noted in await store.staff.acts(limit=100)]


async def test_who_was_given_no_role_is_a_reader(store: Store) -> None:
    assert await store.staff.person(READER) == Person((READER,), (Role.READER,))
    assert await store.staff.people() == ()


async def test_the_last_role_given_is_the_one_somebody_has(store: Store) -> None:
    assert await store.staff.appoint(ADA, Role.EDITOR, act=an_act()) is Role.READER
    assert await store.staff.appoint(ADA, Role.PUBLISHER, act=an_act()) is Role.EDITOR
    await store.staff.appoint(BOB, Role.EDITOR, act=an_act())
    assert (await store.staff.person(ADA)).role is Role.PUBLISHER
    assert {person.accounts: person.role for person in await store.staff.people()} == {
        (ADA,): Role.PUBLISHER,
        (BOB,): Role.EDITOR,
    }


async def test_who_is_dismissed_is_a_reader_who_is_still_known(store: Store) -> None:
    await store.staff.appoint(ADA, Role.EDITOR, act=an_act())
    assert await store.staff.appoint(ADA, Role.READER, act=an_act()) is Role.EDITOR
    assert (await store.staff.person(ADA)).role is Role.READER
    assert await store.staff.people() == (Person((ADA,), (Role.READER,)),)


async def test_the_same_number_on_another_platform_is_somebody_else(store: Store) -> None:
    await store.staff.appoint(ADA, Role.EDITOR, act=an_act())
    assert (await store.staff.person(Account("other", ADA.person))).role is Role.READER


async def test_to_give_the_role_somebody_has_is_no_act(store: Store) -> None:
    await store.staff.appoint(ADA, Role.READER, act=an_act(detail="a reader"))
    await store.staff.appoint(ADA, Role.EDITOR, act=an_act(detail="first"))
    assert await store.staff.appoint(ADA, Role.EDITOR, act=an_act(detail="again")) is Role.EDITOR
    assert await details(store) == ["first"]


@on_shared_engines
async def test_of_many_who_appoint_at_once_one_finds_a_reader(open_store: OpenStore) -> None:
    stores = [await open_store() for _ in range(4)]
    found = await asyncio.gather(
        *(store.staff.appoint(ADA, Role.EDITOR, act=an_act()) for store in stores)
    )
    assert sorted(found) == [Role.EDITOR] * 3 + [Role.READER]
    assert len(await details(stores[0])) == 1


async def test_acts_come_back_as_they_were_the_newest_first(store: Store) -> None:
    where = Address("chat", "-5", "7")
    first = Act(ADA, where, NOON, Deed.APPOINTED, detail="other:2 editor")
    second = Act(BOB, TERMINAL, NOON + timedelta(hours=1), Deed.DISMISSED, detail="half \ud83d")
    await store.staff.appoint(READER, Role.EDITOR, act=first)
    await store.staff.appoint(READER, Role.READER, act=second)
    newest, oldest = await store.staff.acts(limit=10)
    assert oldest == Noted(first, None)
    assert (newest.act.who, newest.act.at, newest.act.detail) == (BOB, second.at, "half ?")


async def test_acts_are_given_a_page_at_a_time(store: Store) -> None:
    for number in range(5):
        role = Role.READER if number % 2 else Role.EDITOR
        await store.staff.appoint(ADA, role, act=an_act(detail=str(number)))
    page = await store.staff.acts(limit=2, skip=1)
    assert [noted.act.detail for noted in page] == ["3", "2"]
    assert await store.staff.acts(limit=2, skip=5) == ()


async def test_acts_of_one_story_name_it(store: Store) -> None:
    story = await store.save(a_story("one"), by="chat:1", at=NOON)
    about = Act(ADA, TERMINAL, NOON, Deed.SAVED, story=story.id, revision=1)
    await store.staff.appoint(BOB, Role.EDITOR, act=an_act())
    await store.staff.appoint(BOB, Role.READER, act=about)
    assert await store.staff.acts(limit=9, story=story.id) == (Noted(about, "one"),)
    assert await store.staff.acts(limit=9, story=story.id + 1) == ()
