"""Fetches squares of a web map (XYZ). Residents ask us, so the map's owner never learns who."""

import requests
from django.conf import settings
from django.utils.translation import gettext as _

from torget.foundation.health import Finding, State, check
from torget.rooms.organisation.ports import MapView, Tile, TileMissing, map_backgrounds

PATIENCE = 8  # seconds
LARGEST = 1_000_000  # bytes; ordinary squares are under 50 000
MEDIA_TYPES = frozenset({"image/png", "image/jpeg", "image/webp", "image/svg+xml"})
DEEPEST = 20


class NotReadable(ValueError):
    """TORGET_MAP_CENTRE is not latitude, longitude, zoom."""


@map_backgrounds.add("tiles")
class MapTiles:
    def view(self) -> MapView | None:
        environment = settings.ENVIRONMENT
        if not environment.map_url:
            return None
        latitude, longitude, zoom = _centre(environment.map_centre)
        return MapView(latitude, longitude, zoom, environment.map_credit)

    def tile(self, zoom: int, column: int, row: int) -> Tile:
        url = settings.ENVIRONMENT.map_url
        if not url or not _exists(zoom, column, row):
            raise TileMissing
        numbers = {"{z}": zoom, "{x}": column, "{y}": row}
        for mark, number in numbers.items():
            url = url.replace(mark, str(number))
        return _fetched(url)


def _exists(zoom: int, column: int, row: int) -> bool:
    return 0 <= zoom <= DEEPEST and 0 <= column < 2**zoom and 0 <= row < 2**zoom


def _fetched(url: str) -> Tile:
    try:
        with requests.get(url, timeout=PATIENCE, stream=True, allow_redirects=False) as answer:
            media_type = answer.headers.get("Content-Type", "").partition(";")[0].strip().lower()
            if answer.status_code != requests.codes.ok or media_type not in MEDIA_TYPES:
                raise TileMissing
            content = answer.raw.read(LARGEST + 1, decode_content=True)
    except (requests.RequestException, OSError) as error:
        raise TileMissing from error
    if len(content) > LARGEST:
        raise TileMissing
    return Tile(content, media_type)


def _centre(text: str) -> tuple[float, float, int]:
    try:
        latitude, longitude, zoom = text.split(",")
        return float(latitude), float(longitude), int(zoom)
    except ValueError as error:
        raise NotReadable(text) from error


@check
def map_tiles() -> Finding:
    """Whether a map is set up, and answers for its centre."""
    part = _("Karta")
    if not settings.ENVIRONMENT.map_url:
        return Finding(
            part,
            State.MISSING,
            _("Ingen karta visas. Platser anges med ord."),
            _("Ange TORGET_MAP_URL, TORGET_MAP_CENTRE och TORGET_MAP_CREDIT."),
        )
    try:
        MapTiles().view()
        MapTiles().tile(0, 0, 0)
    except NotReadable:
        return Finding(
            part,
            State.BROKEN,
            _("Kartans mittpunkt går inte att läsa."),
            _("Ange TORGET_MAP_CENTRE som latitud,longitud,zoom, till exempel 65.58,22.15,12."),
        )
    except TileMissing:
        return Finding(
            part,
            State.BROKEN,
            _("Kartan svarar inte. Platser kan fortfarande anges med ord."),
            _("Kontrollera TORGET_MAP_URL."),
        )
    return Finding(part, State.WORKS, _("Kartan svarar."))
