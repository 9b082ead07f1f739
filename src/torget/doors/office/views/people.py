"""One person: all that they hold, and handing it over when they leave."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from torget.doors.office.past import as_it_was, day_of, past_of
from torget.doors.ui.doing import Doing, Field, draw_doing
from torget.doors.ui.doing import day_of as typed_day
from torget.doors.ui.formats import date_long
from torget.doors.ui.requests import actor_of, found
from torget.doors.ui.staff import staff
from torget.rooms.cases.queries import open_cases_of
from torget.rooms.organisation.actions import PeriodNotRight, hand_over
from torget.rooms.organisation.queries import everyone, held_by, one_of_everyone, roles_of

if TYPE_CHECKING:
    from datetime import date

    from torget.foundation.actor import Actor
    from torget.rooms.organisation.models import Employee, Holding

MAY = "organisation.appoint"


@never_cache
@staff
@as_it_was
def person(request: HttpRequest, pk: int) -> HttpResponse:
    """The positions and roles that someone has, on the day or later, and how many cases."""
    actor, language = actor_of(request), get_language() or "sv"
    one = found(one_of_everyone, pk, actor)
    day = day_of(request)
    appoints = bool(actor.units_for(MAY)) and not past_of(request)
    held, roles = [*held_by(one, on=day)], [*roles_of(one, on=day)]
    context = {
        "name": one.name,
        "title": one.title,
        "holdings": [_holding(row, language) for row in held],
        "roles": [
            {
                "name": str(row.get_role_display()),
                "unit": row.unit.name_in(language),
                "from": row.valid_from,
                "to": row.valid_to,
            }
            for row in roles
        ],
        "cases": "" if past_of(request) else _cases(one),
        "leave_url": reverse("office:leave", args=[pk]) if appoints and (held or roles) else "",
        "past": past_of(request),
    }
    return render(request, "office/person.html", context)


def _holding(row: Holding, language: str) -> dict[str, Any]:
    return {
        "name": row.position.name_in(language),
        "url": reverse("office:position", args=[row.position.key]),
        "from": row.valid_from,
        "to": row.valid_to,
        "known": row.acknowledged_at is not None,
    }


def _cases(one: Employee) -> str:
    count = open_cases_of(one.pk)
    said = ngettext("{count} öppet ärende", "{count} öppna ärenden", count)
    return said.format(count=count) if count else ""


# --- leaving --------------------------------------------------------------------------------


def _leaving(one: Employee, actor: Actor, today: date) -> Doing:
    others = [("", _("Ingen, den blir vakant"))]
    others += [(str(row.pk), row.name) for row in everyone(actor) if row.pk != one.pk]
    lead = [
        _("Allt som {name} innehar upphör den dagen. Befattningarna tar någon annan över, eller så "
          "blir de vakanta. Rollerna upphör: vad efterträdaren får göra bestäms för sig.").format(
            name=one.name)
    ]  # fmt: skip
    if cases := _cases(one):
        lead.append(_("{cases} behöver också en ny handläggare.").format(cases=cases))
    return Doing(
        title=_("Lämna över"),
        lead=lead,
        facts=[
            {"label": str(row.get_role_display()), "text": row.unit.name_in(get_language() or "sv")}
            for row in roles_of(one, on=today)
        ],
        fields=[
            Field("leaves", _("Första dagen utan"), type="date", value=today.isoformat()),
            *(
                Field(f"position-{row.position_id}", row.position.name_in(get_language() or "sv"),
                      type="select", required=False, options=others)
                for row in held_by(one, on=today)
            ),
            Field("appointed_by", _("Bestämt av"), missing=_("Skriv vem som har bestämt det"),
                  hint=_("En befattning, eller organ, dag och paragraf.")),
        ],
        button=_("Lämna över"),
    )  # fmt: skip


@never_cache
@staff
def leave(request: HttpRequest, pk: int) -> HttpResponse:
    """Everything that someone holds ends on a day, and others take over."""
    actor = actor_of(request)
    actor.must_anywhere(MAY)
    one = found(one_of_everyone, pk, actor)
    doing = _leaving(one, actor, timezone.localdate())
    belongs = {"number": one.name, "title": one.name, "url": reverse("office:person", args=[pk])}
    if request.method != "POST":
        return draw_doing(request, belongs, doing)
    typed = doing.typed(request)
    faults = doing.faults(typed)
    last = typed_day(typed["leaves"])
    if not faults and last:
        try:
            hand_over(
                one,
                successors=_successors(typed, actor),
                leaves=last,
                appointed_by=typed["appointed_by"][:200],
                by=actor,
                at=timezone.now(),
            )
        except PeriodNotRight:
            faults = {"leaves": _("Någon som tar över har redan befattningen från den dagen")}
        else:
            said = _("{name} lämnar allt den {day}.")
            messages.success(request, said.format(name=one.name, day=date_long(last)))
            return redirect("office:person", pk)
    return draw_doing(request, belongs, doing, typed=typed, faults=faults)


def _successors(typed: dict[str, str], actor: Actor) -> dict[int, Employee]:
    """Who takes over each position, by its key."""
    chosen = {
        int(name.removeprefix("position-")): int(value)
        for name, value in typed.items()
        if name.startswith("position-") and value
    }
    people = everyone(actor).in_bulk(chosen.values())
    return {position: people[person] for position, person in chosen.items()}
