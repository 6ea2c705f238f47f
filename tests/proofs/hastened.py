"""The program itself, in more haste; only processes of its own import it."""

from __future__ import annotations

import os
import sys
from datetime import timedelta
from typing import TYPE_CHECKING

import adapters.discord.adapter
import adapters.telegram.adapter
import bot.cli.running
import bot.pace
import bot.pushing.delivery
import bot.pushing.following
import bot.pushing.settling
import bot.running.hearing
import bot.running.sharing
import bot.running.telling
import bot.store.postgres
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
    bot.pushing.delivery.LEASE = timedelta(seconds=haste.lease)
    bot.pushing.following.AWAY = haste.away
    bot.pushing.delivery.AWAY = haste.away  # type: ignore[attr-defined] # by this name it is looked up
    bot.running.hearing.BEGINNING = timedelta(seconds=haste.beginning)
    bot.running.sharing.LEASE = timedelta(seconds=haste.ears)
    bot.running.hearing.LOOK = haste.ears / 4  # type: ignore[attr-defined] # by this name it is looked up
    bot.running.telling.LOOK = haste.telling
    bot.pushing.settling.AGAIN = timedelta(seconds=haste.again)
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
