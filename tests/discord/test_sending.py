"""One send after another, and what each means for those that wait."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from discord import RateLimited

from adapters.discord.adapter import Discord
from adapters.discord.body import COMPONENTS
from adapters.discord.faults import MESSAGE_GONE, NOT_FOUND
from adapters.discord.paging import Message
from adapters.discord.sending import Sending
from bot.address import Address
from bot.outcome import Gone, Later, Refused, Sent, Unknown
from bot.reply import Heading, Paragraph, Plain, Reply
from tests.discord.recording import words_in
from tests.discord.test_faults import refusal

if TYPE_CHECKING:
    from tests.discord.recording import Recording

REPLY = Reply((Heading((Plain("The wall @everyone broke"),)), Paragraph((Plain("Again."),))))
MESSAGE = Message(REPLY)
HERE, POST, PERSON = Address("discord", "5"), Address("discord", "5", "6"), Address("discord", "7")


def channel(number: int) -> Address:
    return Address("discord", str(number))


@pytest.fixture
def sending(line: Recording) -> Sending:
    return Sending(line)


async def everywhere(sending: Sending, line: Recording, number: int) -> bool:
    """Send to a channel that is told to wait, and tell whether the whole bot is to."""
    line.answers[f"POST /channels/{number}/messages"].append(RateLimited(31))
    outcome = await sending.put(channel(number), MESSAGE, "k")
    assert isinstance(outcome, Later)
    return outcome.everywhere


async def test_a_channel_that_had_too_much_waits_alone(sending: Sending, line: Recording) -> None:
    assert [await everywhere(sending, line, 1) for _ in range(5)] == [False] * 5


async def test_channels_that_had_too_much_wait_alone_while_others_are_served(
    sending: Sending, line: Recording
) -> None:
    for number in range(10):
        assert not await everywhere(sending, line, number)
        assert isinstance(await sending.put(channel(100), MESSAGE, "k"), Sent)


async def test_where_nobody_is_served_any_more_the_whole_bot_waits(
    sending: Sending, line: Recording
) -> None:
    told = [await everywhere(sending, line, number) for number in range(4)]
    assert told == [False, False, True, True]
    assert isinstance(await sending.put(channel(9), MESSAGE, "k"), Sent)
    assert not await everywhere(sending, line, 5)


async def test_a_send_carries_its_key_and_says_where_it_stands(
    sending: Sending, line: Recording
) -> None:
    line.answers["POST /channels/6/messages"].append({"id": "77"})
    assert await sending.put(POST, MESSAGE, "k" * 25) == Sent("77")
    (said,) = line.said("POST /channels/6/messages")
    assert (said["nonce"], said["enforce_nonce"]) == ("k" * 25, True)
    assert said["allowed_mentions"] == {"parse": []}
    assert said["flags"] == COMPONENTS


async def test_a_place_that_takes_no_components_is_sent_an_embed_with_the_same_key(
    sending: Sending, line: Recording
) -> None:
    line.answers["POST /channels/5/messages"].append(refusal(400, 50035))
    assert isinstance(await sending.put(HERE, MESSAGE, "k"), Sent)
    first, second = line.said("POST /channels/5/messages")
    assert "flags" not in second
    assert words_in(second["embeds"]) == words_in(first["components"])
    assert first["nonce"] == second["nonce"]


async def test_a_message_that_no_form_can_say_is_refused(sending: Sending, line: Recording) -> None:
    line.answers["POST /channels/5/messages"].extend([refusal(400, 50035)] * 2)
    assert isinstance(await sending.put(HERE, MESSAGE, "k"), Refused)
    assert len(line.calls) == 2


async def test_in_a_thread_of_a_forum_a_message_is_a_message(
    sending: Sending, line: Recording
) -> None:
    line.answers["POST /channels/6/messages"].append(refusal(400, 50008))
    assert isinstance(await sending.put(POST, MESSAGE, "k"), Gone)
    assert len(line.calls) == 1


async def test_what_stands_in_a_forum_is_edited_in_its_post(
    sending: Sending, line: Recording
) -> None:
    line.answers["PATCH /channels/5/messages/88"].append(refusal(404, 10008))
    assert await sending.replace(HERE, "88", MESSAGE) == Sent("88")
    assert line.said("PATCH /channels/88/messages/88")


async def test_a_reply_names_what_it_replies_to_and_is_said_without_it_too(
    sending: Sending, line: Recording
) -> None:
    assert isinstance(await sending.put(HERE, MESSAGE, "k", "88"), Sent)
    (said,) = line.said("POST /channels/5/messages")
    assert said["message_reference"] == {"message_id": "88", "fail_if_not_exists": False}


async def test_in_a_forum_a_reply_stands_in_the_post_it_replies_to(
    sending: Sending, line: Recording
) -> None:
    line.answers["POST /channels/5/messages"].append(refusal(400, 50008))
    assert isinstance(await sending.put(HERE, MESSAGE, "k", "88"), Sent)
    (said,) = line.said("POST /channels/88/messages")
    assert said["message_reference"]["message_id"] == "88"


async def test_a_message_that_was_deleted_is_not_edited(sending: Sending, line: Recording) -> None:
    line.answers["PATCH /channels/5/messages/88"].append(refusal(404, 10008))
    line.answers["PATCH /channels/88/messages/88"].append(refusal(404, 10003))
    line.answers["POST /users/@me/channels"].append(refusal(404, 10013))
    assert await sending.replace(HERE, "88", MESSAGE) == Refused(MESSAGE_GONE)


async def test_a_person_is_written_to_in_their_conversation(
    sending: Sending, line: Recording
) -> None:
    line.answers["POST /channels/7/messages"].append(refusal(404, 10003))
    line.answers["POST /users/@me/channels"].append({"id": "70"})
    assert isinstance(await sending.put(PERSON, MESSAGE, "k"), Sent)
    assert isinstance(await sending.put(PERSON, MESSAGE, "l"), Sent)
    assert len(line.said("POST /channels/70/messages")) == 2
    assert line.said("POST /users/@me/channels") == [{"recipient_id": "7"}]


@pytest.mark.parametrize("code", [50033, 50035])
async def test_a_channel_that_was_deleted_is_gone(
    sending: Sending, line: Recording, code: int
) -> None:
    line.answers["POST /channels/5/messages"].append(refusal(404, 10003))
    line.answers["POST /users/@me/channels"].append(refusal(400, code))
    assert await sending.put(HERE, MESSAGE, "k") == Gone(NOT_FOUND)


@pytest.mark.parametrize(
    "fault",
    [
        refusal(503),
        RateLimited(40),
        refusal(429, 40003),
        TimeoutError(),
        ConnectionRefusedError(),
    ],
)
async def test_a_person_whose_conversation_cannot_be_opened_now_is_written_to_later(
    sending: Sending, line: Recording, fault: Exception
) -> None:
    line.answers["POST /channels/7/messages"].append(refusal(404, 10003))
    line.answers["POST /users/@me/channels"].append(fault)
    assert isinstance(await sending.put(PERSON, MESSAGE, "k"), Later)
    line.answers["POST /channels/7/messages"].append(refusal(404, 10003))
    line.answers["POST /users/@me/channels"].append({"id": "70"})
    assert isinstance(await sending.put(PERSON, MESSAGE, "k"), Sent)
    assert line.said("POST /channels/70/messages")


async def test_a_thread_that_was_deleted_is_nobody(sending: Sending, line: Recording) -> None:
    line.answers["POST /channels/6/messages"].append(refusal(404, 10003))
    assert await sending.put(POST, MESSAGE, "k") == Gone(NOT_FOUND)
    assert len(line.calls) == 1


@pytest.mark.parametrize(
    ("answer", "outcome"),
    [
        ({"id": "77"}, Sent),
        (refusal(403, 50013), Gone),
        (refusal(429, 30046, Retry_After="7"), Later),
        (TimeoutError(), Unknown),
    ],
    ids=str,
)
async def test_an_edit_ends_as_a_send_does(
    sending: Sending, line: Recording, answer: object, outcome: type
) -> None:
    line.answers["PATCH /channels/5/messages/77"].append(answer)
    ended = await sending.replace(HERE, "77", MESSAGE)
    assert isinstance(ended, outcome)
    assert not isinstance(ended, Sent) or ended == Sent("77")


async def test_a_door_that_is_not_open_says_later() -> None:
    door = Discord("secret")
    assert isinstance(await door.send(HERE, REPLY, key="k"), Later)
    assert isinstance(await door.edit(HERE, "7", REPLY), Later)
    assert "secret" not in repr(door)


@pytest.mark.parametrize(
    ("reply", "title"),
    [
        (REPLY, "The wall @everyone broke"),
        (Reply((Paragraph((Plain("Nothing heads this"),)),)), "…"),
        (Reply((Heading((Plain(" \n "),)),)), "…"),
        (Reply((Heading((Plain("𝔘" * 90),)),)), "𝔘" * 49 + "…"),
    ],
)
def test_a_post_is_called_by_its_heading(reply: Reply, title: str) -> None:
    assert Message(reply).title == title
