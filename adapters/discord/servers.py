"""Servers: which of their channels are open to the bot, as far as the gateway tells."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any, TypeAlias

from adapters.discord.people import ADMINISTRATOR
from adapters.discord.rights import IN_THREADS, SEEING, WRITING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    Told: TypeAlias = Mapping[str, Any]
    # A channel, and what of it is meant: `ITSELF`, all its `THREADS`, or one of these by its id.
    Way: TypeAlias = tuple[str, str]
    # Of a channel, each for a role or for the bot: whose it is, what is allowed, what is denied.
    Exceptions: TypeAlias = tuple[tuple[str, int, int], ...]

ITSELF, THREADS = "", "*"
NEEDED = ((ITSELF, SEEING[0] | WRITING[0]), (THREADS, SEEING[0] | IN_THREADS[0]))
OF_A_PERSON = 1  # the type of an exception that is not made for a role


class Server:
    """What decides which channels of one server are open to the bot.

    Args:
        told: the server, as the gateway tells of it once the bot is there.
        bot: who the bot is.
    """

    def __init__(self, told: Told, bot: str) -> None:
        self._bot = bot
        self._everybody = str(told["id"])  # the role of everybody has the id of the server
        self._roles: dict[str, int] = {}
        self._ours: frozenset[str] | None = None
        self._silent_until: datetime | None = None
        self._channels: dict[str, Exceptions] = {}
        self._same: dict[Exceptions, Exceptions] = {}
        for role in told.get("roles") or ():
            self.role(role)
        for member in told.get("members") or ():
            self.member(member)
        for channel in told.get("channels") or ():
            self.channel(channel)

    @property
    def is_known(self) -> bool:
        """Whether enough was told to say what is open."""
        return bool(self._roles) and self._ours is not None

    @property
    def channels(self) -> frozenset[str]:
        """Every channel."""
        return frozenset(self._channels)

    @property
    def silent_until(self) -> datetime | None:
        """When the bot may speak again; None where nobody has silenced it."""
        return self._silent_until

    def role(self, told: Told) -> None:
        """Learn what a role may."""
        if "id" in told:
            self._roles[str(told["id"])] = int(told.get("permissions") or 0)

    def lose_role(self, role: str) -> None:
        """Learn that a role is no more; whoever had it has it no more."""
        self._roles.pop(role, None)
        self._ours = self._ours and self._ours - {role}

    def member(self, told: Told) -> None:
        """Learn which roles somebody has, and whether they are silenced; others do not matter."""
        if str((told.get("user") or {}).get("id")) == self._bot:
            said = told.get("communication_disabled_until")
            until = datetime.fromisoformat(said) if said else None
            # Discord may go on telling of one that is over.
            self._silent_until = until if until and until > datetime.now(UTC) else None
            self._ours = frozenset(map(str, told.get("roles") or ()))

    def speak(self, until: datetime) -> None:
        """Learn that the bot was silenced *until* now; it may have been silenced for longer."""
        if self._silent_until == until:
            self._silent_until = None

    def channel(self, told: Told) -> None:
        """Learn what exceptions are made in a channel."""
        if "id" in told:
            exceptions = tuple(self._exceptions(told.get("permission_overwrites") or ()))
            # Most channels of a server are alike, and there are very many servers.
            kept = self._same.setdefault(exceptions, exceptions)
            self._channels[str(told["id"])] = kept

    def lose_channel(self, channel: str) -> None:
        """Learn that a channel is no more."""
        self._channels.pop(channel, None)

    def open(self, channels: Iterable[str] | None = None) -> frozenset[Way]:
        """Name what is open to the bot: of all channels, or of some."""
        if not self.is_known or self._ours is None:
            return frozenset()
        has = 0
        for role in (self._everybody, *self._ours):
            has |= self._roles.get(role, 0)
        some = self._channels if channels is None else self.channels.intersection(channels)
        return frozenset((each, way) for each in some for way in self._ways(has, each))

    def _ways(self, has: int, channel: str) -> Iterable[str]:
        if has & ADMINISTRATOR:
            return (ITSELF, THREADS)
        if self._silent_until is not None:
            return ()
        may = self._may(has, self._channels[channel])
        return (way for way, needed in NEEDED if may & needed == needed)

    def _may(self, has: int, exceptions: Exceptions) -> int:
        """Reckon as Discord does: what holds for everybody, for the roles, for the bot itself."""
        ours = self._ours or frozenset()
        for whose in ({self._everybody}, ours - {self._everybody}, {self._bot}):
            made = [each for each in exceptions if each[0] in whose]
            for _, _, denied in made:
                has &= ~denied
            for _, allowed, _ in made:
                has |= allowed
        return has

    def _exceptions(self, told: Iterable[Told]) -> Iterable[tuple[str, int, int]]:
        for each in told:
            whose = str(each.get("id"))
            if each.get("type") != OF_A_PERSON or whose == self._bot:
                yield whose, int(each.get("allow") or 0), int(each.get("deny") or 0)
