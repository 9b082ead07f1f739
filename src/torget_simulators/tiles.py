"""A map of Solvik, which lies nowhere: squares of a web map (XYZ, Web Mercator) as SVG."""

import math
from collections.abc import Sequence
from html import escape

SIZE = 256  # units along a square's side
CENTRE = (65.0, 23.2)  # latitude and longitude of the square in Solvik, out in the gulf
METRES = 111_320  # along one degree of latitude

Metres = tuple[float, float]  # east and north of the square
WATER: Sequence[Metres] = (
    (-3000, -900), (-900, -500), (-300, -620), (250, -420), (900, -640), (3000, -500),
    (3000, -3000), (-3000, -3000),
)  # fmt: skip
PARK: Sequence[Metres] = ((-420, 60), (-180, 60), (-180, 300), (-420, 320))
RIVER: Sequence[Metres] = ((700, 3000), (560, 900), (640, 300), (420, -200), (480, -520))
STREETS: Sequence[tuple[str, Sequence[Metres]]] = (
    ("Storgatan", ((-2500, 40), (-600, 0), (0, 0), (800, 30), (2500, 160))),
    ("Strandvägen", ((-900, -420), (-300, -480), (200, -330), (420, -330))),
    ("Kyrkogatan", ((0, -330), (0, 0), (-20, 400), (120, 1200))),
    ("Skolgatan", ((-420, 360), (0, 380), (420, 360))),
    ("Hamngatan", ((220, 0), (210, -330))),
    ("Granvägen", ((-700, 0), (-720, 520), (-300, 620))),
)
HOUSES: Sequence[Metres] = tuple(
    (east, north)
    for east in range(-680, 420, 85)
    for north in (-70, 75, 440, 560)
    if not (-440 < east < -160 and 40 < north < 330) and abs(east) > 40
)
NAMES: Sequence[tuple[str, Metres]] = (
    ("Solvik", (-60, 900)),
    ("Solviken", (-200, -1200)),
    ("Stadsparken", (-300, 180)),
)


def tile(zoom: int, column: int, row: int) -> bytes:
    """The square as SVG; what lies outside it is cut off by its edges."""
    draw = _Drawing(zoom, column, row)
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{SIZE}" height="{SIZE}" '
        f'viewBox="0 0 {SIZE} {SIZE}">',
        f'<rect width="{SIZE}" height="{SIZE}" fill="#f1f3ea"/>',
        draw.area(PARK, "#d3e6c4"),
        draw.area(WATER, "#bcdcec"),
        draw.line(RIVER, "#bcdcec", 40),
        *(draw.line(points, "#c9c4b8", 17) for _name, points in STREETS),
        *(draw.line(points, "#ffffff", 13) for _name, points in STREETS),
        *(draw.house(place) for place in HOUSES if zoom >= 14),
        *(draw.word(name, points[len(points) // 2]) for name, points in STREETS if zoom >= 15),
        *(draw.word(name, place) for name, place in NAMES if zoom >= 12),
        "</svg>",
    ]
    return "".join(parts).encode()


class _Drawing:
    """Puts metres from the middle of Solvik where they belong in one square."""

    def __init__(self, zoom: int, column: int, row: int) -> None:
        self._whole = SIZE * 2**zoom
        self._corner = (column * SIZE, row * SIZE)
        self._unit = self._whole / (40_075_017 * math.cos(math.radians(CENTRE[0])))

    def _at(self, place: Metres) -> tuple[float, float]:
        latitude = math.radians(CENTRE[0] + place[1] / METRES)
        longitude = CENTRE[1] + place[0] / (METRES * math.cos(math.radians(CENTRE[0])))
        across = (longitude + 180) / 360 * self._whole
        down = (1 - math.asinh(math.tan(latitude)) / math.pi) / 2 * self._whole
        return round(across - self._corner[0], 1), round(down - self._corner[1], 1)

    def _points(self, places: Sequence[Metres]) -> str:
        return " ".join(f"{across},{down}" for across, down in map(self._at, places))

    def area(self, places: Sequence[Metres], colour: str) -> str:
        return f'<polygon points="{self._points(places)}" fill="{colour}"/>'

    def line(self, places: Sequence[Metres], colour: str, metres: float) -> str:
        width = max(1.0, round(metres * self._unit, 1))
        return (
            f'<polyline points="{self._points(places)}" fill="none" stroke="{colour}" '
            f'stroke-width="{width}" stroke-linejoin="round" stroke-linecap="round"/>'
        )

    def house(self, place: Metres) -> str:
        (left, top), side = self._at(place), round(26 * self._unit, 1)
        return f'<rect x="{left}" y="{top}" width="{side}" height="{side}" fill="#d8ccc0"/>'

    def word(self, text: str, place: Metres) -> str:
        across, down = self._at(place)
        return (
            f'<text x="{across}" y="{down}" font-family="sans-serif" font-size="12" '
            f'fill="#3d3a35" text-anchor="middle">{escape(text)}</text>'
        )
