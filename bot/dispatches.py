"""PORT: what is sent out at once: breaking news, and what sets right where it stands.

The contract is prose here and is tried on every engine by `tests/contract/`. What the contracts of
`Store` and `Ledger` say of their methods holds here too.

The deliveries of a dispatch are deliveries like all others: claimed, begun and recorded by the
ledger's rules, in the order of each chat. A dispatch begins in the transaction that gives occasion
to it, so that none is forgotten:

- a story that was shown is published with a further correction, also from a file: a correction;
- a story is retracted: a retraction, with the detail of the act as its reason;
- a retracted story is published again, or an earlier revision, or one without a correction that
  was told: a restoration;
- a release that was planned as breaking news is published: breaking news.

Each of the first three concerns every message that tells of the story, wherever it was posted, also
one that is on its way at that moment. What may be on its way is looked for once more, a while
later. News in a suspended place is set right once the place can be reached again.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from datetime import datetime

    from bot.dispatch import Dispatch, Occasion
    from bot.edition import Edition
    from bot.staff import Act
    from bot.story import Story


@dataclass(frozen=True, slots=True)
class Fanned:
    """What a look at the dispatches has done.

    Args:
        written: how many deliveries it has written.
        next: when there is more to write; None where there is nothing.
    """

    written: int
    next: datetime | None


@dataclass(frozen=True, slots=True)
class Audience:
    """Places that are told of breaking news and wish the same.

    Args:
        lane: the lane's name.
        topics: what they want to hear of; all where there are none.
        language: of which language; None for any.
        places: how many they are.
    """

    lane: str
    topics: tuple[str, ...]
    language: str | None
    places: int


@dataclass(frozen=True, slots=True)
class Left:
    """What a dispatch has still to do in a lane.

    Args:
        dispatch: the dispatch.
        lane: the lane's name.
        messages: how many are still to be sent or set right.
    """

    dispatch: Dispatch
    lane: str
    messages: int


class Dispatches(Protocol):
    """What goes out beside the briefings, and what became of it."""

    async def announce(self, story: int, number: int, *, at: datetime, act: Act) -> Dispatch | None:
        """Let a revision that readers see go out as breaking news; a story does so once.

        Returns:
            None where it has done so already.
        """

    async def audiences(self, *, now: datetime) -> tuple[Audience, ...]:
        """Count the subscriptions that want breaking news and are active then, by their wishes."""

    async def posted(self, story: int) -> Mapping[str, int]:
        """Count the messages that tell of a story, by their lanes."""

    async def of_story(self, story: int) -> tuple[Dispatch, ...]:
        """Give the dispatches of a story, the newest first."""

    async def left(self) -> tuple[Left, ...]:
        """Tell what is still to be sent or set right, the oldest dispatch first."""

    async def plan(
        self,
        now: datetime,
        *,
        is_wanted: Callable[[Story, tuple[str, ...], str | None], bool],
    ) -> Fanned:
        """Write some deliveries of the oldest dispatch that has some to be written.

        Twice at the same moment, or by several workers, writes nothing twice.

        Args:
            now: the moment.
            is_wanted: whether a place that wishes topics and a language wants a story.
        """

    async def current(self, edition: int) -> Edition:
        """Give an edition with its stories as readers see them now, or saw them last."""


async def last_told(dispatches: Dispatches, story: int, occasion: Occasion) -> Dispatch | None:
    """Give what was last begun of a story on such an occasion; None where nothing was."""
    known = await dispatches.of_story(story)
    return next((each for each in known if each.occasion is occasion), None)
