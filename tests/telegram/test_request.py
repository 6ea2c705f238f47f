"""The way to Telegram, against a server that answers as told or not at all."""

from __future__ import annotations

import asyncio
import logging
import socket
import traceback
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING, TypeAlias

import pytest
from aiohttp import web
from telegram import Bot
from telegram.error import (
    BadRequest,
    Forbidden,
    InvalidToken,
    NetworkError,
    RetryAfter,
    TelegramError,
    TimedOut,
)

from adapters.telegram.faults import failure_of, seconds_of
from adapters.telegram.line import Line
from adapters.telegram.request import AiohttpRequest, Broken, NotSent
from bot.address import Address
from bot.outcome import Later, Unknown

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Awaitable, Callable, Iterator

    Handler: TypeAlias = Callable[[web.Request], Awaitable[web.StreamResponse]]

TOKEN = "123:very-secret"  # noqa: S105 - it opens nothing
HERE = Address("telegram", "1")


@asynccontextmanager
async def serving(handler: Handler) -> AsyncIterator[str]:
    """Let *handler* answer every request to the address that is given."""
    app = web.Application(client_max_size=50_000_000)
    app.router.add_route("*", "/{path:.*}", handler)
    runner = web.AppRunner(app, access_log=None, shutdown_timeout=0.1)
    await runner.setup()
    with socket.create_server(("127.0.0.1", 0)) as listening:
        await web.SockSite(runner, listening).start()
        try:
            yield f"http://127.0.0.1:{listening.getsockname()[1]}"
        finally:
            await runner.cleanup()


@asynccontextmanager
async def calling(base: str, request: AiohttpRequest) -> AsyncIterator[Bot]:
    """Call the server at *base* as the library does."""
    bot = Bot(TOKEN, base_url=f"{base}/bot", request=request, get_updates_request=request)
    await request.initialize()
    try:
        yield bot
    finally:
        await request.shutdown()


def answering(body: object, status: int = 200) -> Handler:
    async def handler(_: web.Request) -> web.Response:
        return web.json_response(body, status=status)

    return handler


async def silent(_: web.Request) -> web.Response:
    await asyncio.sleep(60)
    raise AssertionError


async def failing(handler: Handler, read_timeout: float = 15) -> TelegramError:
    """Give the error that a send ends with, once it is sure that it holds no token."""
    async with (
        serving(handler) as base,
        calling(base, AiohttpRequest(read_timeout=read_timeout)) as bot,
    ):
        with pytest.raises(TelegramError) as caught:
            await bot.send_message(1, "x")
    hold_secret(caught.value)
    return caught.value


def hold_secret(error: BaseException) -> None:
    shown = "".join(traceback.format_exception(error)) + repr(error) + repr(error.__cause__)
    assert TOKEN not in shown
    assert TOKEN not in repr(error.__context__)


@pytest.fixture(autouse=True)
def _no_token_in_the_log(caplog: pytest.LogCaptureFixture) -> Iterator[None]:
    caplog.set_level(logging.INFO)
    yield
    assert TOKEN not in caplog.text


async def test_a_form_carries_any_text() -> None:
    text = "a=b&c;d+e %41 ☃ 𝔘 مدينة\n" + "".join(map(chr, range(0x20, 0xD7FF, 37)))
    came: dict[str, object] = {}

    async def handler(request: web.Request) -> web.Response:
        came.update(await request.post())
        return web.json_response({"ok": True, "result": True})

    async with serving(handler) as base, calling(base, AiohttpRequest()) as bot:
        await bot.answer_callback_query("7", text, show_alert=True)
    assert came == {"callback_query_id": "7", "text": text, "show_alert": "true"}


async def test_files_go_along_as_they_are() -> None:
    data = bytes(range(256)) * 1000
    came: dict[str, object] = {}

    async def handler(request: web.Request) -> web.Response:
        form = await request.post()
        file = form["certificate"]
        assert isinstance(file, web.FileField)
        came.update(url=form["url"], name=file.filename, data=file.file.read())
        return web.json_response({"ok": True, "result": True})

    async with serving(handler) as base, calling(base, AiohttpRequest()) as bot:
        await bot.set_webhook("https://a.example/مدينة", certificate=data)
    assert came["url"] == "https://a.example/مدينة"
    assert came["data"] == data
    assert came["name"]


