"""Giving a service to someone else."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.http import content_disposition_header

from torget.doors.ui.requests import actor_of, found
from torget.doors.ui.staff import staff
from torget.rooms.eservices.queries import bundle_of
from torget.rooms.eservices.terms import packed
from torget.rooms.organisation.queries import the_municipality


@staff
def export(request: HttpRequest, key: str, number: int | None = None) -> HttpResponse:
    """A service as a file: what is written now, or a published version."""
    origin = the_municipality().name
    bundle = found(bundle_of, key, number, origin=origin, actor=actor_of(request))
    response = HttpResponse(packed(bundle, on=timezone.localdate()), content_type="application/zip")
    name = f"{key}-v{number}.zip" if number else f"{key}.zip"
    response["Content-Disposition"] = content_disposition_header(True, name) or "attachment"
    return response
