"""What became of a place's briefings, as `status` tells it."""

from __future__ import annotations

from itertools import groupby
from types import MappingProxyType
from typing import TYPE_CHECKING

from bot.choice import Choice
from bot.edition import Progress, Subscribed
from bot.reply import Block, Choices, Heading, Item, Items, Paragraph, Plain, Reply
from bot.views.subscribing import next_moment, standing
from bot.words import N_

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.edition import Past, Subscription
    from bot.schedule import Occurrence
    from bot.words import Words

DAYS = 5  # that are told

BECAME = MappingProxyType(
    {
        Progress.OPEN: N_("{day}: not sent yet"),
        Progress.SENT: N_("{day}: sent"),
        Progress.QUIET: N_("{day}: no news, nothing sent"),
        Progress.SKIPPED: N_("{day}: left out"),
        Progress.EXPIRED: N_("{day}: not sent in time"),
        Progress.REFUSED: N_("{day}: refused"),
        Progress.LOST: N_("{day}: could not be sent"),
        Progress.UNCERTAIN: N_("{day}: perhaps sent, and not sent again"),
    }
)


def status(
    words: Words,
    found: Subscription,
    past: Sequence[Past],
    moments: Sequence[Occurrence],
    lacking: str,
) -> Reply:
    """Say how the briefing of a place stands.

    Args:
        words: the language of who asked.
        found: its subscription.
        past: what became of its deliveries, the newest first.
        moments: when it comes next, or is tried to.
        lacking: what the bot lacks to write there, in words; empty for nothing.
    """
    blocks: list[Block] = [
        Heading((Plain(words("How the briefing stands")),)),
        standing(words, found),
    ]
    if lacking:
        text = words("The bot lacks {rights} here.", rights=lacking)
        blocks.append(Paragraph((Plain(text),)))
    if moments:
        blocks.append(next_moment(words, found, moments[0]))
    by_day = groupby(past, key=lambda each: each.day)
    told = [_day(words, found, [*parts]) for _, parts in by_day][:DAYS]
    if told:
        blocks += [
            Paragraph((Plain(words("The last ones")),)),
            Items(tuple(Item((Plain(line),)) for line in told)),
        ]
    else:
        blocks.append(Paragraph((Plain(words("Nothing was sent here yet.")),)))
    if found.state is not Subscribed.ENDED:
        blocks.append(Choices((Choice(words("Change"), "subscription"),)))
    return Reply(tuple(blocks), private=True)


def _day(words: Words, found: Subscription, parts: Sequence[Past]) -> str:
    """Say what became of the briefing of a day: what went wrong with a part is what counts."""
    amiss = (part for part in parts if part.progress not in {Progress.SENT, Progress.OPEN})
    waiting = (part for part in parts if part.progress is Progress.OPEN)
    part = next(amiss, None) or next(waiting, None) or parts[0]
    what = words(BECAME[part.progress], day=words.day(part.day))
    if part.progress is Progress.SENT and part.at is not None:
        at = words.time(found.wish.slot.local(part.at))
        return words("{what}, {time}", what=what, time=at)
    return words("{what}: {reason}", what=what, reason=part.reason) if part.reason else what
