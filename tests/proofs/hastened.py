"""The program itself, in more haste; only processes of its own import it."""

from __future__ import annotations

import os
import sys
from datetime import timedelta
from typing import TYPE_CHECKING

import adapters.discord.adapter
import adapters.telegram.adapter
import bot.cli.running
import bot.delivery
import bot.following
import bot.hearing
import bot.pace
import bot.settling
import bot.sharing
import bot.store.postgres
import bot.telling
from bot.__main__ import main
from bot.pace import Lane

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from bot.adapter import Door
    from bot.address import Address
    from bot.outcome import Outcome
    from bot.reply import Reply
    from tests.proofs.worker import Haste


def run(log: str, environment: dict[str, str], haste: Haste) -> None:
    """Be `storydesk run`."""
    with open(log, "ab") as file:  # noqa: PTH123 - its number is wanted
        os.dup2(file.fileno(), sys.stdout.fileno())
        os.dup2(file.fileno(), sys.stderr.fileno())
    os.environ.update(environment)
    hasten(haste)
    sys.argv = ["storydesk", "run"]
    main()


def hasten(haste: Haste) -> None:
    """Let this process wait for less than people do."""
    bot.delivery.LEASE = timedelta(seconds=haste.lease)
    bot.delivery.AWAY = bot.following.AWAY = haste.away
    bot.hearing.BEGINNING = timedelta(seconds=haste.beginning)
    bot.sharing.LEASE = timedelta(seconds=haste.ears)
    bot.hearing.LOOK = haste.ears / 4  # type: ignore[attr-defined] # by this name it is looked up
    bot.telling.LOOK = haste.telling
    bot.settling.AGAIN = timedelta(seconds=haste.again)
    bot.pace.LONGEST_WAIT = haste.longest

    def rest(_: object, where: Address) -> timedelta:  # noqa: ARG001 - all places are alike
        return timedelta(seconds=haste.rest or 0)

    for door in (adapters.discord.adapter.Discord, adapters.telegram.adapter.Telegram):
        door.pace = Lane(door.pace.rate * haste.faster, door.pace.share * haste.faster)
        if haste.rest is not None:
            door.rest = rest  # type: ignore[assignment, method-assign] # it is this process's alone
        door.send = _told(door.send)  # type: ignore[assignment, method-assign] # the same


def _told(send: Callable[..., Awaitable[Outcome]]) -> Callable[..., Awaitable[Outcome]]:
    """Let the log tell through which door this process sends."""

    async def told(door: Door, where: Address, message: Reply, **named: str) -> Outcome:
        print("sends through", door.name, flush=True)  # noqa: T201 - the log is what is printed
        return await send(door, where, message, **named)

    return told
