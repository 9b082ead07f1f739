"""What is to be done in a case: adding it, doing it, and taking that back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop as N_
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from torget.doors.desk.case_page import obstacles_said
from torget.doors.desk.doing import Doing, Field, day_of, doing_page
from torget.doors.ui.requests import actor_of, found, once_of
from torget.doors.ui.staff import staff
from torget.rooms.cases.actions import CaseNotReady, add_task, finish_task, reopen_task
from torget.rooms.cases.queries import get_case, get_task
from torget.rooms.cases.terms import Status
from torget.rooms.organisation.queries import colleagues

BEFORE, AFTER = "before", "after"
NO_DAY = N_("Skriv vilken dag bevakningen ska komma upp")

if TYPE_CHECKING:
    from torget.rooms.organisation.models import Employee


def _fields(fellows: list[Employee], day: Field) -> list[Field]:
    nobody = ("", _("Den som har ärendet"))
    return [
        Field("title", _("Vad ska göras?"), missing=_("Skriv vad som ska göras")),
        day,
        Field("officer", _("Vem?"), type="choice", required=False,
              options=[nobody, *((str(one.pk), one.name) for one in fellows)]),
    ]  # fmt: skip


def _adding(fellows: list[Employee]) -> Doing:
    hint = _("Sista dagen. Bevakar du ärendet: dagen då det kommer upp på Min dag.")
    ways = [
        (BEFORE, _("Innan ärendet avslutas. Det hindras så länge.")),
        (AFTER, _("Bevaka efter beslutet. Ärendet kan avslutas ändå.")),
    ]
    when = Field(
        "when", _("När?"), type="choice", value=BEFORE, missing=_("Välj när"), options=ways
    )
    title, *others = _fields(fellows, Field("due_on", _("Dag"), hint, type="date", required=False))
    return Doing(
        title=_("Ny uppgift"), lead=[], fields=[title, when, *others], button=_("Lägg till")
    )


def _following_up(fellows: list[Employee]) -> Doing:
    return Doing(
        title=_("Bevaka ärendet"),
        lead=[_("Ärendet förblir avslutat. Bevakningen kommer upp på Min dag när dagen är inne.")],
        fields=_fields(fellows, Field("due_on", _("Dag"), type="date", missing=_(NO_DAY))),
        button=_("Lägg till"),
    )


@never_cache
@staff
def add(request: HttpRequest, number: str) -> HttpResponse:
    """Put up something to do."""
    actor, now = actor_of(request), timezone.now()
    case = found(get_case, number, actor=actor)
    actor.must("case.write", unit=case.unit_id)
    fellows = list(colleagues(case.unit_id, today=timezone.localdate()))
    is_closed = case.status == Status.CLOSED
    doing = _following_up(fellows) if is_closed else _adding(fellows)
    if request.method != "POST":
        return doing_page(request, case, doing)
    typed = doing.typed(request)
    follows_up = is_closed or typed["when"] == AFTER
    faults = doing.faults(typed)
    if follows_up and not typed["due_on"]:
        faults["due_on"] = _(NO_DAY)
    if faults:
        return doing_page(request, case, doing, typed=typed, faults=faults)
    officer = next((one for one in fellows if str(one.pk) == typed["officer"]), None)
    try:
        add_task(
            case, typed["title"], due_on=day_of(typed["due_on"]), officer=officer,
            follows_up=follows_up, once=once_of(request), by=actor, at=now,
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
