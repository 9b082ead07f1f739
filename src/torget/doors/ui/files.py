"""Handing out stored files."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import Http404, HttpResponse, StreamingHttpResponse
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _

from torget.rooms.documents.queries import stored_bytes

if TYPE_CHECKING:
    from torget.rooms.documents.models import Document


# What every browser can show, judged by its bytes when it came in; never anything with script.
IN_THE_PAGE = {
    "application/pdf": "pdf",
    "image/jpeg": "image",
    "image/png": "image",
    "image/webp": "image",
}


def pdf_response(content: bytes, name: str) -> HttpResponse:
    """A PDF that is made to be looked at now and kept nowhere."""
    response = HttpResponse(content, content_type="application/pdf")
    response["Content-Disposition"] = content_disposition_header(False, name) or "inline"
    response["Cache-Control"] = "private, no-store"
    return response


def shown_response(document: Document) -> StreamingHttpResponse:
    """The file to be shown inside a page of ours; what cannot be shown safely is a 404.

    The policy lets nothing in it be fetched or run. A PDF cannot be sandboxed as well: browsers
    then refuse to show it. Their readers run what a PDF holds apart from the site.
    """
    if document.media_type not in IN_THE_PAGE:
        raise Http404
    response = file_response(document)
    response["Content-Disposition"] = content_disposition_header(False, document.name) or "inline"
    response["Content-Security-Policy"] = "default-src 'none'; frame-ancestors 'self'"
    response["X-Frame-Options"] = "SAMEORIGIN"
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
