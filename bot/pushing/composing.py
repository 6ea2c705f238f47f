"""What a delivery says: its edition, in the words of its place, cut into messages."""

from __future__ import annotations

from dataclasses import dataclass
from hashlib import blake2b
from typing import TYPE_CHECKING

from bot.cutting.pages import cut
from bot.pushing.briefing import chosen
from bot.pushing.once import Once
from bot.revision import State
from bot.views.briefing import breaking
from bot.views.briefing import edition as view
from bot.views.frame import ABOVE
from bot.words import words_for

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from bot.adapter import Limits
    from bot.desk import Desk
    from bot.edition import Delivery, Edition
    from bot.reply import Reply
    from bot.revision import Revision
    from bot.words import Words


@dataclass(frozen=True, slots=True)
class Composed:
    """A briefing as one door sends it.

    Args:
        edition: what it tells.
        messages: what it is made of; none where it passes in silence.
        words: the language that it is told in.
        digests: of each message.
    """

    edition: Edition
    messages: Sequence[Reply]
    words: Words
    digests: Sequence[int] = ()


class Composing:
    """Makes briefings for one door, each once for all places that are told the same.

    Args:
        desk: the newsroom.
        limits: the door's.
    """

    def __init__(self, desk: Desk, limits: Limits) -> None:
        self._desk = desk
        self._limits = limits
        self._made: Once[Composed] = Once()

    async def composed(self, delivery: Delivery) -> Composed:
        """Give the briefing, or the breaking news, that a delivery is a part of."""
        wish = delivery.subscription.wish
        key = (
            *(tuple(map(str.casefold, wish.topics)), wish.language, wish.most, wish.silent),
            wish.told_in(self._desk.language),
            *(delivery.since, delivery.due, delivery.late, wish.slot.zone, delivery.edition),
            *(delivery.dispatch, delivery.told, delivery.truth),
        )
        make = self._news if delivery.dispatch else self._briefing
        return await self._made.given(key, lambda: make(delivery))

    async def _briefing(self, delivery: Delivery) -> Composed:
        edition, wish = await self._edition(delivery), delivery.subscription.wish
        words = words_for(wish.told_in(self._desk.language))
        if wish.silent and not edition.stories:
            return Composed(edition, (), words)
        due = wish.slot.local(delivery.due)

        def drawn(most: int) -> Reply:
            return view(words, edition, due, late=delivery.late, corrections=most)

        return self._cut(edition, drawn, words)

    async def _news(self, delivery: Delivery) -> Composed:
        """Tell of a story as it stands now: what was retracted meanwhile is no news any more."""
        words = words_for(delivery.subscription.wish.told_in(self._desk.language))
        edition = await self._desk.store.dispatches.current(delivery.edition or 0)
        told = [each for each in edition.stories if each.state is State.PUBLISHED]
        if not told:
            return Composed(edition, (), words)
        return self._cut(edition, lambda most: breaking(words, told[0], corrections=most), words)

    def _cut(self, edition: Edition, drawn: Callable[[int], Reply], words: Words) -> Composed:
        messages = fitted(drawn, self._limits)
        return Composed(edition, messages, words, tuple(map(digest_of, messages)))

    async def _edition(self, delivery: Delivery) -> Edition:
        store, wish = self._desk.store, delivery.subscription.wish

        async def choose() -> tuple[Sequence[Revision], int]:
            news = await store.news(delivery.since, delivery.due)
            # What a place has heard as breaking news is none any more.
            return chosen([each for each in news if each.id not in delivery.told], wish)

        return await store.ledger.compose(delivery, choose)


def fitted(
    drawn: Callable[[int], Reply], limits: Limits, parts: int | None = None
) -> tuple[Reply, ...]:
    """Cut what is posted into messages, with as many corrections as cost no further message.

    Args:
        drawn: draws it with at most so many corrections of each story.
        limits: the door's.
        parts: how many messages it has to fit; None for as few as it can.
    """
    whole = cut(drawn(ABOVE), limits)
    if len(whole) == (parts or 1):
        return whole
    brief = cut(drawn(1), limits)
    return whole if len(whole) == (parts or len(brief)) else brief


def digest_of(message: Reply) -> int:
    """Tell a message from all that say something else; 63 bits, as a database keeps numbers."""
    said = repr(message.blocks).encode("utf-8", "replace")
    return int.from_bytes(blake2b(said, digest_size=8).digest()) >> 1
