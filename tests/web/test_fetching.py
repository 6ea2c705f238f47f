"""What is fetched, how, and how far."""

from __future__ import annotations

import asyncio
import gzip
import re
import tracemalloc
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from aiohttp import web as aiohttp_web

from bot.errors import Problem
from bot.web import fetching
from bot.web.packing import unpacked
from bot.wires import Fetched, Unchanged, Unfetched

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from bot.web import Web
    from tests.web.site import Site

MEBIBYTE = 1024 * 1024
TOO_LARGE = "It is larger than 8 MiB."


async def refused(web: Web, url: str) -> str:
    """Give the one sentence with which nothing comes."""
    answer = await web.fetch(url)
    assert isinstance(answer, Unfetched), answer
    return str(answer.reason)


async def test_what_stands_there_comes_with_what_the_server_calls_it(web: Web, site: Site) -> None:
    site.gives("hello", ETag='"1"', Last_Modified="Tue, 24 Nov 2026 10:00:00 GMT")
    assert await web.fetch(site.url()) == Fetched(b"hello", '"1"', "Tue, 24 Nov 2026 10:00:00 GMT")


async def test_the_server_is_told_who_asks_and_nothing_of_others(
    web: Web, site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("http_proxy", "http://127.0.0.1:9")
    monkeypatch.delenv("no_proxy", raising=False)
    monkeypatch.delenv("NO_PROXY", raising=False)
    site.gives("1", Set_Cookie="a=b")
    await web.fetch(site.url())
    assert isinstance(await web.fetch(site.url()), Fetched)
    asked = site.asked[-1]
    assert re.match(r"Storydesk/\d", asked["User-Agent"])
    assert asked["Host"].startswith("desk.example:")
    assert not {"Cookie", "Authorization", "Referer", "If-None-Match"} & {*asked}


async def test_what_was_there_before_does_not_come_again(web: Web, site: Site) -> None:
    site.gives(status=304, Cache_Control="max-age=3600")
    asked = await web.fetch(site.url(), etag='W/"1"', modified="Tue, 24 Nov 2026 10:00:00 GMT")
    assert asked == Unchanged(timedelta(hours=1))
    assert site.asked[0]["If-None-Match"] == 'W/"1"'
    assert site.asked[0]["If-Modified-Since"] == "Tue, 24 Nov 2026 10:00:00 GMT"


async def test_unchanged_is_no_answer_to_who_has_nothing_yet(web: Web, site: Site) -> None:
    site.gives(status=304)
    assert await refused(web, site.url()) == "Its server answered with status 304."


@pytest.mark.parametrize("mark", ["é", "x" * 400, "\t", ""])
async def test_a_mark_that_could_not_be_said_again_is_none(mark: str, web: Web, site: Site) -> None:
    site.gives(ETag=mark)
    answer = await web.fetch(site.url())
    assert isinstance(answer, Fetched)
    assert answer.etag == ""


@pytest.mark.parametrize(
    ("said", "fresh"),
    [
        ("public, max-age=600", timedelta(minutes=10)),
        ("max-age=99999999", timedelta(days=1)),
        ("max-age=600, no-cache", timedelta()),
        ("s-maxage=600", timedelta()),
        ("max-age=soon", timedelta()),
    ],
)
async def test_a_server_may_say_how_long_nothing_changes(
    said: str, fresh: timedelta, web: Web, site: Site
) -> None:
    site.gives(Cache_Control=said)
    assert await web.fetch(site.url()) == Fetched(b"{}", fresh=fresh)


@pytest.mark.parametrize(
    ("status", "said", "wait", "is_passing"),
    [
        (429, "120", timedelta(minutes=2), True),
        (503, "Tue, 24 Nov 2026 13:00:00 GMT", timedelta(hours=1), True),
        (503, "Tue, 24 Nov 2026 11:00:00 GMT", timedelta(), True),
        (429, "9" * 50, timedelta(days=7), True),
        (500, "in a while", timedelta(), True),
        (404, "", timedelta(), False),
        (403, "60", timedelta(minutes=1), False),
        (206, "", timedelta(), False),
    ],
)
async def test_a_server_that_asks_to_wait_is_heard(
    status: int, said: str, wait: timedelta, web: Web, site: Site, *, is_passing: bool
) -> None:
    site.gives(status=status, Retry_After=said)
    answer = await web.fetch(site.url())
    assert isinstance(answer, Unfetched)
    assert str(answer.reason) == f"Its server answered with status {status}."
    assert (answer.wait, answer.is_passing) == (wait, is_passing)


async def test_what_is_gone_for_good_is_asked_for_once_a_week(web: Web, site: Site) -> None:
    site.gives(status=410)
    answer = await web.fetch(site.url())
    assert isinstance(answer, Unfetched)
    assert str(answer.reason) == "It is gone for good (status 410)."
    assert (answer.wait, answer.is_passing) == (timedelta(days=7), False)


@pytest.mark.parametrize(
    "kind",
    [
        "application/feed+json; charset=utf-8",
        "text/plain",
        "TEXT/YAML",
        "application/octet-stream",
        None,
    ],
)
async def test_what_a_story_may_be_is_read(kind: str | None, web: Web, site: Site) -> None:
    site.gives(kind=kind)
    assert isinstance(await web.fetch(site.url()), Fetched)


@pytest.mark.parametrize("kind", ["text/html; charset=utf-8", "image/png", "application/zip"])
async def test_what_no_story_can_be_is_refused_by_its_kind(kind: str, web: Web, site: Site) -> None:
    site.gives(kind=kind)
    said = await refused(web, site.url())
    assert said == f"It is {kind.partition(';')[0]}; stories come as JSON, YAML or plain text."


async def test_what_is_packed_is_unpacked(web: Web, site: Site) -> None:
    data = b"hello" * 100_000
    site.gives(gzip.compress(data), Content_Encoding="gzip")
    assert await web.fetch(site.url()) == Fetched(data)
    assert site.asked[0]["Accept-Encoding"] == "gzip"


async def test_what_is_too_large_is_read_no_further(web: Web, site: Site) -> None:
    written = 0

    async def endless(request: aiohttp_web.Request) -> aiohttp_web.StreamResponse:
        nonlocal written
        response = aiohttp_web.StreamResponse()
        await response.prepare(request)
        while True:
            await response.write(b"x" * MEBIBYTE)
            written += 1

    site.answer = endless
    assert await refused(web, site.url()) == TOO_LARGE
    assert written < 20


async def test_a_file_of_just_the_limit_is_read(web: Web, site: Site) -> None:
    site.gives(b"x" * 8 * MEBIBYTE)
    answer = await web.fetch(site.url())
    assert isinstance(answer, Fetched)
    assert len(answer.data) == 8 * MEBIBYTE


async def test_a_bomb_is_unpacked_no_further_than_the_limit(web: Web, site: Site) -> None:
    site.gives(gzip.compress(b"\0" * 200 * MEBIBYTE), Content_Encoding="gzip")
    assert await refused(web, site.url()) == TOO_LARGE


async def test_a_bomb_fills_no_memory_however_small_it_is() -> None:
    bomb = gzip.compress(b"\0" * 100 * MEBIBYTE)

    async def chunks() -> AsyncIterator[bytes]:
        yield bomb

    tracemalloc.start()
    with pytest.raises(Problem, match="larger than 2 MiB"):
        await unpacked(chunks(), "gzip", 2 * MEBIBYTE)
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert most < 10 * MEBIBYTE


@pytest.mark.parametrize(
    ("body", "encoding", "said"),
    [
        (b"hello", "gzip", "It is packed, and cannot be unpacked."),
        (gzip.compress(b"hello", mtime=0)[:-9], "gzip", "It broke off before its end."),
        (b"hello", "deflate", "It is packed in a way that is not read here."),
        (b"hello", "br", "It is packed in a way that is not read here."),
        (
            gzip.compress(gzip.compress(b"x", mtime=0), mtime=0),
            "gzip, gzip",
            "It is packed in a way that is not ",
        ),
    ],
)
async def test_what_cannot_be_unpacked_is_refused(
    body: bytes, encoding: str, said: str, web: Web, site: Site
) -> None:
    site.gives(body, Content_Encoding=encoding)
    assert (await refused(web, site.url())).startswith(said)


async def test_a_server_that_drips_is_left_after_a_while(
    web: Web, site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def dripping(request: aiohttp_web.Request) -> aiohttp_web.StreamResponse:
        response = aiohttp_web.StreamResponse()
        await response.prepare(request)
        while True:
            await response.write(b" ")
            await asyncio.sleep(0.02)

    monkeypatch.setattr(fetching, "PATIENCE", 0.3)
    site.answer = dripping
    assert await refused(web, site.url()) == "It took too long."


async def test_a_server_that_hangs_up_may_be_there_the_next_time(web: Web, site: Site) -> None:
    async def hanging_up(request: aiohttp_web.Request) -> aiohttp_web.StreamResponse:
        assert request.transport is not None
        request.transport.close()
        return aiohttp_web.Response()

    site.answer = hanging_up
    answer = await web.fetch(site.url())
    assert isinstance(answer, Unfetched)
    assert (str(answer.reason), answer.is_passing) == ("Its server broke off.", True)


async def test_a_server_that_is_not_there_may_be_there_the_next_time(
    web: Web, unused_tcp_port: int
) -> None:
    answer = await web.fetch(f"http://desk.example:{unused_tcp_port}/")
    assert isinstance(answer, Unfetched)
    assert str(answer.reason) == "Its server cannot be reached: Connection refused."
    assert answer.is_passing
