"""The Telegram on loopback, tried with the bare library: it must be as strict as the real one."""

from __future__ import annotations

import socket
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING, Any

import pytest
from aiohttp import web
from telegram import InlineKeyboardButton, InlineKeyboardMarkup, Update
from telegram.ext import Application, CallbackQueryHandler, CommandHandler, Updater

from tests.platforms.telegram.bare import NO_PREVIEW, SECRET, a_bot
from tests.platforms.telegram.scene import Telegram
from tests.platforms.telegram.server import hold, opened

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Awaitable, Callable


@pytest.fixture(autouse=True)
def _waits_are_spans_of_time(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PTB_TIMEDELTA", "true")


@pytest.fixture
async def telegram() -> AsyncIterator[Telegram]:
    async with opened(Telegram()) as here:
        yield here


@asynccontextmanager
async def an_application(telegram: Telegram) -> AsyncIterator[Updater]:
    """Run what any newcomer writes: `/facts` and a button below its answer."""

    async def facts(update: Any, _: Any) -> None:  # noqa: ANN401 - the library's own
        more = InlineKeyboardMarkup([[InlineKeyboardButton("More", callback_data="more")]])
        await update.effective_message.reply_text(
            "Facts", reply_markup=more, link_preview_options=NO_PREVIEW
        )

    async def more(update: Any, _: Any) -> None:  # noqa: ANN401 - the same
        await update.callback_query.answer()
        await update.callback_query.edit_message_text("More", link_preview_options=NO_PREVIEW)

    application = (
        Application.builder().bot(a_bot(telegram, telegram.token)).concurrent_updates(8).build()
    )
    application.add_handler(CommandHandler("facts", facts))
    application.add_handler(CallbackQueryHandler(more))
    async with application:
        await application.start()
        assert application.updater is not None
        try:
            yield application.updater
        finally:
            if application.updater.running:
                await application.updater.stop()
            await application.stop()


@asynccontextmanager
async def listening(take: Callable[[web.Request], Awaitable[web.Response]]) -> AsyncIterator[int]:
    """Let *take* answer what is brought to the port that is given."""
    app = web.Application()
    app.router.add_post("/hook", take)
    runner = web.AppRunner(app, access_log=None)
    await runner.setup()
    with socket.create_server(("127.0.0.1", 0)) as here:
        await web.SockSite(runner, here).start()
        yield here.getsockname()[1]
        await runner.cleanup()


async def asked_and_pressed(telegram: Telegram) -> None:
    ada = telegram.person("Ada")
    ada.writes("/facts")
    (answer,) = await telegram.answers(ada)
    query = ada.presses(answer, "More")
    await telegram.until(lambda: query.answers and answer.text == "More")
    hold(telegram)


async def test_the_library_polls_and_answers(telegram: Telegram) -> None:
    async with an_application(telegram) as updater:
        await updater.start_polling()
        await asked_and_pressed(telegram)


async def test_the_library_is_told_and_answers(telegram: Telegram) -> None:
    async with an_application(telegram) as updater:

        async def take(request: web.Request) -> web.Response:
            assert request.headers["X-Telegram-Bot-Api-Secret-Token"] == SECRET
            if not refused_once:
                refused_once.append(True)
                raise web.HTTPServiceUnavailable
            await updater.update_queue.put(Update.de_json(await request.json(), updater.bot))
            return web.Response()

        refused_once: list[bool] = []
        async with listening(take) as port:
            telegram.behind["bot.example"] = port
            await updater.bot.set_webhook("https://bot.example/hook", secret_token=SECRET)
            await asked_and_pressed(telegram)
            assert telegram.bringing is not None
            assert [each.status for each in telegram.bringing.deliveries] == [503, 200, 200]
