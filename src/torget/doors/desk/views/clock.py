"""Telling of delay, answering a request to conclude, and noting that a party is served."""

from __future__ import annotations

from datetime import date, timedelta

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
from torget.journeys.keep_the_clock import refuse_conclusion, tell_it_is_late
from torget.rooms.cases.actions import CaseNotReady, ServingNotRight, note_posting, record_serving
from torget.rooms.cases.queries import delay_request_of, get_case
from torget.rooms.cases.terms import Way

LONGER = timedelta(days=28)  # proposed; the officer chooses another day


def _delaying(proposed: date) -> Doing:
    return Doing(
        title=_("Underrätta om försening"),
        lead=[
            _("Sökanden får veta att ärendet blir försenat, varför, och den nya dagen "
              "(förvaltningslagen (2017:900) 11 §). Den dag vi lovade först finns kvar i "
              "statistiken.")
        ],
        fields=[
            Field("reason", _("Varför tar det längre tid?"), rows=5,
                  hint=_("Skriv så att sökanden förstår. Texten blir ett meddelande i ärendet."),
                  missing=_("Skriv varför det tar längre tid")),
            Field("new_day", _("Ny dag"), type="date", value=proposed.isoformat(),
                  missing=_("Välj en dag efter i dag")),
        ],
        button=_("Skicka underrättelsen"),
    )  # fmt: skip


@never_cache
@staff
def delay(request: HttpRequest, number: str) -> HttpResponse:
    """Tell the applicant that the case is late, why, and when it will be done."""
    actor, today = actor_of(request), timezone.localdate()
    case = found(get_case, number, actor=actor)
    actor.must("case.write", unit=case.unit_id)
    doing = _delaying(max(case.due_on, today) + LONGER)
    if request.method != "POST":
        return doing_page(request, case, doing)
    typed = doing.typed(request)
    faults = doing.faults(typed)
    new_day = day_of(typed["new_day"])
    if new_day is not None and new_day <= today:
        faults["new_day"] = _("Välj en dag efter i dag")
    if faults or new_day is None:
        return doing_page(request, case, doing, typed=typed, faults=faults)
    try:
        tell_it_is_late(
            case, typed["reason"], new_day=new_day, once=once_of(request), by=actor,
            at=timezone.now(),
        )  # fmt: skip
    except CaseNotReady as error:
        obstacles_said(request, error)
    else:
        messages.success(request, _("Sökanden får veta att det blir försenat."))
    return redirect("desk:case", number)


@never_cache
@staff
def refuse(request: HttpRequest, number: str) -> HttpResponse:
    """Refuse to conclude the case now, with reasons; deciding the case is the other answer."""
    actor = actor_of(request)
    case = found(get_case, number, actor=actor)
    actor.must("case.decide", unit=case.unit_id)
    asked = delay_request_of(case)
    if asked is None or asked.refused_at is not None:
        return redirect("desk:case", number)
    doing = Doing(
        title=_("Avslå begäran att avgöra ärendet"),
        lead=[
            _("Sökanden har begärt att vi avgör ärendet. Senast {day} beslutar du i ärendet, "
              "eller avslår begäran i ett särskilt beslut som sökanden kan överklaga "
              "(förvaltningslagen (2017:900) 12 §).").format(day=date_long(asked.answer_by))
        ],
        facts=[{"label": _("Sökanden skriver"), "text": asked.text}] if asked.text else [],
        fields=[
            Field("reasons", _("Skälen för att inte avgöra ärendet nu"), rows=6,
                  missing=_("Skriv skälen för beslutet")),
        ],
        button=_("Avslå begäran"),
    )  # fmt: skip
    if request.method != "POST":
        return doing_page(request, case, doing)
    typed = doing.typed(request)
    if faults := doing.faults(typed):
        return doing_page(request, case, doing, typed=typed, faults=faults)
    try:
        refuse_conclusion(case, typed["reasons"], by=actor, at=timezone.now())
    except CaseNotReady as error:
        obstacles_said(request, error)
    else:
        messages.success(request, _("Begäran är avslagen. Sökanden får veta det."))
    return redirect("desk:case", number)


