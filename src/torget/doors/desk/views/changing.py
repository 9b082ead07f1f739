"""Putting a decision right: a slip beside it, or a new decision instead of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override
from django.views.decorators.cache import never_cache

from torget.doors.desk.case_page import obstacles_said
from torget.doors.desk.doing import Doing, Field, doing_page
from torget.doors.ui.formats import date_long, kronor
from torget.doors.ui.requests import actor_of, found, once_of
from torget.doors.ui.staff import staff
from torget.journeys.change_decision import correct_the_decision
from torget.rooms.cases.actions import CaseNotReady, change_decision
from torget.rooms.cases.queries import (
    appeals_of,
    asks_amount,
    decision_template,
    get_case,
)
from torget.rooms.cases.terms import Drafted, Grounds, Obstacle, Outcome, Slip, ToHarm

if TYPE_CHECKING:
    from torget.rooms.cases.models import Case, Decision

CHANGED_BY = "förvaltningslagen (2017:900) 37 §"


def _yes_or_no(name: str, label: str, hint: str = "") -> Field:
    return Field(name, label, hint, type="choice",
                 options=[("yes", _("Ja")), ("no", _("Nej"))])  # fmt: skip


def _correcting() -> Doing:
    return Doing(
        title=_("Rätta beslutet"),
        lead=[
            _("Ett uppenbart skrivfel, räknefel eller liknande förbiseende får rättas utan ett "
              "nytt beslut (förvaltningslagen (2017:900) 36 §). Beslutet står kvar som det var, "
              "med rättelsen bredvid, och parterna får veta det.")
        ],
        fields=[
            Field("wrong", _("Vad står det i beslutet?"), rows=2,
                  missing=_("Skriv av det som är fel")),
            Field("right", _("Vad ska det stå?"), rows=2, missing=_("Skriv vad det ska stå")),
            Field("slip", _("Hur blev det fel?"), type="choice", missing=_("Välj hur det blev fel"),
                  options=[(one.value, str(one.label)) for one in Slip]),
            _yes_or_no("obvious", _("Är felet uppenbart för den som läser beslutet?")),
        ],
        button=_("Rätta"),
    )  # fmt: skip


@never_cache
@staff
def correct(request: HttpRequest, number: str) -> HttpResponse:
    """Put an obvious slip right."""
    actor = actor_of(request)
    case = found(get_case, number, actor=actor)
    actor.must("case.decide", unit=case.unit_id)
    decision, doing = getattr(case, "decision", None), _correcting()
    if decision is None or decision.served_at is None:
        return redirect("desk:case", number)
    if request.method != "POST":
        return doing_page(request, case, doing)
    typed = doing.typed(request)
    faults = doing.faults(typed)
    if not faults and typed["wrong"] == typed["right"]:
        faults["right"] = _("Det är samma text som nu")
    if typed["obvious"] == "no":
        faults["obvious"] = str(Obstacle.NO_SLIP.label)
    if faults:
        return doing_page(request, case, doing, typed=typed, faults=faults)
    try:
        correct_the_decision(
            decision, wrong=typed["wrong"], right=typed["right"], slip=Slip(typed["slip"]),
            obvious=True, once=once_of(request), by=actor, at=timezone.now(),
        )  # fmt: skip
    except CaseNotReady as error:
        obstacles_said(request, error)
    else:
        messages.success(request, _("Beslutet är rättat. Parterna får veta det."))
    return redirect("desk:case", number)


@never_cache
@staff
def change(request: HttpRequest, number: str) -> HttpResponse:
    """Decide anew instead of a decision that is wrong."""
    actor = actor_of(request)
    case = found(get_case, number, actor=actor)
    actor.must("case.decide", unit=case.unit_id)
    decision = getattr(case, "decision", None)
    if decision is None or decision.served_at is None:
        return redirect("desk:case", number)
    doing = _changing(case, decision)
    if request.method != "POST":
        return doing_page(request, case, doing)
    typed = doing.typed(request)
    faults = doing.faults(typed)
    if "amount" in typed and kronor(typed["amount"]) is None:
        faults["amount"] = _("Skriv beloppet i hela kronor, till exempel 4500.")
    if faults:
        return doing_page(request, case, doing, typed=typed, faults=faults)
    drafted, grounds = _drafted(case, typed), _grounds(typed)
    try:
        change_decision(decision, drafted, grounds, by=actor, at=timezone.now())
    except CaseNotReady as error:
        return doing_page(request, case, doing, typed=typed, faults=_at_fields(error, typed))
    messages.success(request, _("Beslutet är ändrat. Expediera det så att parterna får det."))
    return redirect("desk:serve", number)


def _changing(case: Case, decision: Decision) -> Doing:
    with override("sv"):
        before = _("{committee} ändrar sitt beslut den {day}.").format(
            committee=case.unit.committee.name["sv"], day=date_long(decision.decided_at)
        )
    fields = [
        Field("outcome", _("Vad blir det nya beslutet?"), type="choice", value=decision.outcome,
              options=[(one.value, str(one.label)) for one in Outcome]),
        Field("text", _("Beslutet"), rows=3, value=f"{before} {decision.text}",
              missing=_("Skriv vad som beslutas")),
        Field("reasons", _("Skälen"), rows=8, value=decision.reasons,
              hint=_("Vad var fel i det förra beslutet, och varför blir det så här i stället?"),
              missing=_("Skriv skälen för beslutet")),
        Field("legal_basis", _("Bestämmelser"), rows=4, hint=_("En bestämmelse på varje rad."),
              value="\n".join(dict.fromkeys([*decision.legal_basis.splitlines(), CHANGED_BY])),
              missing=_("Skriv vilka bestämmelser beslutet grundas på")),
        _yes_or_no("worse", _("Blir det nya beslutet sämre för någon part?")),
        Field("to_harm", _("Om det blir sämre: vad ger oss rätt att ändra?"), type="choice",
              value=ToHarm.NOTHING.value,
              options=[(one.value, str(one.label)) for one in ToHarm]),
    ]  # fmt: skip
    if asks_amount(case, today=timezone.localdate()):
        amount = "" if decision.amount is None else str(decision.amount)
        fields.insert(2, Field("amount", _("Belopp i kronor"), value=amount))
    if any(not one.court_final for one in appeals_of(case)):
        fields += [
            _yes_or_no("plain", _("Är beslutet uppenbart felaktigt i något väsentligt?")),
            _yes_or_no("quick", _("Går det att ändra snabbt och enkelt?")),
        ]
    return Doing(
        title=_("Ändra beslutet"),
        lead=[
            _("Du fattar ett nytt beslut i stället för det förra, som finns kvar att läsa. Det nya "
              "expedieras och kan överklagas som andra beslut. När det får göras står i "
              "förvaltningslagen (2017:900) 37–39 §§.")
        ],
        fields=fields,
        button=_("Ändra beslutet"),
    )  # fmt: skip


def _drafted(case: Case, typed: dict[str, str]) -> Drafted:
    outcome = Outcome(typed["outcome"])
    template = decision_template(case, outcome, at=timezone.now())
    return Drafted(
        outcome=outcome,
        text=typed["text"],
        reasons=typed["reasons"],
        legal_basis=typed["legal_basis"],
        appeal=template.appeal,
        appeal_way=template.way,
        amount=kronor(typed.get("amount", "")),
    )


def _grounds(typed: dict[str, str]) -> Grounds:
    return Grounds(
        worse_for_party=typed["worse"] == "yes",
        to_harm=ToHarm(typed["to_harm"]),
        plainly_wrong=typed.get("plain") == "yes",
        quick_and_simple=typed.get("quick") == "yes",
    )


def _at_fields(error: CaseNotReady, typed: dict[str, Any]) -> dict[str, str]:
    """Each obstacle at what can be done about it."""
    places = {
        Obstacle.FAVOURABLE: "to_harm",
        Obstacle.APPEALED: "plain" if "plain" in typed else "worse",
        Obstacle.UNFINISHED: "reasons",
        Obstacle.LEFT_OPEN: "text",
    }
    return {places.get(one, "outcome"): str(one.label) for one in error.obstacles}
