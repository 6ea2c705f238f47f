"""What Discord writes, as far as the door reads it.

The library's own classes for these hold everything that there is, take longer to build than an
answer takes to write, and refuse an interaction in which anything is missing.
"""

from __future__ import annotations

from typing import Any, Required, TypeAlias, TypedDict

Said: TypeAlias = dict[str, Any]  # a body as Discord takes it

File: TypeAlias = tuple[str, bytes]  # what goes along with a body: its name, and what is in it


class User(TypedDict, total=False):
    """A person."""

    id: Required[str]


class Member(TypedDict, total=False):
    """A person in a server; *permissions* are theirs at this moment in this channel."""

    user: Required[User]
    permissions: str


class Channel(TypedDict, total=False):
    """A place where people write."""

    id: Required[str]
    type: int
    parent_id: str | None


class Attachment(TypedDict, total=False):
    """An attached file."""

    url: str
    filename: str
    size: int


class Option(TypedDict, total=False):
    """What a command is given."""

    name: Required[str]
    type: Required[int]
    value: str | float | bool
    focused: bool  # whether it is being typed at this moment
    options: list[Option]  # of a command within a command, of which we have none


class Resolved(TypedDict, total=False):
    """What options name by their ids."""

    attachments: dict[str, Attachment]


class Field(TypedDict, total=False):
    """A part of a filled form: something that was typed, or what others stand in."""

    custom_id: str
    value: str
    component: Field
    components: list[Field]


class Data(TypedDict, total=False):
    """What was asked: a command has a name, a button or a form its own id."""

    name: str
    options: list[Option]
    resolved: Resolved
    custom_id: str
    components: list[Field]


class Message(TypedDict, total=False):
    """A message on which a button stands."""

    id: str
    flags: int


class Interaction(TypedDict, total=False):
    """Something that somebody asked."""

    id: Required[str]
    application_id: Required[str]
    type: Required[int]
    token: Required[str]
    data: Data
    guild_id: str
    channel_id: str
    channel: Channel
    member: Member
    user: User
    locale: str
    guild_locale: str
    context: int
    app_permissions: str  # what the bot may in the channel
    authorizing_integration_owners: dict[str, str]
    message: Message
