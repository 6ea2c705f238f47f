"""Curves on logarithmic axes as an SVG, readable on light and on dark."""

from __future__ import annotations

from dataclasses import dataclass, field
from math import ceil, floor, log10
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

WIDTH, HEIGHT = 420, 300  # of one panel, in pixels
LEFT, RIGHT, TOP, BOTTOM = 64, 28, 40, 56  # around its axes
STYLE = """<style>
text { font: 12px system-ui, sans-serif; fill: #333 }
.title { font-weight: 600; font-size: 14px }
.grid { stroke: #8884 } .goal { stroke: #888; stroke-dasharray: 4 4 }
.curve0 { stroke: #0072b2; fill: #0072b2 } .curve1 { stroke: #d55e00; fill: #d55e00 }
polyline { fill: none !important; stroke-width: 2 } text.curve0, text.curve1 { stroke: none }
@media (prefers-color-scheme: dark) { text { fill: #ddd }
.curve0 { stroke: #56b4e9; fill: #56b4e9 } .curve1 { stroke: #e69f00; fill: #e69f00 } }
</style>"""


@dataclass(frozen=True, slots=True)
class Panel:
    """One picture of several curves.

    Args:
        title: what it shows.
        unit: of what stands upright.
        goal: what it should be, drawn as a line.
    """

    title: str
    unit: str
    goal: float


@dataclass(frozen=True, slots=True)
class Curve:
    """One curve, named at its foot.

    Args:
        name: what was measured.
        colour: which of the colours it has, from 0.
        points: of each how many places, and how much.
    """

    name: str
    colour: int
    points: list[tuple[float, float]] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Axis:
    """Powers of ten, laid out evenly between two pixels."""

    first: int
    last: int
    start: float
    end: float

    def at(self, value: float) -> float:
        """Give the pixel of a value."""
        share = (log10(value) - self.first) / max(self.last - self.first, 1)
        return round(self.start + share * (self.end - self.start), 1)

    def decades(self) -> Iterator[int]:
        """Give the powers of ten that it bears."""
        return (10**power for power in range(max(self.first, 0), self.last + 1))


def drawn(panels: Sequence[tuple[Panel, Sequence[Curve]]]) -> str:
    """Draw panels side by side."""
    width = WIDTH * len(panels)
    size = f'viewBox="0 0 {width} {HEIGHT}" width="{width}" height="{HEIGHT}"'
    lines = [
        f'<svg xmlns="http://www.w3.org/2000/svg" {size} role="img">',
        "<title>How the ledger grows with the number of subscriptions</title>",
        STYLE,
    ]
    for place, (panel, curves) in enumerate(panels):
        lines += [f'<g transform="translate({place * WIDTH} 0)">', *_panel(panel, curves), "</g>"]
    return "\n".join([*lines, "</svg>\n"])


def _panel(panel: Panel, curves: Sequence[Curve]) -> Iterator[str]:
    points = [point for curve in curves for point in curve.points]
    across = _axis([x for x, _ in points], LEFT, WIDTH - RIGHT)
    up = _axis([panel.goal, *(y for _, y in points)], HEIGHT - BOTTOM, TOP)
    yield f'<text class="title" x="{LEFT}" y="20">{panel.title}, {panel.unit}</text>'
    for value in across.decades():
        x, low = across.at(value), HEIGHT - BOTTOM
        yield f'<line class="grid" x1="{x}" x2="{x}" y1="{TOP}" y2="{low}"/>'
        yield f'<text x="{x}" y="{low + 16}" text-anchor="middle">{value:,}</text>'
    for value in up.decades():
        y = up.at(value)
        yield f'<line class="grid" x1="{LEFT}" x2="{WIDTH - RIGHT}" y1="{y}" y2="{y}"/>'
        yield f'<text x="{LEFT - 6}" y="{y + 4}" text-anchor="end">{value:,}</text>'
    y = up.at(panel.goal)
    yield f'<line class="goal" x1="{LEFT}" x2="{WIDTH - RIGHT}" y1="{y}" y2="{y}"/>'
    yield f'<text x="{LEFT + 4}" y="{y - 4}">goal: {panel.goal:,.0f}</text>'
    for place, curve in enumerate(curves):
        yield from _curve(curve, across, up, LEFT + place * 120)


def _curve(curve: Curve, across: Axis, up: Axis, left: float) -> Iterator[str]:
    points = [(across.at(x), up.at(y)) for x, y in curve.points]
    colour = f'class="curve{curve.colour}"'
    yield f'<polyline {colour} points="{" ".join(f"{x},{y}" for x, y in points)}"/>'
    yield from (f'<circle {colour} cx="{x}" cy="{y}" r="3"/>' for x, y in points)
    yield f'<text {colour} x="{left}" y="{HEIGHT - 14}">● {curve.name}</text>'


def _axis(values: Sequence[float], start: float, end: float) -> Axis:
    low, high = log10(min(values)), log10(max(values))
    return Axis(floor(low), max(ceil(high), floor(low) + 1), start, end)
