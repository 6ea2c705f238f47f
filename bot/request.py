"""What one may ask, and what somebody asked."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, TypeAlias

from bot.errors import Misused
from bot.words import phrase

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Mapping

    from bot.address import Account, Address
    from bot.desk import Desk
    from bot.reply import Reply
    from bot.words import Phrase, Words

DIGITS = 9  # no number that a command takes is longer


class Kind(StrEnum):
    """What an argument names."""

    STORY = "story"
    TOPIC = "topic"
    LANGUAGE = "language"
    COMMAND = "command"
    NUMBER = "number"
    TIME = "time"
    ZONE = "zone"
    DAYS = "days"
    TOPICS = "topics"
    UNTIL = "until"
    SWITCH = "switch"
    TEXT = "text"
    LONG = "long"
    FILE = "file"
    PRESSED = "pressed"  # nobody types it: only a button carries it


class Role(StrEnum):
    """Who may give a command."""

    READER = "reader"
    MANAGER = "manager"
    EDITOR = "editor"
    PUBLISHER = "publisher"
    OWNER = "owner"


@dataclass(frozen=True, slots=True, kw_only=True)
class Argument:
    """One thing that a command is given.

    Args:
        name: what it is called, `[a-z]+`.
        kind: what it names, and so how it is completed.
        help: what it means, to be said with `words(...)`.
        required: whether the command can do without it.
        length: the most characters it may have.
        among: the few words it may be, to be offered; empty where it may be any.
        asks: what is asked where it is not given, to be said with `words(...)`; empty where it is
            not asked for.
    """

    name: str
    kind: Kind
    help: str
    required: bool = False
    length: int = 300
    among: tuple[str, ...] = ()
    asks: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Command:
    """One thing that can be asked.

    Args:
        name: what it is called, the same on every door; Telegram allows only `[a-z0-9_]`.
        help: what it does, to be said with `words(...)`.
        arguments: what it is given, in order.
        role: who may give it.
        examples: whole lines that work.
        slow: whether it may take longer than people wait without a sign.
        named: whether each argument is typed behind its own name, in any order.
        hidden: whether it stands in no list: it is offered where it is of use.
        handler: does it.
    """

    name: str
    help: str
    handler: Handler
    arguments: tuple[Argument, ...] = ()
    role: Role = Role.READER
    examples: tuple[str, ...] = ()
    slow: bool = False
    named: bool = False
    hidden: bool = False

    @property
    def typed(self) -> tuple[Argument, ...]:
        """What people give it themselves."""
        return tuple(each for each in self.arguments if each.kind is not Kind.PRESSED)

    @property
    def usage(self) -> str:
        """How it is written: `/facts [story]`."""
        shape = ("{}" if argument.required else "[{}]" for argument in self.typed)
        names = (f"{each.name} …" if self.named else each.name for each in self.typed)
        return " ".join((f"/{self.name}", *map(str.format, shape, names)))


@dataclass(frozen=True, slots=True)
class File:
    """What somebody attached."""

    name: str
    data: bytes


@dataclass(frozen=True, slots=True)
class Forum:
    """What holds the place where somebody asked, and shows each message as a post of its own.

    Args:
        where: the place.
        lacks: what the bot lacks at this moment to write there.
    """

    where: Address
    lacks: tuple[Phrase, ...] = ()


async def in_no_forum() -> Forum | None:
    """Name no forum: the answer where a door says no more."""
    return None


async def nothing_here() -> bool:
    """Tell that somebody manages nothing: the answer where a door says no more."""
    return False


async def nothing_lacks() -> tuple[Phrase, ...]:
    """Name nothing: the answer where a door says no more."""
    return ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """What somebody asked.

    Args:
        command: the command's name, without a slash.
        arguments: what it was given, by the arguments' names.
        who: who asked.
        where: where they asked, and where the answer goes.
        language: the language of their client or channel, where they have not chosen another.
        foreign: whether that is not the language of their client, which is not known or not spoken.
        alone: whether nobody but who asked sees the place.
        overheard: whether others see there even what is answered for who asked alone.
        manages: asks the platform whether they manage the place at this moment.
        managers_only: what is said to who does not, where the platform has words for the right.
        lacks: asks the platform what the bot itself lacks at this moment to write there.
        forum: asks the platform for the forum in which the place is a post; None where it is none.
        file: fetches what they attached; it may be called once they may do what they ask.
        typed: what stood behind the command in a line that they typed, as it stood there.
    """

    command: str
    arguments: Mapping[str, str]
    who: Account
    where: Address
    language: str
    foreign: bool = False
    alone: bool = False
    overheard: bool = False
    manages: Callable[[], Awaitable[bool]] = nothing_here
    managers_only: Phrase | None = None
    lacks: Callable[[], Awaitable[tuple[Phrase, ...]]] = nothing_lacks
    forum: Callable[[], Awaitable[Forum | None]] = in_no_forum
    file: Callable[[], Awaitable[File]] | None = None
    typed: str = ""


@dataclass(frozen=True, slots=True)
class Ask:
    """A request on the desk, with all that its handler needs.

    Args:
        desk: the newsroom.
        request: what was asked.
        words: the asker's language.
        commands: everything that could have been asked.
    """

    desk: Desk
    request: Request
    words: Words
    commands: Mapping[str, Command]

    def text(self, name: str) -> str:
        """Give an argument as it was typed; empty where it was not given."""
        return self.request.arguments.get(name, "").strip()

    def number(self, name: str, *, default: int) -> int:
        """Give an argument that is a whole number.

        Raises:
            Misused: it is none.
        """
        typed = self.text(name)
        if not typed:
            return default
        if not typed.isdecimal() or len(typed) > DIGITS:
            raise Misused(
                phrase("“{typed}” is no number. Give {name} in digits.", typed=typed, name=name)
            )
        return int(typed)


Handler: TypeAlias = "Callable[[Ask], Awaitable[Reply]]"
