"""Keeping the predictions that readers see, and counting them up by who made them."""

from __future__ import annotations

from itertools import groupby
from operator import itemgetter
from typing import TYPE_CHECKING, Any

from sqlalchemy import Float, bindparam, case, delete, func, insert, literal_column, select

from bot.forecasts import LEVELS, Level, Record
from bot.store.forecast_tables import forecasts
from bot.store.segments import folded

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from sqlalchemy.ext.asyncio import AsyncConnection

    from bot.store.database import Shown

DROP_FORECASTS = delete(forecasts).where(forecasts.c.story == bindparam("id_"))
ADD_FORECAST = insert(forecasts)

_happened = forecasts.c.outcome == literal_column("'happened'")
_did_not = forecasts.c.outcome == literal_column("'did not happen'")
_one, _none = (literal_column(number, Float) for number in ("1.0", "0.0"))
_counts = case(((_happened | _did_not) & forecasts.c.probability.is_not(None), _one), else_=_none)
_came = case((_happened, _one), else_=_none)
_away = forecasts.c.probability - _came
_level = case(
    *(
        (
            forecasts.c.probability < literal_column(f"{step + 1}.0 / {LEVELS}"),
            literal_column(f"{step}"),
        )
        for step in range(LEVELS - 1)
    ),
    else_=literal_column(f"{LEVELS - 1}"),
)
# One walk of the index: a row for each forecaster and level, however many stories there are.
RECORDS = (
    select(
        forecasts.c.folded,
        func.min(forecasts.c.label),
        _level.label("level"),
        func.count(),
        func.sum(_counts),
        func.sum(_counts * forecasts.c.probability),
        func.sum(_counts * _came),
        func.sum(_counts * _away * _away),
    )
    .group_by(forecasts.c.folded, _level)
    .order_by(forecasts.c.folded, _level)
)


async def keep(connection: AsyncConnection, shown: Sequence[Shown]) -> None:
    """Let the predictions of these stories be those that readers see now."""
    await connection.execute(DROP_FORECASTS, [{"id_": each.id} for each in shown])
    if rows := [row for each in shown for row in _rows(each)]:
        await connection.execute(ADD_FORECAST, rows)


def _rows(shown: Shown) -> Iterator[dict[str, Any]]:
    for place, prediction in enumerate(shown.story.predictions):
        if prediction.forecaster:
            yield {
                "story": shown.id,
                "place": place,
                "folded": folded(prediction.forecaster),
                "label": prediction.forecaster,
                "probability": prediction.probability,
                "outcome": prediction.outcome,
            }


def records_of(rows: Sequence[Sequence[Any]]) -> tuple[Record, ...]:
    """Read rows of `RECORDS`: who has most resolved forecasts first, then who has most."""
    found = [_record([*group]) for _, group in groupby(rows, itemgetter(0))]
    return tuple(sorted(found, key=lambda each: (-each.resolved, -each.made, each.forecaster)))


def _record(rows: list[Sequence[Any]]) -> Record:
    # PostgreSQL gives sums as decimals.
    levels = [(row[2], *map(float, row[4:])) for row in rows if row[4]]
    resolved = sum(count for _, count, *_ in levels)
    return Record(
        forecaster=min(row[1] for row in rows),
        made=sum(row[3] for row in rows),
        levels=tuple(
            Level(place=place, count=round(count), said=said / count, came=came / count)
            for place, count, said, came, _ in levels
        ),
        brier=sum(away for *_, away in levels) / resolved if resolved else None,
    )
