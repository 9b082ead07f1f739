"""Positions: what there is, who holds it, and what is vacant."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Prefetch, Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop as N_
from django.views.decorators.cache import never_cache

from torget.doors.office.listing import Choice, Column, Listing, list_page
from torget.doors.office.past import as_it_was, past_of
from torget.doors.ui.requests import actor_of
from torget.doors.ui.staff import staff
from torget.rooms.organisation.queries import holdings_on, positions_on

if TYPE_CHECKING:
    from torget.rooms.organisation.models import Position

HELD = {"tillsatt": N_("Tillsatt"), "vakant": N_("Vakant")}


def _held(rows: QuerySet[Position], value: str) -> QuerySet[Position]:
    return rows.filter(Q(is_held=value == "tillsatt"))


def _holders(row: Position) -> str:
    return ", ".join(one.employee.name for one in row.holdings.all()) or _("Vakant")


def _since(row: Position) -> str:
    return ", ".join(str(one.valid_from) for one in row.holdings.all())


def _by(row: Position) -> str:
    return ", ".join(one.appointed_by for one in row.holdings.all())


def _known(row: Position) -> str:
    """Whether those who hold it have said that they know."""
    told = [one.acknowledged_at is not None for one in row.holdings.all()]
    return (_("Ja") if all(told) else _("Nej")) if told else ""


LISTING: Listing[Position] = Listing(
    name="befattningar",
    title=N_("Befattningar"),
    intro=N_(
        "En befattning svarar för något och finns kvar när människor byts. "
        "Är den vakant svarar ingen."
    ),
    columns=(
        Column(key="name", label=N_("Befattning"), sort="name__sv",
               value=lambda row: row.name_in(get_language() or "sv")),
        Column(key="unit", label=N_("Enhet"), sort="unit__name__sv",
               value=lambda row: row.unit.name_in(get_language() or "sv") if row.unit else ""),
        Column(key="holder", label=N_("Innehavare"), value=_holders),
        Column(key="since", label=N_("Sedan"), value=_since),
        Column(key="by", label=N_("Utsedd av"), value=_by),
        Column(key="known", label=N_("Bekräftad"), value=_known),
    ),
    choices=(Choice(key="innehav", label=N_("Innehav"), options=[*HELD.items()], narrow=_held),),
    search=("name__sv", "name__en", "unit__name__sv"),
)  # fmt: skip


@never_cache
@staff
@as_it_was
def positions(request: HttpRequest) -> HttpResponse:
    """The positions of today, or of the day that is asked for."""
    actor_of(request).must_anywhere("office.read")
    day = past_of(request).get("day") or timezone.localdate()
    held = Prefetch("holdings", queryset=holdings_on(day))
    return list_page(request, LISTING, positions_on(day).prefetch_related(held))
