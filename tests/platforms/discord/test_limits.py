"""Whatever Discord would not take is refused with its own code, and noted as a client's fault."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import aiohttp
import pytest

from tests.platforms.discord.judging import V2

if TYPE_CHECKING:
    from tests.platforms.discord.server import Discord
    from tests.platforms.discord.world import Channel

QUIET: dict[str, Any] = {"parse": []}


def text(content: str = "Hello") -> dict[str, Any]:
    """A text display."""
    return {"type": 10, "content": content}


def button(name: str = "x", label: str = "Press", **more: object) -> dict[str, Any]:
    """A button."""
    return {"type": 2, "style": 2, "label": label, "custom_id": name, **more}


def row(*buttons: dict[str, Any]) -> dict[str, Any]:
    """A row of buttons."""
    return {"type": 1, "components": [*buttons]}


def laid_out(*parts: dict[str, Any], **more: object) -> dict[str, Any]:
    """A message of components."""
    return {"flags": V2, "components": [{"type": 17, "components": [*parts]}], **more}


async def call(here: Discord, method: str, path: str, body: object) -> tuple[int, Any]:
    """Call Discord with nothing between."""
    headers = {"Authorization": f"Bot {here.token}", "User-Agent": "DiscordBot (x, 1)"}
    async with (
        aiohttp.ClientSession(headers=headers) as session,
        session.request(method, here.api + path, json=body) as response,
    ):
        return response.status, await response.json()


async def say(here: Discord, channel: Channel, body: dict[str, Any]) -> tuple[int, Any]:
    """Say something that pings nobody."""
    whole = {"allowed_mentions": QUIET, **body}
    return await call(here, "POST", f"/channels/{channel.id}/messages", whole)


@pytest.mark.parametrize(
    "body",
    [
        {"content": "x" * 2_000},
        {"embeds": [{"title": "x" * 256, "description": "y" * 4_096}]},
        laid_out(text("x" * 4_000)),
        laid_out(*(text() for _ in range(38))),
        laid_out(text(), row(*(button(str(number)) for number in range(5)))),
        laid_out({"type": 9, "components": [text()], "accessory": button()}),
        {"content": "Hello", "components": [row(button(label="x" * 80))]},
        {"content": "Hello", "nonce": "x" * 25, "enforce_nonce": True},
    ],
)
async def test_what_keeps_within_the_limits_is_taken(
    here: Discord, channel: Channel, body: dict[str, Any]
) -> None:
    status, said = await say(here, channel, body)
    assert (status, said["channel_id"]) == (200, str(channel.id))


@pytest.mark.parametrize(
    ("body", "code"),
    [
        ({"content": "x" * 2_001}, 50035),
        ({"content": ""}, 50006),
        ({"embeds": [{"title": "x" * 257}]}, 50035),
        ({"embeds": [{"description": "x" * 4_096}, {"description": "x" * 1_905}]}, 50035),
        ({"embeds": [{"description": " "}]}, 50035),
        (laid_out(text("x" * 4_001)), 50035),
        (laid_out(*(text("😀" * 1_001) for _ in range(2))), 50035),
        (laid_out(*(text() for _ in range(40))), 50035),
        (laid_out(text(), content="Hello"), 50035),
        (laid_out(text(), embeds=[{"title": "Hello"}]), 50035),
        (laid_out(text("  ")), 50035),
        (laid_out(text(), row(button("x"), button("x"))), 50035),
        (laid_out(text(), row(*(button(str(number)) for number in range(6)))), 50035),
        (laid_out(row(button(label="x" * 81))), 50035),
        (laid_out(row(button(label=""))), 50035),
        (laid_out(row(button("x" * 101))), 50035),
        (laid_out(row({"type": 2, "style": 5, "label": "Go", "url": "tg://x"})), 50035),
        (laid_out({"type": 12, "items": [{"media": {"url": "attachment://x.png"}}]}), 50035),
        ({"components": [text()]}, 50035),
        ({"content": "Hello", "nonce": "x" * 26, "enforce_nonce": True}, 50035),
    ],
)
async def test_what_goes_beyond_them_is_refused(
    here: Discord, channel: Channel, body: dict[str, Any], code: int
) -> None:
    status, refused = await say(here, channel, body)
    assert (status, refused["code"]) == (400, code)
    assert channel.messages == {}
    assert here.violations
    here.violations.clear()


@pytest.mark.parametrize(
    "commands",
    [
        [{"name": "Facts", "description": "x"}],
        [{"name": "facts", "description": "x" * 101}],
        [{"name": "facts", "description": " "}],
        [{"name": "facts", "description": "x"}, {"name": "facts", "description": "y"}],
        [{"name": f"facts{number}", "description": "x"} for number in range(101)],
        [{"name": "facts", "description": "x", "description_localizations": {"xx": "y"}}],
        [
            {
                "name": "facts",
                "description": "x",
                "options": [
                    {
                        "type": 3,
                        "name": f"o{number}",
                        "description": "x" * 100,
                        "choices": [{"name": "n" * 100, "value": "v" * 100}] * 2,
                    }
                    for number in range(20)
                ],
            }
        ],
    ],
    ids=["capitals", "long", "blank", "twice", "many", "no such language", "8000 characters"],
)
async def test_commands_that_go_beyond_the_limits_are_refused(
    here: Discord, commands: list[dict[str, Any]]
) -> None:
    path = f"/applications/{here.world.application}/commands"
    status, refused = await call(here, "PUT", path, commands)
    assert (status, refused["code"]) == (400, 50035)
    assert here.commands == {}
    here.violations.clear()


async def test_what_nobody_knows_is_not_there(here: Discord, channel: Channel) -> None:
    status, refused = await call(here, "GET", f"/channels/{channel.id}/secrets", None)
    assert (status, refused["code"]) == (404, 0)
    here.violations.clear()


async def test_a_wrong_field_is_named_where_it_stands(here: Discord, channel: Channel) -> None:
    body = laid_out(row(button(label="x" * 81)))
    _, refused = await say(here, channel, body)
    where = refused["errors"]["components"]["0"]["components"]["0"]["components"]["0"]
    assert where["label"]["_errors"]
    here.violations.clear()


async def test_unknown_fields_are_taken_and_noted(here: Discord, channel: Channel) -> None:
    status, _ = await say(here, channel, {"content": "Hello", "colour": "blue"})
    assert status == 200
    assert "colour" in here.violations.pop()
