"""By what right decisions are made: the committee's own, the delegation orders, and reporting."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from torget.doors.desk.case_page import obstacles_said
from torget.doors.desk.doing import Doing, Field, day_of, doing_page
from torget.doors.ui.attached import stored_files
from torget.doors.ui.formats import date_long
from torget.doors.ui.requests import actor_of, found, written
from torget.doors.ui.staff import staff
from torget.rooms.cases.actions import CaseNotReady, decide_case, report_decisions
from torget.rooms.cases.queries import (
    decision_template,
    get_case,
    memoranda_of,
    unreported_decisions,
)
from torget.rooms.cases.terms import Drafted, Outcome, Resolved
from torget.rooms.organisation.queries import delegation_orders
from torget.rooms.organisation.terms import Role

if TYPE_CHECKING:
    from datetime import date, datetime

    from torget.foundation.actor import Actor
    from torget.rooms.cases.models import Case, Decision
    from torget.rooms.organisation.models import Committee, Delegation


def _resolving(case: Case, outcome: Outcome) -> Doing:
    template = decision_template(case, outcome, at=timezone.now())
    return Doing(
        title=_("Nämndens beslut"),
        lead=[
            _("Det här beslutar {committee} själv. Skriv in beslutet när protokollet är justerat, "
              "och lägg till protokollsutdraget.").format(committee=case.unit.committee.name["sv"])
        ],
        fields=[
            Field("outcome", _("Vad beslutade nämnden?"), type="choice", value=str(outcome),
                  options=[(known.value, str(known.label)) for known in Outcome],
                  missing=_("Välj vad nämnden beslutade")),
            Field("meeting_on", _("Sammanträdesdag"), type="date",
                  missing=_("Skriv sammanträdets dag")),
            Field("item", _("Paragraf"), hint=_("Till exempel § 12"),
                  missing=_("Skriv paragrafen i protokollet")),
            Field("decision_text", _("Beslutet"), rows=3, value=template.text,
                  missing=_("Skriv vad som beslutas")),
            Field("reasons", _("Skälen"), rows=8, value=template.reasons,
                  missing=_("Skriv skälen för beslutet")),
            Field("legal_basis", _("Bestämmelser"), rows=4, value=template.legal_basis,
                  hint=_("En bestämmelse på varje rad."),
                  missing=_("Skriv vilka bestämmelser beslutet grundas på")),
            *_memoranda(case),
            Field("files", _("Protokollsutdrag"), type="files"),
        ],
        button=_("Registrera beslutet"),
    )  # fmt: skip


def _memoranda(case: Case) -> list[Field]:
    """Which memorandum the committee had before it; nothing when there is none."""
    finished = [one for one in memoranda_of(case) if one.finished_at]
    if not finished:
        return []
    options = [(str(one.pk), one.heading) for one in finished]
    label = _("Tjänsteskrivelse som nämnden hade")
    latest = options[-1][0]
    return [Field("memorandum", label, type="choice", required=False, value=latest,
                  options=[("", _("Ingen av dem")), *options])]  # fmt: skip


@never_cache
@staff
def resolve(request: HttpRequest, number: str) -> HttpResponse:
    """Register what the committee has decided itself, with the extract of its minutes."""
    actor, now = actor_of(request), timezone.now()
    case = found(get_case, number, actor=actor)
    actor.must("case.decide", unit=case.unit_id)
    given = request.POST.get("outcome") or request.GET.get("outcome", "")
    outcome = Outcome(given) if given in Outcome.values else Outcome.REFUSED
    doing = _resolving(case, outcome)
    if request.method != "POST":
        return doing_page(request, case, doing)
    typed = doing.typed(request)
    faults = doing.faults(typed) | _not_held_yet(typed)
    try:
        with transaction.atomic():
            extract, refused = _extract(request, by=actor, at=now)
            faults |= {"files": refused} if refused else {}
            if not faults:
                chosen = typed.get("memorandum")
                memorandum = int(chosen) if chosen else None
                resolved = Resolved(_day(typed), typed["item"], extract, memorandum)
                drafted = _drafted(case, outcome, typed)
                decide_case(case, drafted, resolved=resolved, by=actor, at=now)
    except CaseNotReady as error:
        obstacles_said(request, error)
        return redirect("desk:case", number)
    if faults:
        return doing_page(request, case, doing, typed=typed, faults=faults)
    messages.success(request, _("Beslutet är registrerat. Expediera det så att sökanden får det."))
    return redirect("desk:serve", number)


def _day(typed: dict[str, str]) -> date:
    day = day_of(typed["meeting_on"])
    assert day is not None, "a day that cannot be read is a fault"
    return day


def _not_held_yet(typed: dict[str, str]) -> dict[str, str]:
    day = day_of(typed["meeting_on"])
    late = day is not None and day > timezone.localdate()
    return {"meeting_on": _("Sammanträdet har inte varit än")} if late else {}


def _extract(request: HttpRequest, *, by: Actor, at: datetime) -> tuple[int, str]:
    """The one file, kept; and what is wrong, or nothing."""
    kept, refused = stored_files(request, by=by, at=at)
    if refused or len(kept) != 1:
        return 0, refused or _("Lägg till protokollsutdraget, som en fil")
    return kept[0].pk, ""


def _drafted(case: Case, outcome: Outcome, typed: dict[str, str]) -> Drafted:
    template = decision_template(case, outcome, at=timezone.now())
    return Drafted(
        outcome=outcome,
        text=typed["decision_text"],
        reasons=typed["reasons"],
        legal_basis=typed["legal_basis"],
        appeal=template.appeal,
        appeal_way=template.way,
    )


@never_cache
@staff
def orders(request: HttpRequest) -> HttpResponse:
    """Every committee's delegation order as it reads today."""
    rows: dict[Committee, list[Delegation]] = {}
    for row in delegation_orders(today=timezone.localdate()):
        rows.setdefault(row.committee, []).append(row)
    reports = actor_of(request).units_for("decision.report")
    page = {
        "orders": [
            {"committee": _name(committee), "rows": [_row(row) for row in own]}
            for committee, own in rows.items()
        ],
        "report_url": reverse("desk:reporting") if reports else "",
    }
    return render(request, "desk/delegations.html", page)


