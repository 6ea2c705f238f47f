"""What is made once for all who ask for the same, also where they ask at the same moment."""

from __future__ import annotations

import asyncio
from collections import OrderedDict
from typing import TYPE_CHECKING, Generic, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Coroutine, Hashable

T = TypeVar("T")

KEPT = 256  # most places of a morning are told the same


class Once(Generic[T]):
    """Keeps what was made, the last few of it."""

    def __init__(self) -> None:
        self._kept: OrderedDict[Hashable, asyncio.Task[T]] = OrderedDict()

    async def given(self, key: Hashable, make: Callable[[], Coroutine[object, object, T]]) -> T:
        """Give what *key* names, which *make* makes where it is not there; what fails is not kept.

        All that are claimed at once ask at once, and wait for the first of them.
        """
        making = self._kept.get(key)
        if making is None:
            making = self._kept[key] = asyncio.create_task(make())
            if len(self._kept) > KEPT:
                self._kept.popitem(last=False)
        try:
            made = await asyncio.shield(making)
        except BaseException:
            if making.done():
                self._kept.pop(key, None)
            raise
        return made
