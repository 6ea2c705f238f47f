"""Each briefing is a post of its own in a forum, and none is begun twice."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pytest

from bot.outcome import Gone, Later, Sent, Unknown
from tests.discord.door.opening import opened
from tests.discord.door.test_sending import at, saying
from tests.platforms.discord.faults import Broken, Reset
from tests.platforms.discord.permissions import May
from tests.platforms.discord.rates import Limited
from tests.platforms.discord.refusals import Refusal
from tests.platforms.discord.seeing import shown

if TYPE_CHECKING:
    from adapters.discord.adapter import Discord as Door
    from bot.desk import Desk
    from tests.platforms.discord.faults import Fault
    from tests.platforms.discord.server import Discord
    from tests.platforms.discord.world import Channel, Guild

NEWS = saying("The bridge fell.")


@pytest.fixture
def forum(here: Discord, guild: Guild) -> Channel:
    return here.world.forum(guild, "news", "Trade")


def posts(here: Discord, forum: Channel) -> list[Channel]:
    return [each for each in here.world.channels.values() if each.parent is forum]


async def sought(door: Door, forum: Channel, key: str = "d1") -> Sent | Unknown | None:
    """Look for what was sent in the last minutes."""
    since = datetime.now(UTC) - timedelta(minutes=2)
    return await door.find(at(forum), key=key, since=since)


async def test_a_forum_gets_a_post(door: Door, here: Discord, forum: Channel) -> None:
    outcome = await door.send(at(forum), NEWS, key="d1")
    (post,) = posts(here, forum)
    assert outcome == Sent(str(post.id))
    assert post.name == "Good morning"
    assert "The bridge fell." in shown(post.messages[post.id])
    edited = await door.edit(at(forum), str(post.id), saying("The bridge did not fall."))
    assert isinstance(edited, Sent)
    assert "did not fall" in shown(post.messages[post.id])
    # Once it is known to be one, nothing else is tried.
    assert isinstance(await door.send(at(forum), NEWS, key="d2"), Sent)
    assert (here.count("create_message"), here.count("create_thread")) == (1, 2)


async def test_a_forum_that_asks_for_tags_is_told(door: Door, here: Discord, guild: Guild) -> None:
    forum = here.world.forum(guild, "news", "Trade", requires_tag=True)
    assert isinstance(await door.send(at(forum), NEWS, key="d1"), Gone)


@pytest.mark.parametrize("asleep", [False, True])
async def test_a_post_that_may_have_been_begun_is_found_also_after_a_new_start(
    door: Door, here: Discord, forum: Channel, desk: Desk, *, asleep: bool
) -> None:
    here.faults.on("create_thread", Reset(done=True))
    assert isinstance(await door.send(at(forum), NEWS, key="d1"), Unknown)
    here.world.thread(forum, "Somebody else's", owner=here.owner.id)
    (post, _) = posts(here, forum)
    post.archived = asleep
    assert await sought(door, forum) == Sent(str(post.id))
    async with opened(here, desk) as again:
        assert await sought(again, forum) == Sent(str(post.id))


async def test_a_post_that_was_not_begun_is_not_taken_for_another(
    door: Door, forum: Channel
) -> None:
    assert await sought(door, forum) is None
    assert isinstance(await door.send(at(forum), NEWS, key="d1"), Sent)
    assert await sought(door, forum, "d2") is None


@pytest.mark.parametrize(
    ("fault", "ends"),
    [
        (Broken(500), (Unknown, 1)),
        (Broken(502, page=True), (Unknown, 1)),
        (Reset(done=False), (Unknown, 1)),
        (Limited(0.1), (Sent, 2)),
        (Limited(40.0), (Later, 1)),
        (Refusal(50013), (Gone, 1)),
    ],
    ids=repr,
)
async def test_a_post_is_begun_anew_only_where_it_surely_was_not(
    door: Door, here: Discord, forum: Channel, fault: Fault, ends: tuple[type, int]
) -> None:
    here.faults.on("create_thread", fault)
    outcome = await door.send(at(forum), NEWS, key="d1")
    assert (type(outcome), here.count("create_thread")) == ends


@pytest.mark.parametrize("lost", [May.VIEW_CHANNEL, May.READ_MESSAGE_HISTORY])
async def test_what_cannot_be_read_cannot_be_told(
    door: Door, here: Discord, forum: Channel, lost: May
) -> None:
    assert isinstance(await door.send(at(forum), NEWS, key="d1"), Sent)
    forum.deny(here.world.bot.id, lost)
    assert isinstance(await sought(door, forum), Unknown)


@pytest.mark.parametrize("call", ["get_active_guild_threads", "list_public_archived_threads"])
async def test_a_server_that_does_not_list_posts_cannot_tell(
    door: Door, here: Discord, forum: Channel, call: str
) -> None:
    here.faults.on(call, Refusal(0, status=404))
    assert isinstance(await sought(door, forum), Unknown)
