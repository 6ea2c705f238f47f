"""People and places on Telegram."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.address import Address
from tests.platforms.telegram.world import Kind
from tests.proofs.clients import Heard, Posted

if TYPE_CHECKING:
    from tests.platforms.telegram.people import Person
    from tests.platforms.telegram.scene import Telegram
    from tests.platforms.telegram.world import Chat, Message

TOO_FAST = 429
UNCHANGED = "editMessageText: Bad Request: message is not modified"


class Somebody:
    """Somebody who is alone with the bot.

    Args:
        here: Telegram.
        person: who they are.
    """

    def __init__(self, here: Telegram, person: Person) -> None:
        self._here = here
        self._person = person

    @property
    def account(self) -> str:
        """Name their account as owners do."""
        return f"telegram:{self._person.user.id}"

    async def gives(self, command: str, **given: str) -> Heard:
        """Give a command, and wait for the answer."""
        return await self._writes(" ".join((f"/{command}", *given.values())))

    async def brings(self, name: str, data: bytes) -> Heard:
        """Add a story by a file."""
        before = len(self._here.said(self._person))
        self._person.sends(name, data, caption="/addstory")
        return await self._answered(before)

    async def presses(self, heard: Heard, label: str, **told: str) -> Heard:
        """Press a button, say what is then asked for, and wait for the answer."""
        before, shown = len(self._here.said(self._person)), _shown(heard.message)
        query = self._person.presses(heard.message, label)

        def is_answered() -> bool:
            said = len(self._here.said(self._person)) > before
            return bool(query.answers) and (
                said or bool(query.alert) or _shown(heard.message) != shown
            )

        await self._here.until(is_answered)
        for each in told.values():
            heard = await self._writes(each)
        if told:
            return heard
        if query.alert:
            return Heard(query.alert, (), is_private=True, message=heard.message)
        said = self._here.said(self._person)
        return _heard(said[-1] if len(said) > before else heard.message)

    def told(self) -> list[str]:
        """Give what they were told, with the answers to what they asked."""
        return [each.text for each in self._here.said(self._person)]

    async def _writes(self, text: str) -> Heard:
        before = len(self._here.said(self._person))
        self._person.writes(text)
        return await self._answered(before)

    async def _answered(self, before: int) -> Heard:
        return _heard((await self._here.answers(self._person, before + 1))[-1])


class OnTelegram:
    """Telegram.

    Args:
        here: our own.
    """

    name = "telegram"

    def __init__(self, here: Telegram) -> None:
        self._here = here

    async def hears(self) -> None:
        """Wait until the bot is there."""
        await self._here.until(lambda: self._here.called("getUpdates"))

    def person(self, name: str) -> Somebody:
        """Let somebody be there."""
        return Somebody(self._here, self._here.person(name))

    def places(self, count: int) -> list[Address]:
        """Give new places of every kind."""
        return [Address("telegram", str(self._place(number).id)) for number in range(count)]

    def posted(self, where: Address) -> list[Posted]:
        """Give what the bot has posted in a place, in its order."""
        return [
            Posted(each.id, each.text, _struck(each), bool(each.edited))
            for each in self._here.said(self._here.world.at(where.chat))
        ]

    def delete(self, where: Address, number: int) -> None:
        """Delete a message."""
        del self._here.world.at(where.chat).messages[number]

    @property
    def limited(self) -> int:
        """How often the bot was told that it is too fast."""
        return sum(call.status == TOO_FAST for call in self._here.calls)

    def repeated(self) -> int:
        """Count, and forget, what was set right a second time, as after a kill it must be."""
        violations = self._here.violations
        others = [each for each in violations if UNCHANGED not in each]
        count, violations[:] = len(violations) - len(others), others
        return count

    def _place(self, number: int) -> Chat:
        match number % 3:
            case 0:
                return self._here.person(f"Reader {number}").chat
            case 1:
                return self._here.group(f"Group {number}", Kind.SUPERGROUP)
            case _:
                return self._here.channel(f"Channel {number}")


def _heard(message: Message) -> Heard:
    private = message.chat.kind is Kind.PRIVATE
    return Heard(message.text, tuple(message.buttons), is_private=private, message=message)


def _shown(message: Message) -> tuple[str, dict[str, str]]:
    return message.text, message.buttons


def _struck(message: Message) -> str:
    """Give what is struck through; places are counted in UTF-16."""
    text = message.text.encode("utf-16-le")
    struck = (each for each in message.entities if each["type"] == "strikethrough")
    parts = (text[2 * e["offset"] : 2 * (e["offset"] + e["length"])] for e in struck)
    return b"".join(parts).decode("utf-16-le")
