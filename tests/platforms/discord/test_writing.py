"""What the real library writes stands there, where it may, and once."""

from __future__ import annotations

from typing import TYPE_CHECKING

import aiohttp
import discord
import pytest

from tests.platforms.discord import changes
from tests.platforms.discord.faults import Broken, Reset, Slow
from tests.platforms.discord.permissions import May
from tests.platforms.discord.refusals import Refusal
from tests.platforms.discord.seeing import shown

if TYPE_CHECKING:
    from tests.platforms.discord.bare import Bare
    from tests.platforms.discord.server import Discord
    from tests.platforms.discord.world import Channel, Guild


async def test_what_was_sent_already_is_not_sent_again(
    bot: Bare, here: Discord, channel: Channel
) -> None:
    place = bot.get_partial_messageable(channel.id)
    first = await place.send("Hello", nonce="once")
    assert (await place.send("Goodbye", nonce="once")).id == first.id
    here.clock.skip(600)
    assert (await place.send("Goodbye", nonce="once")).id != first.id
    await first.delete()
    assert len(channel.messages) == 1


async def test_a_deleted_message_is_not_sent_again_either(bot: Bare, channel: Channel) -> None:
    place = bot.get_partial_messageable(channel.id)
    await (await place.send("Hello", nonce="once")).delete()
    with pytest.raises(discord.NotFound, match="10008"):
        await place.send("Hello", nonce="once")


async def test_a_message_changes_and_is_read_back(
    bot: Bare, here: Discord, channel: Channel
) -> None:
    place = bot.get_partial_messageable(channel.id)
    sent = await place.send("Hello")
    await sent.edit(content="Goodbye")
    assert [each.content async for each in place.history()] == ["Goodbye"]
    channel.deny(here.world.bot.id, May.READ_MESSAGE_HISTORY)
    assert [each async for each in place.history()] == []


async def test_a_file_is_given_out_by_its_signed_address(bot: Bare, channel: Channel) -> None:
    place = bot.get_partial_messageable(channel.id)
    file = discord.File(__file__, "story.yaml")
    sent = await place.send(file=file)
    data = await sent.attachments[0].read()
    assert data.startswith(b'"""What the real library writes')


@pytest.mark.parametrize(
    ("code", "denied"),
    [(50001, May.VIEW_CHANNEL), (50013, May.SEND_MESSAGES)],
)
async def test_a_bot_may_only_write_where_it_may(
    bot: Bare, here: Discord, channel: Channel, code: int, denied: May
) -> None:
    channel.deny(here.world.bot.id, denied)
    with pytest.raises(discord.Forbidden, match=str(code)):
        await bot.get_partial_messageable(channel.id).send("Hello")


async def test_threads_sleep_and_are_locked(bot: Bare, here: Discord, channel: Channel) -> None:
    thread = here.world.thread(channel, "Bridges")
    thread.archived = True
    place = bot.get_partial_messageable(thread.id)
    sent = await place.send("Hello")
    assert not thread.archived
    thread.archived = True
    with pytest.raises(discord.HTTPException, match="50083"):
        await sent.edit(content="Goodbye")
    thread.locked = True
    with pytest.raises(discord.Forbidden, match="160005"):
        await place.send("Hello")
    channel.allow(here.world.bot.id, May.MANAGE_THREADS)
    await place.send("Hello")


async def test_a_forum_asks_for_its_tags(bot: Bare, here: Discord, guild: Guild) -> None:
    made = here.world.forum(guild, "news", "Trade", requires_tag=True)
    await changes.made(here, made)
    await bot.wait_for("guild_channel_create")
    forum = bot.get_channel(made.id)
    assert isinstance(forum, discord.ForumChannel)
    with pytest.raises(discord.HTTPException, match="40067"):
        await forum.create_thread(name="Bridge falls", content="It fell.")
    post = await forum.create_thread(
        name="Bridge falls", content="It fell.", applied_tags=[*forum.available_tags]
    )
    assert post.message.id == post.thread.id
    assert shown(here.world.channels[post.thread.id].messages[post.message.id]) == "It fell."
    # The library sends what only makes sense for other threads and messages.
    assert {each.rpartition(" ")[2] for each in here.violations} == {"/type", "/message/tts"}
    here.violations.clear()


async def test_whoever_wants_no_messages_gets_none(bot: Bare, here: Discord) -> None:
    user = here.world.user("Eve")
    user.closed = True
    place = await bot.create_dm(discord.Object(user.id))
    with pytest.raises(discord.Forbidden, match="50007"):
        await place.send("Hello")


async def test_an_empty_or_forbidden_form_is_refused_and_told(
    bot: Bare, here: Discord, channel: Channel
) -> None:
    place = bot.get_partial_messageable(channel.id)
    with pytest.raises(discord.HTTPException, match="50035"):
        await place.send("x" * 2_001)
    with pytest.raises(discord.HTTPException):
        await place.send("")
    assert len(here.violations) >= 2
    here.violations.clear()


async def test_a_laid_out_message_stays_one(bot: Bare, here: Discord, channel: Channel) -> None:
    view = discord.ui.LayoutView()
    view.add_item(discord.ui.TextDisplay("Hello"))
    sent = await bot.get_partial_messageable(channel.id).send(view=view)
    with pytest.raises(discord.HTTPException, match="50035"):
        await sent.edit(content="Goodbye", view=None)
    here.violations.clear()


async def test_a_ping_is_a_fault(bot: Bare, here: Discord, channel: Channel) -> None:
    mentions = discord.AllowedMentions.all()
    await bot.get_partial_messageable(channel.id).send("@everyone", allowed_mentions=mentions)
    assert "may ping" in here.violations.pop()


async def test_faults_come_when_they_are_wanted(bot: Bare, here: Discord, channel: Channel) -> None:
    place = bot.get_partial_messageable(channel.id)
    here.faults.on("create_message", Reset(done=True))
    with pytest.raises(aiohttp.ClientError):
        await place.send("Hello", nonce="one")
    assert len(channel.messages) == 1
    here.faults.on("create_message", Reset(done=False))
    with pytest.raises(aiohttp.ClientError):
        await place.send("Hello", nonce="two")
    assert len(channel.messages) == 1
    here.faults.on("create_message", Broken(503))
    with pytest.raises(discord.DiscordServerError):
        await place.send("Hello", nonce="three")
    here.faults.on("create_message", Refusal(200000))
    with pytest.raises(discord.HTTPException, match="200000"):
        await place.send("Hello", nonce="four")
    here.faults.on("create_message", Slow(0.1))
    before = here.clock()
    await place.send("Hello", nonce="five")
    assert here.clock() - before >= 0.1
    assert len(channel.messages) == 2
