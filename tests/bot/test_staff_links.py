"""Two accounts of one person: linked by a code, and parted again."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from bot.address import Account
from bot.desk import Desk
from bot.editing.roles import role_of, roles_at
from bot.request import Role
from bot.staff import TRIES, VALID, Deed
from bot.store.open import open_store
from tests.bot.managed import Clock, read
from tests.bot.staffed import Newsroom

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from bot.reply import Reply

OLGA, PHONE, STRANGER = Account("chat", "1"), Account("other", "2"), Account("chat", "5")


@pytest.fixture
async def room(clock: Clock) -> AsyncIterator[Newsroom]:
    """A newsroom that Olga owns."""
    store = await open_store("sqlite://")
    yield Newsroom(Desk(store, now=clock, clock=lambda: 0.0, owners=(OLGA,)))
    await store.close()


async def a_code(room: Newsroom, who: Account = OLGA) -> str:
    found = re.search(r"/link (\S+)", await room.read(who, "/link"))
    assert found
    return found[1]


async def link(room: Newsroom, giver: Account = OLGA, taker: Account = PHONE) -> Reply:
    asked = await room.ask(taker, f"/link {await a_code(room, giver)}")
    return await room.press(taker, asked, "Yes, link them")


async def test_who_links_may_on_each_account_what_they_may_on_the_other(room: Newsroom) -> None:
    linked = await link(room)
    assert read(linked).startswith("These accounts are one person’s: other:2 and chat:1.")
    assert await role_of(room.desk, PHONE) is Role.OWNER
    assert await roles_at(room.desk, "other") == {"2": Role.OWNER}
    assert "Who works here" in await room.read(PHONE, "/editors")


async def test_both_sides_say_which_accounts_are_one(room: Newsroom) -> None:
    await link(room)
    first, second = await room.read(OLGA, "/link"), await room.read(PHONE, "/link")
    assert "These accounts are one person’s: chat:1 and other:2." in first
    assert "These accounts are one person’s: other:2 and chat:1." in second


async def test_a_code_is_not_used_before_it_is_confirmed(room: Newsroom) -> None:
    """Somebody may have been talked into typing a code that another was given."""
    question = await room.ask(OLGA, f"/link {await a_code(room, STRANGER)}")
    assert read(question).startswith("Is chat:5 your account too?\nConfirm only if you asked")
    assert await role_of(room.desk, STRANGER) is Role.READER


@pytest.mark.parametrize("change", [str.lower, str.upper, lambda code: code.replace("-", " ")])
async def test_a_code_is_read_however_it_is_written(
    room: Newsroom, change: type[str] | staticmethod[[str], str]
) -> None:
    asked = await room.ask(PHONE, f"/link {change(await a_code(room))}")
    assert not asked.failed


async def test_codes_have_no_letters_that_look_like_others(room: Newsroom) -> None:
    codes = {await a_code(room) for _ in range(50)}
    assert len(codes) == 50
    assert not set("".join(codes)) & set("01ILOilo")


async def test_a_code_is_told_to_nobody_else(room: Newsroom) -> None:
    code = await a_code(room)
    for line in ("/link", f"/link {code}", "/link off"):
        reply = await room.ask(PHONE, line, alone=False)
        assert reply.failed
        assert read(reply).startswith("Ask me this where nobody else sees it")
    assert not (await room.ask(PHONE, f"/link {code}")).failed


async def test_an_old_code_is_refused(room: Newsroom, clock: Clock) -> None:
    code = await a_code(room)
    clock.now += VALID
    text = await room.read(PHONE, f"/link {code}")
    assert text.startswith("This code is wrong, used or too old.")


async def test_a_confirmation_that_comes_too_late_links_nothing(
    room: Newsroom, clock: Clock
) -> None:
    asked = await room.ask(PHONE, f"/link {await a_code(room)}")
    clock.now += VALID
    assert (await room.press(PHONE, asked, "Yes, link them")).failed
    assert await role_of(room.desk, PHONE) is Role.READER


async def test_who_guesses_is_stopped_for_a_while(room: Newsroom, clock: Clock) -> None:
    code = await a_code(room)
    for left in reversed(range(TRIES)):
        text = await room.read(STRANGER, "/link AAAA-AAAA")
        assert ("one more try" if left == 1 else f"{left} more tries") in text
    clock.now += timedelta(minutes=5)
    text = await room.read(STRANGER, f"/link {code}")
    assert text == "These were too many wrong codes. Try again in 10 minutes."


@pytest.mark.parametrize("typed", ["x", "AAAA-AAA", "AAAA-AAA0", "AAAA-AAAAA"])
async def test_what_is_no_code_is_no_try(room: Newsroom, typed: str) -> None:
    for _ in range(TRIES + 1):
        assert (await room.read(PHONE, f"/link {typed}")).startswith(f"“{typed}” is no code")
    assert not (await room.ask(PHONE, f"/link {await a_code(room)}")).failed


async def test_ones_own_code_is_for_the_other_account(room: Newsroom) -> None:
    assert "This is your own code." in await room.read(OLGA, f"/link {await a_code(room)}")


async def test_linked_accounts_are_not_linked_again(room: Newsroom) -> None:
    await link(room)
    text = await room.read(PHONE, f"/link {await a_code(room)}")
    assert text == "chat:1 is linked with this account already."


async def test_a_link_is_taken_back_from_either_side(room: Newsroom) -> None:
    linked = await link(room)
    parted = await room.press(PHONE, linked, "Link no more")
    assert read(parted).startswith("other:2 stands alone again; chat:1 may do nothing by it")
    assert await role_of(room.desk, PHONE) is Role.READER
    assert await role_of(room.desk, OLGA) is Role.OWNER
    await link(room)
    await room.ask(OLGA, "/link off")
    assert await role_of(room.desk, PHONE) is Role.READER
    assert await roles_at(room.desk, "other") == {"2": Role.READER}


async def test_who_is_not_linked_cannot_part(room: Newsroom) -> None:
    text = await room.read(PHONE, "/link off")
    assert text == "No other account is linked with this one, other:2."


async def test_the_audit_knows_who_was_linked_with_whom(room: Newsroom) -> None:
    await link(room)
    await room.ask(PHONE, "/link off")
    acts = [noted.act for noted in await room.desk.store.staff.acts(limit=9)]
    assert [(act.who, act.deed, act.detail) for act in acts] == [
        (PHONE, Deed.UNLINKED, "chat:1"),
        (PHONE, Deed.LINKED, "chat:1"),
    ]


async def test_a_role_given_to_one_account_is_taken_from_the_person(room: Newsroom) -> None:
    await room.ask(OLGA, "/editors add chat:5 publisher")
    await link(room, giver=STRANGER)
    assert await role_of(room.desk, PHONE) is Role.PUBLISHER
    await room.ask(OLGA, "/editors remove other:2")
    assert await role_of(room.desk, STRANGER) is Role.READER


async def test_who_is_an_owner_by_a_link_is_given_no_role_and_loses_none(room: Newsroom) -> None:
    await link(room)
    assert (await room.ask(OLGA, "/editors add other:2")).failed
    text = await room.read(OLGA, "/editors remove other:2")
    assert text.startswith("other:2 is an owner. The owners stand in the setting")
