"""Letting the parties see and answer what a decision may rest on."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from torget.doors.desk.case_page import obstacles_said
from torget.doors.desk.doing import Doing, Field, day_of, doing_page
from torget.doors.desk.views.case import once_of
from torget.doors.ui.attached import stored_files
from torget.doors.ui.requests import actor_of, found
from torget.doors.ui.staff import staff
from torget.journeys.correspond import hear_parties
from torget.rooms.cases.actions import CaseNotReady
from torget.rooms.cases.queries import get_case

if TYPE_CHECKING:
    from torget.rooms.cases.models import Case

TWO_WEEKS = timedelta(weeks=2)


def _hearing(today: date) -> Doing:
    return Doing(
        title=_("Kommunicera underlag"),
        lead=[
            _("Parterna får se det som beslutet kan grundas på och får tid att yttra sig innan "
              "du beslutar (förvaltningslagen (2017:900) 25 §). De får e-post om att det finns "
              "något att läsa.")
        ],
        fields=[
            Field("text", _("Vad har kommit fram, och vad betyder det?"), rows=8,
                  missing=_("Skriv vad parterna ska få se")),
            Field("files", _("Handlingar"), type="files", required=False),
            Field("answer_by", _("Svara senast"), type="date",
                  value=(today + TWO_WEEKS).isoformat(), missing=_("Välj en dag efter i dag")),
        ],
        button=_("Skicka till parterna"),
    )  # fmt: skip


@never_cache
@staff
def hear(request: HttpRequest, number: str) -> HttpResponse:
    """Send the parties what a decision may rest on."""
    actor, now = actor_of(request), timezone.now()
    case: Case = found(get_case, number, actor=actor)
    actor.must("case.write", unit=case.unit_id)
    today = timezone.localdate()
    doing = _hearing(today)
    if request.method != "POST":
        return doing_page(request, case, doing)
    typed = doing.typed(request)
    faults, answer_by = doing.faults(typed), day_of(typed["answer_by"])
    if answer_by is not None and answer_by <= today:
        faults["answer_by"] = _("Välj en dag efter i dag")
    documents, refused = ([], "") if faults else stored_files(request, by=actor, at=now)
    if refused:
        faults["files"] = refused
    if faults or answer_by is None:
        return doing_page(request, case, doing, typed=typed, faults=faults)
    try:
        hear_parties(
            case, typed["text"], answer_by=answer_by, documents=documents,
            once=once_of(request), by=actor, at=now,
        )  # fmt: skip
    except CaseNotReady as error:
        obstacles_said(request, error)
    else:
        messages.success(request, _("Underlaget är skickat till parterna."))
    return redirect("desk:case", number)
