"""One Telegram: who and what is in it, what happens there, and what became of it."""

from __future__ import annotations

import asyncio
import time
from contextlib import suppress
from itertools import count
from typing import TYPE_CHECKING, Any

from tests.patience import PATIENCE
from tests.platforms.telegram import drawing
from tests.platforms.telegram.about_queries import Query
from tests.platforms.telegram.faults import Faults
from tests.platforms.telegram.hearing import hears
from tests.platforms.telegram.people import Person
from tests.platforms.telegram.rates import Rates
from tests.platforms.telegram.updates import Updates
from tests.platforms.telegram.webhooks import Bringing
from tests.platforms.telegram.world import (
    ANONYMOUS,
    Chat,
    Kind,
    Message,
    Standing,
    Topic,
    User,
    World,
)

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.platforms.telegram.call import Call
    from tests.platforms.telegram.refusals import Refusal
    from tests.platforms.telegram.webhooks import Webhook


class Telegram:
    """All of it.

    Args:
        clock: seconds that only go forward.
        privacy: whether the bot hears in groups only what is meant for it.
    """

    def __init__(
        self, clock: Callable[[], float] = time.monotonic, *, privacy: bool = True
    ) -> None:
        self.privacy = privacy
        self.token = "7000000001:AAF-9f_loopback-only-0123456789abcdef"  # noqa: S105 - it opens nothing
        self.base = ""  # its address, once it is open
        self.world = World()
        self.updates = Updates(clock)
        self.rates = Rates(clock)
        self.faults = Faults()
        self.calls: list[Call] = []
        self.refusals: list[tuple[Call, Refusal]] = []
        self.violations: list[str] = []
        self.menus: dict[tuple[str, str], list[dict[str, str]]] = {}
        self.files: dict[str, bytes] = {}
        self.queries: dict[str, Query] = {}
        self.behind: dict[str, int] = {}  # ports here, by the name that the world knows
        self.bringing: Bringing | None = None
        self._brings: asyncio.Task[None] | None = None
        self._stirred = asyncio.Event()
        self._numbers = count(4_382_000_000_000_000_001)

    # Who and what there is

    def person(self, name: str, *, language: str = "en") -> Person:
        """Let somebody be there."""
        return Person(self, self.world.user(name, language=language))

    def group(self, title: str, kind: Kind = Kind.SUPERGROUP, *, forum: bool = False) -> Chat:
        """Found a group that the bot is in."""
        return self.world.chat(kind, title, forum=forum)

    def channel(self, title: str) -> Chat:
        """Found a channel in which the bot may write."""
        return self.world.chat(Kind.CHANNEL, title)

    def topic(self, chat: Chat, name: str) -> Topic:
        """Open a topic in a forum."""
        return self.world.topic(chat, name)

    # What happens

    def arrives(
        self,
        content: dict[str, Any],
        chat: Chat,
        sender: User | None,
        **fields: Any,  # noqa: ANN401 - any field of a message
    ) -> Message:
        """Let a message of somebody's stand in a chat; the bot hears of it where it is let to."""
        message = Message(next(chat.numbers), chat, sender, content, **fields)
        self.world.put(message)
        if hears(self.world.bot, message, privacy=self.privacy):
            kind = "channel_post" if chat.kind is Kind.CHANNEL else "message"
            self.happens(kind, drawing.message(message))
        return message

    def happens(self, kind: str, what: dict[str, Any]) -> int:
        """Let the bot hear of something, and give the update's number."""
        number = self.updates.put(kind, what)
        self.stirs()
        return number

    def asks(self, user: User, chat: Chat | None) -> Query:
        """Let somebody wait to be answered."""
        query = Query(str(next(self._numbers)), user, chat, [], self.updates.clock())
        self.queries[query.id] = query
        return query

    def posted(self, user: User, content: dict[str, Any], chat: Chat) -> Message:
        """Let a message that the bot offered stand somewhere."""
        bot = self.world.bot
        message = self.arrives(content, chat, user, via=bot)
        message.inline = f"BAAAA{next(self._numbers)}"
        self.world.inline[message.inline] = message
        return message

    def stands(self, chat: Chat, new: Standing, by: User, old: Standing | None = None) -> None:
        """Change what the bot is in a chat, and let it know."""
        bot = self.world.bot
        was = old or chat.standing(bot)
        chat.members[bot.id] = new
        self.happens("my_chat_member", drawing.membership(chat, bot, by, was, new))

    def migrates(self, group: Chat) -> Chat:
        """Let a group become a supergroup."""
        after = self.group(group.title)
        after.members |= group.members
        group.upgraded = after
        anonymous = self.world.users[ANONYMOUS]
        service = Message(next(group.numbers), group, anonymous, {}, sender_chat=group)
        service.more = {"migrate_to_chat_id": after.id}
        self.happens("message", drawing.message(service))
        service = Message(next(after.numbers), after, anonymous, {}, sender_chat=after)
        service.more = {"migrate_from_chat_id": group.id}
        self.happens("message", drawing.message(service))
        return after

    async def bring_to(self, webhook: Webhook | None) -> None:
        """Bring updates somewhere from now on, or nowhere any more."""
        if self._brings is not None:
            self._brings.cancel()
            await asyncio.gather(self._brings, return_exceptions=True)
        self.bringing, self._brings = None, None
        if webhook is not None:
            self.bringing = Bringing(self, webhook)
            self._brings = asyncio.create_task(self.bringing.run())

    # What became of it

    def said(self, chat: Chat | Person) -> list[Message]:
        """Give what the bot has said in a chat."""
        place = chat.chat if isinstance(chat, Person) else chat
        return [each for each in place.messages.values() if each.ours]

    def called(self, method: str) -> list[Call]:
        """Give the calls of a method."""
        return [call for call in self.calls if call.method.lower() == method.lower()]

    @property
    def unanswered(self) -> list[Query]:
        """Those who still wait, other than in vain."""
        return [query for query in self.queries.values() if not (query.answers or query.old)]

    def stirs(self) -> None:
        """Let those who wait look again."""
        self._stirred.set()

    async def until(self, met: Callable[[], object]) -> None:
        """Wait until something is so."""
        with suppress(TimeoutError):
            async with asyncio.timeout(PATIENCE):
                while not met():
                    self._stirred.clear()
                    await self._stirred.wait()
        assert met(), f"it never came; calls: {[call.method for call in self.calls][-8:]}"

    async def answers(self, chat: Chat | Person, count: int = 1) -> list[Message]:
        """Wait until the bot has said so much in a chat."""
        await self.until(lambda: len(self.said(chat)) >= count)
        return self.said(chat)
