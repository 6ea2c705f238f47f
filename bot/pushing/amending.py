"""Setting right what was posted: in its place, or by a reply where that cannot be."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING, assert_never

from bot.dispatch import TURNS, Occasion
from bot.dispatches import last_told
from bot.edition import Subscribed
from bot.outcome import Gone, Later, Moved, Refused, Sent, Unknown
from bot.pushing.composing import digest_of, fitted
from bot.pushing.once import Once
from bot.pushing.patience import waited
from bot.revision import State
from bot.views.briefing import breaking
from bot.views.briefing import edition as view
from bot.views.correction import Stands, instead
from bot.words import phrase, words_for

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import datetime

    from bot.adapter import Door
    from bot.desk import Desk
    from bot.dispatch import Amendment, Dispatch
    from bot.edition import Delivery, Edition
    from bot.outcome import Outcome
    from bot.pushing.clock import Clock
    from bot.reply import Reply
    from bot.revision import Revision
    from bot.words import Words

RESTING = {Subscribed.PAUSED, Subscribed.ENDED}  # somebody wished so, and it stays so
# Tries of a change; with the waits between them, which grow, that is three hours of no answer.
# Discord takes only so many changes of an old message, and says each time to come later.
MOST_TRIES = 10
# A platform that is away for everybody uses up tries too: nothing is given up so soon.
SOON = timedelta(minutes=30)
MOVED = phrase("The chat has another address now.")


@dataclass(frozen=True, slots=True)
class Anew:
    """What a door posted once, as it would say it now.

    Args:
        messages: what it is made of.
        digests: of each message.
        reply: what is said to it where it cannot be changed.
        words: the language that it is told in.
    """

    messages: Sequence[Reply]
    digests: Sequence[int]
    reply: Reply
    words: Words


@dataclass(frozen=True, slots=True)
class Amended:
    """What to do about one message.

    Args:
        message: what it shall say; None where it cannot be changed.
        digest: of that.
        reply: what is said to it where it cannot be changed.
        words: the language of the place.
    """

    message: Reply | None
    digest: int | None
    reply: Reply
    words: Words


class Amending:
    """Sets right what one door has posted.

    Args:
        desk: the newsroom.
        door: where it stands.
        clock: the time that all copies go by.
    """

    def __init__(self, desk: Desk, door: Door, clock: Clock) -> None:
        self._desk = desk
        self._door = door
        self._clock = clock
        self._made: Once[Anew] = Once()

    async def amended(self, delivery: Delivery, amendment: Amendment) -> Amended | None:
        """Tell what to do about the message that a delivery amends; None for nothing."""
        posted, wish = amendment.posted, delivery.subscription.wish
        if not posted.stands:
            return None
        key = (
            *(posted.edition, posted.due, posted.late, posted.is_news, posted.parts),
            amendment.dispatch.id,
            *(wish.told_in(self._desk.language), wish.slot.zone),
        )
        anew = await self._made.given(key, lambda: self._anew(delivery, amendment))
        if len(anew.messages) != posted.parts or not posted.message:
            # One reply says it for all messages of a briefing.
            if posted.part or self._rests(delivery):
                return None
            return Amended(None, None, anew.reply, anew.words)
        message, digest = anew.messages[posted.part], anew.digests[posted.part]
        return None if digest == posted.digest else Amended(message, digest, anew.reply, anew.words)

    async def changed(
        self, delivery: Delivery, amendment: Amendment, amended: Amended
    ) -> Outcome | None:
        """Let a message say what it shall say; None where that must be said in a reply instead."""
        if amended.message is None:
            return None
        where, sent = delivery.subscription.where, amendment.posted.message
        outcome = await waited(self._door.edit(where, sent, amended.message))
        match outcome:
            case Sent() | Later(everywhere=True):
                return outcome
            case Moved() | Later() | Unknown() if delivery.attempt < MOST_TRIES:
                return outcome
            case Moved():
                return Refused(MOVED)
            case Later() | Unknown() if self._clock.now() < amendment.dispatch.at + SOON:
                return outcome
            case Refused(reason) | Gone(reason) | Unknown(reason) | Later(reason=reason):
                # A thread that went to sleep takes no change and still takes a reply, so that the
                # place is not lost yet. Where nothing new is sent, no reply is either.
                return Refused(reason) if self._rests(delivery) else None
            case _:
                assert_never(outcome)

    async def replied(self, delivery: Delivery, amended: Amended, sent: str | None) -> Outcome:
        """Say what is set right in a reply to a message, or by itself where none is named."""
        where, key = delivery.subscription.where, delivery.key
        return await waited(self._door.send(where, amended.reply, key=key, answers=sent))

    async def place(self) -> datetime:
        """Take a place in the lane, for a further call, and give its moment."""
        ledger, door = self._desk.store.ledger, self._door
        return await ledger.answer(door.name, door.pace, now=self._clock.now())

    def _rests(self, delivery: Delivery) -> bool:
        """Whether nothing new is wanted in the place of a delivery."""
        return delivery.subscription.as_of(self._clock.now()).state in RESTING

    async def _anew(self, delivery: Delivery, amendment: Amendment) -> Anew:
        posted, wish = amendment.posted, delivery.subscription.wish
        words = words_for(wish.told_in(self._desk.language))
        edition = await self._desk.store.dispatches.current(posted.edition)
        retractions = await self._retractions(edition)
        local = wish.slot.local(posted.due)

        def drawn(most: int) -> Reply:
            if posted.is_news:
                return breaking(words, edition.stories[0], retractions, most)
            late = posted.late
            return view(words, edition, local, late=late, retractions=retractions, corrections=most)

        dispatch = amendment.dispatch
        story = next(each for each in edition.stories if each.id == dispatch.story)
        messages = fitted(drawn, self._door.limits, posted.parts)
        digests = tuple(map(digest_of, messages))
        stands = await self._stands(story, dispatch)
        answer = instead(words, story, dispatch, local, is_news=posted.is_news, stands=stands)
        return Anew(messages, digests, answer, words)

    async def _stands(self, story: Revision, dispatch: Dispatch) -> Stands:
        """Tell whether a story that is restored says just what readers saw before, and when."""
        if dispatch.occasion is not Occasion.RESTORATION:
            return Stands.CHANGED
        store = self._desk.store
        known = await store.dispatches.of_story(story.id)
        turns = (each for each in known if each.id < dispatch.id and each.occasion in TURNS)
        last = next(turns, dispatch)
        was_gone = last.occasion is Occasion.RETRACTION
        number = last.number if was_gone else dispatch.number
        (told,) = await store.shown(story.story.slug, limit=1, until=number)
        is_earlier = told.shown_at is not None and told.shown_at < dispatch.at
        if not is_earlier or told.story != story.story:
            return Stands.CHANGED
        return Stands.AS_TOLD if was_gone else Stands.AS_BEFORE

    async def _retractions(self, edition: Edition) -> Mapping[int, Dispatch]:
        """Give why stories of an edition were retracted, by their numbers."""
        found: dict[int, Dispatch] = {}
        for each in edition.stories:
            if each.state is State.RETRACTED:
                told = await last_told(self._desk.store.dispatches, each.id, Occasion.RETRACTION)
                if told is not None:
                    found[each.id] = told
        return found
