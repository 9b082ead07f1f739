"""Suppliers and what depends on them; contracts and when one must decide about them."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop as N_
from django.views.decorators.cache import never_cache

from torget.doors.office.history import told
from torget.doors.office.listing import Choice, Column, Listing, list_page
from torget.doors.office.past import as_it_was
from torget.doors.office.things import Notice, Section, Thing, thing_page
from torget.doors.office.views.systems import day_of_page
from torget.doors.office.words import YES_OR_NO
from torget.doors.ui.formats import number
from torget.doors.ui.requests import actor_of, found
from torget.doors.ui.staff import staff
from torget.rooms.audit.queries import changes_of
from torget.rooms.systems.queries import (
    chain_of,
    contract,
    contracts,
    licences,
    notice_day,
    suppliers,
    systems_by_way_of,
    to_decide_on,
)

if TYPE_CHECKING:
    from datetime import date

    from django.db.models import QuerySet

    from torget.foundation.actor import Actor
    from torget.rooms.systems.models import Contract, Supplier

CONTRACT_COLUMNS = {
    "number": N_("Nummer"),
    "title": N_("Avtal"),
    "valid_from": N_("Gäller från"),
    "valid_to": N_("Gäller till"),
    "notice_months": N_("Uppsägning, månader"),
    "renewal": N_("Förlängning"),
    "covers_processing": N_("Personuppgiftsbiträdesavtal"),
    "document": N_("Handling"),
}
WHEN = {
    "snart": N_("Sägs upp inom 90 dagar"),
    "galler": N_("Gäller"),
    "slut": N_("Har gått ut"),
}

SUPPLIERS: Listing[Supplier] = Listing(
    name="leverantorer",
    title=N_("Leverantörer"),
    intro=N_("De som gör, säljer eller driver det kommunen använder, med underleverantörer."),
    columns=(
        Column(key="name", label=N_("Namn"), sort="name", value=lambda row: row.name,
               url=lambda row: reverse("office:supplier", args=[row.key])),
        Column(key="number", label=N_("Organisationsnummer"), sort="organisation_number",
               value=lambda row: row.organisation_number),
        Column(key="systems", label=N_("System"), sort="system_count",
               value=lambda row: vars(row)["system_count"]),
    ),
    search=("name", "organisation_number"),
)  # fmt: skip


@never_cache
@staff
@as_it_was
def all_suppliers(request: HttpRequest) -> HttpResponse:
    """The suppliers of today, or of the day that is asked for."""
    actor = actor_of(request)
    adds = (_("Lägg till en leverantör"), reverse("office:add_supplier"))
    listing = replace(SUPPLIERS, add=adds if actor.units_for("systems.edit") else None)
    return list_page(request, listing, suppliers(actor))


@never_cache
@staff
@as_it_was
def one_supplier(request: HttpRequest, key: str) -> HttpResponse:
    """Who uses the supplier, by whatever way, and whom it uses."""
    actor = actor_of(request)
    row = found(suppliers(actor).get, key=key)
    return thing_page(request, Thing(
        name=row.name,
        back=(_("Leverantörer"), reverse("office:suppliers")),
        sections=[
            Section(key="facts", title=_("Om leverantören"), facts=[
                (_("Organisationsnummer"), row.organisation_number),
                (_("Kontakt"), row.contact),
            ]),
            *_depending(row, actor),
        ],
        history=told(changes_of({"systems_supplier": ("id", row.pk)}, actor=actor), {
            "name": N_("Namn"), "organisation_number": N_("Organisationsnummer"),
            "contact": N_("Kontakt"), "key": N_("Nyckel"),
        }),
    ))  # fmt: skip


def _depending(row: Supplier, actor: Actor) -> list[Section]:
    chain = chain_of(row, actor=actor)
    return [
        Section(
            key="systems",
            title=_("System som beror på leverantören"),
            lead=_("Genom produkt, avtal, drift eller en leverantör som använder den."),
            columns=[_("System"), _("Produktens leverantör")],
            rows=[
                (
                    (one.name, reverse("office:system", args=[one.key])),
                    one.product.supplier.name if one.product.supplier else "",
                )
                for one in systems_by_way_of(row, actor=actor)
            ],
            empty=_("Inget system beror på leverantören."),
        ),
        Section(
            key="chain",
            title=_("Underleverantörer"),
            columns=[_("Underleverantör"), _("Till"), _("För vad")],
            rows=[
                (
                    (
                        one.subcontractor.name,
                        reverse("office:supplier", args=[one.subcontractor.key]),
                    ),
                    one.supplier.name,
                    one.what,
                )
                for one in chain
            ],
            empty=_("Inga underleverantörer är kända."),
        ),
        _agreed(row, actor),
    ]


def _agreed(row: Supplier, actor: Actor) -> Section:
    kept: Any = contracts(actor).filter(supplier=row)
    return Section(
        key="contracts",
        title=_("Avtal"),
        columns=[_("Avtal"), _("Gäller till"), _("Kronor per år")],
        rows=[
            (
                (f"{one.number} {one.title}", reverse("office:contract", args=[one.pk])),
                str(one.valid_to or _("Tills vidare")),
                number(one.kronor),
            )
            for one in kept
        ],
        empty=_("Inget avtal är registrerat."),
    )


def _listing(actor: Actor, day: date) -> Listing[Contract]:
    def when(rows: QuerySet[Contract], value: str) -> QuerySet[Contract]:
        if value == "snart":
            return to_decide_on(rows, actor=actor, today=day)
        ended = rows.filter(valid_to__lte=day)
        return ended if value == "slut" else rows.exclude(pk__in=ended.values("pk"))

    def last(row: Contract) -> str:
        on = notice_day(row, actor=actor)
        return str(on) if on else ""

    return Listing(
        name="avtal",
        title=N_("Avtal"),
        intro=N_("Vad som är avtalat, vad det kostar och vilken dag det senast ska sägas upp."),
        columns=(
            Column(key="number", label=CONTRACT_COLUMNS["number"], sort="number",
                   value=lambda row: row.number,
                   url=lambda row: reverse("office:contract", args=[row.pk])),
            Column(key="title", label=CONTRACT_COLUMNS["title"], sort="title",
                   value=lambda row: row.title),
            Column(key="supplier", label=N_("Leverantör"), sort="supplier__name",
                   value=lambda row: row.supplier.name),
            Column(key="valid_to", label=CONTRACT_COLUMNS["valid_to"], sort="valid_to",
                   value=lambda row: str(row.valid_to or _("Tills vidare"))),
            Column(key="notice", label=N_("Sägs upp senast"), value=last),
            Column(key="kronor", label=N_("Kronor per år"), sort="kronor",
                   value=lambda row: vars(row)["kronor"]),
            Column(key="systems", label=N_("System"),
                   value=lambda row: ", ".join(one.name for one in row.systems.all())),
        ),
        choices=(Choice(key="nar", label=N_("När"), options=[*WHEN.items()], narrow=when),),
        search=("number", "title", "supplier__name"),
        add=(_("Registrera ett avtal"), reverse("office:add_contract"))
        if actor.units_for("systems.edit") else None,
    )  # fmt: skip


@never_cache
@staff
@as_it_was
def all_contracts(request: HttpRequest) -> HttpResponse:
    """The contracts of today, or of the day that is asked for."""
    actor = actor_of(request)
    return list_page(request, _listing(actor, day_of_page(request)), contracts(actor))


@never_cache
@staff
@as_it_was
def one_contract(request: HttpRequest, pk: int) -> HttpResponse:
    """A contract: until when, what it costs and what it covers."""
    actor, day = actor_of(request), day_of_page(request)
    row: Any = found(contract, pk, actor)
    last = notice_day(row, actor=actor)
    return thing_page(request, Thing(
        name=f"{row.number} {row.title}",
        back=(_("Avtal"), reverse("office:contracts")),
        notices=_alarms(row, last, day),
        sections=[
            Section(key="facts", title=_("Vad som gäller"), facts=[
                (_("Leverantör"), row.supplier.name),
                (_("Gäller från"), str(row.valid_from)),
                (_("Gäller till"), str(row.valid_to or _("Tills vidare"))),
                (_("Sägs upp senast"), str(last or "")),
                (_("Förlängning"), row.renewal),
                (_("Personuppgiftsbiträdesavtal"), _(YES_OR_NO[row.covers_processing])),
                (_("Handling"), row.document),
            ]),
            *_covering(row, actor),
        ],
        history=told(
            changes_of({"systems_contract": ("id", row.pk)}, actor=actor), CONTRACT_COLUMNS
        ),
    ))  # fmt: skip


def _covering(row: Any, actor: Actor) -> list[Section]:
    pools = licences(actor).filter(product__systems__contracts=row).distinct()
    return [
        Section(
            key="costs",
            title=_("Kostnad per år"),
            columns=[_("Vad"), _("Kronor")],
            lead=_("Tillsammans {kronor} kronor.").format(kronor=number(row.kronor)),
            rows=[(one.what, number(one.kronor)) for one in row.costs.all()],
        ),
        Section(
            key="systems",
            title=_("System"),
            columns=[_("System")],
            rows=[
                ((one.name, reverse("office:system", args=[one.key])),) for one in row.systems.all()
            ],
            empty=_("Avtalet gäller inget system."),
        ),
        Section(
            key="licences",
            title=_("Licenser"),
            columns=[_("Produkt"), _("Vad"), _("Köpta"), _("Använda"), _("Räknade")],
            rows=[
                (
                    one.product.name,
                    one.what,
                    number(one.bought),
                    number(one.used),
                    str(one.counted_on),
                )
                for one in pools
            ],
            empty=_("Inga licenser är räknade."),
        ),
    ]


def _alarms(row: Contract, last: date | None, day: date) -> list[Notice]:
    if row.valid_to and row.valid_to <= day:
        return [Notice(level="bad", title=_("Avtalet har gått ut"))]
    if last and last < day:
        said = _("Det skulle ha sagts upp senast den {day}.").format(day=last)
        return [Notice(level="warning", title=_("Dagen för uppsägning har passerat"), lines=[said])]
    if last and (last - day).days <= 90:
        said = _("Säg upp eller förläng senast den {day}.").format(day=last)
        return [Notice(level="warning", title=_("Dags att bestämma"), lines=[said])]
    return []
