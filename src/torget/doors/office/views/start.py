"""How far the municipality knows what it has, and what needs attention first."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from torget.doors.office.past import as_it_was, past_of
from torget.doors.ui.requests import actor_of
from torget.doors.ui.staff import staff
from torget.rooms.information.queries import coverage


@never_cache
@staff
@as_it_was
def start(request: HttpRequest) -> HttpResponse:
    """Counts of what the registers hold, each leading to the rows it counts."""
    known = coverage(actor_of(request))
    types = reverse("office:types")
    counters = (
        (known.types, _("informationstyper"), ""),
        (known.without_owner, _("saknar ägare"), "?agare=utan"),
        (known.undecided, _("väntar på gallringsbeslut"), "?tid=obeslutat"),
        (known.serious, _("med konfidentialitet 3"), "?k=3"),
        (known.special, _("med känsliga personuppgifter"), "?personuppgifter=special"),
        (known.open, _("får bli öppna data"), "?oppna=ja"),
    )
    context = {
        "counters": [
            {"count": count, "label": label, "url": types + query}
            for count, label, query in counters
        ],
        "types_url": types,
        "past": past_of(request),
    }
    return render(request, "office/start.html", context)
