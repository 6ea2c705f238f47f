"""What people write to the bot, and what comes of it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeAlias

import pytest
from telegram.error import BadRequest, ChatMigrated, Forbidden, NetworkError, RetryAfter, TimedOut

from adapters.telegram.answering import Answering
from adapters.telegram.request import NotSent
from adapters.telegram.sending import Sending
from tests.telegram.conftest import OWNER
from tests.telegram.recording import CHANNEL, GROUP, READER, Recording, a_message

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from adapters.telegram.wire import Message
    from bot.desk import Desk

    Say: TypeAlias = Callable[[Message], Awaitable[None]]

FACTS = "Comet seen over Marrow\n\nFacts\n1. The harbour opened on Monday."
PASTE = (Path(__file__).parents[1] / "pages" / "us-government-emails-hacked.txt").read_text("utf-8")
OWN = {"id": OWNER, "is_bot": False, "language_code": "en"}


@pytest.fixture
def say(desk: Desk, line: Recording) -> Say:
    """Write to the bot."""
    return Answering(desk, line, Sending(line)).message


@pytest.mark.parametrize("text", ["/facts", "/FACTS", "/facts@OurBot", "/facts@ourbot", " facts "])
async def test_a_command_is_answered_in_a_private_chat(
    say: Say, line: Recording, text: str
) -> None:
    await say(a_message(text))
    (sent,) = line.called("sendMessage")
    assert sent["text"].startswith(FACTS)
    assert sent["chat_id"] == str(READER)
    assert not {"reply_parameters", "message_thread_id"} & sent.keys()


async def test_an_answer_in_a_group_quotes_the_question(say: Say, line: Recording) -> None:
    await say(a_message("/facts", GROUP))
    (sent,) = line.called("sendMessage")
    assert sent["reply_parameters"] == {"message_id": 11, "allow_sending_without_reply": True}
    assert "message_thread_id" not in sent


async def test_an_answer_goes_into_the_topic_of_the_question(say: Say, line: Recording) -> None:
    await say(a_message("/facts", GROUP, message_thread_id=5, is_topic_message=True))
    (sent,) = line.called("sendMessage")
    assert sent["message_thread_id"] == "5"


async def test_a_row_of_replies_is_no_topic(say: Say, line: Recording) -> None:
    await say(a_message("/facts", GROUP, message_thread_id=5))
    (sent,) = line.called("sendMessage")
    assert "message_thread_id" not in sent


@pytest.mark.parametrize(
    "message",
    [
        a_message("/facts@OtherBot", GROUP),
        a_message("/facts@OtherBot"),
        a_message("/frobnicate", GROUP),
        a_message("facts", GROUP),
        a_message("What do you think of the comet?", GROUP),
        a_message(PASTE, GROUP),
        a_message(None, GROUP, document={"file_id": "f"}),
        a_message("/facts", GROUP, writer={"id": 9, "is_bot": True}),
        a_message("/facts", GROUP, sender_chat=CHANNEL, is_automatic_forward=True),
        a_message("A story", via_bot={"id": 1, "is_bot": True}),
        a_message(None, caption=None),
    ],
    ids=lambda message: str(message.get("text"))[:30],
)
async def test_what_is_not_for_us_is_not_answered(
    say: Say, line: Recording, message: Message
) -> None:
    await say(message)
    assert line.calls == []


async def test_a_command_that_names_us_is_answered_though_unknown(
    say: Say, line: Recording
) -> None:
    await say(a_message("/fact@OurBot", GROUP))
    assert line.texts[0].startswith("There is no command /fact.")
    assert (
        line.called("sendMessage")[0]["reply_markup"]["inline_keyboard"][0][0]["text"] == "/facts"
    )


async def test_a_command_may_stand_under_a_picture(say: Say, line: Recording) -> None:
    await say(a_message(None, caption="/facts", photo=[{"file_id": "p"}]))
    assert line.texts[0].startswith(FACTS)


async def test_other_words_in_private_look_up_a_story(say: Say, line: Recording) -> None:
    await say(a_message("old bridge"))
    assert line.texts[0].startswith("Old bridge of Lorrin falls")


async def test_who_comes_by_a_link_is_greeted(say: Say, line: Recording) -> None:
    await say(a_message("/start from_a_poster"))
    assert line.texts[0].startswith("Welcome")


async def test_a_channel_is_answered_where_it_asks(say: Say, line: Recording) -> None:
    await say(a_message("/facts", CHANNEL, sender_chat=CHANNEL, writer=None))
    (sent,) = line.called("sendMessage")
    assert sent["chat_id"] == "-200"
    assert "reply_parameters" not in sent


@pytest.mark.parametrize(
    "writer",
    [
        {"writer": {"id": 1087968824, "is_bot": True}, "sender_chat": GROUP},
        {"writer": {"id": 136817688, "is_bot": True}, "sender_chat": CHANNEL},
    ],
    ids=["an administrator", "a channel"],
)
async def test_who_writes_in_the_name_of_a_chat_is_answered(
    say: Say, line: Recording, writer: dict[str, Any]
) -> None:
    await say(a_message("/facts", GROUP, **writer))
    assert line.texts[0].startswith(FACTS)


# Editors


async def test_an_owners_file_becomes_a_draft(say: Say, line: Recording, desk: Desk) -> None:
    line.files["f"] = b"slug: new-story\nheadline: A new story\n"
    document = {"file_id": "f", "file_name": "new.yaml", "file_size": 40}
    await say(a_message(None, document=document, writer=OWN))
    assert await desk.store.find("new-story") is not None


@pytest.mark.parametrize("caption", ["/addstory", "/addstory@OurBot", "/ADDSTORY please"])
async def test_a_file_in_a_group_needs_its_command(
    say: Say, line: Recording, desk: Desk, caption: str
) -> None:
    line.files["f"] = b"slug: new-story\nheadline: A new story\n"
    document = {"file_id": "f"}
    await say(a_message(None, GROUP, caption=caption, document=document, writer=OWN))
    assert await desk.store.find("new-story") is not None


async def test_a_strangers_file_is_not_even_fetched(say: Say, line: Recording) -> None:
    await say(a_message(None, document={"file_id": "f"}))
    assert line.texts == ["Only editors may do this."]
    assert not line.called("fetch")


async def test_a_file_that_is_too_large_is_not_fetched(say: Say, line: Recording) -> None:
    document = {"file_id": "f", "file_size": 9 * 1024 * 1024}
    await say(a_message(None, document=document, writer=OWN))
    assert line.texts == ["The file is too large: 8 MiB are the most."]
    assert not line.called("fetch")


async def test_an_owners_long_paste_becomes_a_draft(say: Say, desk: Desk) -> None:
    before = (await desk.store.counts()).drafts
    await say(a_message(PASTE, writer=OWN))
    assert (await desk.store.counts()).drafts == before + 1


async def test_a_page_behind_the_command_keeps_its_lines(say: Say, desk: Desk) -> None:
    page = "/addstory slug: new-story\nheadline: A new story\nsummary: |\n  One.\n  Two.\n"
    await say(a_message(page, writer=OWN))
    revision = await desk.store.find("new-story")
    assert revision is not None
    assert revision.story.summary.strip() == "One.\nTwo."


async def test_a_strangers_long_text_is_but_a_question(
    say: Say, line: Recording, desk: Desk
) -> None:
    before = await desk.store.counts()
    await say(a_message(PASTE))
    assert await desk.store.counts() == before
    assert len(line.texts) == 1


# What Telegram makes of an answer


async def test_an_answer_waits_where_telegram_asks_to(say: Say, line: Recording) -> None:
    line.answers["sendMessage"].extend([RetryAfter(0), RetryAfter(0)])
    await say(a_message("/facts"))
    assert len(line.called("sendMessage")) == 3


async def test_an_answer_does_not_wait_for_ever(say: Say, line: Recording) -> None:
    line.answers["sendMessage"].append(RetryAfter(43_838))
    await say(a_message("/facts"))
    assert len(line.called("sendMessage")) == 1


async def test_an_answer_follows_its_group(say: Say, line: Recording) -> None:
    line.answers["sendMessage"].append(ChatMigrated(-1009))
    await say(a_message("/facts", GROUP))
    assert [sent["chat_id"] for sent in line.called("sendMessage")] == ["-100", "-1009"]


@pytest.mark.parametrize(
    "error",
    [TimedOut(), Forbidden("Forbidden: bot was blocked by the user"), BadRequest("X")],
)
async def test_what_may_have_arrived_or_never_will_is_not_sent_again(
    say: Say, line: Recording, error: Exception
) -> None:
    line.answers["sendMessage"].append(error)
    await say(a_message("/facts"))
    assert len(line.called("sendMessage")) == 1


async def test_what_cannot_have_left_is_sent_again(
    say: Say, line: Recording, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("adapters.telegram.faults.SOON", 0.0)
    error = NetworkError("refused")
    error.__cause__ = NotSent()
    line.answers["sendMessage"].append(error)
    await say(a_message("/facts"))
    assert len(line.called("sendMessage")) == 2
