"""What was posted in fifty places on each platform is corrected there, whatever breaks."""

from __future__ import annotations

import asyncio
import random
from typing import TYPE_CHECKING, Any, NamedTuple

import pytest

from bot.address import Address
from bot.staff import Act, Deed
from bot.story import Correction
from tests.engines import on_shared_engines
from tests.platforms.discord.faults import Slow as SlowOnDiscord
from tests.platforms.discord.seeing import shown
from tests.platforms.telegram.faults import Slow as SlowOnTelegram
from tests.proofs.push import EDITOR, rows
from tests.proofs.worker import Haste

if TYPE_CHECKING:
    from collections.abc import Callable

    from bot.store import Store
    from tests.proofs.conftest import Hire
    from tests.proofs.push import Push

in_a_file = pytest.mark.parametrize("engine", ["sqlite file"], indirect=True)

PLACES = 50
KILLS = 3
ON_THE_WAY = 0.04  # seconds from a deed to its answer
NOTE = "It was a Tuesday."
LEFT = "SELECT count(*) FROM deliveries WHERE dispatch > 0 AND state = 'open'"
ENDS = "SELECT lane, state, count(*) FROM deliveries WHERE dispatch > 0 GROUP BY lane, state"
DISPATCHED = "SELECT count(*) FROM deliveries WHERE dispatch > 0"


class Message(NamedTuple):
    """A message of ours as it stands in a place."""

    text: str
    whole: str  # with all that can be pressed
    is_edited: bool


def posted(push: Push) -> list[Message]:
    """Give all that stands in all places."""
    on_discord = [each for channel in push.channels for each in channel.messages.values()]
    on_telegram = [each for chat in push.chats for each in chat.messages.values()]
    return [
        *(Message(shown(each), repr(each.body), each.edited is not None) for each in on_discord),
        *(Message(each.text, repr(each.content), bool(each.edited)) for each in on_telegram),
    ]


def is_done(address: str) -> bool:
    """Whether all that is to be set right is."""
    return bool(rows(address, DISPATCHED)[0][0]) and not rows(address, LEFT)[0][0]


def _has_more(push: Push) -> Callable[[], bool]:
    """Tell whether more messages are changed than at this moment."""
    before = sum(each.is_edited for each in posted(push))
    return lambda: sum(each.is_edited for each in posted(push)) > before


async def corrected(store: Store, slug: str, note: str = NOTE) -> None:
    """Publish a further correction of a story."""
    before, at = await store.published(slug), await store.ledger.clock()
    assert before
    corrections = before.story.corrections
    fresh = Correction(number=len(corrections) + 1, at=at, text=note)
    story = before.story.model_copy(update={"corrections": (*corrections, fresh)})
    saved = await store.save(story, by="hand", at=at)
    act = Act(EDITOR, Address("console", "desk"), at, Deed.CORRECTED, detail=note)
    await store.publish(slug, saved.number, at=at, act=act)


@on_shared_engines
async def test_fifty_corrections_on_each_platform_survive_being_killed(
    store: Store, address: str, push: Push, hire: Hire
) -> None:
    await push.due(store, chats=PLACES, channels=PLACES)
    worker = hire()
    worker.start()
    await push.over(60.0)
    await worker.stopped()
    before = posted(push)
    push.telegram.faults.on("editMessageText", SlowOnTelegram(ON_THE_WAY), times=9_999)
    push.discord.faults.on("update_message", SlowOnDiscord(ON_THE_WAY), times=9_999)
    await corrected(store, "story-3")
    worker = hire("slow", Haste(faster=0.3))  # so that it is killed in the middle of it
    worker.start()
    under_way: set[tuple[Any, ...]] = set()
    for _ in range(KILLS):
        await push.until(_has_more(push))
        await asyncio.sleep(random.uniform(0, 0.3))  # noqa: S311 - any moment
        await worker.killed()
        under_way |= push.begun()
        worker.start()
    await push.until(lambda: is_done(address), 90)
    await worker.stopped()
    # What was under way when the program was killed is changed once more: to the same.
    violations = push.telegram.violations
    repeated = [each for each in violations if "message is not modified" in each]
    assert len(repeated) <= len(under_way)
    violations[:] = [each for each in violations if each not in repeated]
    after = posted(push)
    assert len(after) == len(before), "something was said that nobody should hear"
    assert {lane for lane, state, _ in rows(address, ENDS)} == {"discord", "telegram"}
    assert {state for _, state, _ in rows(address, ENDS)} <= {"sent", "quiet"}
    telling = [each for each in after if "Story 3" in each.text]
    # On a busy machine a message of the push may have been sent twice; all are set right.
    assert len(telling) == sum("Story 3" in each.text for each in before) >= 2 * PLACES
    assert all(NOTE in each.text and each.is_edited for each in telling)
    changes = [old.whole != new.whole for old, new in zip(before, after, strict=True)]
    assert [each.is_edited for each in after] == changes
    assert not all(changes)
    assert "Traceback" not in worker.log


@in_a_file
async def test_where_a_message_is_gone_a_reply_says_what_was_corrected(
    store: Store, address: str, push: Push, hire: Hire
) -> None:
    await push.due(store, chats=3, channels=3)
    worker = hire()
    worker.start()
    await push.over()
    for channel in push.channels:
        channel.messages.clear()
    for chat in push.chats:
        chat.messages.clear()
    await corrected(store, "story-3")
    await push.until(lambda: is_done(address))
    await worker.stopped()
    assert all(channel.messages for channel in push.channels)
    assert all(chat.messages for chat in push.chats)
    assert all(NOTE in each.text for each in posted(push))


@in_a_file
async def test_a_retracted_story_is_struck_through_on_both_platforms(
    store: Store, address: str, push: Push, hire: Hire
) -> None:
    await push.due(store, chats=3, channels=3)
    worker = hire()
    worker.start()
    await push.over()
    at = await store.ledger.clock()
    act = Act(EDITOR, Address("console", "desk"), at, Deed.RETRACTED, detail="It is invented.")
    await store.retract("story-3", at=at, act=act)
    await push.until(lambda: is_done(address))
    await worker.stopped()
    telling = [each for each in posted(push) if "Story 3" in each.text]
    assert len(telling) == 6
    assert all("It is invented." in each.text for each in telling)
