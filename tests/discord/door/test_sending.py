"""What the newsroom sends by itself, and how each send ends."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest

from bot.address import Address
from bot.choice import Choice
from bot.outcome import Gone, Later, Refused, Sent, Unknown
from bot.reply import Choices, Heading, Paragraph, Plain, Reply
from tests.platforms.discord import changes
from tests.platforms.discord.faults import Broken, Reset
from tests.platforms.discord.permissions import May
from tests.platforms.discord.rates import Limited
from tests.platforms.discord.refusals import Refusal
from tests.platforms.discord.seeing import is_laid_out, shown
from tests.platforms.discord.world import Kind

if TYPE_CHECKING:
    from adapters.discord.adapter import Discord as Door
    from tests.platforms.discord.faults import Fault
    from tests.platforms.discord.people import Person
    from tests.platforms.discord.server import Discord
    from tests.platforms.discord.world import Channel, Guild


def saying(text: str) -> Reply:
    """A briefing."""
    blocks = (Heading((Plain("Good morning"),)), Paragraph((Plain(text),)))
    return Reply((*blocks, Choices((Choice("Facts", "facts", ("~1",)),))))


def at(channel: Channel) -> Address:
    """Where a channel, a thread or a forum is."""
    if channel.kind is Kind.THREAD and channel.parent is not None:
        return Address("discord", str(channel.parent.id), str(channel.id))
    return Address("discord", str(channel.id))


async def test_a_message_arrives_and_its_buttons_work(
    door: Door, channel: Channel, reader: Person
) -> None:
    outcome = await door.send(at(channel), saying("The bridge fell."), key="d1")
    (message,) = channel.messages.values()
    assert outcome == Sent(str(message.id))
    assert is_laid_out(message)
    assert "The bridge fell." in shown(message)
    await reader.presses(message, "Facts")
    assert "Old bridge of Lorrin falls" in shown(message)


async def test_what_a_send_takes_beside_its_own_call_is_counted_and_answers_are_not(
    door: Door, here: Discord, channel: Channel, guild: Guild, reader: Person
) -> None:
    forum = here.world.forum(guild, "news", "Trade")
    person = Address("discord", str(reader.user.id))
    took = list[int]()
    for number, where in enumerate((at(channel), at(forum), at(forum), person, person)):
        before = door.unplaced
        await door.send(where, saying("The bridge fell."), key=f"d{number}")
        took.append(door.unplaced - before)
    # That a forum, or a person, is no channel is learned once.
    assert took == [0, 1, 0, 2, 0]
    before = door.unplaced
    (message,) = channel.messages.values()
    await reader.presses(message, "Facts")
    await door.edit(at(channel), str(message.id), saying("It did not fall."))
    assert door.unplaced == before
    await door.find(at(channel), key="d9", since=datetime.now(UTC))
    assert door.unplaced > before


async def test_a_repeated_send_puts_one_message(
    door: Door, here: Discord, channel: Channel
) -> None:
    first = await door.send(at(channel), saying("Once."), key="d1")
    assert await door.send(at(channel), saying("Once."), key="d1") == first
    assert await door.send(at(channel), saying("Twice."), key="d2") != first
    assert len(channel.messages) == 2
    bodies = [call.form for call in here.calls if call.operation == "create_message"]
    assert [(each["nonce"], each["enforce_nonce"]) for each in bodies] == [
        ("d1", True),
        ("d1", True),
        ("d2", True),
    ]


async def test_a_send_that_may_have_arrived_is_unknown_and_repeating_it_is_safe(
    door: Door, here: Discord, channel: Channel
) -> None:
    here.faults.on("create_message", Reset(done=True))
    assert isinstance(await door.send(at(channel), saying("Once."), key="d1"), Unknown)
    assert isinstance(await door.send(at(channel), saying("Once."), key="d1"), Sent)
    assert len(channel.messages) == 1


@pytest.mark.parametrize(
    ("fault", "outcome"),
    [
        (Refusal(10003), Gone),
        (Refusal(50001), Gone),
        (Refusal(50013), Gone),
        (Refusal(50007), Gone),
        (Refusal(50083), Gone),
        (Refusal(160005), Gone),
        (Refusal(50278), Gone),
        (Refusal(200000), Refused),
        (Refusal(50109), Refused),
        (Limited(40.0), Later),
        (Limited(40.0, "global"), Later),
        (Limited(45.0, code=20016), Later),
        (Limited(45.0, code=20028), Later),
        (Broken(503), Unknown),
        (Broken(503, page=True), Unknown),
        (Reset(done=False), Unknown),
        (Reset(done=True), Unknown),
    ],
    ids=repr,
)
async def test_every_way_a_send_can_end_has_its_outcome(
    door: Door, here: Discord, channel: Channel, fault: Fault, outcome: type
) -> None:
    here.faults.on("create_message", fault)
    assert isinstance(await door.send(at(channel), saying("Hello."), key="d1"), outcome)


@pytest.mark.parametrize("scope", ["user", "global"])
async def test_a_wait_says_how_long_and_for_whom(
    door: Door, here: Discord, channel: Channel, scope: str
) -> None:
    here.faults.on("create_message", Limited(40.0, scope))
    outcome = await door.send(at(channel), saying("Hello."), key="d1")
    assert isinstance(outcome, Later)
    assert 39 <= outcome.after <= 41


async def test_a_short_wait_is_waited_for(door: Door, here: Discord, channel: Channel) -> None:
    here.faults.on("create_message", Limited(0.2))
    assert isinstance(await door.send(at(channel), saying("Hello."), key="d1"), Sent)


async def test_a_form_that_is_refused_is_sent_as_an_embed(
    door: Door, here: Discord, channel: Channel
) -> None:
    here.faults.on("create_message", Refusal(50035))
    assert isinstance(await door.send(at(channel), saying("Hello."), key="d1"), Sent)
    (message,) = channel.messages.values()
    assert not is_laid_out(message)
    assert "Hello." in shown(message)
    here.faults.on("create_message", Refusal(50035), times=2)
    assert isinstance(await door.send(at(channel), saying("Hello."), key="d2"), Refused)


async def test_nobody_is_there(door: Door, here: Discord, channel: Channel) -> None:
    await here.close()
    await asyncio.sleep(0.1)  # before a line is seen to be closed, nobody can tell
    outcome = await door.send(at(channel), saying("Hello."), key="d1")
    assert isinstance(outcome, Later)
    assert outcome.everywhere
    await here.open()
    assert isinstance(await door.send(at(channel), saying("Hello."), key="d1"), Sent)


@pytest.mark.parametrize(
    "lost", [May.VIEW_CHANNEL, May.SEND_MESSAGES], ids=["not seen", "not written in"]
)
async def test_a_lost_right_is_told_apart_and_comes_back(
    door: Door, here: Discord, channel: Channel, lost: May
) -> None:
    channel.deny(here.world.bot.id, lost)
    gone = await door.send(at(channel), saying("Hello."), key="d1")
    assert isinstance(gone, Gone)
    channel.exceptions.clear()
    assert isinstance(await door.send(at(channel), saying("Hello."), key="d1"), Sent)


async def test_deleted_places_are_gone(door: Door, here: Discord, channel: Channel) -> None:
    thread = here.world.thread(channel, "Bridges")
    await changes.deleted(here, channel)
    assert isinstance(await door.send(at(channel), saying("Hello."), key="d1"), Gone)
    assert isinstance(await door.send(at(thread), saying("Hello."), key="d2"), Gone)


async def test_a_thread_is_woken_and_a_locked_one_is_gone(
    door: Door, here: Discord, channel: Channel
) -> None:
    thread = here.world.thread(channel, "Bridges")
    thread.archived = True
    assert isinstance(await door.send(at(thread), saying("Hello."), key="d1"), Sent)
    assert (len(thread.messages), len(channel.messages)) == (1, 0)
    thread.locked = True
    assert isinstance(await door.send(at(thread), saying("Hello."), key="d2"), Gone)


async def test_a_person_is_written_to_in_private(door: Door, here: Discord, reader: Person) -> None:
    where = Address("discord", str(here.world.dm(reader.user).id))
    assert isinstance(await door.send(where, saying("Hello."), key="d1"), Sent)
    reader.user.closed = True
    assert isinstance(await door.send(where, saying("Hello."), key="d2"), Gone)


async def test_what_was_sent_is_corrected(door: Door, channel: Channel) -> None:
    sent = await door.send(at(channel), saying("Ten ships."), key="d1")
    assert isinstance(sent, Sent)
    message = channel.messages[int(sent.message)]
    assert await door.edit(at(channel), sent.message, saying("Twelve ships.")) == sent
    assert "Twelve ships." in shown(message)
    # To say the same once more is no fault.
    assert await door.edit(at(channel), sent.message, saying("Twelve ships.")) == sent


async def test_what_stands_no_longer_cannot_be_corrected(door: Door, channel: Channel) -> None:
    sent = await door.send(at(channel), saying("Ten ships."), key="d1")
    assert isinstance(sent, Sent)
    del channel.messages[int(sent.message)]
    outcome = await door.edit(at(channel), sent.message, saying("Twelve ships."))
    assert isinstance(outcome, Refused)


@pytest.mark.parametrize(
    ("fault", "outcome"),
    [
        (Limited(60.0, code=30046), Later),
        (Limited(60.0, code=20022), Later),
        (Refusal(50083), Gone),
        (Refusal(50005), Gone),
        (Broken(503), Unknown),
        (Reset(done=True), Unknown),
    ],
    ids=repr,
)
async def test_every_way_a_correction_can_end_has_its_outcome(
    door: Door, here: Discord, channel: Channel, fault: Fault, outcome: type
) -> None:
    sent = await door.send(at(channel), saying("Ten ships."), key="d1")
    assert isinstance(sent, Sent)
    here.faults.on("update_message", fault)
    edited = await door.edit(at(channel), sent.message, saying("Twelve ships."))
    assert isinstance(edited, outcome)


async def test_an_embed_is_corrected_as_one(door: Door, here: Discord, channel: Channel) -> None:
    # Nobody remembers in which form it was sent, so the better one is tried first.
    here.forgiven.add(50035)
    here.faults.on("create_message", Refusal(50035))
    sent = await door.send(at(channel), saying("Ten ships."), key="d1")
    assert isinstance(sent, Sent)
    edited = await door.edit(at(channel), sent.message, saying("Twelve ships."))
    assert isinstance(edited, Sent)
    assert "Twelve ships." in shown(channel.messages[int(sent.message)])
