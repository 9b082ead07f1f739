"""Looking at what a decision table has decided: because the applicant asks, or as a sample."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from torget.doors.desk.case_page import obstacles_said
from torget.doors.desk.doing import Doing, Field, doing_page
from torget.doors.desk.proposing import automated_facts
from torget.doors.ui.requests import actor_of, found
from torget.doors.ui.staff import staff
from torget.journeys.look_again import answer_the_review
from torget.rooms.cases.actions import CaseNotReady
from torget.rooms.cases.queries import get_case, get_review
from torget.rooms.cases.terms import ReviewKind

if TYPE_CHECKING:
    from torget.rooms.cases.models import HumanReview


def _looking(review: HumanReview) -> Doing:
    asked = review.kind == ReviewKind.ASKED
    lead = [_("En beslutstabell har fattat beslutet. Gå igenom ansökan, handlingarna och det som "
              "tabellen läste.")]  # fmt: skip
    if asked:
        lead.append(_("Sökanden har bett en människa att titta. Ditt svar skickas till sökanden."))
    facts = automated_facts(review.automated)
    if review.text:
        facts.insert(0, {"label": _("Sökanden skriver"), "text": review.text})
    return Doing(
        title=_("Granska det automatiska beslutet"),
        lead=lead,
        facts=facts,
        fields=[
            Field("right", _("Är beslutet rätt?"), type="choice", missing=_("Välj ja eller nej"),
                  options=[("yes", _("Ja")), ("no", _("Nej, det ska ändras"))]),
            Field("reasons", _("Varför?"),
                  _("Skriv så att sökanden förstår.") if asked else _("Skälen stannar hos oss."),
                  rows=5, missing=_("Skriv varför")),
        ],
        button=_("Svara"),
    )  # fmt: skip


@never_cache
@staff
def review(request: HttpRequest, number: str, key: int) -> HttpResponse:
    """Say whether it is right and why; what is wrong is then changed in the ordinary way."""
    actor = actor_of(request)
    case = found(get_case, number, actor=actor)
    actor.must("case.decide", unit=case.unit_id)
    chosen = found(get_review, case, key)
    if chosen.answered_at is not None:
        return redirect("desk:case", number)
    doing = _looking(chosen)
    if request.method != "POST":
        return doing_page(request, case, doing)
    typed: dict[str, Any] = doing.typed(request)
    faults = doing.faults(typed)
    if faults:
        return doing_page(request, case, doing, typed=typed, faults=faults)
    right = typed["right"] == "yes"
    try:
        answer_the_review(
            chosen, right=right, reasons=typed["reasons"], by=actor, at=timezone.now()
        )
    except CaseNotReady as error:
        obstacles_said(request, error)
        return redirect("desk:case", number)
    if right:
        messages.success(request, _("Svaret är sparat."))
        return redirect("desk:case", number)
    messages.success(request, _("Svaret är sparat. Ändra nu beslutet."))
    return redirect("desk:change", number)
