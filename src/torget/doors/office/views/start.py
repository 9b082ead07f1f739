"""How far the municipality knows what it has, and what needs attention first."""

from __future__ import annotations

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


@never_cache
@staff
@as_it_was
def start(request: HttpRequest) -> HttpResponse:
    """Counts of what the registers hold, each leading to the rows it counts."""
    known = coverage(actor_of(request), on=day_of(request))
    day = day_of(request)
    types, positions = reverse("office:types"), reverse("office:positions")
    counters = (
        (known.types, _("informationstyper"), types),
        (known.without_owner, _("saknar ägare"), f"{types}?agare=utan"),
        (known.vacant, _("har en vakant ägare"), f"{types}?agare=vakant"),
        (known.undecided, _("väntar på gallringsbeslut"), f"{types}?tid=obeslutat"),
        (known.serious, _("med konfidentialitet 3"), f"{types}?k=3"),
        (known.special, _("med känsliga personuppgifter"), f"{types}?personuppgifter=special"),
        (positions_on(day).count(), _("befattningar"), positions),
        (vacancies(day).count(), _("är vakanta"), f"{positions}?innehav=vakant"),
        (known.open, _("får bli öppna data"), f"{types}?oppna=ja"),
    )
    context = {
        "counters": [
            {"count": count, "label": label, "url": url} for count, label, url in counters
        ],
        "types_url": types,
        "rules_url": reverse("office:compliance"),
        "chart_url": reverse("office:chart"),
        "past": past_of(request),
    }
    return render(request, "office/start.html", context)
