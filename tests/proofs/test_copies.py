"""Several copies of the program at once: on one database they share, on two they keep still."""

from __future__ import annotations

import signal
import time
from functools import partial
from itertools import product
from typing import TYPE_CHECKING

import pytest

from bot.standing import Condition
from tests.engines import on_postgresql, on_shared_engines
from tests.patience import PATIENCE
from tests.proofs.push import NONE_AMISS, Push, rows
from tests.proofs.worker import Haste

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from bot.store import Store
    from tests.platforms.telegram.scene import Telegram
    from tests.proofs.conftest import Hire
    from tests.proofs.worker import Worker

REPLACED = 30.0  # seconds within which another copy must hear
LONG = 2 * PATIENCE  # for what takes a while on any machine
PATIENT = Haste(lease=8)  # two of them on a slow machine need longer than one
UNHURRIED = Haste(lease=60)  # as for people: what is claimed is sent in time on any machine
CAREFUL = Haste(lease=8, beginning=5)
STANDINGS = "SELECT copy, part, condition FROM standings"
HOLDERS = "SELECT owner FROM leases WHERE name = 'telegram updates' AND until > 0"
on_a_server = pytest.mark.parametrize(
    "engine", [pytest.param("postgresql", marks=on_postgresql)], indirect=True
)


class Copies:
    """Two copies, both at work, and the one of them that hears Telegram.

    Args:
        push: what they work at.
        address: of the database that they share.
        hire: starts them.
        haste: how much of it they are in.
    """

    def __init__(self, push: Push, address: str, hire: Hire, haste: Haste = PATIENT) -> None:
        self.push = push
        self.address = address
        self.both = hire("one", haste), hire("two", haste)

    async def start(self) -> None:
        for copy in self.both:
            copy.start()
        await self.stand(Condition.BESIDE, Condition.OPEN)

    async def stand(
        self, *conditions: Condition, doors: Sequence[str] = ("discord", "telegram")
    ) -> None:
        """Wait until the copies stand so at these doors."""
        await self.push.until(lambda: all(self._at(door) == [*conditions] for door in doors), LONG)

    def hearer(self) -> tuple[Worker, Worker]:
        """Give the one that hears Telegram, and the other."""
        (name,) = [
            copy
            for copy, *stands in rows(self.address, STANDINGS)
            if stands == ["telegram", Condition.OPEN]
        ]
        one, two = self.both
        return (one, two) if f"-{one.pid}-" in name else (two, one)

    def _at(self, door: str) -> list[str]:
        standings = rows(self.address, STANDINGS)
        return sorted(condition for _, part, condition in standings if part == door)


def conflicts(telegram: Telegram) -> int:
    return sum(refusal.code == 409 for _, refusal in telegram.refusals)


@on_shared_engines
async def test_of_two_copies_one_hears_and_both_deliver_each_message_once(
    store: Store, push: Push, hire: Hire, address: str
) -> None:
    copies = Copies(push, address, hire, UNHURRIED)
    await copies.start()
    await push.due(store, chats=30, channels=45)
    states = await push.over(LONG)
    assert [each.keys() for each in states.values()] == [{"sent"}, {"sent"}]
    for copy, lane in product(copies.both, states):
        assert f"sends through {lane}" in copy.log
    assert (push.on_telegram(), push.on_discord()) == (NONE_AMISS, NONE_AMISS)
    assert conflicts(push.telegram) == 0
    ada = push.telegram.person("Ada")
    ada.writes("/facts")
    await push.telegram.answers(ada)
    for copy in copies.both:
        await copy.stopped()
        assert "Traceback" not in copy.log


@on_a_server
@pytest.mark.usefixtures("store")
async def test_a_copy_that_is_killed_is_replaced_within_half_a_minute(
    push: Push, address: str, hire: Hire, telegram: Telegram
) -> None:
    copies = Copies(push, address, hire)
    await copies.start()
    hearer, _ = copies.hearer()
    await hearer.killed()
    began = time.monotonic()
    ada = telegram.person("Ada")
    ada.writes("/about")
    await push.until(lambda: telegram.said(ada))
    assert time.monotonic() - began < REPLACED
    # The dead one's last word is still young; at the other door either may have heard.
    await copies.stand(Condition.OPEN, Condition.OPEN, doors=["telegram"])


@on_a_server
@pytest.mark.usefixtures("store")
async def test_a_copy_that_ends_is_replaced_at_once(
    push: Push, address: str, hire: Hire, telegram: Telegram
) -> None:
    copies = Copies(push, address, hire)
    await copies.start()
    hearer, other = copies.hearer()
    await hearer.stopped()
    # It has let go by itself; nobody waits for its lease to run out.
    assert f"-{hearer.pid}-" not in "".join(owner for (owner,) in rows(address, HOLDERS))
    ada = telegram.person("Ada")
    ada.writes("/about")
    await push.until(lambda: telegram.said(ada))
    await copies.stand(Condition.OPEN)
    assert copies.hearer()[0] is other


@on_a_server
async def test_a_copy_that_stood_still_for_longer_than_its_leases_doubles_nothing(
    store: Store, push: Push, address: str, hire: Hire
) -> None:
    copies = Copies(push, address, hire)
    await copies.start()
    hearer, other = copies.hearer()
    await push.due(store, chats=20, channels=30)
    await push.reached(30)
    hearer.sends(signal.SIGSTOP)
    under_way = push.begun()
    await push.over(LONG)
    ada = push.telegram.person("Ada")
    ada.writes("/about")
    await push.until(lambda: push.telegram.said(ada))
    hearer.sends(signal.SIGCONT)
    await copies.stand(Condition.BESIDE, Condition.OPEN)
    assert copies.hearer()[0] is other
    ada.writes("/about")
    await push.telegram.answers(ada, 2)
    await hearer.stopped()
    await other.stopped()
    assert len(push.telegram.said(ada)) == 2
    assert push.on_discord() == NONE_AMISS
    seen = push.on_telegram()
    # What was on its way to Telegram when it was stopped nobody can know of.
    assert (seen.missed, seen.disordered) == (0, 0)
    assert seen.doubled <= len(under_way)


@pytest.mark.parametrize("engine", ["sqlite file"], indirect=True)
async def test_two_copies_on_two_databases_push_nothing_on_telegram_and_double_nothing_on_discord(
    store: Store, push: Push, hire: Hire, address: str, tmp_path: Path
) -> None:
    olga = push.telegram.person("Olga")
    owners = f"telegram:{olga.user.id}"
    await push.due(store, chats=60, channels=30)
    snapshot = tmp_path / "snapshot.db"
    await store.backup(snapshot)
    hire("right", CAREFUL, OWNERS=owners).start()
    hire("wrong", CAREFUL, OWNERS=owners, DATABASE=f"sqlite:///{snapshot}").start()
    await push.until(lambda: len(push.telegram.said(olga)) == 2, LONG)
    assert all("the same token" in each.text for each in push.telegram.said(olga))
    await push.until(lambda: "held" in [how for *_, how in rows(address, STANDINGS)], LONG)
    for each in (push, Push(f"sqlite:///{snapshot}", push.discord, push.telegram)):
        await push.until(partial(_is_sent, each), LONG)
        assert "open" in each.states()["telegram"]
    assert push.on_discord() == NONE_AMISS
    seen = [[message.text for message in chat.messages.values()] for chat in push.chats]
    assert all(len(texts) == len({*texts}) for texts in seen)


def _is_sent(push: Push) -> bool:
    return push.states()["discord"].keys() == {"sent"}
