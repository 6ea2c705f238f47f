"""People and places on Discord."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from bot.address import Address
from tests.platforms.discord.interactions import Answered
from tests.platforms.discord.seeing import is_private, labels, shown
from tests.proofs.clients import Heard, Posted

if TYPE_CHECKING:
    from tests.platforms.discord.interactions import Interaction
    from tests.platforms.discord.people import Person
    from tests.platforms.discord.server import Discord
    from tests.platforms.discord.world import Channel

INTEGER = 4
# Administrators let these be seen where editors are; who gives one needs their role all the same.
DESK = {
    *("editors", "audit", "addstory", "preview", "editstory"),
    *("publish", "correct", "retract", "reports"),
}
TOO_FAST = 429


class Somebody:
    """Somebody in a channel in which others are too.

    Args:
        here: Discord.
        person: who they are.
        channel: where they ask.
    """

    def __init__(self, here: Discord, person: Person, channel: Channel) -> None:
        self._here = here
        self._person = person
        self._channel = channel

    @property
    def account(self) -> str:
        """Name their account as owners do."""
        return f"discord:{self._person.user.id}"

    async def gives(self, command: str, **given: str) -> Heard:
        """Give a command, and wait for the answer."""
        known = next(each for each in self._here.commands[0].values() if each["name"] == command)
        numbers = {each["name"] for each in known["options"] if each["type"] == INTEGER}
        options = {name: int(value) if name in numbers else value for name, value in given.items()}
        return _heard(await self._person.gives(command, self._channel, **options))

    async def brings(self, name: str, data: bytes) -> Heard:
        """Add a story by a file."""
        return _heard(await self._person.gives("addstory", self._channel, file=(name, data)))

    async def presses(self, heard: Heard, label: str, **told: str) -> Heard:
        """Press a button, say what is then asked for, and wait for the answer."""
        asked = await self._person.presses(heard.message, label)
        if told:
            asked = await self._person.fills(asked, **told)
        return _heard(asked)

    def told(self) -> list[str]:
        """Give what they were told without having asked."""
        return [shown(each) for each in self._here.world.dm(self._person.user).messages.values()]


class OnDiscord:
    """Discord.

    Args:
        here: our own.
    """

    name = "discord"

    def __init__(self, here: Discord) -> None:
        self._here = here
        here.opened.update(DESK)
        self._guild = here.world.guild("Lorrin")
        self._desk = here.world.channel(self._guild, "desk")

    async def hears(self) -> None:
        """Wait until the bot is there, and knows what people may ask."""
        await self._here.until(lambda: self._here.gateway.live and self._here.commands.get(0))

    def person(self, name: str) -> Somebody:
        """Let somebody be there."""
        return Somebody(self._here, self._here.person(name, self._guild), self._desk)

    def places(self, count: int) -> list[Address]:
        """Give new places."""
        channels = (self._here.world.channel(self._guild, f"news-{n}") for n in range(count))
        return [Address("discord", str(channel.id)) for channel in channels]

    def posted(self, where: Address) -> list[Posted]:
        """Give what the bot has posted in a place, in its order."""
        return [
            Posted(
                each.id,
                shown(each),
                "".join(re.findall("~~(.*?)~~", shown(each))),
                each.edited is not None,
            )
            for _, each in sorted(self._here.world.at(where.chat).messages.items())
        ]

    def delete(self, where: Address, number: int) -> None:
        """Delete a message."""
        del self._here.world.at(where.chat).messages[number]

    @property
    def limited(self) -> int:
        """How often the bot was told that it is too fast."""
        return sum(call.status == TOO_FAST for call in self._here.calls)

    def repeated(self) -> int:
        """Count what was set right a second time: Discord lets that be."""
        return 0


def _heard(asked: Interaction) -> Heard:
    if asked.answer is Answered.MODAL:
        return Heard("", (), is_private=True, message=None)
    message = asked.messages[-1] if asked.messages else asked.on
    assert message is not None
    return Heard(shown(message), tuple(labels(message)), is_private(message), message)
