"""Squares of the background map, handed on so that the map's owner never learns who looks."""

from django.http import HttpRequest, HttpResponse, HttpResponseNotFound
from django.utils.translation import gettext as _

from torget.rooms.organisation.ports import TileMissing, map_backgrounds

WEEK = 7 * 24 * 60 * 60


def tile(request: HttpRequest, zoom: int, column: int, row: int) -> HttpResponse:
    """One square; kept by browsers and proxies for a week."""
    try:
        square = map_backgrounds["tiles"].tile(zoom, column, row)
    except TileMissing:
        return HttpResponseNotFound(_("Kartrutan finns inte."), content_type="text/plain")
    response = HttpResponse(square.content, content_type=square.media_type)
    response["Cache-Control"] = f"public, max-age={WEEK}"
    response["Content-Security-Policy"] = "sandbox; default-src 'none'"
    return response
