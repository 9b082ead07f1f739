"""Bars drawn on the server: places in percent across, so that letters keep their size when narrow.

A picture beside a table with the same figures; it says nothing that the table does not.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

FLOOR, ROOF = 160, 24  # y of the ground line, and of the highest bar
GAP = 0.2  # of each place, between the bars
WIDEST = 16.0  # percent across: one bar alone is a bar, not a wall
LABELS = 12  # at most, so that they do not run into each other at 320 px


@dataclass(frozen=True, slots=True)
class Bar:
    """A bar and what stands under it, and over it where there is room; x and width in percent."""

    x: float
    width: float
    y: float
    height: float
    middle: float
    label: str
    value: str


@dataclass(frozen=True, slots=True)
class Chart:
    """`highest`: what the tallest bar stands for, said at the roof when bars have no numbers."""

    bars: tuple[Bar, ...]
    floor: int
    roof: int
    highest: str


def bar_chart(values: Sequence[tuple[str, int | None]], *, top: int = 0) -> Chart | None:
    """Bars for labelled values; nothing stands where there is no value. None without any.

    `top`: what the roof stands for, at least; 100 for percent.
    """
    known = [value for _label, value in values if value is not None]
    highest = max([top, *known])
    if not known or not highest:
        return None
    place = 100 / len(values)
    width = min(place * (1 - GAP), WIDEST)
    every = -(-len(values) // LABELS)
    bars = []
    for number, (label, value) in enumerate(values):
        middle = place * (number + 0.5)
        height = (FLOOR - ROOF) * (value or 0) / highest
        bars.append(
            Bar(
                x=round(middle - width / 2, 3),
                width=round(width, 3),
                y=round(FLOOR - height, 1),
                height=round(height, 1),
                middle=round(middle, 3),
                label=label if number % every == 0 else "",
                value="" if value is None or every > 1 else str(value),
            )
        )
    return Chart(tuple(bars), FLOOR, ROOF, str(highest) if every > 1 else "")
