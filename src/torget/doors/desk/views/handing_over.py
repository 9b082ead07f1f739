"""Handing a case over to the unit that is to handle it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from torget.doors.desk.case_page import obstacles_said
from torget.doors.desk.doing import Doing, Field, doing_page
from torget.doors.ui.requests import actor_of, found, once_of
from torget.doors.ui.staff import staff
from torget.rooms.cases.actions import CaseNotReady, hand_over_case
from torget.rooms.cases.queries import cases_for, get_case
from torget.rooms.organisation.queries import units_by_pk

if TYPE_CHECKING:
    from torget.rooms.cases.models import Case


def _handing(case: Case) -> Doing:
    language = get_language() or "sv"
    units = [
        (one.key, f"{one.name_in(language)}, {one.committee.name['sv']}")
        for one in units_by_pk().values()
        if one.pk != case.unit_id
    ]
    return Doing(
        title=_("Lämna över ärendet"),
        lead=[
            _("Den nya enheten får ärendet med allt som hör till det, och sökanden får veta det. "
              "Dagarna räknas som förut."),
            _("Mellan nämnder gäller sekretess (offentlighets- och sekretesslagen (2009:400) "
              "8 kap. 1 §). Lämna inte över hemliga uppgifter utan stöd i lag."),
        ],
        fields=[
            Field("unit", _("Vem ska handlägga det?"), type="choice",
                  options=sorted(units, key=lambda unit: unit[1]), missing=_("Välj en enhet")),
            Field("reason", _("Varför?"), rows=3, missing=_("Skriv varför ni lämnar över det"),
                  hint=_("Den nya enheten läser det som en anteckning i ärendet.")),
        ],
        button=_("Lämna över"),
    )  # fmt: skip


@never_cache
@staff
def hand_over(request: HttpRequest, number: str) -> HttpResponse:
    """Choose the unit, and say why."""
    actor = actor_of(request)
    case = found(get_case, number, actor=actor)
    actor.must("case.write", unit=case.unit_id)
    doing = _handing(case)
    if request.method != "POST":
        return doing_page(request, case, doing)
    typed = doing.typed(request)
    if faults := doing.faults(typed):
        return doing_page(request, case, doing, typed=typed, faults=faults)
    to = next(one for one in units_by_pk().values() if one.key == typed["unit"])
    try:
        hand_over_case(
            case, to, typed["reason"], once=once_of(request), by=actor, at=timezone.now()
        )
    except CaseNotReady as error:
        obstacles_said(request, error)
    else:
        messages.success(request, _("{unit} har nu ärendet.").format(
            unit=to.name_in(get_language() or "sv")))  # fmt: skip
    if cases_for(actor).filter(number=number).exists():
        return redirect("desk:case", number)
    return redirect("desk:queue")
