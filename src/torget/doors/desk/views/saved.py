"""What one wants to come back to in the queue, and lists to take out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from torget.doors.desk.choosing import IN_ADDRESS, PERSON, SEARCH, address, as_filter, narrowed
from torget.doors.ui.requests import actor_of, found
from torget.doors.ui.spreadsheets import KINDS, Cell, as_file
from torget.doors.ui.staff import staff
from torget.rooms.cases.actions import note_export, remove_choice, save_choice
from torget.rooms.cases.queries import queue as cases_in_queue
from torget.rooms.cases.queries import saved_choices

if TYPE_CHECKING:
    from torget.rooms.cases.models import Case
    from torget.rooms.cases.queries import QueueFilter

MOST_EXPORTED = 10_000


def posted(request: HttpRequest) -> QueueFilter:
    """The choice that stands in the form's hidden fields, with what is searched for."""
    given = {name: request.POST.get(name, "") for name in IN_ADDRESS}
    session = request.session
    return narrowed(given, session.get(SEARCH, ""), session.get(PERSON, ""))


@staff
@require_POST
def save(request: HttpRequest) -> HttpResponse:
    actor, wanted = actor_of(request), posted(request)
    name, shared = request.POST.get("name", "").strip(), request.POST.get("shared", "")
    if not name:
        messages.error(request, _("Skriv vad urvalet ska heta."))
        return redirect(address(wanted))
    unit = int(shared) if shared.isascii() and shared.isdigit() and len(shared) < 10 else None
    save_choice(name, wanted, shared_with=unit, by=actor, at=timezone.now())
    messages.success(request, _("Urvalet {name} är sparat.").format(name=name))
    return redirect(address(wanted))


@staff
@require_POST
def use(request: HttpRequest, choice: int) -> HttpResponse:
    """By a form and not a link: what it searches for goes to the session."""
    saved = found(saved_choices(actor_of(request)).get, pk=choice)
    request.session.update({SEARCH: saved.search, PERSON: ""})
    return redirect(address(as_filter(saved)))


@staff
@require_POST
def remove(request: HttpRequest, choice: int) -> HttpResponse:
    remove_choice(choice, by=actor_of(request), at=timezone.now())
    messages.success(request, _("Urvalet är borttaget."))
    return redirect("desk:queue")


@never_cache
@staff
@require_POST
def export(request: HttpRequest) -> HttpResponse:
    """The list as a file that spreadsheets open; that it was taken out is in the trail."""
    actor, today = actor_of(request), timezone.localdate()
    cases = list(
        cases_in_queue(actor, posted(request), today=today).select_related("unit", "officer")
        [:MOST_EXPORTED]
    )  # fmt: skip
    note_export(len(cases), by=actor, at=timezone.now())
    columns = {
        "number": _("Nummer"),
        "service": _("E-tjänst"),
        "about": _("Gäller"),
        "applicant": _("Sökande"),
        "status": _("Status"),
        "unit": _("Enhet"),
        "officer": _("Handläggare"),
        "received": _("Kom in"),
        "due": _("Klart senast"),
        "decided": _("Beslutat"),
        "closed": _("Avslutat"),
    }
    kind = request.POST.get("as", "")
    rows = [_cells(case) for case in cases]
    return as_file(kind if kind in KINDS else "csv", "arenden", columns, rows)


def _cells(case: Case) -> list[Cell]:
    language = get_language() or "sv"
    return [
        case.number,
        case.title_in(language),
        case.summary,
        case.applicant_name,
        case.status_in(language),
        case.unit.name_in(language),
        case.officer.name if case.officer else "",
        timezone.localdate(case.received_at),
        case.due_on,
        timezone.localdate(case.decided_at) if case.decided_at else None,
        timezone.localdate(case.closed_at) if case.closed_at else None,
    ]
