"""Owners say whether what stands about their systems is true, and are asked to."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache

from torget.doors.office.things import Section, Thing, thing_page
from torget.doors.office.views.systems import doubt_words, people
from torget.doors.ui.doing import Doing, Field, chosen_of, day_of, draw_doing
from torget.doors.ui.requests import actor_of
from torget.doors.ui.staff import staff
from torget.journeys.ask_owners import ask_owners
from torget.rooms.systems.actions import confirm_system
from torget.rooms.systems.queries import campaigns, doubts_of, to_confirm, unanswered
from torget.rooms.systems.terms import HostingModel, Lifecycle, RoleKey

if TYPE_CHECKING:
    from datetime import date

    from torget.rooms.systems.models import System

ANSWERED_IN = timedelta(days=21)  # proposed when owners are asked


@never_cache
@staff
def mine(request: HttpRequest) -> HttpResponse:
    """One page to answer on: one's own systems that wait to be confirmed."""
    actor, today = actor_of(request), timezone.localdate()
    rows = {row.key: row for row in to_confirm(actor, today=today)}
    # An owner need not be one who reads the registers.
    reads = bool(actor.units_for("office.read"))
    back = (_("System"), "office:systems") if reads else (_("Ärenden"), "desk:queue")
    home = {"number": back[0], "title": "", "url": reverse(back[1])}
    if not rows:
        return thing_page(request, Thing(
            name=_("Mina system"), back=(back[0], home["url"]),
            lead=_("Inget av dina system väntar på svar."), sections=[],
        ))  # fmt: skip
    doing = Doing(
        title=_("Mina system"),
        lead=[_("Läs vad som står. Bocka för de system där det stämmer. Det som inte stämmer "
                "ändrar du på systemets sida först.")],
        facts=[{"label": row.name, "text": _summary(row, today)} for row in rows.values()],
        fields=[
            Field("true", _("Det här stämmer för"), type="choices",
                  missing=_("Bocka för minst ett system"),
                  options=[(row.key, row.name) for row in rows.values()]),
        ],
        button=_("Uppgifterna stämmer"),
    )  # fmt: skip
    if request.method != "POST":
        return draw_doing(request, home, doing)
    typed = doing.typed(request)
    if faults := doing.faults(typed):
        return draw_doing(request, home, doing, typed=typed, faults=faults)
    chosen = chosen_of(typed["true"])
    for key in chosen:
        confirm_system(rows[key], by=actor, at=timezone.now())
    said = ngettext("Tack. {count} system är bekräftat.", "Tack. {count} system är bekräftade.",
                    len(chosen))  # fmt: skip
    messages.success(request, said.format(count=len(chosen)))
    return redirect("office:my_systems")


def _summary(row: System, today: date) -> str:
    facts = (
        str(Lifecycle(row.lifecycle).label),
        str(HostingModel(row.hosting).label),
        _("förvaltare: {who}").format(who=people(row, RoleKey.MANAGER)),
        _("tveksamt: {what}").format(what=doubt_words(doubts_of(row, today=today)).lower()),
    )
    return "; ".join(facts)


@never_cache
@staff
def asked(request: HttpRequest) -> HttpResponse:
    """When owners were asked last, and the systems that nobody has answered for."""
    actor, today = actor_of(request), timezone.localdate()
    every = list(campaigns(actor)[:20])
    waiting = list(unanswered(every[0], actor=actor, today=today)) if every else []
    asks = bool(actor.units_for("systems.edit"))
    return thing_page(request, Thing(
        name=_("Frågor till systemägare"),
        back=(_("System"), reverse("office:systems")),
        lead=_("Alla som äger ett system får en fråga med e-post, och påminns en vecka före "
               "sista dagen och när den har passerat."),
        main=(_("Fråga alla systemägare"), reverse("office:start_campaign")) if asks else None,
        sections=[
            Section(
                key="waiting", title=_("Inte besvarat"),
                columns=[_("System"), _("Systemägare"), _("Sista dag"), _("Försenat")],
                rows=[
                    ((row.name, reverse("office:system", args=[row.key])),
                     people(row, RoleKey.OWNER), str(every[0].due_on),
                     _("Ja") if every[0].due_on < today else _("Nej"))
                    for row in waiting
                ],
                empty=_("Alla har svarat.") if every else _("Ingen har frågats än."),
            ),
            Section(
                key="earlier", title=_("Tidigare frågor"),
                columns=[_("Frågat den"), _("Av"), _("Sista dag")],
                rows=[(str(timezone.localdate(one.started_at)), one.started_by, str(one.due_on))
                      for one in every],
                empty=_("Ingen har frågats än."),
            ),
        ],
    ))  # fmt: skip


@never_cache
@staff
def ask(request: HttpRequest) -> HttpResponse:
    """Ask all owners at once."""
    actor, today = actor_of(request), timezone.localdate()
    actor.must_anywhere("systems.edit")
    doing = Doing(
        title=_("Fråga alla systemägare"),
        lead=[_("Varje systemägare får ett meddelande med en länk till sina system.")],
        fields=[Field("due_on", _("Svara senast"), type="date", value=str(today + ANSWERED_IN))],
        button=_("Skicka frågan"),
    )
    home = {"number": _("Frågor till systemägare"), "title": "", "url": reverse("office:campaigns")}
    if request.method != "POST":
        return draw_doing(request, home, doing)
    typed = doing.typed(request)
    faults, due_on = doing.faults(typed), day_of(typed["due_on"])
    if due_on and due_on <= today:
        faults["due_on"] = _("Välj en dag som kommer")
    if faults or due_on is None:
        return draw_doing(request, home, doing, typed=typed, faults=faults)
    ask_owners(due_on, by=actor, at=timezone.now())
    messages.success(request, _("Frågan är skickad."))
    return redirect("office:campaigns")
