"""A process drawn: statuses in a column, and beside it a lane for each transition.

A lane leaves every status that the transition is from and ends with an arrow in the one that it
leads to. Lanes that would lie on one another get places of their own, the shortest innermost, so
a table of any size is readable, and the same table gives the same drawing.
"""

from __future__ import annotations

import textwrap
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from torget.doors.studio.value_words import VALUES

if TYPE_CHECKING:
    from torget.rooms.eservices.terms import CaseStatus, Process, Transition

LEFT, TOP, WIDTH = 8, 8, 250  # of the boxes, in pixels as the drawing is made
LINE, PORT, GAP, LANE = 19, 17, 22, 24
LETTERS = 26  # of a title in one line


@dataclass(frozen=True, slots=True)
class Box:
    """A status: `lines` are its words, the last what it means."""

    y: int
    height: int
    lines: tuple[tuple[int, str], ...]  # each with its y
    means: tuple[int, str]
    is_end: bool


@dataclass(frozen=True, slots=True)
class Lane:
    """A transition: `path` to draw, where its arrow points and where its number stands."""

    number: int
    path: str
    arrow: str
    x: int
    y: int
    by_hand: bool


@dataclass(frozen=True, slots=True)
class Diagram:
    width: int
    height: int
    left: int
    box_width: int
    boxes: tuple[Box, ...]
    lanes: tuple[Lane, ...]


@dataclass(slots=True)
class _Route:
    """A transition on its way to be drawn: rows of the statuses it touches, and its lane."""

    number: int
    made: Transition
    sources: list[int]
    target: int
    lane: int = 0
    ports: dict[int, int] = field(default_factory=dict)  # row → y

    @property
    def rows(self) -> list[int]:
        return sorted({*self.sources, self.target})


def diagram_of(process: Process, language: str) -> Diagram:
    """Where everything stands in the drawing of a process without faults."""
    rows = {status.key: row for row, status in enumerate(process.statuses)}
    routes = [
        _Route(number, made, [rows[key] for key in made.from_], rows[made.to])
        for number, made in enumerate(process.transitions, 1)
    ]
    _give_lanes(routes)
    boxes, y = [], TOP
    for row, status in enumerate(process.statuses):
        box = _box(status, y, _ports_at(row, routes), language)
        _give_ports(row, box, routes)
        boxes.append(box)
        y += box.height + GAP
    lanes = max((route.lane for route in routes), default=0) + 1
    return Diagram(
        width=LEFT + WIDTH + LANE * (lanes + 1),
        height=y - GAP + TOP,
        left=LEFT,
        box_width=WIDTH,
        boxes=tuple(boxes),
        lanes=tuple(_lane(route) for route in routes),
    )


def _give_lanes(routes: list[_Route]) -> None:
    """The innermost lane where no other lies over the same rows; short ones choose first."""
    taken: list[list[tuple[int, int]]] = []
    for route in sorted(routes, key=lambda one: (one.rows[-1] - one.rows[0], one.number)):
        first, last = route.rows[0], route.rows[-1]
        while any(
            first <= other[1] and other[0] <= last
            for other in (taken[route.lane] if route.lane < len(taken) else ())
        ):
            route.lane += 1
        while len(taken) <= route.lane:
            taken.append([])
        taken[route.lane].append((first, last))


def _ports_at(row: int, routes: list[_Route]) -> list[tuple[_Route, bool]]:
    """The lanes that touch a status, from its top: those that only go up first, inner ones before
    outer; then those that go down, outer before inner. So lanes seldom cross."""
    touching = [route for route in routes if row in route.rows]
    up = [route for route in touching if route.rows[0] < row]
    down = [route for route in touching if route not in up]
    ordered = [
        *sorted(up, key=lambda one: one.lane),
        *sorted(down, key=lambda one: -one.lane),
    ]
    return [(route, route.target == row) for route in ordered]


def _box(status: CaseStatus, y: int, ports: list[tuple[_Route, bool]], language: str) -> Box:
    words = textwrap.wrap(status.title.in_(language), LETTERS) or [status.key]
    height = max(LINE * (len(words) + 1) + 14, PORT * len(ports) + 12)
    lines = tuple((y + 22 + LINE * place, line) for place, line in enumerate(words))
    means = meaning(status)
    if means == status.title.in_(language):  # as in the standard processes: once is enough
        means = ""
    below = (y + 20 + LINE * len(words), means)
    return Box(y, height, lines, below, status.means == "closed")


def meaning(status: CaseStatus) -> str:
    """What the status means, in a word or two."""
    words = VALUES["CaseStatus.means"]
    return _(words[status.means]).partition(":")[0]


def _give_ports(row: int, box: Box, routes: list[_Route]) -> None:
    ports = _ports_at(row, routes)
    start = box.y + (box.height - PORT * (len(ports) - 1)) // 2
    for place, (route, _target) in enumerate(ports):
        route.ports[row] = start + PORT * place


def _lane(route: _Route) -> Lane:
    edge = LEFT + WIDTH
    x = edge + LANE * (route.lane + 1)
    ys = sorted(route.ports.values())
    stubs = [f"M{edge} {y}H{x}" for y in ys]
    end = route.ports[route.target]
    arrow = f"M{edge} {end}l9 -5v10z"
    y = (ys[0] + ys[1]) // 2 if len(ys) > 1 else end
    path = f"{''.join(stubs)}M{x} {ys[0]}V{ys[-1]}"
    return Lane(route.number, path, arrow, x, y, not route.made.act)
