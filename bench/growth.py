"""How the ledger grows from a thousand places to a million, drawn into `docs/growth.svg`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bench.drawing import Curve, Panel, drawn
from bench.figures import ROOT
from bench.ledger import ENGINES, ledger

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from pathlib import Path

    from bench.figures import Figure

PICTURE = ROOT / "docs" / "growth.svg"
# What is drawn, by what the ledger's own figures are called.
PANELS = {
    "ticks of a day": Panel("All ticks of a day", "seconds", goal=25),
    "claim and record, one worker": Panel("Claim and record, one worker", "a second", goal=20_000),
}


async def growth(folder: Path) -> AsyncIterator[Figure]:
    """Measure as `ledger` does, and draw what grows."""
    curves: dict[str, dict[str, Curve]] = {what: {} for what in PANELS}
    engine, places = "", 0
    async for figure in ledger(folder):
        head, _, what = figure.what.rpartition(": ")
        if head:
            engine, _, number = head.removesuffix(" places").partition(", ")
            places = int(number.replace(",", ""))
        if (what := what.strip()) in PANELS:
            curve = curves[what].setdefault(engine, Curve(engine, ENGINES.index(engine)))
            curve.points.append((places, figure.value))
        yield figure
    PICTURE.write_text(drawn([(PANELS[what], [*curves[what].values()]) for what in PANELS]))
