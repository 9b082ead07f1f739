"""The time that law gives: when the application was complete, and that it takes longer."""

from __future__ import annotations

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
from torget.journeys.keep_the_clock import tell_of_longer_time
from torget.rooms.cases.actions import CaseNotReady, mark_complete
from torget.rooms.cases.queries import get_case, may_extend, statutory_time


@never_cache
@staff
def complete(request: HttpRequest, number: str) -> HttpResponse:
    """Note the day from which the time by law counts."""
    actor, today = actor_of(request), timezone.localdate()
    case = found(get_case, number, actor=actor)
    actor.must("case.write", unit=case.unit_id)
    law = statutory_time(case)
    if law is None:
        return redirect("desk:case", number)
    lead = _("Tiden räknas från den dag vi hade allt som behövs för att pröva ansökan ({law}).")
    doing = Doing(
        title=_("Notera att ansökan är komplett"),
        lead=[lead.format(law=law.law)],
        fields=[Field("day", _("Dagen ansökan blev komplett"), type="date",
                      value=today.isoformat(), missing=_("Skriv en dag som 2026-05-01"))],
        button=_("Spara"),
    )  # fmt: skip
    if request.method != "POST":
        return doing_page(request, case, doing)
    typed = doing.typed(request)
    faults, day = doing.faults(typed), day_of(typed["day"])
    if day is not None and not timezone.localdate(case.received_at) <= day <= today:
        faults["day"] = _("Välj en dag från när ärendet kom in till i dag")
    if faults or day is None:
        return doing_page(request, case, doing, typed=typed, faults=faults)
    try:
        due_on = mark_complete(case, day, by=actor, at=timezone.now())
    except CaseNotReady as error:
        obstacles_said(request, error)
    else:
        said = _("Noterat. Beslut ska fattas senast {day}.")
        messages.success(request, said.format(day=date_long(due_on)))
    return redirect("desk:case", number)


@never_cache
@staff
def extend(request: HttpRequest, number: str) -> HttpResponse:
    """Make the time longer, once, and tell the applicant why."""
    actor, now = actor_of(request), timezone.now()
    case = found(get_case, number, actor=actor)
    actor.must("case.write", unit=case.unit_id)
    law = statutory_time(case)
    if law is None or not may_extend(case, today=timezone.localdate(now)):
        return redirect("desk:case", number)
    lead = _("Tiden får förlängas en gång, om det behövs för utredningen ({law}). "
             "Sökanden får veta skälen.")  # fmt: skip
    doing = Doing(
        title=_("Förläng tiden enligt lag"),
        lead=[lead.format(law=law.law)],
        fields=[Field("reason", _("Varför behövs mer tid?"), rows=5,
                      missing=_("Skriv varför mer tid behövs"))],
        button=_("Förläng tiden"),
    )  # fmt: skip
    if request.method != "POST":
        return doing_page(request, case, doing)
    typed = doing.typed(request)
    if faults := doing.faults(typed):
        return doing_page(request, case, doing, typed=typed, faults=faults)
    try:
        tell_of_longer_time(case, typed["reason"], once=once_of(request), by=actor, at=now)
    except CaseNotReady as error:
        obstacles_said(request, error)
    else:
        messages.success(request, _("Tiden är förlängd. Sökanden får veta varför."))
    return redirect("desk:case", number)
