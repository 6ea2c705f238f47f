"""What is to be published at a time, as the shell tells of it and publishes it."""

from __future__ import annotations

import asyncio
import sys
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from bot.address import Account
from bot.staff import Act, Deed
from bot.store.open import open_store
from tests.invented import TERMINAL, a_story
from tests.patience import PATIENCE
from tests.program import Program

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.cli.ended import Ended

EDDA = Account("console", "edda")
SLUG = "harbour-reopens"


async def planned(address: str, then: timedelta) -> None:
    """Let Edda have planned, *then* from now, to publish a draft of hers."""
    now = datetime.now(UTC)
    store = await open_store(address)
    await store.save(a_story(), by=str(EDDA), at=now)
    act = Act(EDDA, TERMINAL, now, Deed.SCHEDULED)
    plan = store.workshop.schedule
    await plan(SLUG, 1, at=now + then, zone="Europe/Paris", newest=1, breaking=False, act=act)
    await store.close()


def test_status_lists_what_is_to_be_published_at_a_time(
    storydesk: Callable[..., Ended], newsroom: Path
) -> None:
    asyncio.run(planned(f"sqlite:///{newsroom / 'desk.db'}", timedelta(days=300)))
    ended = storydesk("status")
    assert ended.status == 0
    assert "Harbour of Lorrin reopens: Revision 1 is to be published on " in ended.out
    assert "(Europe/Paris)." in ended.out


def test_status_fails_where_nobody_published_what_is_due(
    storydesk: Callable[..., Ended], newsroom: Path
) -> None:
    asyncio.run(planned(f"sqlite:///{newsroom / 'desk.db'}", -timedelta(hours=1)))
    ended = storydesk("status")
    assert ended.status == 1
    assert ended.err.startswith("“Harbour of Lorrin reopens” should have been published by now")


async def test_try_publishes_what_is_due_while_it_is_open(tmp_path: Path) -> None:
    program = Program(tmp_path, OWNERS=str(EDDA))
    address = program.environment["STORYDESK_DATABASE"]
    await planned(address, -timedelta(hours=1))
    store = await open_store(address)
    talking = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "bot", "try"),
        env=program.environment,
        stdin=asyncio.subprocess.PIPE,
        stdout=asyncio.subprocess.PIPE,
    )
    try:
        async with asyncio.timeout(PATIENCE):
            while await store.published(SLUG) is None:  # noqa: ASYNC110 - no process tells another
                await asyncio.sleep(0.1)
    finally:
        await talking.communicate(b"")
        await store.close()
    assert talking.returncode == 0
