"""Readers ask, in every kind of place, and are answered there and nowhere else."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from bot.commands import COMMANDS
from bot.request import Role
from bot.words import languages, words_for
from tests.platforms.telegram.world import Kind, Standing

if TYPE_CHECKING:
    from tests.platforms.telegram.people import Person
    from tests.platforms.telegram.scene import Telegram
    from tests.platforms.telegram.world import Message

READING = [command for command in COMMANDS.values() if command.role is Role.READER]
FACTS = "Comet seen over Marrow\n\nFacts\n1. The harbour opened on Monday."

pytestmark = pytest.mark.usefixtures("door")


def starts(message: Message, text: str) -> bool:
    return message.text.startswith(text)


async def test_every_example_of_every_command_is_answered(telegram: Telegram, ada: Person) -> None:
    telegram.rates.on = False
    lines = [line for command in READING for line in command.examples]
    for number, line in enumerate(lines):
        ada.writes(line)
        await telegram.answers(ada, number + 1)
    assert len(telegram.said(ada)) == len(lines)
    for said in telegram.said(ada):
        assert "went wrong" not in said.text


@pytest.mark.parametrize("kind", [Kind.GROUP, Kind.SUPERGROUP])
async def test_a_group_is_answered_under_the_question(
    telegram: Telegram, ada: Person, kind: Kind
) -> None:
    group = telegram.group("Readers", kind)
    asked = ada.writes("/facts@OurBot", group)
    (answer,) = await telegram.answers(group)
    assert starts(answer, FACTS)
    assert answer.reply_to is asked


async def test_what_is_for_others_is_left_to_them(telegram: Telegram, ada: Person) -> None:
    telegram.privacy = False
    group = telegram.group("Readers")
    for text in ("/facts@OtherBot", "/frobnicate", "facts", "What of the comet?", "@OurBot"):
        ada.writes(text, group)
    ada.sends("notes.yaml", b"x", group)
    ada.writes("/facts@OtherBot")
    ada.writes("/facts", group)
    (answer,) = await telegram.answers(group)
    assert starts(answer, FACTS)
    assert telegram.said(ada) == []


async def test_an_answer_goes_into_the_topic_of_its_question(
    telegram: Telegram, ada: Person
) -> None:
    forum = telegram.group("Forum", forum=True)
    topic = telegram.topic(forum, "News")
    ada.writes("/facts", forum, topic=topic)
    first, *_ = await telegram.answers(forum)
    ada.writes("/sources", forum)
    _, second = await telegram.answers(forum, 2)
    assert (first.topic, second.topic) == (topic, None)


async def test_a_row_of_replies_is_no_topic(telegram: Telegram, ada: Person) -> None:
    group = telegram.group("Readers")
    ada.writes("/facts", group)
    (answer,) = await telegram.answers(group)
    ada.writes("/sources", group, reply_to=answer)
    assert "Sources" in (await telegram.answers(group, 2))[1].text


async def test_a_channel_is_answered_where_it_asks(telegram: Telegram, ada: Person) -> None:
    channel = telegram.channel("News")
    ada.posts("/facts", channel)
    (answer,) = await telegram.answers(channel)
    assert starts(answer, FACTS)
    assert answer.reply_to is None


async def test_who_writes_in_a_chats_name_is_answered(telegram: Telegram, ada: Person) -> None:
    group, channel = telegram.group("Readers", forum=True), telegram.channel("News")
    topic = telegram.topic(group, "News")
    ada.joins(group, Standing.ADMINISTRATOR)
    ada.writes_anonymously("/facts@OurBot", group, topic)
    (answer,) = await telegram.answers(group)
    assert answer.topic is topic
    ada.writes_as(channel, "/facts@OurBot", group)
    assert len(await telegram.answers(group, 2)) == 2


async def test_other_bots_and_passed_on_posts_are_not_answered(
    telegram: Telegram, ada: Person
) -> None:
    telegram.privacy = False
    group, channel = telegram.group("Readers"), telegram.channel("News")
    passed_on = {"is_automatic_forward": True}
    service = telegram.world.users[777_000]
    telegram.arrives({"text": "/facts"}, group, service, sender_chat=channel, more=passed_on)
    ada.writes("/sources", group)
    (answer,) = await telegram.answers(group)
    assert "Sources" in answer.text


@pytest.mark.parametrize("text", ["/start", "/start from_a_poster", "/START", "start"])
async def test_who_comes_for_the_first_time_is_greeted(
    telegram: Telegram, ada: Person, text: str
) -> None:
    ada.writes(text)
    (answer,) = await telegram.answers(ada)
    assert starts(answer, "Welcome")
    assert answer.buttons


async def test_words_without_a_slash_look_up_a_story(telegram: Telegram, ada: Person) -> None:
    ada.writes("old bridge")
    (answer,) = await telegram.answers(ada)
    assert starts(answer, "Old bridge of Lorrin falls")


async def test_a_slip_is_answered_with_what_may_have_been_meant(
    telegram: Telegram, ada: Person
) -> None:
    ada.writes("/fact")
    (answer,) = await telegram.answers(ada)
    assert starts(answer, "There is no command /fact.")
    ada.presses(answer, "/facts")
    await telegram.until(lambda: "Facts" in "".join(each.text for each in telegram.said(ada)))


@pytest.mark.parametrize("language", languages())
@pytest.mark.parametrize("region", ["", "-xx"])
async def test_each_reader_is_answered_in_the_language_of_their_client(
    telegram: Telegram, language: str, region: str
) -> None:
    reader = telegram.person("Reader", language=language + region)
    reader.writes("/topics")
    (answer,) = await telegram.answers(reader)
    assert starts(answer, words_for(language)("Topics"))


async def test_who_speaks_no_language_of_ours_is_answered_in_that_of_the_chat(
    telegram: Telegram, ada: Person
) -> None:
    telegram.rates.on = False
    group = telegram.group("Readers")
    stranger = telegram.person("Stranger", language="tlh")
    ada.joins(group, Standing.ADMINISTRATOR)
    for number, tag in enumerate(languages()):
        ada.writes_anonymously(f"/language@OurBot {tag}", group)
        await telegram.answers(group, 2 * number + 1)
        stranger.writes("/topics", group)
        answer = (await telegram.answers(group, 2 * number + 2))[-1]
        assert starts(answer, words_for(tag)("Topics"))


async def test_a_chosen_language_is_kept(telegram: Telegram) -> None:
    telegram.rates.on = False
    reader = telegram.person("Reader", language="en")
    for number, tag in enumerate(languages()):
        reader.writes(f"/language {tag}")
        await telegram.answers(reader, 2 * number + 1)
        reader.writes("/topics")
        answer = (await telegram.answers(reader, 2 * number + 2))[-1]
        assert starts(answer, words_for(tag)("Topics"))
