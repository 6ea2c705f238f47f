"""What somebody asks, as the gateway tells it to the bot."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tests.platforms.discord import drawing
from tests.platforms.discord.permissions import permissions
from tests.platforms.discord.world import Kind

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from tests.platforms.discord.interactions import Asked, Interaction
    from tests.platforms.discord.world import Channel, Message, User, World

IN_GUILD, WITH_THE_BOT = 0, 1  # the contexts of an interaction
ATTACHMENT, BUTTON, ROW, LABEL = 11, 2, 1, 18
MOST_ATTACHED = 10 * 1024 * 1024


def event(
    world: World, kind: Asked, person: User, channel: Channel, data: Mapping[str, Any]
) -> dict[str, Any]:
    """Write an interaction; its token is still to come."""
    return {
        "id": str(world.snowflake()),
        "application_id": str(world.application),
        "type": int(kind),
        "version": 1,
        "data": dict(data),
        "channel_id": str(channel.id),
        "channel": {**drawing.channel(channel), "permissions": drawing.seen_by(channel, person.id)},
        "locale": person.locale,
        "app_permissions": drawing.seen_by(channel, world.bot.id),
        "entitlements": [],
        "attachment_size_limit": MOST_ATTACHED,
        **_whence(person, channel),
    }


def command(
    registered: Mapping[str, Any],
    given: Mapping[str, object],
    files: Mapping[str, dict[str, Any]],
    focused: str = "",
) -> dict[str, Any]:
    """Write a command and its options.

    Args:
        registered: the command as Discord keeps it.
        given: the options by name.
        files: what is attached, by the name of its option.
        focused: the option that is still being typed, for suggestions.
    """
    kinds = {each["name"]: each["type"] for each in registered.get("options") or []}
    options: list[dict[str, Any]] = [
        {
            "name": name,
            "type": kinds[name],
            "value": files[name]["id"] if name in files else value,
            **({"focused": True} if name == focused else {}),
        }
        for name, value in given.items()
    ]
    said = {"id": registered["id"], "name": registered["name"], "type": registered["type"]}
    more: dict[str, Any] = {"options": options} if options else {}
    if files:
        more["resolved"] = {"attachments": {each["id"]: each for each in files.values()}}
    if "guild_id" in registered:
        more["guild_id"] = registered["guild_id"]
    return {**said, **more}


def press(button: Mapping[str, Any]) -> dict[str, Any]:
    """Write that a button was pressed."""
    return {"component_type": BUTTON, "custom_id": button["custom_id"], "id": button.get("id", 1)}


def submission(modal: Mapping[str, Any], filled: Mapping[str, str]) -> dict[str, Any]:
    """Write that a modal was filled in."""
    parts = [_filled(part, filled) for part in modal["components"]]
    return {"custom_id": modal["custom_id"], "components": parts}


def inputs(modal: Mapping[str, Any]) -> list[dict[str, Any]]:
    """List what can be filled in."""
    rows = (part.get("components") or [part["component"]] for part in _asking(modal))
    return [each for row in rows for each in row]


def reason(asked: Interaction) -> dict[str, Any]:
    """Write why a message was said."""
    more: dict[str, Any] = {}
    if asked.on is not None:
        more["interacted_message_id"] = str(asked.on.id)
    if asked.cause is not None:
        more = {"triggering_interaction_metadata": reason(asked.cause)}
    return {
        "id": str(asked.id),
        "type": int(asked.kind),
        "user": drawing.user(asked.person),
        "authorizing_integration_owners": _owners(asked.channel),
        **more,
    }


def on(message: Message, world: World) -> dict[str, Any]:
    """Write the message on which something is pressed."""
    return {"message": drawing.message(message, world)}


def _whence(person: User, channel: Channel) -> dict[str, Any]:
    """Write who asks, and of which guild; in private there is none."""
    guild = channel.guild
    if guild is None:
        user = drawing.user(person)
        return {"user": user, "context": WITH_THE_BOT, "authorizing_integration_owners": {"0": "0"}}
    may = str(int(permissions(channel, person.id)))
    return {
        "member": {**drawing.member(guild.members[person.id]), "permissions": may},
        "guild_id": str(guild.id),
        "guild": {"id": str(guild.id), "features": [], "locale": guild.locale},
        "guild_locale": guild.locale,
        "context": IN_GUILD,
        "authorizing_integration_owners": _owners(channel),
    }


def _owners(channel: Channel) -> dict[str, str]:
    return {"0": "0" if channel.kind is Kind.DM or channel.guild is None else str(channel.guild.id)}


def _filled(part: Mapping[str, Any], filled: Mapping[str, str]) -> dict[str, Any]:
    written = {"type": part["type"], "id": part.get("id", 1)}
    if "component" in part:
        return {**written, "component": _value(part["component"], filled)}
    if "components" in part:
        return {**written, "components": [_value(each, filled) for each in part["components"]]}
    return written


def _value(field: Mapping[str, Any], filled: Mapping[str, str]) -> dict[str, Any]:
    named = {"type": field["type"], "id": field.get("id", 1), "custom_id": field["custom_id"]}
    return {**named, "value": filled.get(field["custom_id"], field.get("value") or "")}


def _asking(modal: Mapping[str, Any]) -> Iterable[Mapping[str, Any]]:
    return (part for part in modal["components"] if part["type"] in {ROW, LABEL})
