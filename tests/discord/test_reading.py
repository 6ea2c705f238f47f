"""What a gateway of another hand says is read as if Discord had said it."""

from __future__ import annotations

import json
import zlib
from typing import Any

import pytest
from yarl import URL

from adapters.discord.reading import Unpacking, completed
from bot.nothings import without_nothings

GATEWAY = URL("wss://gateway.example/")
SAID = ['{"op": 10}', '{"op": 11}', '{"t": "é"}']


def ready(**said: object) -> dict[str, Any]:
    """Complete the beginning of a session."""
    text = json.dumps({"op": 0, "t": "READY", "d": said})
    found = completed(text, bot={"id": 5}, shard=(1, 2), gateway=GATEWAY)
    message: dict[str, Any] = json.loads(found)
    return message


@pytest.mark.parametrize("unsaid", [{}, dict.fromkeys(("user", "shard", "session_id"))], ids=str)
def test_a_session_begins_of_which_little_is_said(unsaid: dict[str, None]) -> None:
    message = ready(**unsaid)
    data = message["d"]
    assert message["s"] is None
    assert data["user"] == {"id": 5, "username": "", "discriminator": "0", "avatar": None}
    assert (data["shard"], data["session_id"]) == ([1, 2], "")
    assert data["resume_gateway_url"] == str(GATEWAY)


@pytest.mark.parametrize(
    ("said", "found"),
    [(None, GATEWAY), ("/gw", GATEWAY), ("wss://resume.example", "wss://resume.example")],
)
def test_it_is_resumed_where_that_is_said(said: str | None, found: object) -> None:
    assert ready(resume_gateway_url=said)["d"]["resume_gateway_url"] == str(found)


def test_what_is_said_of_a_session_is_kept() -> None:
    user = {"id": "7", "username": "b", "discriminator": "1", "avatar": "x"}
    said = {
        "user": user,
        "shard": [0, 1],
        "session_id": "s",
        "resume_gateway_url": "wss://r.example",
    }
    assert ready(**said)["d"] == said


def test_a_session_goes_on_of_which_nothing_is_said() -> None:
    said = completed('{"t": "RESUMED", "d": null}', bot={}, shard=(0, 1), gateway=GATEWAY)
    assert json.loads(said)["d"] == {}


@pytest.mark.parametrize("said", ['{"t": "X", "d": null}', '{"t": "X", "d": "\\"READY\\""}'])
def test_all_else_is_handed_on_as_it_is(said: str) -> None:
    assert completed(said, bot={}, shard=(0, 1), gateway=GATEWAY) is said


def test_nothing_stands_for_what_is_not_there() -> None:
    said = {"guild_id": None, "data": {"options": [{"value": 0, "options": None}]}}
    assert without_nothings(said) == {"data": {"options": [{"value": 0}]}}


def streamed() -> list[bytes]:
    stream = zlib.compressobj()
    return [stream.compress(said.encode()) + stream.flush(zlib.Z_SYNC_FLUSH) for said in SAID]


@pytest.mark.parametrize(
    "packed", [streamed(), [zlib.compress(said.encode()) for said in SAID]], ids=["stream", "alone"]
)
@pytest.mark.parametrize("piece", [1_000, 3, 1])
def test_messages_are_unpacked_however_they_are_packed(packed: list[bytes], piece: int) -> None:
    unpacking = Unpacking()
    pieces = (each[at : at + piece] for each in packed for at in range(0, len(each), piece))
    assert [said for each in pieces if (said := unpacking.text(each)) is not None] == SAID
