"""What is an engine's own in keeping the ledger: its small indexes, and rows that others hold."""

from __future__ import annotations

import re
import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING

import pytest
from sqlalchemy.dialects import sqlite
from sqlalchemy.sql.visitors import iterate

from bot.store import (
    chat_statements,
    ledger_statements,
    planning_statements,
    postbox_statements,
    subscription_statements,
)
from bot.store.ledger_tables import deliveries
from bot.store.open import open_store
from tests.briefings import EIGHT, MINUTE, claim, place, plan, slot, subscribe
from tests.engines import on_postgresql
from tests.postgresql import connected, server

if TYPE_CHECKING:
    from pathlib import Path

    from sqlalchemy import ClauseElement


async def plan_of(statement: ClauseElement, folder: Path) -> str:
    """Ask SQLite how it would go about a statement."""
    path = folder / "store.db"
    await (await open_store(f"sqlite:///{path}")).close()
    sql = str(statement.compile(dialect=sqlite.dialect()))
    with closing(sqlite3.connect(path)) as database:
        steps = database.execute(f"EXPLAIN QUERY PLAN {sql}", [0] * sql.count("?"))
        return "\n".join(step[3] for step in steps)


@pytest.mark.parametrize(
    ("statement", "index"),
    [
        (ledger_statements.CLAIMS[0], "deliveries_further (lane=? AND due_at<?)"),
        (ledger_statements.CLAIMS[1], "deliveries_due (lane=? AND due_at<?)"),
        (ledger_statements.CLAIMS[1], "deliveries_once (subscription=? AND day>? AND day<?)"),
        (ledger_statements.CLAIMS[1], "deliveries_dispatched (lane=? AND chat=? AND rank<?)"),
        (ledger_statements.DELIVERIES, "deliveries_once (subscription=? AND day<?)"),
        (ledger_statements.EXPIRE, "deliveries_by_end (lane=? AND expires_at<?)"),
        (chat_statements.RESTS[0], "deliveries_once (subscription=? AND day>?)"),
        (chat_statements.RESTS[1], "deliveries_dispatched (lane=? AND chat=?)"),
        (subscription_statements.CLOSE, "deliveries_once (subscription=? AND day>?)"),
        (
            subscription_statements.CLOSE,
            "deliveries_dispatched_once (subscription=? AND dispatch>?)",
        ),
        (planning_statements.FAN_OUT, "COVERING INDEX subscriptions_by_slot"),
        (planning_statements.DUE_SLOTS, "slots_by_due (next_due<?)"),
        (planning_statements.NEXT_DUE, "slots_by_due"),
        (postbox_statements.UNTOLD, "reports_untold (chat_platform=?)"),
    ],
)
async def test_each_hot_statement_walks_along_its_index(
    statement: ClauseElement, index: str, tmp_path: Path
) -> None:
    steps = await plan_of(statement, tmp_path)
    assert index in steps
    assert "SCAN deliveries" not in steps
    assert "SCAN subscriptions" not in steps


async def test_of_the_places_of_a_platform_only_the_suspended_are_read(tmp_path: Path) -> None:
    steps = await plan_of(subscription_statements.SUSPENDED, tmp_path)
    assert steps == "SCAN subscriptions USING INDEX subscriptions_suspended"


def test_what_is_claimed_or_begun_changes_in_no_index() -> None:
    """PostgreSQL would make an entry in each of them, for every delivery."""
    known = {column.name for index in deliveries.indexes for column in index.columns}
    conditions = [index.dialect_options["postgresql"]["where"] for index in deliveries.indexes]
    known |= {each.name for each in deliveries.c for one in conditions if each in iterate(one)}
    for statement in (*ledger_statements.CLAIMS, ledger_statements.BEGIN):
        sql = str(statement.compile(dialect=sqlite.dialect()))
        changed = re.findall(r"(\w+)=", sql.partition(" SET ")[2].partition("WHERE")[0])
        assert "begun_at" in changed
        assert known.isdisjoint(changed)


@on_postgresql
async def test_a_slot_that_somebody_holds_holds_up_no_other() -> None:
    address = server().fresh()
    store = await open_store(address)
    await subscribe(store.ledger, place("one"))
    await subscribe(store.ledger, place("two"), slot=slot(8, 1))
    now = EIGHT + MINUTE
    with connected(address) as other, other.transaction():
        other.execute("SELECT 1 FROM slots WHERE minute = 480 FOR UPDATE")
        planned = await store.ledger.plan(now, window=MINUTE, limit=9)
        assert (planned.deliveries, planned.next) == (1, EIGHT)
    assert await plan(store.ledger, now) == 1
    await store.close()


@on_postgresql
async def test_a_delivery_that_somebody_holds_holds_up_no_other() -> None:
    address = server().fresh()
    store = await open_store(address)
    for chat in ("one", "two"):
        await subscribe(store.ledger, place(chat))
    await plan(store.ledger)
    with connected(address) as other, other.transaction():
        other.execute("SELECT 1 FROM deliveries WHERE chat = 'one' FOR UPDATE")
        held = await claim(store.ledger)
        assert [each.subscription.where.chat for each in held] == ["two"]
    assert len(await claim(store.ledger)) == 1
    await store.close()
