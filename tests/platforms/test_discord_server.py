"""Our Discord is near enough to the real one for the real library, which is used as it is."""

from __future__ import annotations

import asyncio
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING, Any

import aiohttp
import discord
import pytest
import yarl

from tests.platforms.discord import changes
from tests.platforms.discord.bare import Bare
from tests.platforms.discord.connection import Op
from tests.platforms.discord.faults import Broken, Reset, Slow
from tests.platforms.discord.interactions import DEADLINE, LIFE
from tests.platforms.discord.people import NotOffered, Person
from tests.platforms.discord.permissions import NOTHING, May
from tests.platforms.discord.refusals import Refusal
from tests.platforms.discord.seeing import is_laid_out, is_private, labels, shown
from tests.platforms.discord.server import TOKEN
from tests.platforms.discord.watched import watched

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from tests.platforms.discord.server import Discord
    from tests.platforms.discord.world import Channel, Guild


@pytest.fixture
async def here() -> AsyncIterator[Discord]:
    """Discord."""
    async with watched() as here:
        yield here


@pytest.fixture
def guild(here: Discord) -> Guild:
    """A guild that the bot is in."""
    return here.world.guild("Lorrin")


@pytest.fixture
def channel(here: Discord, guild: Guild) -> Channel:
    """A channel of it."""
    return here.world.channel(guild, "general")


@pytest.fixture
def reader(here: Discord, guild: Guild) -> Person:
    """Somebody in it."""
    return here.person("Ada", guild)


@asynccontextmanager
async def running(
    here: Discord,
    token: str = TOKEN,
    **more: Any,  # noqa: ANN401 - any option of the bot
) -> AsyncIterator[Bare]:
    """Let the bare bot run."""
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(discord.http.Route, "BASE", here.api)
        patched.setattr(discord.gateway.DiscordWebSocket, "DEFAULT_GATEWAY", yarl.URL(here.socket))
        async with Bare(**more) as bot:
            at_work = asyncio.create_task(bot.start(token))
            came = asyncio.create_task(bot.came.wait())
            await asyncio.wait([at_work, came], return_when=asyncio.FIRST_COMPLETED)
            if at_work.done():
                came.cancel()
                await at_work
            yield bot
            await bot.close()
            await at_work


@pytest.fixture
async def bot(here: Discord, channel: Channel) -> AsyncIterator[Bare]:
    """The bare bot, which is ready."""
    assert channel.id in here.world.channels
    async with running(here) as bot:
        yield bot


async def test_a_bot_logs_in_and_knows_its_guilds(bot: Bare, channel: Channel) -> None:
    known = bot.get_channel(channel.id)
    assert isinstance(known, discord.TextChannel)
    assert known.permissions_for(known.guild.me).send_messages


async def test_a_wrong_token_is_refused(here: Discord, guild: Guild) -> None:
    with pytest.raises(discord.LoginFailure):
        async with running(here, token="another") as bot:  # noqa: S106 - nobody's
            assert bot.get_guild(guild.id)


async def test_a_command_is_answered_and_its_button_changes_the_answer(
    bot: Bare, here: Discord, channel: Channel, reader: Person
) -> None:
    assert bot.is_ready()
    asked = await reader.gives("hello", channel, name="Ada")
    (message,) = asked.messages
    assert shown(message) == "Hello Ada"
    assert labels(message) == ["Once more"]
    await reader.presses(message, "Once more")
    assert shown(message) == "Hello once more"
    assert here.count("create_interaction_response") == 2


@pytest.mark.usefixtures("bot")
async def test_suggestions_are_shown(channel: Channel, reader: Person) -> None:
    assert await reader.types("hello", channel, name="a") == [("A", "a"), ("World", "world")]


@pytest.mark.usefixtures("bot")
async def test_an_answer_after_a_while_is_seen_by_whom_the_sign_was_for(
    here: Discord, channel: Channel, reader: Person
) -> None:
    asked = await reader.gives("think", channel)
    (message,) = asked.messages
    assert is_private(message)
    assert is_laid_out(message)
    assert channel.messages == {}
    with pytest.raises(NotOffered):
        await here.person("Bob").pushes(message, "more")


