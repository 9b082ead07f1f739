"""The municipality's own colours, as a style sheet that browsers keep."""

from django.http import HttpRequest, HttpResponse

from torget.doors.ui import look
from torget.rooms.organisation.queries import the_municipality

FOR_GOOD = "public, max-age=31536000, immutable"


def stylesheet(request: HttpRequest, mark: str) -> HttpResponse:
    """Kept for good under its own mark; under an old one the new colours come, but are not kept."""
    colour = the_municipality().colour
    response = HttpResponse(look.stylesheet(colour), content_type="text/css; charset=utf-8")
    response["Cache-Control"] = FOR_GOOD if mark == look.mark(colour) else "no-cache"
    return response
