"""One send after another, and what each means for those that wait."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from telegram.error import BadRequest, Forbidden, NetworkError, RetryAfter

from adapters.telegram.adapter import Telegram
from adapters.telegram.faults import waiting
from adapters.telegram.render import rendered
from adapters.telegram.request import NotSent
from adapters.telegram.sending import Sending
from bot.address import Address
from bot.outcome import Gone, Later, Refused, Sent, Unknown
from bot.reply import Paragraph, Plain, Reply
from tests.platforms.telegram.rates import Rates
from tests.platforms.telegram.world import Chat, Kind

if TYPE_CHECKING:
    from tests.telegram.recording import Recording

MESSAGE = Reply((Paragraph((Plain("x"),)),))
DRAWN = rendered(MESSAGE)


def chat(number: int) -> Address:
    return Address("telegram", str(number))


class Clock:
    """Goes on when it is told to."""

    now = 100.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def sending(line: Recording, clock: Clock) -> Sending:
    return Sending(line, clock)


async def everywhere(sending: Sending, line: Recording, number: int, seconds: int = 3) -> bool:
    """Send to a chat that is told to wait, and tell whether the whole bot is to."""
    line.answers["sendMessage"].append(RetryAfter(seconds))
    outcome = await sending.put(chat(number), DRAWN)
    assert isinstance(outcome, Later)
    return outcome.everywhere


async def test_a_chat_that_had_too_much_waits_alone_and_is_not_asked_meanwhile(
    sending: Sending, line: Recording, clock: Clock
) -> None:
    assert not await everywhere(sending, line, 1)
    assert isinstance(await sending.put(chat(1), DRAWN), Later)
    assert len(line.calls) == 1
    assert isinstance(await sending.put(chat(2), DRAWN), Sent)
    clock.now += 3
    assert isinstance(await sending.put(chat(1), DRAWN), Sent)


async def test_chats_that_had_too_much_wait_alone_while_others_are_served(
    sending: Sending, line: Recording
) -> None:
    for number in range(10):
        assert not await everywhere(sending, line, number)
        assert isinstance(await sending.put(chat(100 + number), DRAWN), Sent)


async def test_where_nobody_is_served_any_more_the_whole_bot_waits(
    sending: Sending, line: Recording, clock: Clock
) -> None:
    assert [await everywhere(sending, line, number) for number in range(3)] == [False, False, True]
    assert await sending.put(chat(9), DRAWN) == waiting(3, everywhere=True)
    assert len(line.calls) == 3
    clock.now += 3
    assert isinstance(await sending.put(chat(9), DRAWN), Sent)
    assert not await everywhere(sending, line, 5)


async def test_a_wait_of_half_a_day_is_never_everybodys(sending: Sending, line: Recording) -> None:
    assert not any([await everywhere(sending, line, number, 43_838) for number in range(5)])


async def test_a_send_says_where_it_stands(sending: Sending, line: Recording) -> None:
    line.answers["sendMessage"].append({"message_id": 77})
    assert await sending.put(Address("telegram", "-100", "5"), DRAWN) == Sent("77")
    assert line.called("sendMessage")[0]["message_thread_id"] == "5"


async def test_an_answer_that_names_no_message_leaves_it_open(
    sending: Sending, line: Recording
) -> None:
    line.answers["sendMessage"].append(True)
    assert isinstance(await sending.put(chat(1), DRAWN), Unknown)


@pytest.mark.parametrize(
    ("answer", "outcome"),
    [
        (True, Sent),
        (BadRequest("Bad Request: message is not modified: exactly the same"), Sent),
        (BadRequest("Bad Request: message to edit not found"), Refused),
        (BadRequest("Bad Request: chat not found"), Gone),
        (Forbidden("Forbidden: bot was kicked from the channel chat"), Gone),
    ],
)
async def test_an_edit_ends_as_a_send_does(
    sending: Sending, line: Recording, answer: object, outcome: type
) -> None:
    line.answers["editMessageText"].append(answer)
    named = {"chat_id": "1", "message_id": "77"}
    ended = await sending.replace(chat(1), named, DRAWN)
    assert isinstance(ended, outcome)
    assert not isinstance(ended, Sent) or ended == Sent("77")


async def test_an_answer_that_cannot_have_left_is_sent_again(
    sending: Sending, line: Recording, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("adapters.telegram.faults.SOON", 0.0)
    error = NetworkError("refused")
    error.__cause__ = NotSent()
    line.answers["sendMessage"].append(error)
    await sending.say(chat(1), MESSAGE)
    assert len(line.called("sendMessage")) == 2


async def test_answers_are_counted_and_what_is_sent_of_its_own_accord_is_not(
    sending: Sending,
) -> None:
    await sending.put(chat(1), DRAWN)
    await sending.amend(chat(1), "77", DRAWN)
    assert sending.answers == 0
    await sending.say(chat(1), MESSAGE)
    await sending.replaced(chat(1), {"chat_id": "1", "message_id": "77"}, rendered(MESSAGE))
    assert sending.answers == 2


async def test_a_door_that_is_not_open_says_later() -> None:
    outcome = await Telegram("1:secret").send(chat(1), MESSAGE, key="k")
    assert isinstance(outcome, Later)
    assert isinstance(await Telegram("1:secret").edit(chat(1), "7", MESSAGE), Later)


async def test_a_reply_names_what_it_replies_to_and_is_said_without_it_too(
    sending: Sending, line: Recording
) -> None:
    assert isinstance(await sending.put(chat(1), DRAWN, 88), Sent)
    (said,) = line.called("sendMessage")
    assert said["reply_parameters"] == {"message_id": 88, "allow_sending_without_reply": True}


async def test_what_is_set_right_is_changed_whatever_it_said_a_moment_ago(
    sending: Sending, line: Recording
) -> None:
    for _ in range(2):
        assert await sending.amend(chat(1), "88", DRAWN) == Sent("88")
    assert len(line.called("editMessageText")) == 2


@pytest.mark.parametrize(("number", "kind"), [(1, Kind.PRIVATE), (-100, Kind.SUPERGROUP)])
def test_a_chat_that_rests_between_messages_is_never_given_too_many(
    clock: Clock, number: int, kind: Kind
) -> None:
    rates, here = Rates(clock, burst=1), Chat(number, kind)
    for _ in range(50):
        rates.take(here)  # which refuses what is too much
        clock.now += Telegram("1:secret").rest(chat(number)).total_seconds()