@pytest.mark.usefixtures("bot")
async def test_a_form_is_filled_in(channel: Channel, reader: Person) -> None:
    asked = await reader.gives("write", channel)
    with pytest.raises(NotOffered):
        await reader.fills(asked, text="x" * 21)
    filled = await reader.fills(asked, text="A bridge fell")
    assert shown(filled.messages[0]) == "You wrote: A bridge fell"


@pytest.mark.usefixtures("bot")
async def test_a_client_offers_only_what_is_registered(channel: Channel, reader: Person) -> None:
    with pytest.raises(NotOffered):
        await reader.gives("dance", channel)
    with pytest.raises(NotOffered):
        await reader.gives("hello", channel, name=5)


async def test_the_library_waits_when_a_bucket_is_empty(
    bot: Bare, here: Discord, channel: Channel
) -> None:
    here.rates.spans["create_message"] = (2, 0.2)
    place = bot.get_partial_messageable(channel.id)
    for number in range(5):
        await place.send(str(number))
    assert [shown(each) for each in channel.messages.values()] == [*"01234"]
    assert here.rates.invalid == 0


async def test_the_library_waits_when_the_whole_bot_is_too_quick(
    bot: Bare, here: Discord, channel: Channel
) -> None:
    here.rates.spans["create_message"] = (100, 1.0)
    here.rates.everywhere = 10
    place = bot.get_partial_messageable(channel.id)
    for number in range(12):
        await place.send(str(number))
    assert len(channel.messages) == 12
    assert here.rates.invalid > 0


async def test_whoever_does_not_listen_to_a_no_is_banned(
    bot: Bare, here: Discord, channel: Channel
) -> None:
    here.rates.most_invalid = 2
    channel.deny(here.world.bot.id, May.SEND_MESSAGES)
    place = bot.get_partial_messageable(channel.id)
    for _ in range(2):
        with pytest.raises(discord.Forbidden):
            await place.send("Hello")
    with pytest.raises(discord.HTTPException, match="1015"):
        await place.send("Hello")


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
    assert data.startswith(b'"""Our Discord')


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


@pytest.mark.usefixtures("bot")
async def test_an_answer_comes_in_time_and_once(
    here: Discord, channel: Channel, reader: Person
) -> None:
    asked = await reader.gives("hello", channel)
    url = f"{here.api}/interactions/{asked.id}/{asked.token}/callback"
    here.forgiven |= {40060, 10062}
    async with aiohttp.ClientSession() as session:
        body = {"type": 4, "data": {"content": "Hi", "allowed_mentions": {"parse": []}}}
        async with session.post(url, json=body) as again:
            assert (await again.json())["code"] == 40060
        late = here.interactions.open(asked.kind, reader.user, channel, {**asked.event, "id": "1"})
        here.clock.skip(DEADLINE + 1)
        url = f"{here.api}/interactions/{late.id}/{late.token}/callback"
        async with session.post(url, json=body) as too_late:
            assert (await too_late.json())["code"] == 10062
        assert "COMMAND is waiting" in "".join(here.complaints)
        here.interactions.forget()


@pytest.mark.usefixtures("bot")
async def test_a_token_lives_for_a_quarter_of_an_hour(
    here: Discord, channel: Channel, reader: Person
) -> None:
    asked = await reader.gives("hello", channel)
    url = f"{here.api}/webhooks/{here.world.application}/{asked.token}"
    body = {"content": "More", "allowed_mentions": {"parse": []}}
    async with aiohttp.ClientSession() as session:
        async with session.post(url, json=body) as more:
            assert more.status == 200
        here.clock.skip(LIFE)
        async with session.post(url, json=body) as too_late:
            assert (await too_late.json())["code"] == 50027


