"""What is to be done in a case: adding it, doing it, and taking that back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from torget.doors.desk.case_page import obstacles_said
from torget.doors.desk.doing import Doing, Field, day_of, doing_page
from torget.doors.ui.requests import actor_of, found, once_of
from torget.doors.ui.staff import staff
from torget.rooms.cases.actions import CaseNotReady, add_task, finish_task, reopen_task
from torget.rooms.cases.queries import get_case, get_task
from torget.rooms.organisation.queries import colleagues

if TYPE_CHECKING:
    from torget.rooms.organisation.models import Employee


def _adding(fellows: list[Employee]) -> Doing:
    nobody = ("", _("Den som har ärendet"))
    return Doing(
        title=_("Ny uppgift"),
        lead=[_("Något att göra eller följa upp. Uppgifter hindrar att ärendet avslutas.")],
        fields=[
            Field("title", _("Vad ska göras?"), missing=_("Skriv vad som ska göras")),
            Field("due_on", _("Senast"), type="date", required=False),
            Field("officer", _("Vem?"), type="choice", required=False,
                  options=[nobody, *((str(one.pk), one.name) for one in fellows)]),
        ],
        button=_("Lägg till"),
    )  # fmt: skip


@never_cache
@staff
def add(request: HttpRequest, number: str) -> HttpResponse:
    """Put up something to do."""
    actor, now = actor_of(request), timezone.now()
    case = found(get_case, number, actor=actor)
    actor.must("case.write", unit=case.unit_id)
    fellows = list(colleagues(case.unit_id, today=timezone.localdate()))
    doing = _adding(fellows)
    if request.method != "POST":
        return doing_page(request, case, doing)
    typed = doing.typed(request)
    if faults := doing.faults(typed):
        return doing_page(request, case, doing, typed=typed, faults=faults)
    officer = next((one for one in fellows if str(one.pk) == typed["officer"]), None)
    try:
        add_task(
            case, typed["title"], due_on=day_of(typed["due_on"]), officer=officer,
            once=once_of(request), by=actor, at=now,
        )  # fmt: skip
    except CaseNotReady as error:
        obstacles_said(request, error)
    else:
        messages.success(request, _("Uppgiften är tillagd."))
    return redirect(reverse("desk:case", args=[number]) + "#tasks")


@staff
@require_POST
def change(request: HttpRequest, number: str, key: int) -> HttpResponse:
    """Done, or not done after all."""
    actor, now = actor_of(request), timezone.now()
    case = found(get_case, number, actor=actor)
    task = found(get_task, case, key)
    try:
        if request.POST.get("done") == "1":
            finish_task(task, by=actor, at=now)
        else:
            reopen_task(task, by=actor, at=now)
    except CaseNotReady as error:
        obstacles_said(request, error)
    return redirect(reverse("desk:case", args=[number]) + "#tasks")
