"""A graph drawn in columns: what one starts from to the left, then what is one step away, two.

Small enough to own; a picture beside the same thing as a list, which says all that it does.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

WIDTH, HEIGHT, ACROSS, DOWN, EDGE = 190, 40, 290, 56, 12
MOST_DRAWN = 120
LONGEST = 24


@dataclass(frozen=True, slots=True)
class Box:
    """A node and where its corner is. `kind` is its colour's name."""

    node: str
    kind: str
    label: str
    x: int
    y: int


@dataclass(frozen=True, slots=True)
class Picture:
    """`lines`: paths of SVG."""

    width: int
    height: int
    boxes: tuple[Box, ...]
    lines: tuple[str, ...]


def drawn(
    steps: Mapping[str, int], names: Mapping[str, str], links: Iterable[tuple[str, str]]
) -> Picture | None:
    """The picture; None when there is too much to draw. `steps`: how far away each node is."""
    if len(steps) > MOST_DRAWN:
        return None
    columns: dict[int, list[str]] = {}
    for node, step in steps.items():
        columns.setdefault(step, []).append(node)
    kept = [link for link in links if link[0] in steps and link[1] in steps]
    tallest = max(len(column) for column in columns.values())
    boxes: dict[str, Box] = {}
    for step in sorted(columns):
        column = _ordered(columns[step], kept, boxes, names)
        top = (tallest - len(column)) * DOWN // 2
        for row, node in enumerate(column):
            kind = node.partition(":")[0]
            x, y = EDGE + step * ACROSS, EDGE + top + row * DOWN
            boxes[node] = Box(node, kind, _short(names[node]), x, y)
    return Picture(
        width=2 * EDGE + max(columns) * ACROSS + WIDTH + EDGE * 3,
        height=2 * EDGE + tallest * DOWN,
        boxes=tuple(boxes.values()),
        lines=tuple(_line(boxes[one], boxes[other]) for one, other in kept),
    )


def _ordered(
    column: list[str],
    links: list[tuple[str, str]],
    placed: Mapping[str, Box],
    names: Mapping[str, str],
) -> list[str]:
    """Each node near the middle of what it is linked to in the column before: fewer crossings."""
    heights: dict[str, list[int]] = {node: [] for node in column}
    for one, other in links:
        for node, far in ((one, other), (other, one)):
            if node in heights and far in placed:
                heights[node].append(placed[far].y)
    return sorted(
        column,
        key=lambda node: (
            sum(heights[node]) / len(heights[node]) if heights[node] else 0,
            node.partition(":")[0],
            names[node],
        ),
    )


def _line(one: Box, other: Box) -> str:
    """From side to side; a bow outside the boxes between two of the same column."""
    if one.x > other.x:
        one, other = other, one
    start, end = one.y + HEIGHT // 2, other.y + HEIGHT // 2
    right = one.x + WIDTH
    if one.x == other.x:
        out = right + 3 * EDGE
        return f"M{right} {start} C{out} {start} {out} {end} {right} {end}"
    half = (right + other.x) // 2
    return f"M{right} {start} C{half} {start} {half} {end} {other.x} {end}"


def _short(name: str) -> str:
    return name if len(name) <= LONGEST else f"{name[: LONGEST - 1]}…"
