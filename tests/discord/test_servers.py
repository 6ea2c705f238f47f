"""Which channels are open to the bot is reckoned as Discord does."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from adapters.discord.servers import ITSELF, THREADS, Server
from tests.platforms.discord.permissions import NOTHING, READING, WRITING, May

SERVER, BOT, OURS, OTHERS, CHANNEL = "1", "2", "3", "4", "5"
POSTS, IN_THREADS = May.SEND_MESSAGES, May.SEND_MESSAGES_IN_THREADS
BOTH = {ITSELF, THREADS}


def told(
    *exceptions: dict[str, Any],
    everybody: May = READING,
    ours: May = POSTS | IN_THREADS,
    **member: Any,  # noqa: ANN401 - any field of a member
) -> dict[str, Any]:
    """Tell of a server with one channel."""
    may = {SERVER: everybody, OURS: ours, OTHERS: May.ADMINISTRATOR}
    return {
        "id": SERVER,
        "roles": [{"id": role, "permissions": str(int(each))} for role, each in may.items()],
        "members": [
            {"user": {"id": "9"}, "roles": [OTHERS]},
            {"user": {"id": BOT}, "roles": [OURS], **member},
        ],
        "channels": [{"id": CHANNEL, "permission_overwrites": [*exceptions]}],
    }


def exception(
    whose: str, *, allow: May = NOTHING, deny: May = NOTHING, kind: int = 0
) -> dict[str, Any]:
    return {"id": whose, "type": kind, "allow": str(int(allow)), "deny": str(int(deny))}


def ways(server: Server) -> set[str]:
    assert {channel for channel, _ in server.open()} <= {CHANNEL}
    assert server.open() == server.open([CHANNEL, "77"])
    return {way for _, way in server.open()}


@pytest.mark.parametrize(
    ("exceptions", "open_"),
    [
        ([], BOTH),
        ([exception(SERVER, deny=POSTS)], {THREADS}),
        ([exception(SERVER, deny=IN_THREADS)], {ITSELF}),
        ([exception(SERVER, deny=May.VIEW_CHANNEL)], set()),
        ([exception(SERVER, deny=POSTS), exception(OURS, allow=POSTS)], BOTH),
        ([exception(OURS, allow=POSTS), exception(SERVER, deny=POSTS)], BOTH),
        ([exception(OURS, deny=POSTS), exception(BOT, allow=POSTS, kind=1)], BOTH),
        ([exception(OURS, allow=POSTS), exception(BOT, deny=POSTS, kind=1)], {THREADS}),
        ([exception(OTHERS, deny=POSTS), exception("9", deny=POSTS, kind=1)], BOTH),
    ],
)
def test_the_exceptions_of_a_channel_count_after_the_roles(
    exceptions: list[dict[str, Any]], open_: set[str]
) -> None:
    assert ways(Server(told(*exceptions), BOT)) == open_


def test_of_several_roles_one_that_allows_is_enough() -> None:
    known = told(exception(OURS, deny=POSTS), exception(OTHERS, allow=POSTS), roles=[OURS, "8"])
    server = Server(known, BOT)
    assert ways(server) == {THREADS}
    server.role({"id": "8", "permissions": "0"})
    server.channel(
        {
            "id": CHANNEL,
            "permission_overwrites": [exception(OURS, deny=POSTS), exception("8", allow=POSTS)],
        }
    )
    assert ways(server) == BOTH


def test_an_administrator_may_write_everywhere() -> None:
    closed = told(exception(SERVER, deny=WRITING), ours=May.ADMINISTRATOR)
    assert ways(Server(closed, BOT)) == BOTH


@pytest.mark.parametrize(("ahead", "open_"), [(timedelta(hours=1), set()), (-timedelta(1), BOTH)])
def test_who_is_silenced_for_a_while_may_not_write_until_it_is_over(
    ahead: timedelta, open_: set[str]
) -> None:
    until = (datetime.now(UTC) + ahead).isoformat()
    assert ways(Server(told(communication_disabled_until=until), BOT)) == open_


def test_a_role_that_is_no_more_gives_nothing_and_denies_nothing() -> None:
    server = Server(told(exception(OURS, deny=POSTS), everybody=WRITING), BOT)
    assert ways(server) == {THREADS}
    server.lose_role(OURS)
    assert ways(server) == BOTH


def test_a_channel_that_is_no_more_is_not_open() -> None:
    server = Server(told(), BOT)
    server.lose_channel(CHANNEL)
    assert (server.channels, server.open()) == (frozenset(), frozenset())


@pytest.mark.parametrize("left_out", ["roles", "members"])
def test_where_too_little_is_told_nothing_is_said_to_be_open(left_out: str) -> None:
    server = Server({**told(), left_out: None}, BOT)
    assert not server.is_known
    assert server.channels == {CHANNEL}
    assert server.open() == frozenset()
