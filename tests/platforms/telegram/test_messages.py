"""Messages are taken, refused and given back as Telegram does it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from telegram import Bot, InlineKeyboardButton, InlineKeyboardMarkup
from telegram import MessageEntity as Entity

from tests.platforms.telegram.bare import NO_PREVIEW, refused, sent

if TYPE_CHECKING:
    from tests.platforms.telegram.scene import Telegram


async def test_a_message_comes_back_as_it_stands(telegram: Telegram, bot: Bot) -> None:
    forum = telegram.group("Forum", forum=True)
    topic = telegram.topic(forum, "News")
    bold = Entity("bold", 4, 3)
    link = Entity("text_link", 8, 1, url="https://a.example")
    answer = await sent(
        bot, forum.id, " 👩 \u030aok x ", entities=[bold, link], message_thread_id=topic.id
    )
    assert answer.text == "👩 ok x"
    assert [answer.parse_entity(each) for each in answer.entities] == ["ok", "x"]
    assert answer.entities[1].url == "https://a.example/"
    assert answer.message_thread_id == topic.id
    assert answer.is_topic_message
    assert answer.from_user.username == "OurBot"


@pytest.mark.parametrize("text", ["😀" * 4096, "x" * 4096, " " + "x" * 4096 + "\n"])
async def test_characters_are_counted_and_not_bytes(
    telegram: Telegram, bot: Bot, text: str
) -> None:
    await sent(bot, telegram.person("Ada").user.id, text)


LONG_DATA = InlineKeyboardMarkup([[InlineKeyboardButton("x", callback_data="é" * 33)]])
MANY = InlineKeyboardMarkup([[InlineKeyboardButton("x", callback_data="d")] * 8] * 13)


@pytest.mark.parametrize(
    ("text", "more", "said"),
    [
        ("x" * 4097, {}, "message is too long"),
        ("😀" * 4097, {}, "message is too long"),
        ("\u200b\u2060", {}, "must be non-empty"),
        ("<b>x", {"parse_mode": "HTML"}, ""),
        ("ab", {"entities": [Entity("bold", 0, 3)]}, "ends after the end of the text"),
        ("a😀", {"entities": [Entity("bold", 0, 2)]}, "in a middle of a UTF-16 symbol"),
        ("x", {"reply_markup": LONG_DATA}, "BUTTON_DATA_INVALID"),
        ("x", {"reply_markup": MANY}, "reply markup is too long"),
        ("x", {"reply_to_message_id": 999_999}, "message to be replied not found"),
    ],
)
async def test_what_is_wrong_is_refused_and_written_down(
    telegram: Telegram, bot: Bot, text: str, more: dict[str, Any], said: str
) -> None:
    ada = telegram.person("Ada").user.id
    if said:
        with refused(said):
            await sent(bot, ada, text, **more)
    else:
        await sent(bot, ada, text, **more)
    assert telegram.violations


@pytest.mark.parametrize(
    ("text", "entities"),
    [
        ("x" * 101, [Entity("bold", at, 1) for at in range(101)]),
        ("ab c", [Entity("bold", 2, 1)]),
        ("abc", [Entity("bold", 0, 2), Entity("italic", 1, 2)]),
        ("abc", [Entity("blockquote", 0, 3), Entity("expandable_blockquote", 1, 1)]),
        ("abc", [Entity("text_link", 0, 3, url="javascript:x")]),
        ("abc", [Entity("text_link", 0, 3, url="tg://user?id=1")]),
        ("ask @durov", []),
        ("tg://resolve?domain=durov", []),
    ],
)
async def test_what_a_reader_would_suffer_from_is_written_down(
    telegram: Telegram, bot: Bot, text: str, entities: list[Entity]
) -> None:
    await sent(bot, telegram.person("Ada").user.id, text, entities=entities)
    assert telegram.violations


async def test_only_what_is_ours_and_changed_is_edited(telegram: Telegram, bot: Bot) -> None:
    ada = telegram.person("Ada")
    theirs, chat = ada.writes("hello"), ada.user.id
    ours = await sent(bot, chat)

    async def edit(number: int, text: str) -> None:
        await bot.edit_message_text(text, chat, number, link_preview_options=NO_PREVIEW)

    await edit(ours.message_id, "y")
    for number, text, said in (
        (ours.message_id, "y", "message is not modified"),
        (theirs.id, "y", "message can't be edited"),
        (999_999, "y", "message to edit not found"),
    ):
        with refused(said):
            await edit(number, text)
    assert telegram.said(ada)[0].text == "y"
