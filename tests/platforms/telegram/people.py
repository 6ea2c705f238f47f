"""What people do on Telegram, and what the bot hears of it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from tests.platforms.telegram import drawing
from tests.platforms.telegram.settling import found, units
from tests.platforms.telegram.world import (
    ANONYMOUS,
    CHANNELS,
    MANAGING,
    PRESENT,
    Kind,
    Message,
    Standing,
)

if TYPE_CHECKING:
    from tests.platforms.telegram.about_queries import Query
    from tests.platforms.telegram.scene import Telegram
    from tests.platforms.telegram.world import Chat, Topic, User

LONGEST = 4096  # characters that somebody can write at once; a longer text is sent in parts


class Person:
    """Somebody with a client in their hand.

    Args:
        here: where they are.
        user: their account.
    """

    def __init__(self, here: Telegram, user: User) -> None:
        self._here = here
        self.user = user

    @property
    def chat(self) -> Chat:
        """Their private chat with the bot."""
        return self._here.world.chats[self.user.id]

    def writes(
        self,
        text: str,
        into: Chat | None = None,
        *,
        topic: Topic | None = None,
        reply_to: Message | None = None,
        **more: Any,  # noqa: ANN401 - any further field of a message
    ) -> Message:
        """Write something; in private where no chat is named."""
        return self._says(_text(text), into or self.chat, topic, reply_to, **more)

    def pastes(self, text: str) -> list[Message]:
        """Write a long text, which the client sends in as many parts as it takes."""
        parts = []
        while text:
            cut = text.rfind("\n", 1, LONGEST) + 1 if len(text) > LONGEST else 0
            cut = cut or LONGEST
            parts.append(self.writes(text[:cut].strip()))
            text = text[cut:]
        return parts

    def sends(self, name: str, data: bytes, into: Chat | None = None, caption: str = "") -> Message:
        """Send a file."""
        file = f"BQAC{len(self._here.files)}"
        self._here.files[file] = data
        document = {
            "file_id": file,
            "file_unique_id": f"u{file}",
            "file_name": name,
            "file_size": len(data),
        }
        said = {"caption": caption, "caption_entities": _entities(caption)} if caption else {}
        return self._says({"document": document, **said}, into or self.chat, None, None)

    def writes_anonymously(self, text: str, into: Chat, topic: Topic | None = None) -> Message:
        """Write in the name of the group that they manage."""
        assert into.standing(self.user) in MANAGING
        return self._here.arrives(
            _text(text), into, self._here.world.users[ANONYMOUS], sender_chat=into, topic=topic
        )

    def writes_as(self, channel: Chat, text: str, into: Chat) -> Message:
        """Write in the name of a channel that they own."""
        sender = self._here.world.users[CHANNELS]
        return self._here.arrives(_text(text), into, sender, sender_chat=channel)

    def posts(self, text: str, into: Chat) -> Message:
        """Post in a channel; nobody learns who it was."""
        return self._here.arrives(_text(text), into, None, sender_chat=into)

    def presses(self, message: Message, label: str) -> Query:
        """Press a button."""
        return self.forges(message, message.buttons[label])

    def forges(self, message: Message, data: str | None, *, date: int | None = None) -> Query:
        """Press a button that carries *data*, whether there is such a one or not."""
        query = self._here.asks(self.user, message.chat)
        if message.inline:
            where: dict[str, Any] = {"inline_message_id": message.inline}
        else:
            drawn = drawing.message(message)
            seen = drawn if date is None else {**_gone(drawn), "date": date}
            where = {"message": seen}
        carried = {"game_short_name": "x"} if data is None else {"data": data}
        person = drawing.user(self.user)
        instance = str(message.chat.id * 31)
        self._here.happens(
            "callback_query",
            {"id": query.id, "from": person, "chat_instance": instance, **where, **carried},
        )
        return query

    def types(self, words: str) -> Query:
        """Type behind the bot's name, in any chat."""
        query = self._here.asks(self.user, None)
        typed = {"id": query.id, "from": drawing.user(self.user), "query": words, "offset": ""}
        self._here.happens("inline_query", {**typed, "chat_type": "supergroup"})
        return query

    def picks(self, query: Query, index: int, into: Chat) -> Message:
        """Post what was offered."""
        result = query.results[index]
        return self._here.posted(self.user, result["content"], into)

    def blocks_the_bot(self) -> None:
        """Stop the bot in private."""
        self.user.blocks = True
        self._here.stands(self.chat, Standing.KICKED, self.user, old=Standing.MEMBER)

    def unblocks_the_bot(self) -> None:
        """Let the bot write again."""
        self.user.blocks = False
        self._here.stands(self.chat, Standing.MEMBER, self.user, old=Standing.KICKED)

    def kicks_the_bot(self, chat: Chat) -> None:
        """Throw the bot out."""
        self._here.stands(chat, Standing.KICKED, self.user)

    def adds_the_bot(self, chat: Chat) -> None:
        """Let the bot in."""
        self._here.stands(chat, Standing.MEMBER, self.user)

    def joins(self, chat: Chat, standing: Standing = Standing.MEMBER) -> None:
        """Be in a chat from now on."""
        chat.members[self.user.id] = standing

    def _says(
        self,
        content: dict[str, Any],
        into: Chat,
        topic: Topic | None,
        reply_to: Message | None,
        **more: Any,  # noqa: ANN401 - any further field of a message
    ) -> Message:
        if into.kind is not Kind.PRIVATE and into.standing(self.user) not in PRESENT:
            self.joins(into)
        self.user.met = self.user.met or into is self.chat
        return self._here.arrives(
            content, into, self.user, topic=topic, reply_to=reply_to, more=more
        )


def _text(text: str) -> dict[str, Any]:
    text = text.strip()
    assert len(text) <= LONGEST, "a client would send this in parts"
    entities = _entities(text)
    return {"text": text, **({"entities": entities} if entities else {})}


def _entities(text: str) -> list[dict[str, Any]]:
    """Mark what a client marks; PTB's handlers look for commands there and not in the text."""
    command = re.match(r"/[A-Za-z0-9_]{1,64}(?:@[A-Za-z0-9_]+)?", text)
    first = [{"type": "bot_command", "offset": 0, "length": units(command[0])}] if command else []
    return first + [each for each in found(text) if each["type"] != "bot_command"]


def _gone(drawn: dict[str, Any]) -> dict[str, Any]:
    """Leave of a message what is told of one that cannot be seen any more."""
    return {name: drawn[name] for name in ("chat", "message_id")}
