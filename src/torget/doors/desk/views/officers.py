"""Who handles a case: disqualification, and being away."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from torget.doors.desk.case_page import obstacles_said
from torget.doors.desk.doing import Doing, Field, day_of, doing_page
from torget.doors.ui.formats import date_long
from torget.doors.ui.questions import Option
from torget.doors.ui.requests import actor_of, found, written
from torget.doors.ui.staff import staff
from torget.rooms.cases.actions import (
    CaseNotReady,
    declare_disqualified,
    lift_disqualification,
)
from torget.rooms.cases.queries import disqualification_of, get_case
from torget.rooms.organisation.actions import PeriodNotRight, be_absent, take_back_absence
from torget.rooms.organisation.queries import (
    absences_of,
    colleagues,
    employee,
    fellow_officers,
)

if TYPE_CHECKING:
    from torget.foundation.actor import Actor
    from torget.rooms.cases.models import Case
    from torget.rooms.organisation.models import Absence, Employee


def _declaring(case: Case, actor: Actor, others: list[Employee]) -> Doing:
    who = [(str(actor.employee), _("Jag"))]
    who += [(str(one.pk), one.name) for one in others if one.pk != actor.employee]
    return Doing(
        title=_("Anmäl jäv"),
        lead=[
            _("Den som är jävig får inte handlägga ärendet. Det kan bero på släktskap, vänskap, "
              "egna intressen eller att man har varit med tidigare (förvaltningslagen (2017:900) "
              "16 §). Någon annan tar då över.")
        ],
        fields=[
            Field("who", _("Vem är jävig?"), type="choice", options=who, value=str(actor.employee),
                  missing=_("Välj vem det gäller")),
            Field("reason", _("Varför?"), rows=4, missing=_("Skriv vad jävet beror på"),
                  hint=_("Blir en del av ärendet. Skriv bara det som behövs.")),
        ],
        button=_("Anmäl jäv"),
    )  # fmt: skip


@never_cache
@staff
def declare(request: HttpRequest, number: str) -> HttpResponse:
    """Declare oneself, or a colleague, disqualified in the case."""
    actor, now = actor_of(request), timezone.now()
    case = found(get_case, number, actor=actor)
    assigns = actor.may("case.assign", unit=case.unit_id)
    others = list(colleagues(case.unit_id, today=timezone.localdate())) if assigns else []
    doing = _declaring(case, actor, others)
    if request.method != "POST":
        return doing_page(request, case, doing)
    typed = doing.typed(request)
    if faults := doing.faults(typed):
        return doing_page(request, case, doing, typed=typed, faults=faults)
    try:
        chosen = employee(int(typed["who"]))
        declare_disqualified(case, chosen, typed["reason"], by=actor, at=now)
    except CaseNotReady as error:
        obstacles_said(request, error)
    else:
        messages.success(request, _("Jävet är antecknat. Ärendet kan tas av någon annan."))
    return redirect("desk:case", number)


@staff
@require_POST
def lift(request: HttpRequest, number: str, key: int) -> HttpResponse:
    """The reason has been tried and does not hold."""
    actor = actor_of(request)
    case = found(get_case, number, actor=actor)
    lift_disqualification(found(disqualification_of, case, key), by=actor, at=timezone.now())
    messages.success(request, _("Jävet är prövat och upphävt."))
    return redirect("desk:case", number)


@never_cache
@staff
def away(request: HttpRequest) -> HttpResponse:
    """One's own absences, and a form for the next one."""
    actor, today = actor_of(request), timezone.localdate()
    fellows = list(fellow_officers(actor.employee or 0, today=today))
    names = ("valid_from", "valid_to", "substitute")
    typed = {name: written(request, name) for name in names}
    errors = _away_faults(typed) if request.method == "POST" else {}
    if request.method == "POST" and not errors:
        chosen = next((one for one in fellows if str(one.pk) == typed["substitute"]), None)
        try:
            _be_away(typed, chosen, actor)
        except PeriodNotRight:
            errors = {"valid_to": _("Du har redan sagt att du är borta då")}
        else:
            messages.success(request, _("Du är anmäld som borta."))
            return redirect("desk:away")
    first = {"valid_from": today.isoformat(), "valid_to": (today + timedelta(days=7)).isoformat()}
    page = {
        "absences": [_absence(one) for one in absences_of(actor.employee or 0, today=today)],
        "typed": typed if request.method == "POST" else typed | first,
        "errors": {name: errors.get(name, "") for name in names},
        "substitutes": [
            Option(value=str(one.pk), label=one.name, checked=str(one.pk) == typed["substitute"])
            for one in fellows
        ],
        "problems": [{"id": name, "text": said} for name, said in errors.items()],
        "form_action": request.path,
    }
    return render(request, "desk/away.html", page, status=422 if errors else 200)


def _away_faults(typed: dict[str, str]) -> dict[str, str]:
    faults = {
        name: _("Skriv en dag som 2026-05-01")
        for name in ("valid_from", "valid_to")
        if day_of(typed[name]) is None
    }
    if not faults and typed["valid_to"] <= typed["valid_from"]:
        faults["valid_to"] = _("Du kan inte vara tillbaka innan du är borta")
    return faults


def _be_away(typed: dict[str, str], substitute: Employee | None, actor: Actor) -> None:
    first, back = day_of(typed["valid_from"]), day_of(typed["valid_to"])
    assert first is not None, "a day that cannot be read is a fault"
    assert back is not None, "a day that cannot be read is a fault"
    be_absent(valid_from=first, valid_to=back, substitute=substitute, by=actor, at=timezone.now())


def _absence(absence: Absence) -> dict[str, Any]:
    return {
        "key": absence.pk,
        "from": date_long(absence.valid_from),
        "back": date_long(absence.valid_to),
        "substitute": absence.substitute.name if absence.substitute else "",
    }


@staff
@require_POST
def back(request: HttpRequest, key: int) -> HttpResponse:
    """Take an absence back."""
    actor = actor_of(request)
    own = absences_of(actor.employee or 0, today=timezone.localdate()).filter(pk=key).first()
    if own is not None:
        take_back_absence(own, by=actor, at=timezone.now())
        messages.success(request, _("Frånvaron är borttagen."))
    return redirect("desk:away")
