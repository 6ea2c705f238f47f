"""Choice: something to press, which carries all that it does; so none needs a memory of ours."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import unquote
from zlib import crc32

from bot.errors import Misused
from bot.words import phrase

ACTION_VERSION = "1"
# Of the 64 bytes of Telegram's callback_data two are left to the doors; Discord's custom_id would
# hold 100 characters.
ACTION_BYTES = 62
OUT_OF_DATE = phrase("This button is out of date. Ask again with /help.")


@dataclass(frozen=True, slots=True)
class Choice:
    """Something to press.

    Args:
        label: what it says.
        command: the command it stands for, without its slash.
        arguments: what the command is given, in the order of its arguments.
    """

    label: str
    command: str
    arguments: tuple[str, ...] = ()

    @property
    def action(self) -> str:
        """Everything it does, in at most 62 bytes: such a button needs no memory of ours."""
        action = self._whole_action()
        if not _can_be_carried(action):
            raise ValueError(f"an action of more than {ACTION_BYTES} bytes: {action!r}")
        return action

    @property
    def fits(self) -> bool:
        """Whether a button can carry all of it."""
        return _can_be_carried(self._whole_action())

    def _whole_action(self) -> str:
        # Only what would be taken for a separator is escaped: bytes are dear here.
        parts = (part.replace("%", "%25").replace("/", "%2F") for part in self.arguments)
        return "/".join((ACTION_VERSION, self.command, *parts))


def _can_be_carried(action: str) -> bool:
    # Most actions are plain letters, which need not be written out to be weighed.
    size = len(action) if action.isascii() else len(action.encode("utf-8", "surrogatepass"))
    return size <= ACTION_BYTES


def mark_of(meant: object) -> str:
    """Tell, in a few letters, what a button stands for from what may take its place."""
    return f"{crc32(repr(meant).encode()):08x}"


def pressed(action: str) -> Choice:
    """Read an action back.

    Raises:
        Misused: it was made by another version of the bot, or by somebody else.
    """
    version, _, rest = action.partition("/")
    command, *arguments = rest.split("/")
    if version != ACTION_VERSION or not command or not _can_be_carried(action):
        raise Misused(OUT_OF_DATE)
    return Choice("", command, tuple(map(unquote, arguments)))
