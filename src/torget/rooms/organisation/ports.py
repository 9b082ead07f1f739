"""What a connector to the municipality's map must do."""

from dataclasses import dataclass
from typing import Protocol

from torget.foundation.registry import Registry


@dataclass(frozen=True, slots=True)
class MapView:
    """Where the map opens, and whom it comes from. Degrees in WGS 84."""

    latitude: float
    longitude: float
    zoom: int
    credit: str


@dataclass(frozen=True, slots=True)
class Tile:
    """A square of the map."""

    content: bytes
    media_type: str  # image/png, image/jpeg, image/webp or image/svg+xml


class TileMissing(Exception):
    """There is no such square, or the map does not answer."""


class MapBackground(Protocol):
    def view(self) -> MapView | None:
        """Where the map opens; None when no map is set up."""
        ...

    def tile(self, zoom: int, column: int, row: int) -> Tile:
        """A square by the numbering of web maps (XYZ, Web Mercator); raises TileMissing."""
        ...


map_backgrounds = Registry[MapBackground]("map backgrounds")
