"""The organisation: drawn and walked, its positions, people, roles and rights to decide."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db.models import Prefetch, Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop as N_
from django.views.decorators.cache import never_cache

from torget.doors.office.listing import Choice, Column, Listing, list_page
from torget.doors.office.past import as_it_was, day_of, past_of
from torget.doors.ui.requests import actor_of
from torget.doors.ui.staff import staff
from torget.rooms.organisation.queries import (
    assignments_on,
    committees_with_units,
    delegation_orders,
    everyone,
    holdings_on,
    positions_on,
)
from torget.rooms.organisation.terms import CommitteeKind, Role

if TYPE_CHECKING:
    from torget.rooms.organisation.models import (
        Assignment,
        Committee,
        Delegation,
        Employee,
        Position,
        Unit,
    )

HELD = {"tillsatt": N_("Tillsatt"), "vakant": N_("Vakant")}


def _language() -> str:
    return get_language() or "sv"


# --- the chart ------------------------------------------------------------------------------


@never_cache
@staff
@as_it_was
def chart(request: HttpRequest) -> HttpResponse:
    """Committees, units and positions as one tree, with who holds what."""
    committees = committees_with_units(day_of(request), actor_of(request))
    context = {
        "committees": [_committee(one) for one in committees],
        "links": [
            {"label": _("Befattningar"), "url": reverse("office:positions")},
            {"label": _("Personer"), "url": reverse("office:people")},
            {"label": _("Roller"), "url": reverse("office:roles")},
            {"label": _("Delegationsordning"), "url": reverse("office:delegations")},
        ],
        "past": past_of(request),
    }
    return render(request, "office/chart.html", context)


def _committee(committee: Committee) -> dict[str, Any]:
    return {
        "key": committee.key,
        "name": committee.name.get(_language()) or committee.name["sv"],
        "kind": str(CommitteeKind(committee.kind).label),
        "positions": [_post(one) for one in committee.positions.all()],
        "units": _units([*committee.units.all()], parent=None),
    }


def _units(units: list[Unit], *, parent: int | None) -> list[dict[str, Any]]:
    """The units right below another, or below the committee, each with what is below it."""
    keys = {one.pk for one in units}
    return [
        {
            "name": one.name_in(_language()),
            "positions": [_post(post) for post in one.positions.all()],
            "units": _units(units, parent=one.pk),
        }
        for one in units
        if (one.parent_id if one.parent_id in keys else None) == parent
    ]


def _post(post: Position) -> dict[str, Any]:
    return {
        "name": post.name_in(_language()),
        "url": reverse("office:position", args=[post.key]),
        "holders": [
            {"name": one.employee.name, "url": reverse("office:person", args=[one.employee_id])}
            for one in post.holdings.all()
        ],
    }


# --- positions ------------------------------------------------------------------------------


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


def _of(row: Position) -> str:
    """The unit or the committee that the position belongs to."""
    if row.unit:
        return row.unit.name_in(_language())
    assert row.committee, "a position is at a unit or at a committee"
    return str(row.committee.name.get(_language()) or row.committee.name["sv"])


POSITIONS: Listing[Position] = Listing(
    name="befattningar",
    title=N_("Befattningar"),
    intro=N_(
        "En befattning svarar för något och finns kvar när människor byts. "
        "Är den vakant svarar ingen."
    ),
    columns=(
        Column(key="name", label=N_("Befattning"), sort="name__sv",
               value=lambda row: row.name_in(_language()),
               url=lambda row: reverse("office:position", args=[row.key])),
        Column(key="unit", label=N_("Enhet"), sort="unit__name__sv", value=_of),
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
    day = day_of(request)
    held = Prefetch("holdings", queryset=holdings_on(day))
    return list_page(request, POSITIONS, positions_on(day).prefetch_related(held))


# --- people and roles -----------------------------------------------------------------------


PEOPLE: Listing[Employee] = Listing(
    name="personer",
    title=N_("Personer"),
    intro=N_("De som arbetar i kommunen eller är förtroendevalda, och vad de innehar."),
    columns=(
        Column(key="name", label=N_("Namn"), sort="name", value=lambda row: row.name,
               url=lambda row: reverse("office:person", args=[row.pk])),
        Column(key="title", label=N_("Titel"), sort="title", value=lambda row: row.title),
        Column(key="positions", label=N_("Befattningar"), value=lambda row: ", ".join(
            one.position.name_in(_language()) for one in row.holdings.all())),
    ),
    search=("name", "title", "email"),
)  # fmt: skip


@never_cache
@staff
@as_it_was
def people(request: HttpRequest) -> HttpResponse:
    held = Prefetch("holdings", queryset=holdings_on(day_of(request)))
    return list_page(request, PEOPLE, everyone(actor_of(request)).prefetch_related(held))


ROLES: Listing[Assignment] = Listing(
    name="roller",
    title=N_("Roller"),
    intro=N_("Vem som får göra vad i systemet, och var. En roll gäller också enheterna under."),
    columns=(
        Column(key="name", label=N_("Namn"), sort="employee__name",
               value=lambda row: row.employee.name,
               url=lambda row: reverse("office:person", args=[row.employee_id])),
        Column(key="role", label=N_("Roll"), sort="role",
               value=lambda row: str(Role(row.role).label)),
        Column(key="unit", label=N_("Enhet"), sort="unit__name__sv",
               value=lambda row: row.unit.name_in(_language())),
        Column(key="from", label=N_("Från"), sort="valid_from", value=lambda row: row.valid_from),
        Column(key="to", label=N_("Till och med dagen före"), sort="valid_to",
               value=lambda row: row.valid_to),
    ),
    choices=(
        Choice(key="roll", label=N_("Roll"), options=[(one.value, str(one.label)) for one in Role],
               narrow=lambda rows, value: rows.filter(role=value)),
    ),
    search=("employee__name", "unit__name__sv"),
)  # fmt: skip


@never_cache
@staff
@as_it_was
def roles(request: HttpRequest) -> HttpResponse:
    return list_page(request, ROLES, assignments_on(day_of(request), actor_of(request)))


# --- the delegation orders ------------------------------------------------------------------


def _kronor(row: Delegation) -> str:
    if row.amount_most is None:
        return ""
    return _("{amount} kr").format(amount=f"{row.amount_most:,}".replace(",", "\u00a0"))


DELEGATIONS: Listing[Delegation] = Listing(
    name="delegationsordning",
    title=N_("Delegationsordning"),
    intro=N_("Vem som får besluta på nämndens vägnar. Det som inte står här beslutar nämnden."),
    columns=(
        Column(key="number", label=N_("Nummer"), sort="number", value=lambda row: row.number),
        Column(key="title", label=N_("Vad som får beslutas"), sort="title",
               value=lambda row: row.title),
        Column(key="committee", label=N_("Nämnd"), sort="committee__name__sv",
               value=lambda row: row.committee.name.get(_language()) or row.committee.name["sv"]),
        Column(key="roles", label=N_("Roll"), value=lambda row: ", ".join(
            str(Role(one).label) for one in row.roles)),
        Column(key="unit", label=N_("Enhet"), value=lambda row: (
            row.unit.name_in(_language()) if row.unit else _("Alla"))),
        Column(key="most", label=N_("Högst"), sort="amount_most", value=_kronor),
        Column(key="above", label=N_("Vidaredelegerad från"), value=lambda row: (
            row.parent.number if row.parent else "")),
        Column(key="resolution", label=N_("Beslutad"), value=lambda row: row.resolution),
        Column(key="from", label=N_("Gäller från"), sort="valid_from",
               value=lambda row: row.valid_from),
    ),
    search=("number", "title", "committee__name__sv", "resolution"),
)  # fmt: skip


@never_cache
@staff
@as_it_was
def delegations(request: HttpRequest) -> HttpResponse:
    actor_of(request).must_anywhere("office.read")
    return list_page(request, DELEGATIONS, delegation_orders(today=day_of(request)))
