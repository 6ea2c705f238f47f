"""What a delivery says: its edition, in the words of its place, cut into messages."""

from __future__ import annotations

import asyncio
from collections import OrderedDict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.briefing import chosen
from bot.pages import cut
from bot.views.briefing import edition as view
from bot.words import words_for

if TYPE_CHECKING:
    from collections.abc import Hashable, Sequence

    from bot.adapter import Limits
    from bot.desk import Desk
    from bot.edition import Delivery, Edition
    from bot.reply import Reply
    from bot.revision import Revision
    from bot.words import Words

KEPT = 256  # briefings; most places of a morning are told the same


@dataclass(frozen=True, slots=True)
class Composed:
    """A briefing as one door sends it.

    Args:
        edition: what it tells.
        messages: what it is made of; none where it passes in silence.
        words: the language that it is told in.
    """

    edition: Edition
    messages: Sequence[Reply]
    words: Words


class Composing:
    """Makes briefings for one door, each once for all places that are told the same.

    Args:
        desk: the newsroom.
        limits: the door's.
    """

    def __init__(self, desk: Desk, limits: Limits) -> None:
        self._desk = desk
        self._limits = limits
        self._kept: OrderedDict[Hashable, asyncio.Task[Composed]] = OrderedDict()

    async def composed(self, delivery: Delivery) -> Composed:
        """Give the briefing that a delivery is a part of."""
        wish = delivery.subscription.wish
        key = (
            *(tuple(map(str.casefold, wish.topics)), wish.language, wish.most, wish.silent),
            wish.told_in(self._desk.language),
            *(delivery.since, delivery.due, delivery.late, wish.slot.zone, delivery.edition),
        )
        # All that are claimed at once ask at once, and wait for the first of them.
        composing = self._kept.get(key)
        if composing is None:
            composing = self._kept[key] = asyncio.create_task(self._composed(delivery))
            if len(self._kept) > KEPT:
                self._kept.popitem(last=False)
        try:
            composed = await asyncio.shield(composing)
        except BaseException:
            if composing.done():
                self._kept.pop(key, None)
            raise
        return composed

    async def _composed(self, delivery: Delivery) -> Composed:
        edition, wish = await self._edition(delivery), delivery.subscription.wish
        words = words_for(wish.told_in(self._desk.language))
        if wish.silent and not edition.stories:
            return Composed(edition, (), words)
        due = wish.slot.local(delivery.due)
        reply = view(words, edition, due, late=delivery.late)
        return Composed(edition, cut(reply, self._limits), words)

    async def _edition(self, delivery: Delivery) -> Edition:
        store, wish = self._desk.store, delivery.subscription.wish

        async def choose() -> tuple[Sequence[Revision], int]:
            return chosen(await store.news(delivery.since, delivery.due), wish)

        return await store.ledger.compose(delivery, choose)
