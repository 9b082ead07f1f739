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
from torget.doors.desk.choosing_documents import case_documents, chosen_documents
from torget.doors.desk.doing import Doing, Field, day_of, doing_page
from torget.doors.ui.attached import stored_files
from torget.doors.ui.formats import date_long
from torget.doors.ui.requests import actor_of, found, once_of
from torget.doors.ui.staff import staff
from torget.journeys.correspond import hear_parties
from torget.rooms.cases.actions import CaseNotReady
from torget.rooms.cases.queries import get_case, get_referral

if TYPE_CHECKING:
    from torget.foundation.actor import Actor
    from torget.rooms.cases.models import Case, Referral

LONGEST_KEY = 12  # digits
TWO_WEEKS = timedelta(weeks=2)


def _hearing(case: Case, from_referral: Referral | None, *, actor: Actor, today: date) -> Doing:
    text, chosen = _answer_of(from_referral) if from_referral else ("", "")
    return Doing(
        title=_("Kommunicera underlag"),
        lead=[
            _("Parterna får se det som beslutet kan grundas på och får tid att yttra sig innan "
              "du beslutar (förvaltningslagen (2017:900) 25 §). De får e-post om att det finns "
              "något att läsa.")
        ],
        fields=[
            Field("text", _("Vad har kommit fram, och vad betyder det?"), rows=8,
                  value=text, missing=_("Skriv vad parterna ska få se")),
            *case_documents(case, chosen, actor=actor),
            Field("files", _("Andra handlingar"), type="files", required=False),
            Field("answer_by", _("Svara senast"), type="date",
                  value=(today + TWO_WEEKS).isoformat(), missing=_("Välj en dag efter i dag")),
        ],
        button=_("Skicka till parterna"),
    )  # fmt: skip


def _referral(request: HttpRequest, case: Case) -> Referral | None:
    """The answer that is to be sent on, as the address says."""
    key = request.GET.get("remiss", "")
    if not key.isdecimal() or len(key) > LONGEST_KEY:
        return None
    referral = found(get_referral, case, int(key))
    return referral if referral.answered_at else None


def _answer_of(referral: Referral) -> tuple[str, str]:
    """The text to start from, and the documents that came with the answer."""
    assert referral.answered_at is not None  # only answers are sent on
    said = _("Yttrande från {name}, som kom in {day}:").format(
        name=referral.to_name, day=date_long(referral.answered_at)
    )
    keys = referral.answer_documents.values_list("pk", flat=True)
    return f"{said}\n\n{referral.answer}", ",".join(map(str, keys))


@never_cache
@staff
def hear(request: HttpRequest, number: str) -> HttpResponse:
    """Send the parties what a decision may rest on."""
    actor, now = actor_of(request), timezone.now()
    case: Case = found(get_case, number, actor=actor)
    actor.must("case.write", unit=case.unit_id)
    today = timezone.localdate()
    doing = _hearing(case, _referral(request, case), actor=actor, today=today)
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
            case, typed["text"], answer_by=answer_by,
            documents=[*chosen_documents(case, typed, actor=actor), *documents],
            once=once_of(request), by=actor, at=now,
        )  # fmt: skip
    except CaseNotReady as error:
        obstacles_said(request, error)
    else:
        messages.success(request, _("Underlaget är skickat till parterna."))
    return redirect("desk:case", number)
