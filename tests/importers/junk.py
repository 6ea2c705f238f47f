"""Junk in the shape of a story: the right names with anything behind them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from bot.importers.place_names import PARTS
from bot.story import Noun, Story

if TYPE_CHECKING:
    from collections.abc import Sequence
    from random import Random

FIELDS = sorted(
    {*Story.model_fields, *(name for part in PARTS.values() for name in part.model_fields)}
)


class Junk:
    """Puts a story together of values that do not belong there.

    Args:
        dice: decides what stands where.
        values: what may stand anywhere.
    """

    def __init__(self, dice: Random, values: Sequence[Any]) -> None:
        self._dice = dice
        self._values = values
        self._names = [*FIELDS, *(each[:8] for each in values if isinstance(each, str))]

    def story(self) -> dict[str, Any]:
        """Half of the fields of a story, and always the two that it cannot go without."""
        dice = self._dice
        fields = {field: self._field(field) for field in Story.model_fields if dice.random() < 0.5}
        return {**fields, "headline": self._value(), "slug": self._value()}

    def _field(self, field: str) -> Any:  # noqa: ANN401 - anything at all
        part = PARTS.get(field)
        if part is None:
            return self._anything()
        if self._dice.random() < 0.5:
            return self._part(part)
        either = (lambda: self._part(part)), self._anything
        return [self._dice.choice(either)() for _ in range(self._dice.randint(0, 3))]

    def _part(self, part: type[Noun]) -> dict[str, Any]:
        names = [*part.model_fields, "x"]
        some = self._dice.sample(names, self._dice.randint(0, min(5, len(names))))
        return {name: self._anything() for name in some}

    def _anything(self, depth: int = 3) -> Any:  # noqa: ANN401 - anything at all
        if not depth or self._dice.random() < 0.6:
            return self._value()
        inside = [self._anything(depth - 1) for _ in range(self._dice.randint(0, 4))]
        if self._dice.random() < 0.5:
            return inside
        return {self._dice.choice(self._names): each for each in inside}

    def _value(self) -> Any:  # noqa: ANN401 - anything at all
        return self._dice.choice(self._values)
