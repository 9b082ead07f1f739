"""How far the municipality knows what it has, and what needs attention first."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from torget.doors.office.past import as_it_was, day_of, past_of
from torget.doors.ui.requests import actor_of
from torget.doors.ui.staff import staff
from torget.rooms.information.queries import coverage
from torget.rooms.organisation.queries import positions_on, vacancies
from torget.rooms.systems.queries import catalogue, contracts, in_doubt, to_decide_on

Counters = tuple[tuple[int, str, str], ...]  # how many, of what, and their page
Links = tuple[tuple[str, str], ...]  # words and the name of an address

if TYPE_CHECKING:
    from datetime import date

    from torget.foundation.actor import Actor


@never_cache
@staff
@as_it_was
def start(request: HttpRequest) -> HttpResponse:
    """Counts of what the registers hold, each leading to the rows it counts."""
    actor, day = actor_of(request), day_of(request)
    context = {
        "groups": [
            _group("information", _("Information"), _of_information(actor, day), _information()),
            _group("system", _("System"), _of_systems(actor, day), _systems(actor)),
            _group("organisation", _("Organisation"), _of_positions(day), _organisation()),
        ],
        "past": past_of(request),
    }
    return render(request, "office/start.html", context)


def _group(key: str, title: str, counters: Counters, links: Links) -> dict[str, Any]:
    return {
        "key": key,
        "title": title,
        "counters": [
            {"count": count, "label": label, "url": url} for count, label, url in counters
        ],
        "links": [{"label": label, "url": reverse(name)} for label, name in links],
    }


def _information() -> Links:
    return (
        (_("Informationstyper"), "office:types"),
        (_("Klassningar"), "office:classifications"),
        (_("Regler"), "office:compliance"),
    )


def _systems(actor: Actor) -> Links:
    found = (
        (_("Alla system"), "office:systems"),
        (_("Mina system"), "office:my_systems"),
        (_("Frågor till systemägare"), "office:campaigns"),
        (_("Karta"), "office:map"),
        (_("System som liknar varandra"), "office:overlap"),
        (_("Leverantörer"), "office:suppliers"),
        (_("Avtal"), "office:contracts"),
    )
    edits = actor.units_for("systems.edit")
    return (*found, (_("Importera system"), "office:imports")) if edits else found


def _organisation() -> Links:
    return (
        (_("Organisationen"), "office:chart"),
        (_("Befattningar"), "office:positions"),
        (_("Personer"), "office:people"),
        (_("Roller"), "office:roles"),
        (_("Delegationsordning"), "office:delegations"),
    )


def _of_information(actor: Actor, day: date) -> Counters:
    known = coverage(actor, on=day)
    types, classes = reverse("office:types"), reverse("office:classifications")
    return (
        (known.types, _("informationstyper"), types),
        (known.without_owner, _("saknar ägare"), f"{types}?agare=utan"),
        (known.vacant, _("har en vakant ägare"), f"{types}?agare=vakant"),
        (known.unclassified, _("är inte klassade genom beslut"), f"{classes}?lage=forslag"),
        (known.to_review, _("klassningar att se över"), f"{classes}?lage=gammal"),
        (known.undecided, _("väntar på gallringsbeslut"), f"{types}?tid=obeslutat"),
        (known.serious, _("med konfidentialitet 3"), f"{types}?k=3"),
        (known.special, _("med känsliga personuppgifter"), f"{types}?personuppgifter=special"),
        (known.open, _("får bli öppna data"), f"{types}?oppna=ja"),
    )


def _of_positions(day: date) -> Counters:
    positions = reverse("office:positions")
    return (
        (positions_on(day).count(), _("befattningar"), positions),
        (vacancies(day).count(), _("är vakanta"), f"{positions}?innehav=vakant"),
    )


def _of_systems(actor: Actor, day: date) -> Counters:
    systems, agreed = reverse("office:systems"), reverse("office:contracts")
    rows = catalogue(actor, today=day)
    kept = contracts(actor)
    sure = in_doubt(rows, None, actor=actor, today=day).count()
    count = rows.count()
    return (
        (count, _("system"), systems),
        (count - sure, _("system med något tveksamt"), systems),
        (
            to_decide_on(kept, actor=actor, today=day).count(),
            _("avtal att bestämma om"),
            f"{agreed}?nar=snart",
        ),
    )
