"""Reading a case's documents in the page, one after another."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache

from torget.doors.desk.case_page import heading
from torget.doors.ui.files import IN_THE_PAGE, shown_response
from torget.doors.ui.requests import actor_of, found
from torget.doors.ui.staff import staff
from torget.rooms.audit.actions import record_view
from torget.rooms.cases.queries import documents_of, get_case

if TYPE_CHECKING:
    from torget.rooms.cases.models import Case
    from torget.rooms.documents.models import Document


@never_cache
@staff
def read(request: HttpRequest, number: str, document: int) -> HttpResponse:
    """The document in its frame, with the ones before and after it."""
    actor = actor_of(request)
    case = found(get_case, number, actor=actor)
    shown = [one for one in documents_of(case, actor=actor).order_by("pk") if one.may_be_opened]
    place = next((place for place, one in enumerate(shown) if one.pk == document), None)
    if place is None:
        raise Http404
    page = {
        "case": heading(case),
        "document": _row(case, shown[place]),
        "place": place + 1,
        "count": len(shown),
        "before": _row(case, shown[place - 1]) if place else None,
        "after": _row(case, shown[place + 1]) if place + 1 < len(shown) else None,
    }
    return render(request, "desk/document.html", page)


@staff
def content(request: HttpRequest, number: str, document: int) -> HttpResponseBase:
    """What the frame holds. This is what is recorded: the page around it tells only the name."""
    actor = actor_of(request)
    case = found(get_case, number, actor=actor)
    stored = documents_of(case, actor=actor).filter(pk=document).first()
    if stored is None:
        raise Http404
    answer = shown_response(stored)
    person = case.submission.person_id
    record_view(f"case:{case}", what="document.viewed", by=actor, at=timezone.now(), person=person)
    return answer


def _row(case: Case, document: Document) -> dict[str, Any]:
    where = [case.number, document.pk]
    return {
        "name": document.name,
        "size": document.size,
        "at": document.stored_at,
        "kind": IN_THE_PAGE.get(document.media_type, ""),
        "url": reverse("desk:read", args=where),
        "content_url": reverse("desk:content", args=where),
        "download_url": reverse("desk:file", args=where),
    }
