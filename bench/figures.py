"""A figure: what was measured, how it compares with a bare peer, and what it should be."""

from __future__ import annotations

import statistics
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

ROOT = Path(__file__).parent.parent


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """One line of the table.

    Args:
        what: what was measured.
        value: how much.
        unit: of what.
        goal: what it should be, in words; empty for a figure that only explains another.
        peer: what a bare peer does in the same run, in the same unit; None where there is none.
        bare: what that peer is.
    """

    what: str
    value: float
    unit: str
    goal: str = ""
    peer: float | None = None
    bare: str = ""


def table(figures: Iterable[Figure]) -> None:
    """Print the figures as they come: a long run should be watched."""
    print(f"{'':<52}{'figure':>12} {'unit':<12}{'goal':<14}{'ratio':>7}  bare peer")
    for figure in figures:
        ratio = f"{figure.value / figure.peer:>7.2f}" if figure.peer else " " * 7
        print(
            f"{figure.what:<52}{figure.value:>12,.2f} {figure.unit:<12}{figure.goal:<14}"
            f"{ratio}  {figure.bare}",
            flush=True,
        )


def seconds(call: Callable[[], object], times: int = 5) -> float:
    """Take the median of how long *call* takes, after once for warmth."""
    call()
    taken = []
    for _ in range(times):
        start = time.perf_counter()
        call()
        taken.append(time.perf_counter() - start)
    return statistics.median(taken)


def program(*arguments: str, typed: str = "") -> None:
    """Run this Python with *arguments* and *typed* as its standard input, to its end."""
    subprocess.run(  # noqa: S603 - our own program
        [sys.executable, *arguments],
        input=typed,
        capture_output=True,
        check=True,
        cwd=ROOT,
        text=True,
    )


def percentile(values: Sequence[float], share: float) -> float:
    """Give the value that *share* of the values do not exceed."""
    return sorted(values)[int(share * (len(values) - 1))]