def _serving(name: str) -> Doing:
    days = _("Bara om det sättet kräver det.")
    return Doing(
        title=_("Notera delgivning"),
        lead=[
            _("Tiden för att överklaga räknas från den dag {name} fick del av beslutet. "
              "Med två brev räknas två veckor från det andra brevet, med kungörelse två veckor "
              "från beslutet om den.").format(name=name)
        ],
        fields=[
            Field("way", _("Hur?"), type="choice", missing=_("Välj hur det gick till"),
                  options=[(way.value, str(way.label)) for way in Way if way != Way.MY_PAGES]),
            Field("sent_on", _("Skickat, eller beslut om kungörelse"), type="date",
                  missing=_("Skriv en dag som 2026-05-01")),
            Field("second_sent_on", _("Det andra brevet skickat, eller kungörelsen införd"),
                  type="date", hint=days, required=False),
            Field("confirmed_on", _("Mottagningsbevis, samtal eller överlämnande"),
                  type="date", hint=days, required=False),
        ],
        button=_("Spara"),
    )  # fmt: skip


@never_cache
@staff
def serving(request: HttpRequest, number: str, party: int) -> HttpResponse:
    """Note how and when a party got the decision outside Mina sidor."""
    actor = actor_of(request)
    case = found(get_case, number, actor=actor)
    actor.must("case.serve", unit=case.unit_id)
    decision, receiver = getattr(case, "decision", None), found(case.parties.get, pk=party)
    if decision is None or decision.served_at is None:
        return redirect("desk:case", number)
    doing = _serving(receiver.name or _("mottagaren"))
    if request.method != "POST":
        return doing_page(request, case, doing)
    typed = doing.typed(request)
    faults = doing.faults(typed)
    sent_on = day_of(typed["sent_on"])
    if faults or sent_on is None:
        return doing_page(request, case, doing, typed=typed, faults=faults)
    try:
        noted = record_serving(
            decision, receiver, Way(typed["way"]), sent_on=sent_on,
            second_sent_on=day_of(typed["second_sent_on"]),
            confirmed_on=day_of(typed["confirmed_on"]), by=actor, at=timezone.now(),
        )  # fmt: skip
    except ServingNotRight as error:
        wrong = {field: str(fault.label) for field, fault in error.faults.items()}
        return doing_page(request, case, doing, typed=typed, faults=wrong)
    if noted.effective_on:
        day = date_long(noted.effective_on)
        messages.success(request, _("Noterat. Delgiven den {day}.").format(day=day))
    else:
        messages.success(request, _("Noterat. Fyll på när du vet att beslutet har kommit fram."))
    return redirect("desk:case", number)


@never_cache
@staff
def posting(request: HttpRequest, number: str) -> HttpResponse:
    """Note the day of the notice on the board, for a decision under legality review."""
    actor, today = actor_of(request), timezone.localdate()
    case = found(get_case, number, actor=actor)
    actor.must("case.serve", unit=case.unit_id)
    decision = getattr(case, "decision", None)
    if decision is None:
        return redirect("desk:case", number)
    doing = Doing(
        title=_("Notera dagen på anslagstavlan"),
        lead=[
            _("Tiden för laglighetsprövning är tre veckor från den dag då det stod på kommunens "
              "anslagstavla att protokollet är justerat (kommunallagen (2017:725) 13 kap.).")
        ],
        fields=[
            Field("posted_on", _("Dag på anslagstavlan"), type="date",
                  value=(decision.posted_on or today).isoformat(),
                  missing=_("Skriv dagen på anslagstavlan")),
        ],
        button=_("Spara"),
    )  # fmt: skip
    if request.method != "POST":
        return doing_page(request, case, doing)
    typed = doing.typed(request)
    faults, day = doing.faults(typed), day_of(typed["posted_on"])
    if day is not None and day > today:
        faults["posted_on"] = _("Dagen har inte varit än")
    if faults or day is None:
        return doing_page(request, case, doing, typed=typed, faults=faults)
    try:
        note_posting(decision, day, by=actor, at=timezone.now())
    except CaseNotReady as error:
        obstacles_said(request, error)
    else:
        messages.success(request, _("Dagen på anslagstavlan är noterad."))
    return redirect("desk:case", number)