async def test_after_a_drop_nothing_is_lost(
    bot: Bare, here: Discord, channel: Channel, reader: Person
) -> None:
    await here.gateway.drop()
    asked = await reader.gives("hello", channel)
    assert len(asked.messages) == 1
    assert (bot.resumed, here.count("create_interaction_response")) == (1, 1)
    assert len(here.gateway.intents) == 1


@pytest.mark.parametrize("how", ["told to reconnect", "hung up on", "session invalid for now"])
async def test_whoever_is_told_to_comes_back(
    bot: Bare, here: Discord, channel: Channel, reader: Person, how: str
) -> None:
    match how:
        case "told to reconnect":
            await here.gateway.say(Op.RECONNECT)
        case "hung up on":
            await here.gateway.close(4000)
        case _:
            await here.gateway.say(Op.INVALID_SESSION, data=True)
    assert len((await reader.gives("hello", channel)).messages) == 1
    assert bot.resumed == 1


async def test_a_session_that_is_over_begins_anew(
    bot: Bare, here: Discord, channel: Channel, reader: Person
) -> None:
    here.gateway.max_concurrency = 2
    await here.gateway.say(Op.INVALID_SESSION, data=False)
    await here.until(lambda: here.gateway.live)
    assert len((await reader.gives("hello", channel)).messages) == 1
    assert (bot.resumed, len(here.gateway.intents)) == (0, 2)


async def test_a_line_on_which_nobody_answers_is_left(
    here: Discord, channel: Channel, reader: Person
) -> None:
    here.gateway.interval, here.gateway.deaf = 0.1, True
    async with running(here, heartbeat_timeout=0.3) as bot:
        (line,) = here.gateway.connections
        await here.until(lambda: here.gateway.connections not in ([], [line]))
        here.gateway.deaf = False
        assert len((await reader.gives("hello", channel)).messages) == 1
        assert bot.resumed >= 1


async def test_shards_hear_of_their_own_guilds(here: Discord) -> None:
    here.gateway.shards = here.gateway.max_concurrency = 2
    homes = [here.world.channel(here.world.guild("Home", shard=n, of=2), "home") for n in (0, 1)]
    async with running(here) as bot:
        assert {each.id: each.shard_id for each in bot.guilds} == {
            home.guild.id: number for number, home in enumerate(homes) if home.guild
        }
        for home in homes:
            assert home.guild is not None
            asked = await here.person("Ada", home.guild).gives("hello", home)
            assert len(asked.messages) == 1
    assert here.count("create_interaction_response") == 2


async def test_privileged_intents_are_refused(here: Discord) -> None:
    here.gateway.expected = 4014
    with pytest.raises(discord.PrivilegedIntentsRequired):
        async with running(here, curious=True) as bot:
            assert bot.is_closed()


async def test_a_bot_hears_that_it_was_invited_and_kicked(bot: Bare, here: Discord) -> None:
    world = here.world
    guild = world.guild("Marrow")
    async with asyncio.timeout(5):
        joined = asyncio.create_task(bot.wait_for("guild_join"))
        await asyncio.sleep(0)
        await changes.invited(here, guild)
        await joined
        left = asyncio.create_task(bot.wait_for("guild_remove"))
        await asyncio.sleep(0)
        await changes.kicked(here, guild)
        await left


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


async def test_commands_that_are_no_longer_there_are_gone(
    bot: Bare, here: Discord, channel: Channel, reader: Person
) -> None:
    here.rates = type(here.rates)(here.clock, spans={})
    bot.tree.remove_command("hello")
    await bot.tree.sync()
    with pytest.raises(NotOffered):
        await reader.gives("hello", channel)
    assert {each["name"] for each in here.commands[0].values()} == {"think", "write"}


@pytest.mark.usefixtures("bot")
async def test_nobody_gives_commands_without_leave(
    here: Discord, channel: Channel, reader: Person
) -> None:
    assert channel.guild is not None
    channel.guild.everyone = NOTHING
    with pytest.raises(NotOffered):
        await reader.gives("hello", channel)
    assert here.count("create_interaction_response") == 0
