"""What is attached is fetched from Discord, and from nobody else."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from aiohttp import web

from adapters.discord import files
from adapters.discord.files import MEBIBYTE, MOST, Files
from bot.errors import Problem
from bot.request import File

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from adapters.discord.wire import Attachment

GIVEN = b"slug: a\n"


@pytest.fixture
async def host() -> AsyncIterator[str]:
    """A server with files: small, endless, gone, and elsewhere."""

    async def give(request: web.Request) -> web.StreamResponse:
        match request.match_info["name"]:
            case "small":
                return web.Response(body=GIVEN)
            case "elsewhere":
                raise web.HTTPFound("/small")
            case "endless":
                response = web.StreamResponse()
                await response.prepare(request)
                for _ in range(MOST + 2):
                    await response.write(b"x" * MEBIBYTE)
                return response
            case "slow":
                response = web.StreamResponse(headers={"Content-Length": "100"})
                await response.prepare(request)
                await response.write(b"x")
                return response
            case _:
                raise web.HTTPNotFound

    app = web.Application()
    app.router.add_get("/{name}", give)
    runner = web.AppRunner(app, access_log=None)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    yield f"http://127.0.0.1:{runner.addresses[0][1]}"
    await runner.cleanup()


def attached(url: str, size: int = 10) -> Attachment:
    return {"url": url, "filename": "a.yaml", "size": size}


async def test_a_file_is_given_with_its_name(host: str) -> None:
    found = await Files(f"{host}/api/v10", None).fetch(attached(f"{host}/small"))
    assert found == File("a.yaml", GIVEN)


@pytest.mark.parametrize("name", ["gone", "elsewhere", "slow"])
async def test_what_is_not_given_out_is_a_problem(
    host: str, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(files, "PATIENCE", 0.2)
    with pytest.raises(Problem, match="does not give the file out"):
        await Files(host, None).fetch(attached(f"{host}/{name}"))


async def test_a_server_that_is_away_is_a_problem() -> None:
    with pytest.raises(Problem, match="does not give the file out"):
        await Files("http://127.0.0.1:9", None).fetch(attached("http://127.0.0.1:9/small"))


async def test_a_file_that_says_it_is_too_large_is_not_fetched() -> None:
    with pytest.raises(Problem, match="too large"):
        await Files("http://127.0.0.1:9", None).fetch(
            attached("http://127.0.0.1:9/small", MOST * MEBIBYTE + 1)
        )


async def test_a_file_that_does_not_say_so_is_left_once_it_is_too_large(host: str) -> None:
    with pytest.raises(Problem, match="too large"):
        await Files(host, None).fetch(attached(f"{host}/endless"))


@pytest.mark.parametrize(
    "url",
    [
        "https://evil.example/a.yaml",
        "http://cdn.discordapp.com/a.yaml",
        "https://cdn.discordapp.com:8443/a.yaml",
        "https://cdn.discordapp.com.evil.example/a.yaml",
        "https://cdn.discordapp.com@evil.example/a.yaml",
        "https://evil.example/cdn.discordapp.com",
        "http://169.254.169.254/latest/meta-data",
        "file:///etc/passwd",
        "https://[broken",
        "",
    ],
)
@pytest.mark.parametrize("api", [None, "https://api.example/api/v10"])
async def test_nothing_is_fetched_from_elsewhere(
    monkeypatch: pytest.MonkeyPatch, url: str, api: str | None
) -> None:
    async def read(*_: object) -> Any:  # noqa: ANN401 - never returns
        pytest.fail("it was fetched")

    monkeypatch.setattr(Files, "_read", read)
    with pytest.raises(Problem, match="does not give the file out"):
        await Files(api, None).fetch(attached(url))


@pytest.mark.parametrize("host", [*files.HOSTS, "api.example"])
async def test_what_stands_at_discord_s_hosts_is_fetched(
    monkeypatch: pytest.MonkeyPatch, host: str
) -> None:
    async def read(*_: object) -> bytes:
        return GIVEN

    monkeypatch.setattr(Files, "_read", read)
    found = await Files("https://api.example/api/v10", None).fetch(attached(f"https://{host}/a"))
    assert found.data == GIVEN
