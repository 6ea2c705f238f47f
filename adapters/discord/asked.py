"""An interaction → what is asked with it, and where."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from adapters.discord import NAME
from adapters.discord.forums import Around
from adapters.discord.people import (
    MANAGERS_ONLY,
    account_of,
    is_alone,
    is_foreign,
    manages,
    spoken,
)
from adapters.discord.rights import THREADS, lacks
from bot.address import Address
from bot.answer import of_choice
from bot.commands import COMMANDS
from bot.request import Kind, Request, in_no_forum

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from adapters.discord.files import Fetch
    from adapters.discord.forums import Look
    from adapters.discord.wire import Field, Interaction, Option

ATTACHMENT = 11  # the type of an option, as Discord numbers them


def place_of(interaction: Interaction) -> Address:
    """Name where they ask; a thread belongs to its channel."""
    channel = interaction.get("channel")
    if channel and channel.get("type") in THREADS and (parent := channel.get("parent_id")):
        return Address(NAME, str(parent), str(channel.get("id") or interaction["channel_id"]))
    # Discord does not say the channel of some private conversations; then it is a person's own.
    place = interaction.get("channel_id") or (channel.get("id") if channel else None)
    return Address(NAME, str(place or account_of(interaction).person))


def of_command(
    interaction: Interaction, default: str, fetch: Fetch, look: Look | None = None
) -> Request:
    """Read a command and what it was given.

    Args:
        interaction: a command that somebody gives.
        default: the language where theirs is not spoken.
        fetch: fetches what they attached.
        look: asks Discord what a channel is.
    """
    data = interaction["data"]
    given = {option["name"]: option for option in options_of(data.get("options", ()))}
    arguments = {
        name: str(option["value"])
        for name, option in given.items()
        if option.get("type") != ATTACHMENT
    }
    attached = data.get("resolved", {}).get("attachments", {})
    files = (str(each["value"]) for each in given.values() if each.get("type") == ATTACHMENT)
    found = [attached[number] for number in files if number in attached]
    request = Request(
        command=data.get("name", ""),
        arguments=arguments,
        who=account_of(interaction),
        where=place_of(interaction),
        language=spoken(interaction, default),
        file=partial(fetch, found[0]) if found else None,
    )
    return _there(interaction, request, look)


def of_press(
    interaction: Interaction, action: str, default: str, look: Look | None = None
) -> Request:
    """Read what a button, or a form, does.

    Raises:
        Misused: it is of another version, or was made by somebody else.
        NotFound: its command is not there any more.
    """
    request = of_choice(
        action,
        who=account_of(interaction),
        where=place_of(interaction),
        language=spoken(interaction, default),
    )
    typed = dict(fields_of(interaction["data"].get("components", ())))
    request = replace(request, arguments={**request.arguments, **typed})
    return _there(interaction, request, look)


def _there(interaction: Interaction, request: Request, look: Look | None) -> Request:
    """Add to *request* what is known of the place, and of who asks there."""
    return replace(
        request,
        foreign=is_foreign(interaction),
        alone=is_alone(interaction),
        manages=partial(manages, interaction),
        managers_only=MANAGERS_ONLY if "member" in interaction else None,
        lacks=partial(lacks, interaction),
        forum=in_no_forum if look is None else Around(look, interaction).forum,
    )


def options_of(options: Sequence[Option]) -> Iterator[Option]:
    """Give all options that have a value, also those of commands that we do not have."""
    for option in options:
        if "value" in option:
            yield option
        yield from options_of(option.get("options", ()))


def fields_of(fields: Sequence[Field]) -> Iterator[tuple[str, str]]:
    """Give what was typed into a form, by the names of its fields; what was left out is empty."""
    for field in fields:
        if "value" in field and "custom_id" in field:
            yield field["custom_id"], field["value"]
        inside = [field["component"]] if "component" in field else field.get("components", ())
        yield from fields_of(inside)


def is_slow(request: Request) -> bool:
    """Whether the answer may take longer than Discord waits for a first sign of it.

    Where a command is given none of what takes long to read, it only asks for it.
    """
    command = COMMANDS.get(request.command)
    if command is None or not command.slow:
        return False
    long = [each for each in command.arguments if each.kind in {Kind.LONG, Kind.FILE}]
    given = request.file is not None or any(request.arguments.get(each.name) for each in long)
    return given or not long
