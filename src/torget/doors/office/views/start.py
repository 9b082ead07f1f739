"""How far the municipality knows what it has, and what needs attention first."""

from __future__ import annotations

from typing import TYPE_CHECKING

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

if TYPE_CHECKING:
    from datetime import date

    from torget.foundation.actor import Actor


@never_cache
@staff
@as_it_was
def start(request: HttpRequest) -> HttpResponse:
    """Counts of what the registers hold, each leading to the rows it counts."""
    actor, day = actor_of(request), day_of(request)
    counters = (
        *_of_information(actor, day),
        *_of_positions(day),
        *_of_systems(actor, day),
    )
    context = {
        "counters": [
            {"count": count, "label": label, "url": url} for count, label, url in counters
        ],
        "types_url": reverse("office:types"),
        "rules_url": reverse("office:compliance"),
        "chart_url": reverse("office:chart"),
        "more": [
            {"label": _("Klassningar"), "url": reverse("office:classifications")},
            {"label": _("System"), "url": reverse("office:systems")},
            {"label": _("Mina system"), "url": reverse("office:my_systems")},
            {"label": _("Frågor till systemägare"), "url": reverse("office:campaigns")},
            {"label": _("Karta"), "url": reverse("office:map")},
            {"label": _("System som liknar varandra"), "url": reverse("office:overlap")},
            {"label": _("Leverantörer"), "url": reverse("office:suppliers")},
            {"label": _("Avtal"), "url": reverse("office:contracts")},
            *(
                [{"label": _("Importera system"), "url": reverse("office:imports")}]
                if actor.units_for("systems.edit")
                else []
            ),
        ],
        "past": past_of(request),
    }
    return render(request, "office/start.html", context)


def _of_information(actor: Actor, day: date) -> tuple[tuple[int, str, str], ...]:
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


def _of_positions(day: date) -> tuple[tuple[int, str, str], ...]:
    positions = reverse("office:positions")
    return (
        (positions_on(day).count(), _("befattningar"), positions),
        (vacancies(day).count(), _("är vakanta"), f"{positions}?innehav=vakant"),
    )


def _of_systems(actor: Actor, day: date) -> tuple[tuple[int, str, str], ...]:
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
