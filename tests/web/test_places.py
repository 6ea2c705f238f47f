"""Where nobody is led: into this machine, into its network, by a redirect or a second answer."""

from __future__ import annotations

import socket
from typing import TYPE_CHECKING

import pytest
from aiohttp import web as aiohttp_web
from yarl import URL

from bot.errors import Problem
from bot.web import Web
from bot.web.fetching import further
from bot.wires import Fetched, Unfetched
from tests.invented import NOON
from tests.web.site import HOME, everything_is, serving

if TYPE_CHECKING:
    from tests.web.site import Site

INSIDE = "127.0.0.2"
NOT_PUBLIC = "It leads to an address that is not of the open internet."


async def refused(web: Web, url: str) -> str:
    answer = await web.fetch(url)
    assert isinstance(answer, Unfetched), answer
    return str(answer.reason)


def leads(site: Site, *places: str, status: int = 302) -> None:
    """Lead on to each of *places* in turn, and then answer."""
    further = iter(places)

    async def answer(_: aiohttp_web.Request) -> aiohttp_web.StreamResponse:
        if (place := next(further, None)) is not None:
            return aiohttp_web.Response(status=status, headers={"Location": place})
        return aiohttp_web.json_response({})

    site.answer = answer


@pytest.mark.parametrize(
    "host",
    [
        "127.0.0.1",
        "localhost",
        "10.0.0.1",
        "169.254.169.254",
        "[::1]",
        "[::ffff:127.0.0.1]",
        "[fe80::1]",
        "0.0.0.0",  # noqa: S104 - nothing is bound to it
    ],
)
async def test_an_address_inside_is_refused_in_a_sentence(host: str, site: Site) -> None:
    assert (await refused(Web(lambda: NOON), site.url(host))).startswith(NOT_PUBLIC)
    assert site.asked == []


@pytest.mark.parametrize("host", ["127.1", "2130706433", "0x7f.1", "017700000001", "１２７.0.0.1"])
async def test_no_other_way_to_write_an_address_leads_inside(host: str, site: Site) -> None:
    await refused(Web(lambda: NOON), site.url(host))
    assert site.asked == []


async def test_a_name_that_leads_inside_is_refused(site: Site) -> None:
    web = Web(lambda: NOON, look_up=lambda _host, _port: everything_is("10.0.0.1", "::1"))
    assert (await refused(web, site.url())).startswith(NOT_PUBLIC)


async def test_that_a_name_leads_inside_as_well_hides_no_other_reason(
    unused_tcp_port: int,
) -> None:
    web = Web(lambda: NOON, look_up=lambda _h, _p: everything_is(INSIDE, HOME), allowed=[HOME])
    said = await refused(web, f"http://desk.example:{unused_tcp_port}/")
    assert said == "Its server cannot be reached: Connection refused."


async def test_of_a_names_addresses_only_the_public_ones_are_used() -> None:
    async with serving() as outside, serving(INSIDE, outside.port) as inside:
        web = Web(lambda: NOON, look_up=lambda _h, _p: everything_is(INSIDE, HOME), allowed=[HOME])
        assert isinstance(await web.fetch(outside.url()), Fetched)
        assert (len(outside.asked), inside.asked) == (1, [])


async def test_a_name_that_leads_inside_a_moment_later_gains_nothing() -> None:
    """The address that was looked at is the address that is connected to."""
    async with serving() as outside, serving(INSIDE, outside.port) as inside:
        answers = iter([[HOME]])
        asked = 0

        async def look_up(_host: str, _port: int) -> list[str]:
            nonlocal asked
            asked += 1
            return next(answers, [INSIDE])

        web = Web(lambda: NOON, look_up=look_up, allowed=[HOME])
        assert isinstance(await web.fetch(outside.url()), Fetched)
        assert asked == 1
        assert (await refused(web, outside.url())).startswith(NOT_PUBLIC)
        assert (len(outside.asked), inside.asked) == (1, [])


async def test_a_redirect_to_a_name_that_leads_inside_by_now_is_refused() -> None:
    async with serving() as outside, serving(INSIDE, outside.port) as inside:
        answers = iter([[HOME]])

        async def look_up(_host: str, _port: int) -> list[str]:
            return next(answers, [INSIDE])

        leads(outside, "/again")
        web = Web(lambda: NOON, look_up=look_up, allowed=[HOME])
        assert (await refused(web, outside.url())).startswith(NOT_PUBLIC)
        assert (len(outside.asked), inside.asked) == (1, [])


async def test_a_redirect_to_an_address_inside_is_refused() -> None:
    async with serving() as outside, serving(INSIDE, outside.port) as inside:
        web = Web(lambda: NOON, look_up=lambda _h, _p: everything_is(HOME), allowed=[HOME])
        leads(outside, inside.url(INSIDE))
        assert (await refused(web, outside.url())).startswith(NOT_PUBLIC)
        assert inside.asked == []


async def test_a_redirect_is_followed_five_times(web: Web, site: Site) -> None:
    leads(site, *["/next"] * 5)
    assert await web.fetch(site.url()) == Fetched(b"{}")
    leads(site, *["/next"] * 6)
    assert await refused(web, site.url()) == "It leads on more than 5 times."


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
async def test_every_kind_of_redirect_is_followed(status: int, web: Web, site: Site) -> None:
    leads(site, site.url("other.example"), status=status)
    assert await web.fetch(site.url()) == Fetched(b"{}")
    assert site.asked[-1]["Host"].startswith("other.example")


@pytest.mark.parametrize(
    ("place", "said"),
    [
        ("ftp://a.example/x", "Its address does not begin with https:// or http://."),
        ("file:///etc/passwd", "Its address does not begin with https:// or http://."),
        ("javascript:alert(1)", "Its address does not begin with https:// or http://."),
        ("http://me:s3cret@a.example/", "A name or a password stands in its address."),
        ("http://a.example:25/", "Port 25 is none that stories are fetched from."),
        ("http://[::1", "Its address is none that can be followed."),
        ("http://a.example:99999/", "Its address is none that can be followed."),
        ("", "It leads on, and does not say where to."),
    ],
)
async def test_a_redirect_to_what_is_no_place_is_refused(
    place: str, said: str, web: Web, site: Site
) -> None:
    leads(site, place)
    assert await refused(web, site.url()) == said
    assert len(site.asked) == 1


async def test_nobody_is_led_from_https_to_http() -> None:
    with pytest.raises(Problem, match="from https to http"):
        further(URL("https://a.example/x"), "http://a.example/x")
    assert further(URL("http://a.example/x"), "https://b.example/") == URL("https://b.example/")


async def test_a_name_that_nobody_knows_may_be_known_the_next_time(site: Site) -> None:
    async def look_up(_host: str, _port: int) -> list[str]:
        raise socket.gaierror(socket.EAI_NONAME, "unknown")

    answer = await Web(lambda: NOON, look_up=look_up).fetch(site.url())
    assert isinstance(answer, Unfetched)
    assert (str(answer.reason), answer.is_passing) == ("The name of its server is not known.", True)
