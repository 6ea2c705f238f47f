"""The program is killed right after it has begun a post of a forum; none is begun twice."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.platforms.discord.faults import Slow
from tests.platforms.discord.seeing import shown
from tests.platforms.discord.world import Kind
from tests.proofs.push import rows

if TYPE_CHECKING:
    from bot.store import Store
    from tests.platforms.discord.world import Channel
    from tests.proofs.conftest import Hire
    from tests.proofs.push import Push

FORUMS = 2
ON_THE_WAY = 2.0  # seconds from a deed to its answer: the program is always killed between them
PARTS = "SELECT max(parts) FROM deliveries"


@pytest.mark.parametrize("engine", ["sqlite file"], indirect=True)
async def test_whoever_is_killed_over_a_post_finds_it_again(
    store: Store, push: Push, hire: Hire, address: str
) -> None:
    await push.due(store, channels=FORUMS)
    for forum in push.channels:
        forum.kind = Kind.FORUM
    worker = hire()
    for begun in range(1, 4):
        push.discord.faults.on("create_thread", Slow(ON_THE_WAY), times=FORUMS)
        worker.start()
        await push.until(lambda begun=begun: len(posts(push)) >= begun)  # type: ignore[misc] # bound to each
        await worker.killed()
    push.discord.faults.clear()
    worker.start()
    states = await push.over()
    await worker.stopped()
    ((parts,),) = rows(address, PARTS)
    assert states["discord"] == {"sent": FORUMS * parts}
    said = [shown(each.messages[each.id]) for each in posts(push)]
    assert len(said) == FORUMS * parts
    assert len({*said}) == parts


def posts(push: Push) -> list[Channel]:
    return [each for each in push.discord.world.channels.values() if each.parent in push.channels]