def _name(committee: Committee) -> str:
    return str(committee.name.get(get_language() or "sv") or committee.name["sv"])


def _row(row: Delegation) -> dict[str, str]:
    limits = [str(Outcome(outcome).label) for outcome in row.outcomes]
    if row.amount_most is not None:
        limits.append(_("högst {amount} kronor").format(amount=row.amount_most))
    above = row.parent.number if row.parent else ""
    return {
        "number": row.number,
        "title": row.title,
        "who": ", ".join(str(Role(role).label) for role in row.roles),
        "limits": ", ".join(limits) or _("Alla beslut"),
        "resolution": row.resolution,
        "under": _("Vidaredelegerat från {number}").format(number=above) if above else "",
    }


@never_cache
@staff
def reporting(request: HttpRequest) -> HttpResponse:
    """What has been decided by delegation and waits to be reported to the committee."""
    actor = actor_of(request)
    actor.must_anywhere("decision.report")
    waiting: dict[Committee, list[Decision]] = {}
    for decision in unreported_decisions(actor):
        if decision.committee:
            waiting.setdefault(decision.committee, []).append(decision)
    chosen = request.POST.get("committee", "")
    committee = next((one for one in waiting if one.key == chosen), None)
    meeting_on = day_of(written(request, f"meeting_on-{chosen}"))
    if committee and meeting_on:
        count = report_decisions(committee, meeting_on=meeting_on, by=actor, at=timezone.now())
        messages.success(request, _("{count} beslut är anmälda.").format(count=count))
        return redirect("desk:reporting")
    error = _("Skriv sammanträdets dag") if committee else ""
    page = {
        "committees": [
            {
                "key": one.key,
                "name": _name(one),
                "parts": _apart([_reported(decision) for decision in own]),
                "error": error if one is committee else "",
            }
            for one, own in waiting.items()
        ],
        "meeting_on": timezone.localdate().isoformat(),
        "problems": [{"id": f"meeting_on-{chosen}", "text": error}] if error else [],
        "form_action": request.path,
        "orders_url": reverse("desk:delegations"),
    }
    return render(request, "desk/reporting.html", page, status=422 if error else 200)


def _reported(decision: Decision) -> dict[str, Any]:
    return {
        "number": decision.case.number,
        "url": reverse("desk:case", args=[decision.case.number]),
        "title": decision.case.title_in(get_language() or "sv"),
        "outcome": decision.get_outcome_display(),
        "decided": date_long(timezone.localdate(decision.decided_at)),
        "officer": decision.officer_name,
        "row": decision.delegation.number if decision.delegation else decision.authority,
        "automated": decision.delegation is None,
    }


def _apart(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """What people decided, and what tables did: the committee answers for both."""
    titles = {False: _("Beslut på delegation"), True: _("Automatiska beslut")}
    found = {
        automated: [row for row in rows if row["automated"] is automated] for automated in titles
    }
    return [
        {"title": titles[automated], "decisions": own} for automated, own in found.items() if own
    ]
