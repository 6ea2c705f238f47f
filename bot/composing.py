"""What a delivery says: its edition, in the words of its place, cut into messages."""

from __future__ import annotations

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

KEPT = 256  # briefings; most places of a morning are told the same


@dataclass(frozen=True, slots=True)
class Composed:
    """A briefing as one door sends it.

    Args:
        edition: what it tells.
        messages: what it is made of; none where it passes in silence.
    """

    edition: Edition
    messages: Sequence[Reply]


class Composing:
    """Makes briefings for one door, each once for all places that are told the same.

    Args:
        desk: the newsroom.
        limits: the door's.
    """

    def __init__(self, desk: Desk, limits: Limits) -> None:
        self._desk = desk
        self._limits = limits
        self._kept: OrderedDict[Hashable, Composed] = OrderedDict()

    async def composed(self, delivery: Delivery) -> Composed:
        """Give the briefing that a delivery is a part of."""
        wish = delivery.subscription.wish
        language = wish.language or self._desk.language
        key = (
            *(tuple(map(str.casefold, wish.topics)), wish.language, wish.most, wish.silent),
            *(delivery.since, delivery.due, delivery.late, wish.slot.zone),
        )
        if key not in self._kept:
            edition = await self._edition(delivery)
            self._kept[key] = Composed(edition, self._messages(delivery, edition, language))
            if len(self._kept) > KEPT:
                self._kept.popitem(last=False)
        self._kept.move_to_end(key)
        return self._kept[key]

    def _messages(self, delivery: Delivery, edition: Edition, language: str) -> Sequence[Reply]:
        wish = delivery.subscription.wish
        if wish.silent and not edition.stories:
            return ()
        due = wish.slot.local(delivery.due)
        return cut(view(words_for(language), edition, due, late=delivery.late), self._limits)

    async def _edition(self, delivery: Delivery) -> Edition:
        store, wish = self._desk.store, delivery.subscription.wish

        async def choose() -> tuple[Sequence[Revision], int]:
            return chosen(await store.news(delivery.since, delivery.due), wish)

        return await store.ledger.compose(delivery, choose)
