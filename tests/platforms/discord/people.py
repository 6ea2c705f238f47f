"""People at their clients: they ask, press and fill in only what Discord lets them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tests.platforms.discord import asking
from tests.platforms.discord.interactions import Answered, Asked, State
from tests.platforms.discord.permissions import May, permissions
from tests.platforms.discord.seeing import buttons
from tests.platforms.discord.world import Kind

if TYPE_CHECKING:
    from collections.abc import Mapping

    from tests.platforms.discord.interactions import Interaction
    from tests.platforms.discord.server import Discord
    from tests.platforms.discord.world import Channel, Message, User

STRING, INTEGER, BOOLEAN, NUMBER, ATTACHMENT = 3, 4, 5, 10, 11
TYPES: dict[int, tuple[type, ...]] = {
    STRING: (str,),
    INTEGER: (int,),
    BOOLEAN: (bool,),
    NUMBER: (int, float),
    ATTACHMENT: (tuple,),
}
MOST_TYPED = 6_000  # characters of one option
MOST_FILLED = 4_000  # characters of a field in a modal


class NotOffered(AssertionError):
    """Discord's own client would not let somebody do this."""


class Person:
    """Somebody at their client.

    Args:
        here: Discord.
        user: their account.
    """

    def __init__(self, here: Discord, user: User) -> None:
        self._here = here
        self.user = user

    async def gives(self, command: str, at: Channel, /, **options: object) -> Interaction:
        """Give a command and wait for its answer; a file is a pair of its name and its bytes."""
        return await self._here.answered(await self.asks(command, at, **options))

    async def asks(self, command: str, at: Channel, /, **options: object) -> Interaction:
        """Give a command and go on at once."""
        registered = self._offered(command, at)
        _hold(registered, options)
        files = {
            name: self._here.host(value[0], value[1], at)
            for name, value in options.items()
            if isinstance(value, tuple)
        }
        return await self._ask(Asked.COMMAND, at, asking.command(registered, options, files))

    async def types(
        self, command: str, at: Channel, /, **options: object
    ) -> list[tuple[str, object]]:
        """Type in the last of *options* and see what is suggested: names and values."""
        registered = self._offered(command, at)
        focused = [*options][-1]
        known = {each["name"]: each for each in registered.get("options") or []}
        if not known.get(focused, {}).get("autocomplete"):
            raise NotOffered(f"/{command} suggests nothing for {focused}")
        data = asking.command(registered, options, {}, focused)
        asked = await self._here.answered(await self._ask(Asked.AUTOCOMPLETE, at, data))
        return [(each["name"], each["value"]) for each in asked.data.get("choices") or []]

    async def presses(self, message: Message, label: str) -> Interaction:
        """Press a button by what stands on it and wait for its answer."""
        for button in buttons(message):
            leads_elsewhere = "custom_id" not in button
            if button.get("label") != label or button.get("disabled") or leads_elsewhere:
                continue
            return await self._here.answered(await self.pushes(message, button["custom_id"]))
        raise NotOffered(f"{label!r} is none of {[each.get('label') for each in buttons(message)]}")

    async def pushes(self, message: Message, custom_id: str) -> Interaction:
        """Send what a button sends, whether or not it is there, and go on at once."""
        if message.for_whom not in {None, self.user.id}:
            raise NotOffered(f"{self.user.name} does not see this message")
        data = asking.press({"custom_id": custom_id})
        return await self._ask(Asked.COMPONENT, message.channel, data, message)

    async def fills(self, asked: Interaction, **fields: str) -> Interaction:
        """Fill in the modal that *asked* brought, and wait for the answer."""
        if asked.answer is not Answered.MODAL:
            raise NotOffered(f"there is no modal to fill in: {asked.answer}")
        for field in asking.inputs(asked.data):
            text = fields.get(field["custom_id"], "")
            least = field.get("min_length") or (1 if field.get("required", True) else 0)
            if not least <= len(text) <= (field.get("max_length") or MOST_FILLED):
                raise NotOffered(f"{field['custom_id']} does not take {len(text)} characters")
        data = asking.submission(asked.data, fields)
        filled = await self._ask(Asked.MODAL, asked.channel, data, asked.on)
        filled.cause = asked
        return await self._here.answered(filled)

    def _offered(self, name: str, at: Channel) -> Mapping[str, Any]:
        """Give a command as it is offered here."""
        guild = at.guild.id if at.guild is not None else 0
        known = {**self._here.commands.get(0, {}), **self._here.commands.get(guild, {})}
        found = next((each for each in known.values() if each["name"] == name), None)
        context = asking.WITH_THE_BOT if at.kind is Kind.DM else asking.IN_GUILD
        contexts = found and found["contexts"]
        if found is None or (contexts is not None and context not in contexts):
            raise NotOffered(f"/{name} is not offered here")
        may = permissions(at, self.user.id)
        needed = May(int(found["default_member_permissions"] or 0))
        admins_only = found["default_member_permissions"] == "0"
        lets = name in self._here.opened or at.guild is None or bool(may & May.ADMINISTRATOR)
        if not may & May.USE_APPLICATION_COMMANDS or not (
            lets or (may & needed == needed and not admins_only)
        ):
            raise NotOffered(f"{self.user.name} may not give /{name} here")
        return found

    async def _ask(
        self, kind: Asked, at: Channel, data: dict[str, Any], on: Message | None = None
    ) -> Interaction:
        here = self._here
        event = asking.event(here.world, kind, self.user, at, data)
        if on is not None:
            event |= asking.on(on, here.world)
        asked = here.interactions.open(kind, self.user, at, event, on)
        await here.gateway.happens("INTERACTION_CREATE", event, at.guild.id if at.guild else None)
        return asked


def is_answered(asked: Interaction) -> bool:
    """Tell whether somebody sees an answer, and not only that one is being thought of."""
    return asked.state is State.ANSWERED


def _hold(registered: Mapping[str, Any], given: Mapping[str, object]) -> None:
    """Hold what is given to what a client lets people give."""
    known = {each["name"]: each for each in registered.get("options") or []}
    for name, value in given.items():
        option = known.get(name)
        if option is None or not isinstance(value, TYPES[option["type"]]):
            raise NotOffered(f"/{registered['name']} takes no {name} of {value!r}")
        most = option.get("max_length") or MOST_TYPED
        if isinstance(value, str) and not (option.get("min_length") or 0) <= len(value) <= most:
            raise NotOffered(f"{name} does not take {len(value)} characters")
        choices = [each["value"] for each in option.get("choices") or []]
        if choices and value not in choices:
            raise NotOffered(f"{value!r} is none of {choices}")
    for name, option in known.items():
        if option.get("required") and name not in given:
            raise NotOffered(f"/{registered['name']} needs {name}")
