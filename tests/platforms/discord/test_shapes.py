"""What our Discord answers has the shape that the official specification gives it."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, cast

import discord
from jsonschema import Draft202012Validator

from tests.platforms.discord import changes
from tests.platforms.specs import discord_spec

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.platforms.discord.bare import Bare
    from tests.platforms.discord.call import Call
    from tests.platforms.discord.people import Person
    from tests.platforms.discord.server import Discord
    from tests.platforms.discord.world import Channel, Guild


def misshapen(call: Call) -> Iterator[str]:
    """Hold the answer to a request against the specification."""
    spec: Any = cast("Any", discord_spec())
    path, operation = spec.find(call.method, call.path)
    answers = operation["responses"]
    assert str(call.status) in answers
    if "content" in answers[str(call.status)]:
        steps = ["paths", path, call.method.lower(), "responses", str(call.status)]
        steps += ["content", "application/json", "schema"]
        pointer = "/".join(step.replace("~", "~0").replace("/", "~1") for step in steps)
        validator = Draft202012Validator({"$ref": f"urn:d#/{pointer}"}, registry=spec.reg)
        for error in validator.iter_errors(json.loads(cast("bytes", call.answer))):
            yield f"{call.operation}: {error.json_path}: {error.message[:300]}"


async def test_every_answer_has_its_shape(
    bot: Bare, here: Discord, guild: Guild, channel: Channel, reader: Person
) -> None:
    asked = await reader.gives("hello", channel, name="Ada")
    await reader.presses(asked.messages[0], "Once more")
    await reader.gives("think", channel)
    await reader.types("hello", channel, name="a")
    await reader.fills(await reader.gives("write", channel), text="Hello")
    place = bot.get_partial_messageable(channel.id)
    sent = await place.send("Hello", file=discord.File(__file__, "story.yaml"))
    await sent.edit(content="Goodbye")
    assert [each async for each in place.history()]
    await place.fetch_message(sent.id)
    forum = here.world.forum(guild, "news", "Trade")
    await changes.made(here, forum)
    known = await bot.fetch_channel(forum.id)
    assert isinstance(known, discord.ForumChannel)
    post = await known.create_thread(name="Bridge falls", content="It fell.")
    await post.thread.edit(archived=True)
    await bot.create_dm(discord.Object(reader.user.id))
    await bot.tree.fetch_commands()
    here.violations.clear()
    answered = [call for call in here.calls if call.status < 300]
    assert len({call.operation for call in answered}) > 12
    assert [each for call in answered for each in misshapen(call)] == []
