"""What numbers mean: the list that each reader saw last."""

from __future__ import annotations

from collections import OrderedDict
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.address import Account, Address

LISTS = 10_000  # readers whose last list is remembered


class LastLists:
    """The lists that readers saw last, as far as this copy of the program has shown them.

    They are not in the store: most readers look through many and name no story by its number.
    """

    def __init__(self) -> None:
        self._lists: OrderedDict[tuple[Address, Account], tuple[int, ...]] = OrderedDict()

    def remember(self, stories: Sequence[int], *, who: Account, where: Address) -> None:
        """Remember which list a reader saw last, so that they can name a story by its number.

        An empty one has no numbers: those of the list before it are meant still.
        """
        if not stories:
            return
        self._lists[where, who] = tuple(stories)
        self._lists.move_to_end((where, who))
        if len(self._lists) > LISTS:
            self._lists.popitem(last=False)

    def last(self, *, who: Account, where: Address) -> tuple[int, ...] | None:
        """Give the numbers in the store of the last list that somebody saw; None if unknown."""
        return self._lists.get((where, who))

    def forget(self) -> None:
        """Forget all: another copy may have shown people other lists since."""
        self._lists.clear()
