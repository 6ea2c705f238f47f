"""Where Discord is said to be elsewhere, everything goes there, and only there."""

from __future__ import annotations

from typing import Any

import pytest
from discord import GatewayNotFound
from discord.gateway import DiscordWebSocket
from discord.http import HTTPClient, Route

from adapters.discord.line import Line
from adapters.discord.surroundings import EVENTS, Surroundings
from tests.discord.test_faults import refusal

API, GATEWAY = "https://api.example/api/v10", "wss://gateway.example/"
ASKED = "wss://asked.example/socket"
QUERY = "?v=10&encoding=json"
OWN = f"{DiscordWebSocket.DEFAULT_GATEWAY}{QUERY}"


@pytest.fixture
def went(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Where connections go; the API says that its gateway is at `ASKED`."""
    went: list[str] = []

    async def ws_connect(_: HTTPClient, url: str, **__: object) -> None:
        went.append(url)

    async def request(_: HTTPClient, route: Route) -> Any:  # noqa: ANN401 - the library's signature
        assert route.url == f"{API}/gateway/bot"
        return {"url": ASKED}

    monkeypatch.setattr(HTTPClient, "ws_connect", ws_connect)
    monkeypatch.setattr(HTTPClient, "request", request)
    return went


@pytest.mark.parametrize(
    ("api", "gateway", "url", "goes"),
    [
        (None, None, OWN, OWN),
        (API, None, OWN, ASKED + QUERY),
        (API, GATEWAY, OWN, GATEWAY + QUERY),
        (None, GATEWAY, OWN, GATEWAY + QUERY),
        (API, f"{GATEWAY}gw?key=1", OWN, f"{GATEWAY}gw?key=1&v=10&encoding=json"),
        (API, GATEWAY, f"wss://east.discord.gg/{QUERY}", GATEWAY + QUERY),
        (API, GATEWAY, "wss://resume.example/" + QUERY, "wss://resume.example/" + QUERY),
    ],
    ids=[
        *("Discord's own", "as the API says", "both said", "only the gateway"),
        *("with a query", "to resume at Discord's own", "to resume"),
    ],
)
async def test_a_connection_goes_where_discord_is(
    went: list[str], api: str | None, gateway: str | None, url: str, goes: str
) -> None:
    async with Line(api=api, gateway=gateway) as line:
        await line.http.ws_connect(url)
    assert went == [goes]


@pytest.mark.usefixtures("went")
@pytest.mark.parametrize(("gateway", "said"), [(None, ASKED), (GATEWAY, GATEWAY)])
async def test_the_first_connection_goes_there_as_well(gateway: str | None, said: str) -> None:
    async with Line(api=API, gateway=gateway) as line:
        assert (await line.http.get_bot_gateway())[1] == said


@pytest.mark.parametrize(
    ("api", "base"), [(None, Route.BASE), (API, API), (f"{API}/", API)], ids=str
)
async def test_a_call_goes_where_the_api_is(api: str | None, base: str) -> None:
    async with Line(api=api) as line:
        route = Route("GET", "/users/@me")
        for _ in range(2):
            assert line.http.placed(route).url == f"{base}/users/@me"


async def test_two_lines_may_lead_to_two_places() -> None:
    async with Line(api=API) as there, Line() as here:
        assert there.http.placed(Route("GET", "/x")).url == f"{API}/x"
        assert here.http.placed(Route("GET", "/x")).url == f"{Route.BASE}/x"


async def test_only_the_shards_that_are_named_are_opened() -> None:
    async with Line(shards=((0, 2), 4)) as line:
        assert (line.shard_ids, line.shard_count) == ([0, 2], 4)


class Told(Line):
    """A line that is told by us what the gateway would say."""

    def __init__(self, *shards: int) -> None:
        super().__init__()
        self.ready = 0
        self._connection.shard_ids = [*shards]
        self._tell = self._note

    def _note(self) -> None:
        self.ready += 1

    def say(self, event: str, **data: Any) -> None:  # noqa: ANN401 - whatever it may say
        """Let the gateway say something."""
        if parse := self._connection.parsers.get(event):
            parse(data)


class Noted:
    """What is noted of places."""

    def __init__(self) -> None:
        self.all: list[object] = []
        self.entered = self.present = self.left = self.all.extend


BOT = {"id": "1", "username": "b", "discriminator": "0", "avatar": None}


async def test_people_are_heard_once_all_shards_are_there() -> None:
    async with Told(0, 1) as line:
        line.say("READY", shard=[0, 2], user=BOT, guilds=[{"id": "5"}])
        assert line.ready == 0
        line.say("READY", shard=[1, 2], user=BOT, guilds=[])
        assert line.ready == 1
        line.say("RESUMED", __shard_id__=0)
        assert line.ready == 2
        assert not line.guilds


async def test_nothing_is_kept_of_what_the_gateway_tells() -> None:
    async with Told(0) as line:
        for event in ("GUILD_CREATE", "MESSAGE_CREATE", "GUILD_MEMBER_ADD", "GUILD_DELETE"):
            line.say(event, id="5", name="Lorrin")
        assert not [*line.guilds, *line.cached_messages, *line.users]
        assert line.intents.value == 1


async def test_a_gateway_that_the_api_does_not_know_may_be_said(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    async def request(_: HTTPClient, route: Route) -> Any:  # noqa: ANN401 - the library's signature
        raise refusal(404, 0) from ValueError(route.url)

    monkeypatch.setattr(HTTPClient, "request", request)
    async with Line(api=API, gateway=GATEWAY) as line:
        assert await line.http.get_bot_gateway() == (1, GATEWAY, {})
    async with Line(api=API) as line:
        with pytest.raises(GatewayNotFound):
            await line.http.get_bot_gateway()


async def test_a_bot_of_which_little_is_told_is_known_by_its_number(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    async def request(_: HTTPClient, route: Route) -> Any:  # noqa: ANN401 - the library's signature
        if route.path == "/users/@me":
            return {"id": "5"}
        raise refusal(404, 0) from ValueError(route.url)

    monkeypatch.setattr(HTTPClient, "request", request)
    async with Line(api=API) as line:
        await line.login("x")
        assert (line.user and line.user.id, line.application_id) == (5, 5)


async def test_a_question_comes_without_what_is_not_said_and_with_whose_it_is() -> None:
    async with Told(0) as line:
        asked: list[object] = []
        line._take = asked.append  # noqa: SLF001 - nobody hears the gateway here
        line._connection.application_id = 1  # noqa: SLF001 - the same
        line.say("INTERACTION_CREATE", id="9", guild_id=None, user={"id": "7"})
        assert asked == [{"id": "9", "user": {"id": "7"}, "application_id": 1}]


@pytest.mark.parametrize("said", [None, {}, {"channels": None}, {"channels": [{}]}], ids=repr)
@pytest.mark.parametrize("event", EVENTS)
async def test_an_event_that_says_nothing_does_no_harm(
    event: str, said: dict[str, object] | None, caplog: pytest.LogCaptureFixture
) -> None:
    noted = Noted()
    async with Told(0) as line:
        line._around = Surroundings(noted).hear  # type: ignore[arg-type] # noqa: SLF001 - nobody hears the gateway here
        line._connection.parsers[event](said)  # noqa: SLF001 - the same
    assert noted.all == []
    assert caplog.messages == []


async def test_an_event_that_cannot_be_understood_is_told_and_ends_nothing(
    caplog: pytest.LogCaptureFixture,
) -> None:
    async with Told(0) as line:
        line._around = Surroundings(Noted()).hear  # type: ignore[arg-type] # noqa: SLF001 - the same
        line.say("GUILD_CREATE", id="1", roles=[{"id": "1", "permissions": "many"}])
    assert "What happened on a server is not understood: GUILD_CREATE" in caplog.messages


async def test_what_changes_on_a_server_that_tells_too_little_is_tried_soon() -> None:
    noted = Noted()
    async with Told(0) as line:
        line._around = Surroundings(noted).hear  # type: ignore[arg-type] # noqa: SLF001 - the same
        line.say("GUILD_CREATE", id="1", channels=[{"id": "2"}])
        line.say("CHANNEL_UPDATE", id="2", guild_id="1")
        line.say("CHANNEL_UPDATE", id="3")
        line.say("THREAD_UPDATE", id="5", parent_id="4")
    assert noted.all == ["2", "2", "3", "4"]
