"""Handing out stored files."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import Http404, HttpResponse, StreamingHttpResponse
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _

from torget.rooms.documents.queries import stored_bytes

if TYPE_CHECKING:
    from torget.rooms.documents.models import Document


def pdf_response(content: bytes, name: str) -> HttpResponse:
    """A PDF that is made to be looked at now and kept nowhere."""
    response = HttpResponse(content, content_type="application/pdf")
    response["Content-Disposition"] = content_disposition_header(False, name) or "inline"
    response["Cache-Control"] = "private, no-store"
    return response


def file_response(document: Document) -> StreamingHttpResponse:
    """The file as a download.

    Whatever the file holds, it can run nothing here: the browser is told its type and that it
    stands alone.
    """
    if not document.may_be_opened:
        raise Http404(_("Filen är inte kontrollerad ännu."))
    try:
        chunks = stored_bytes(document)
    except FileNotFoundError as error:
        raise Http404 from error
    response = StreamingHttpResponse(chunks, content_type=document.media_type)
    response["Content-Length"] = document.size
    response["Content-Disposition"] = (
        content_disposition_header(True, document.name) or "attachment"
    )
    response["Content-Security-Policy"] = "sandbox; default-src 'none'"
    response["Cache-Control"] = "private, no-store"
    return response