@pytest.mark.parametrize(
    ("status", "description", "error"),
    [
        (400, "Bad Request: chat not found", BadRequest),
        (403, "Forbidden: bot was blocked by the user", Forbidden),
        (401, "Unauthorized", InvalidToken),
        (404, "Not Found", InvalidToken),
        (500, "Internal Server Error", NetworkError),
    ],
)
async def test_telegrams_word_is_what_the_library_says(
    status: int, description: str, error: type[TelegramError]
) -> None:
    body = {"ok": False, "error_code": status, "description": description}
    caught = await failing(answering(body, status))
    assert type(caught) is error
    assert caught.message.lower() in description.lower()


@pytest.mark.parametrize("said", [429, 400, 403])
async def test_a_refusal_may_come_with_a_status_of_success(said: int) -> None:
    body = {"ok": False, "error_code": said, "description": "Refused"}
    errors = {429: NetworkError, 400: BadRequest, 403: Forbidden}
    assert type(await failing(answering(body))) is errors[said]


@pytest.mark.parametrize("said", [None, "400", 200, 10**6, True])
async def test_a_code_that_is_none_leaves_it_open_whether_it_arrived(said: object) -> None:
    caught = await failing(answering({"ok": False, "error_code": said}))
    assert type(caught) is NetworkError
    assert not isinstance(caught.__cause__, NotSent)


async def test_a_wait_is_told_in_seconds() -> None:
    body = {"ok": False, "error_code": 429, "parameters": {"retry_after": 43_838}}
    caught = await failing(answering(body, 429))
    assert isinstance(caught, RetryAfter)
    assert seconds_of(caught) == 43_838


@pytest.mark.parametrize("status", [200, 429, 500, 502, 503, 302])
@pytest.mark.parametrize(
    "body", [b"<html>gateway</html>", b"", b"[]", b'"x"', b"null", b"{}", b"{"]
)
async def test_what_is_no_word_of_telegram_leaves_it_open_whether_it_arrived(
    status: int, body: bytes
) -> None:
    async def handler(_: web.Request) -> web.Response:
        return web.Response(status=status, body=body, content_type="text/html")

    caught = await failing(handler)
    assert "gateway<" not in caught.message
    if status != 429:
        assert isinstance(failure_of(caught, HERE), Unknown)


async def test_an_answer_that_does_not_come_may_still_have_arrived() -> None:
    caught = await failing(silent, read_timeout=0.05)
    assert isinstance(caught, TimedOut)
    assert isinstance(caught.__cause__, Broken)
    assert isinstance(failure_of(caught, HERE), Unknown)


@pytest.mark.parametrize("rude", [True, False], ids=["reset", "closed"])
async def test_a_line_that_breaks_may_have_carried_the_message(*, rude: bool) -> None:
    async def handler(request: web.Request) -> web.Response:
        await request.read()
        assert request.transport is not None
        if rude:
            request.transport.abort()
        else:
            request.transport.close()
        return web.Response()

    caught = await failing(handler)
    assert isinstance(caught.__cause__, Broken)
    assert isinstance(failure_of(caught, HERE), Unknown)


async def test_an_answer_cut_off_in_the_middle_leaves_it_open() -> None:
    async def handler(request: web.Request) -> web.StreamResponse:
        response = web.StreamResponse(headers={"Content-Length": "100"})
        await response.prepare(request)
        await response.write(b'{"ok":true,"result":')
        assert request.transport is not None
        request.transport.abort()
        return response

    assert isinstance(failure_of(await failing(handler), HERE), Unknown)


async def refused(request: AiohttpRequest, base: str) -> NetworkError:
    """Give the error of a call that cannot have left."""
    async with calling(base, request) as bot:
        with pytest.raises(NetworkError) as caught:
            await bot.send_message(1, "x")
    hold_secret(caught.value)
    assert isinstance(caught.value.__cause__, NotSent)
    assert isinstance(failure_of(caught.value, HERE), Later)
    return caught.value


