"""One position: who holds it, and letting someone hold it, leave it, and say that they know."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from torget.doors.office.history import told
from torget.doors.office.past import as_it_was, day_of, past_of
from torget.doors.office.words import POSITION_COLUMNS
from torget.doors.ui.doing import Doing, Field, draw_doing
from torget.doors.ui.doing import day_of as typed_day
from torget.doors.ui.formats import date_long
from torget.doors.ui.requests import actor_of, found
from torget.doors.ui.staff import staff
from torget.rooms.audit.queries import changes_of
from torget.rooms.organisation.actions import (
    PeriodNotRight,
    acknowledge,
    appoint_to,
    end_holding,
)
from torget.rooms.organisation.queries import everyone, holding, holdings_of
from torget.rooms.organisation.queries import position as position_by_key

if TYPE_CHECKING:
    from datetime import date

    from torget.foundation.actor import Actor
    from torget.rooms.organisation.models import Holding, Position

MAY = "organisation.appoint"


@never_cache
@staff
@as_it_was
def position(request: HttpRequest, key: str) -> HttpResponse:
    """What it is, who holds it on the day, before and after, and every change."""
    actor, language = actor_of(request), get_language() or "sv"
    post = found(position_by_key, key, actor)
    day = day_of(request)
    rows = [_holding(one, day, actor, past=bool(past_of(request))) for one in holdings_of(post)]
    followed = {
        "organisation_position": ("id", post.pk),
        "organisation_holding": ("position_id", post.pk),
    }
    appoints = bool(actor.units_for(MAY)) and not past_of(request)
    context = {
        "name": post.name_in(language),
        "facts": _facts(post, language),
        "vacant": not any(row["is_now"] for row in rows),
        "holdings": rows,
        "appoint_url": reverse("office:appoint", args=[key]) if appoints else "",
        "history": told(changes_of(followed, actor=actor), POSITION_COLUMNS),
        "past": past_of(request),
    }
    return render(request, "office/position.html", context)


def _facts(post: Position, language: str) -> list[dict[str, str]]:
    place = post.unit or post.committee
    assert place, "a position is at a unit or at a committee"
    until = date_long(post.valid_to) if post.valid_to else ""
    facts = {
        _("Finns vid"): str(place.name.get(language) or place.name["sv"]),
        _("Finns från"): date_long(post.valid_from),
        _("Upphör"): until,
    }
    return [{"label": label, "text": text} for label, text in facts.items() if text]


def _holding(one: Holding, day: date, actor: Actor, *, past: bool) -> dict[str, Any]:
    is_now = one.valid_from <= day and (one.valid_to is None or one.valid_to > day)
    args = [one.position.key, one.pk]
    is_over = one.valid_to is not None and one.valid_to <= day
    mine = one.employee_id == actor.employee and one.acknowledged_at is None and not is_over
    ends = bool(actor.units_for(MAY)) and not is_over
    return {
        "name": one.employee.name,
        "url": reverse("office:person", args=[one.employee_id]),
        "from": one.valid_from,
        "to": one.valid_to,
        "by": one.appointed_by,
        "acknowledged_at": one.acknowledged_at,
        "is_now": is_now,
        "end_url": reverse("office:end_holding", args=args) if ends and not past else "",
        "know_url": reverse("office:acknowledge", args=args) if mine and not past else "",
    }


# --- changing -------------------------------------------------------------------------------


def _belongs(post: Position) -> dict[str, str]:
    name = post.name_in(get_language() or "sv")
    return {"number": name, "title": name, "url": reverse("office:position", args=[post.key])}


def _appointing(actor: Actor) -> Doing:
    people = [(str(one.pk), f"{one.name}, {one.title}") for one in everyone(actor)]
    return Doing(
        title=_("Utse innehavare"),
        lead=[_("Den som utses ser det på befattningens sida och bekräftar det där.")],
        fields=[
            Field("employee", _("Vem?"), type="select", options=people),
            Field("valid_from", _("Från och med"), type="date",
                  value=timezone.localdate().isoformat()),
            Field("valid_to", _("Slutar den dagen"), type="date", required=False,
                  hint=_("Första dagen utan befattningen. Lämna tomt för tills vidare.")),
            Field("appointed_by", _("Utsedd av"), missing=_("Skriv vem som har bestämt det"),
                  hint=_("En befattning, eller organ, dag och paragraf.")),
        ],
        button=_("Utse"),
    )  # fmt: skip


@never_cache
@staff
def appoint(request: HttpRequest, key: str) -> HttpResponse:
    """Let someone hold the position from a day."""
    actor = actor_of(request)
    actor.must_anywhere(MAY)
    post, doing = found(position_by_key, key, actor), _appointing(actor)
    if request.method != "POST":
        return draw_doing(request, _belongs(post), doing)
    typed = doing.typed(request)
    faults = doing.faults(typed)
    if not faults:
        try:
            _appoint(post, typed, actor)
        except PeriodNotRight:
            faults = {"valid_from": _("Befattningen finns inte då, eller personen har den redan")}
        else:
            messages.success(request, _("Innehavaren är utsedd."))
            return redirect("office:position", key)
    return draw_doing(request, _belongs(post), doing, typed=typed, faults=faults)


def _appoint(post: Position, typed: dict[str, str], actor: Actor) -> None:
    first = typed_day(typed["valid_from"])
    assert first, "a day that cannot be read is a fault"
    appoint_to(
        post,
        everyone(actor).get(pk=typed["employee"]),
        valid_from=first,
        valid_to=typed_day(typed["valid_to"]),
        appointed_by=typed["appointed_by"][:200],
        by=actor,
        at=timezone.now(),
    )


@never_cache
@staff
def end(request: HttpRequest, key: str, pk: int) -> HttpResponse:
    """Let someone leave the position from a day."""
    actor = actor_of(request)
    actor.must_anywhere(MAY)
    post = found(position_by_key, key, actor)
    held = found(holding, post, pk)
    doing = Doing(
        title=_("Avsluta innehav"),
        lead=[_("{name} lämnar befattningen.").format(name=held.employee.name)],
        fields=[
            Field("valid_to", _("Första dagen utan befattningen"), type="date",
                  value=timezone.localdate().isoformat()),
        ],
        button=_("Avsluta"),
    )  # fmt: skip
    if request.method != "POST":
        return draw_doing(request, _belongs(post), doing)
    typed = doing.typed(request)
    faults = doing.faults(typed)
    last = typed_day(typed["valid_to"])
    if not faults and last:
        try:
            end_holding(held, valid_to=last, by=actor, at=timezone.now())
        except PeriodNotRight:
            faults = {"valid_to": _("Det måste vara efter att innehavet började")}
        else:
            messages.success(request, _("Innehavet är avslutat."))
            return redirect("office:position", key)
    return draw_doing(request, _belongs(post), doing, typed=typed, faults=faults)


@staff
@require_POST
def know(request: HttpRequest, key: str, pk: int) -> HttpResponse:
    """The one who holds it says that they know."""
    actor = actor_of(request)
    held = found(holding, found(position_by_key, key, actor), pk)
    acknowledge(held, by=actor, at=timezone.now())
    messages.success(request, _("Tack, nu står det att du vet om det."))
    return redirect("office:position", key)
