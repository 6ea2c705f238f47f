"""Faults on demand, tokens, menus, files and queries."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from telegram.error import (
    InvalidToken,
    NetworkError,
    RetryAfter,
    TelegramError,
    TimedOut,
)

from tests.platforms.telegram.bare import a_bot, refused, sent
from tests.platforms.telegram.faults import Broken, Fault, Reset, Slow
from tests.platforms.telegram.refusals import limited
from tests.platforms.telegram.world import Standing

if TYPE_CHECKING:
    from telegram import Bot

    from tests.platforms.telegram.scene import Telegram


@pytest.mark.parametrize(
    ("fault", "error", "stands"),
    [
        (Reset(), NetworkError, 1),
        (Reset(done=False), NetworkError, 0),
        (Broken(502, page=True), NetworkError, 0),
        (Broken(500), NetworkError, 0),
        (Slow(1.0), TimedOut, 1),
        (limited(43_838), RetryAfter, 0),
    ],
)
async def test_a_fault_comes_once_and_on_demand(
    telegram: Telegram, bot: Bot, fault: Fault, error: type[TelegramError], stands: int
) -> None:
    ada = telegram.person("Ada")
    telegram.faults.on("sendMessage", fault)
    with pytest.raises(error):
        await sent(bot, ada.user.id, read_timeout=0.2)
    assert len(telegram.said(ada)) == stands
    await sent(bot, ada.user.id)
    assert len(telegram.said(ada)) == stands + 1


@pytest.mark.parametrize(
    ("token", "status"), [("123:of-the-right-shape-and-not-ours", 401), ("123:x", 404)]
)
async def test_a_wrong_token_is_refused(telegram: Telegram, token: str, status: int) -> None:
    with refused("rejected", InvalidToken):
        async with a_bot(telegram, token):
            pytest.fail("it was let in")
    assert [call.status for call in telegram.calls] == [status]


async def test_menus_are_kept_by_scope_and_language(bot: Bot) -> None:
    await bot.set_my_commands([("facts", "what is known")])
    await bot.set_my_commands([("facts", "was man weiß")], language_code="de")
    assert (await bot.get_my_commands())[0].description == "what is known"
    assert (await bot.get_my_commands(language_code="de"))[0].description == "was man weiß"
    await bot.delete_my_commands()
    assert await bot.get_my_commands() == ()
    for commands in ([("With-hyphen", "x")], [(f"c{number}", "x") for number in range(101)]):
        with refused("BOT_COMMAND"):
            await bot.set_my_commands(commands)
    with refused("invalid language code"):
        await bot.set_my_commands([("facts", "x")], language_code="pt-BR")


async def test_files_are_given_out(telegram: Telegram, bot: Bot) -> None:
    message = telegram.person("Ada").sends("new.yaml", b"slug: x")
    file = await bot.get_file(message.content["document"]["file_id"])
    assert bytes(await file.download_as_bytearray()) == b"slug: x"
    with refused("wrong file_id"):
        await bot.get_file("BQAC999")


async def test_nobody_waits_for_an_answer_for_ever(telegram: Telegram, bot: Bot) -> None:
    ada = telegram.person("Ada")
    query = ada.types("microsoft")
    assert telegram.unanswered == [query]
    query.old = True
    with refused("query is too old"):
        await bot.answer_inline_query(query.id, [])
    assert telegram.unanswered == []


async def test_who_is_what_in_a_chat_is_told(telegram: Telegram, bot: Bot) -> None:
    ada, group = telegram.person("Ada"), telegram.group("Readers")
    assert (await bot.get_chat_member(group.id, ada.user.id)).status == "left"
    ada.joins(group, Standing.ADMINISTRATOR)
    assert (await bot.get_chat_member(group.id, ada.user.id)).status == "administrator"
    with refused("participant"):
        await bot.get_chat_member(group.id, 5)