def a_closed_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as gone:
        return int(gone.getsockname()[1])


async def test_a_refused_connection_has_carried_nothing() -> None:
    await refused(AiohttpRequest(), f"http://127.0.0.1:{a_closed_port()}")


async def test_a_name_that_nobody_knows_has_carried_nothing(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    async def unknown(*_: object, **__: object) -> None:
        raise socket.gaierror(socket.EAI_NONAME, "Name or service not known")

    monkeypatch.setattr(asyncio.get_running_loop(), "getaddrinfo", unknown)
    await refused(AiohttpRequest(), "https://nowhere.example")


async def test_a_proxy_that_is_not_there_has_carried_nothing() -> None:
    proxy = f"http://127.0.0.1:{a_closed_port()}"
    await refused(AiohttpRequest(proxy=proxy), "http://api.example")


async def test_a_proxy_that_refuses_the_way_has_carried_nothing() -> None:
    async with serving(answering({}, 407)) as proxy:
        await refused(AiohttpRequest(proxy=proxy), "https://api.example")


async def test_a_connection_that_does_not_come_about_has_carried_nothing(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    async def never(*_: object, **__: object) -> None:
        await asyncio.sleep(60)

    monkeypatch.setattr(asyncio.get_running_loop(), "sock_connect", never)
    request = AiohttpRequest(connect_timeout=0.05)
    caught = await refused(request, "http://127.0.0.1:9")
    assert isinstance(caught, TimedOut)


async def test_a_pool_that_stays_full_has_carried_nothing() -> None:
    begun = asyncio.Event()

    async def holding(request: web.Request) -> web.Response:
        begun.set()
        return await silent(request)

    request = AiohttpRequest(1, pool_timeout=0.05, connect_timeout=0.05)
    async with serving(holding) as base, calling(base, request) as bot:
        first = asyncio.create_task(bot.send_message(1, "x"))
        await begun.wait()
        with pytest.raises(TimedOut) as caught:
            await bot.send_message(1, "y")
        first.cancel()
        await asyncio.gather(first, return_exceptions=True)
    hold_secret(caught.value)
    assert isinstance(failure_of(caught.value, HERE), Later)


async def test_a_way_that_is_not_open_has_carried_nothing() -> None:
    request = AiohttpRequest()
    bot = Bot(TOKEN, request=request, get_updates_request=request)
    with pytest.raises(NetworkError) as caught:
        await bot.send_message(1, "x")
    assert isinstance(failure_of(caught.value, HERE), Later)


async def test_the_way_leads_through_the_proxy() -> None:
    came = []

    async def handler(request: web.Request) -> web.Response:
        came.append(str(request.url))
        return web.json_response({"ok": True, "result": True})

    async with (
        serving(handler) as proxy,
        calling("http://api.example", AiohttpRequest(proxy=proxy)) as bot,
    ):
        await bot.log_out()
    assert came == [f"http://api.example/bot{TOKEN}/logOut"]


async def test_a_body_without_end_is_not_read_to_its_end() -> None:
    async def handler(request: web.Request) -> web.StreamResponse:
        response = web.StreamResponse()
        await response.prepare(request)
        while True:
            await response.write(b" " * 1_000_000)

    assert isinstance(failure_of(await failing(handler), HERE), Unknown)


async def test_a_way_can_be_opened_again() -> None:
    request = AiohttpRequest()
    async with serving(answering({"ok": True, "result": True})) as base:
        for _ in range(2):
            async with calling(base, request) as bot:
                await request.initialize()
                assert await bot.log_out()
        await request.shutdown()


@pytest.mark.parametrize("api", ["", "/", "/bot", "/bot/"])
async def test_an_api_of_ones_own_is_named_by_its_base(api: str) -> None:
    line = Line(TOKEN, f"https://own.example{api}")
    assert line.base_url == f"https://own.example/bot{TOKEN}"
    assert line.base_file_url == f"https://own.example/file/bot{TOKEN}"


def test_the_token_is_not_written_down_however_much_else_is(
    caplog: pytest.LogCaptureFixture,
) -> None:
    caplog.set_level(logging.DEBUG)
    assert TOKEN not in repr(Line(TOKEN))
