"""Sending a decision to be approved; a colleague reads it and approves it or sends it back."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from torget.doors.desk.case_page import heading, obstacles_said
from torget.doors.desk.views.decision import posted_draft
from torget.doors.ui.formats import datetime_short
from torget.doors.ui.requests import actor_of, found, once_of, written
from torget.doors.ui.staff import staff
from torget.rooms.cases.actions import CaseNotReady, approve, send_back, send_for_approval
from torget.rooms.cases.queries import (
    drafted_in,
    get_approval,
    get_case,
    obstacles_to_answer,
)

if TYPE_CHECKING:
    from torget.rooms.cases.models import Approval, Case


@staff
@require_POST
def send(request: HttpRequest, number: str) -> HttpResponse:
    """Send exactly what was previewed."""
    actor = actor_of(request)
    case = found(get_case, number, actor=actor)
    drafted = posted_draft(request, case)
    if drafted is None:
        return redirect("desk:decide", number)
    try:
        send_for_approval(case, drafted, once=once_of(request), by=actor, at=timezone.now())
    except CaseNotReady as error:
        obstacles_said(request, error)
    else:
        messages.success(request, _("Beslutet är skickat för godkännande."))
    return redirect("desk:case", number)


@never_cache
@staff
def approval(request: HttpRequest, number: str, key: int) -> HttpResponse:
    """Read the text; say yes, or no with a reason."""
    actor, now = actor_of(request), timezone.now()
    case = found(get_case, number, actor=actor)
    actor.must("case.decide", unit=case.unit_id)
    row = found(get_approval, case, key)
    fault = ""
    if request.method == "POST":
        reason, no = written(request, "reason"), request.POST.get("do") == "back"
        fault = _("Skriv vad som behöver ändras") if no and not reason else ""
        if not fault:
            try:
                send_back(row, reason, by=actor, at=now) if no else approve(row, by=actor, at=now)
            except CaseNotReady as error:
                obstacles_said(request, error)
            else:
                said = _("Beslutet är tillbakaskickat.") if no else _("Du har godkänt beslutet.")
                messages.success(request, said)
            return redirect("desk:case", number)
    may_answer = not obstacles_to_answer(row, actor=actor)
    page = _page(case, row, fault) | {
        "form_action": request.path,
        "title": _title(row, may_answer=may_answer),
        "may_answer": may_answer,
        "may_decide": bool(row.approved_at) and case.decided_at is None,
    }
    return render(request, "desk/approval.html", page, status=422 if fault else 200)


def _title(row: Approval, *, may_answer: bool) -> str:
    """What the text is to who reads it."""
    if may_answer:
        return _("Beslut att godkänna")
    if row.sent_back_by:
        return _("Tillbakaskickat beslut")
    return _("Godkänt beslut") if row.approved_at else _("Beslut som väntar på godkännande")


def _page(case: Case, row: Approval, fault: str) -> dict[str, Any]:
    drafted = drafted_in(row)
    names = ("decision_text", drafted.text), ("reasons", drafted.reasons)
    amount = "" if drafted.amount is None else str(drafted.amount)
    fields = (("outcome", str(drafted.outcome)), *names, ("legal_basis", drafted.legal_basis),
              ("amount", amount))  # fmt: skip
    return {
        "case": heading(case),
        "lines": history(row),
        "sent_back": bool(row.sent_back_by),
        "decision": {
            "outcome": drafted.outcome.label,
            "decision_text": drafted.text.split("\n\n"),
            "reasons": drafted.reasons.split("\n\n"),
            "legal_basis": drafted.legal_basis.splitlines(),
            "appeal": drafted.appeal.split("\n\n") if drafted.appeal else [],
        },
        "error": fault,
        "problems": [{"id": "reason", "text": fault}] if fault else [],
        "decide_action": reverse("desk:confirm", args=[case.number]),
        "edit_action": reverse("desk:decide", args=[case.number]),
        "fields": [{"name": name, "value": value} for name, value in fields],
    }


def history(row: Approval) -> list[str]:
    """How it has gone, line by line."""
    sent = _("Skickat av {name} {time}.")
    lines = [sent.format(name=row.sent_by.name, time=datetime_short(row.sent_at))]
    for one in row.given.all():
        given = _("Godkänt av {name} {time}.")
        lines.append(given.format(name=one.employee.name, time=datetime_short(one.given_at)))
    if row.sent_back_by:
        back = _("Tillbaka från {name}: {reason}")
        lines.append(back.format(name=row.sent_back_by, reason=row.reason))
    return lines
