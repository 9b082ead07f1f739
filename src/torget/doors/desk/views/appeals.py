"""An appeal: registered, reviewed for time, handed over to the court, and answered."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from torget.doors.desk.case_page import obstacles_said
from torget.doors.desk.doing import Doing, Field, day_of, doing_page
from torget.doors.ui.formats import date_long
from torget.doors.ui.requests import actor_of, found, once_of
from torget.doors.ui.staff import staff
from torget.journeys.keep_the_clock import (
    hand_over_the_appeal,
    note_court_answer,
    review_the_appeal,
)
from torget.rooms.cases.actions import CaseNotReady, register_appeal
from torget.rooms.cases.queries import appeals_of, get_case, proposed_review
from torget.rooms.cases.terms import Arrival, CourtOutcome, Review

if TYPE_CHECKING:
    from torget.foundation.actor import Actor
    from torget.rooms.cases.models import Appeal, Case

OTHER = "other"  # someone who is not a party of the case


def _registering(case: Case) -> Doing:
    parties = [(str(party.pk), party.name or _("Anonym")) for party in case.parties.order_by("pk")]
    return Doing(
        title=_("Registrera överklagande"),
        lead=[_("För ett överklagande som kom på papper eller med e-post.")],
        fields=[
            Field("who", _("Vem överklagar?"), type="choice", missing=_("Välj vem som överklagar"),
                  options=[*parties, (OTHER, _("Någon annan"))]),
            Field("name", _("Namn, om det är någon annan"), required=False),
            Field("text", _("Vad skriver den som överklagar?"), rows=6,
                  missing=_("Skriv vad som överklagas och varför")),
            Field("reached_on", _("Dagen det nådde oss"), type="date",
                  value=timezone.localdate().isoformat()),
            Field("arrival", _("Hur kom det?"), type="choice", value=Arrival.ELECTRONIC.value,
                  hint=_("Det som kommer med posten räknas som inkommet arbetsdagen innan "
                         "(förvaltningslagen (2017:900) 22 §)."),
                  options=[(one.value, str(one.label)) for one in Arrival]),
        ],
        button=_("Registrera"),
    )  # fmt: skip


@never_cache
@staff
def register(request: HttpRequest, number: str) -> HttpResponse:
    """Register what came on paper or by e-mail."""
    actor = actor_of(request)
    case = found(get_case, number, actor=actor)
    actor.must("case.write", unit=case.unit_id)
    decision = getattr(case, "decision", None)
    if decision is None:
        return redirect("desk:case", number)
    doing = _registering(case)
    if request.method != "POST":
        return doing_page(request, case, doing)
    typed = doing.typed(request)
    faults = doing.faults(typed)
    reached_on = day_of(typed["reached_on"])
    if typed["who"] == OTHER and not typed["name"]:
        faults["name"] = _("Skriv vem som överklagar")
    if reached_on is not None and reached_on > timezone.localdate():
        faults["reached_on"] = _("Dagen har inte varit än")
    if faults or reached_on is None:
        return doing_page(request, case, doing, typed=typed, faults=faults)
    party = None if typed["who"] == OTHER else case.parties.get(pk=typed["who"])
    register_appeal(
        decision, typed["text"], party=party,
        appellant=(party.name if party else typed["name"])[:150], reached_on=reached_on,
        arrival=Arrival(typed["arrival"]), once=once_of(request), by=actor, at=timezone.now(),
    )  # fmt: skip
    messages.success(request, _("Överklagandet är registrerat. Pröva nu om det kom i tid."))
    return redirect("desk:case", number)


def _step(appeal: Appeal) -> Doing | None:
    """What comes next for the appeal; None when nothing does."""
    received = _("{name}, inkommet {day}").format(
        name=appeal.appellant or _("Anonym"), day=date_long(appeal.received_on)
    )
    facts = [{"label": received, "text": appeal.text}]
    if not appeal.review:
        return _reviewing(appeal, facts)
    if appeal.review == Review.LATE or appeal.court_final:
        return None
    if appeal.forwarded_at is None:
        return Doing(
            title=_("Överlämna överklagandet"),
            lead=[
                _("Skicka överklagandet, beslutet och handlingarna i ärendet till domstolen. "
                  "Det ska ske skyndsamt (förvaltningslagen (2017:900) 46 §). Notera sedan här "
                  "att det är gjort.")
            ],
            facts=facts,
            button=_("Det är överlämnat"),
        )  # fmt: skip
    return Doing(
        title=_("Domstolens avgörande"),
        lead=[_("Skriv vad domstolen kom fram till.")],
        facts=facts,
        fields=[
            Field("outcome", _("Hur gick det?"), type="choice",
                  options=[(one.value, str(one.label)) for one in CourtOutcome]),
            Field("decided_on", _("Dagen domstolen avgjorde det"), type="date"),
            Field("final", _("Kan avgörandet överklagas?"), type="choice",
                  options=[("no", _("Nej, det är slutligt")), ("yes", _("Ja"))]),
        ],
        button=_("Spara"),
    )  # fmt: skip


def _reviewing(appeal: Appeal, facts: list[dict[str, str]]) -> Doing:
    proposed = proposed_review(appeal)
    return Doing(
        title=_("Pröva om överklagandet kom i tid"),
        lead=[
            _("Efter dagarna: {review}. Ett överklagande som kom för sent avvisas, om det inte "
              "beror på att vi har sagt fel om hur man överklagar, eller det kom i tid till "
              "domstolen (förvaltningslagen (2017:900) 45 §).").format(review=proposed.label)
        ],
        facts=facts,
        fields=[
            Field("review", _("Kom det i tid?"), type="choice", value=proposed.value,
                  options=[(one.value, str(one.label)) for one in Review]),
            Field("reasons", _("Skäl"), rows=4, required=False,
                  hint=_("Behövs om överklagandet avvisas. Den som överklagade läser dem.")),
        ],
        button=_("Spara prövningen"),
    )  # fmt: skip


@never_cache
@staff
def appeal(request: HttpRequest, number: str, key: int) -> HttpResponse:
    """The next step of one appeal, with its one button."""
    actor = actor_of(request)
    case = found(get_case, number, actor=actor)
    one = found(appeals_of(case).get, pk=key)
    doing = _step(one)
    if doing is None:
        return redirect("desk:case", number)
    if request.method != "POST":
        return doing_page(request, case, doing)
    typed = doing.typed(request)
    faults = doing.faults(typed)
    if typed.get("review") == Review.LATE and not typed["reasons"]:
        faults["reasons"] = _("Skriv varför överklagandet avvisas")
    if "decided_on" in typed and (day_of(typed["decided_on"]) or one.received_on) < one.received_on:
        faults["decided_on"] = _("Dagen är före överklagandet")
    if faults:
        return doing_page(request, case, doing, typed=typed, faults=faults)
    try:
        messages.success(request, _take(one, typed, actor))
    except CaseNotReady as error:
        obstacles_said(request, error)
    return redirect("desk:case", number)


def _take(one: Appeal, typed: dict[str, str], actor: Actor) -> str:
    """Take the step that the form was for, and say so."""
    now = timezone.now()
    if "review" in typed:
        review_the_appeal(one, Review(typed["review"]), typed["reasons"], by=actor, at=now)
        return _("Prövningen är sparad.")
    if "outcome" not in typed:
        hand_over_the_appeal(one, by=actor, at=now)
        return _("Noterat att överklagandet är överlämnat.")
    decided_on = day_of(typed["decided_on"])
    assert decided_on is not None  # checked with the form
    outcome, final = CourtOutcome(typed["outcome"]), typed["final"] == "no"
    note_court_answer(one, outcome, decided_on=decided_on, final=final, by=actor, at=now)
    return _("Domstolens avgörande är noterat.")
