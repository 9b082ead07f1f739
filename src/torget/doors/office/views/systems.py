"""The catalogue of systems as a list, and a system's own page."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop as N_
from django.views.decorators.cache import never_cache

from torget.doors.office.history import in_words, told
from torget.doors.office.listing import Choice, Column, Listing, list_page
from torget.doors.office.past import as_it_was, past_of
from torget.doors.office.system_words import SYSTEM_COLUMNS, in_other_words, label_of
from torget.doors.office.things import Notice, Section, Thing, thing_page
from torget.doors.office.words import YES_OR_NO
from torget.doors.ui.formats import number
from torget.doors.ui.requests import actor_of, found
from torget.doors.ui.staff import staff
from torget.rooms.audit.queries import changes_of
from torget.rooms.eservices.queries import published
from torget.rooms.systems.queries import (
    MOVES,
    catalogue,
    class_of,
    contracts,
    doubts_of,
    in_doubt,
    information_of,
    integrations_of,
    is_sealed,
    may_edit,
    missing,
    standing_of,
    system,
)
from torget.rooms.systems.terms import (
    Doubt,
    HostingModel,
    Lifecycle,
    ProductKind,
    RoleKey,
)

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from torget.foundation.actor import Actor
    from torget.rooms.systems.models import System

VITAL = {"ja": N_("Ja"), "nej": N_("Nej")}
SURE = "inget"  # in the address: no doubt at all


def day_of_page(request: HttpRequest) -> date:
    """The day that the page is of: the one asked for, or today."""
    day: date = past_of(request).get("day") or timezone.localdate()
    return day


def people(row: System, role: RoleKey) -> str:
    """Who has the role, as text: the position and its holder, or that it is vacant."""
    facts: Any = row
    named = [holder_words(one) for one in facts.roles_now if one.role == role]
    return "; ".join(named) or _("Saknas")


def holder_words(role: Any) -> str:
    """Who has a role, as text: the supplier, or the position and its holder."""
    if role.supplier:
        return str(role.supplier.name)
    name = role.position.name_in(get_language() or "sv")
    held = _("{position}: {name}").format(position=name, name=role.holder or _("Vakant"))
    return f"{role.unit.name_in(get_language() or 'sv')}, {held}" if role.unit else held


def _class(row: System) -> str:
    levels = class_of(row)
    return "" if levels is None else " ".join(
        f"{letter}{level}" for letter, level in zip(_("KRTS"), levels, strict=True)
    )  # fmt: skip


def doubt_words(found: list[Doubt]) -> str:
    """The doubts, shortly."""
    return ", ".join(str(one.label).partition(":")[0] for one in found) or _("Inget")


def listing(actor: Actor, day: date) -> Listing[System]:
    """The catalogue as a list of the day."""
    adds = bool(actor.units_for("systems.edit"))
    return Listing(
        name="system",
        title=N_("System"),
        intro=N_(
            "Alla system som kommunen svarar för, vem som äger och förvaltar dem och vad de har. "
            "Klassen är den högsta bland systemets information."
        ),
        columns=_columns(day),
        choices=_choices(actor, day),
        search=("name", "purpose", "product__name", "product__supplier__name",
                "committee__name__sv"),
        add=(_("Lägg till ett system"), reverse("office:add_system")) if adds else None,
    )  # fmt: skip


def _columns(day: date) -> tuple[Column[System], ...]:
    return (
        Column(key="name", label=N_("Namn"), sort="name", value=lambda row: row.name,
               url=lambda row: reverse("office:system", args=[row.key])),
        Column(key="committee", label=N_("Nämnd"), sort="committee__name__sv",
               value=lambda row: in_words(row.committee.name)),
        Column(key="owner", label=N_("Systemägare"),
               value=lambda row: people(row, RoleKey.OWNER)),
        Column(key="manager", label=N_("Systemförvaltare"),
               value=lambda row: people(row, RoleKey.MANAGER)),
        Column(key="lifecycle", label=SYSTEM_COLUMNS["lifecycle"], sort="lifecycle",
               value=lambda row: str(Lifecycle(row.lifecycle).label)),
        Column(key="class", label=N_("Klass"), sort="confidentiality", value=_class),
        Column(key="vital", label=SYSTEM_COLUMNS["is_vital"], sort="is_vital",
               value=lambda row: _(YES_OR_NO[row.is_vital])),
        Column(key="doubt", label=N_("Tveksamt"),
               value=lambda row: doubt_words(doubts_of(row, today=day))),
    )  # fmt: skip


def _choices(actor: Actor, day: date) -> tuple[Choice[System], ...]:
    def doubted(rows: QuerySet[System], value: str) -> QuerySet[System]:
        return in_doubt(rows, None if value == SURE else Doubt(value), actor=actor, today=day)

    return (
        Choice(key="lage", label=SYSTEM_COLUMNS["lifecycle"],
               options=[(one.value, str(one.label)) for one in Lifecycle],
               narrow=lambda rows, value: rows.filter(lifecycle=value)),
        Choice(key="slag", label=SYSTEM_COLUMNS["kind"],
               options=[(one.value, str(one.label)) for one in ProductKind],
               narrow=lambda rows, value: rows.filter(product__kind=value)),
        Choice(key="viktigt", label=SYSTEM_COLUMNS["is_vital"], options=[*VITAL.items()],
               narrow=lambda rows, value: rows.filter(is_vital=value == "ja")),
        Choice(key="drift", label=SYSTEM_COLUMNS["hosting"],
               options=[(one.value, str(one.label)) for one in HostingModel],
               narrow=lambda rows, value: rows.filter(hosting=value)),
        Choice(key="tveksamt", label=N_("Tveksamt"), narrow=doubted,
               options=[*((one.value, str(one.label)) for one in Doubt), (SURE, N_("Inget"))]),
    )  # fmt: skip


@never_cache
@staff
@as_it_was
def systems(request: HttpRequest) -> HttpResponse:
    """The catalogue of today, or of the day that is asked for."""
    actor, day = actor_of(request), day_of_page(request)
    return list_page(request, listing(actor, day), catalogue(actor, today=day))


@never_cache
@staff
@as_it_was
def one_system(request: HttpRequest, key: str) -> HttpResponse:
    """A system: what it is, who answers, what it holds, and what is doubtful and why."""
    actor, day = actor_of(request), day_of_page(request)
    row = found(system, key, actor, today=day)
    edits = may_edit(row, actor=actor, today=timezone.localdate()) and not past_of(request)
    return thing_page(request, Thing(
        name=row.name,
        back=(_("System"), reverse("office:systems")),
        lead=row.purpose,
        notices=_notices(row, day),
        main=_to(row, "confirm_system", _("Uppgifterna stämmer")) if edits else None,
        main_posts=True,
        links=_links(row, edits=edits),
        sections=_sections(row, actor, edits=edits),
        history=told(changes_of({
            "systems_system": ("id", row.pk),
            "systems_systemrole": ("system_id", row.pk),
            "systems_systeminformation": ("system_id", row.pk),
        }, actor=actor), SYSTEM_COLUMNS),
    ))  # fmt: skip


def _to(row: System, view: str, label: str) -> tuple[str, str]:
    return label, reverse(f"office:{view}", args=[row.key])


def _links(row: System, *, edits: bool) -> list[tuple[str, str]]:
    see = [
        (_("Visa på kartan"), f"{reverse('office:map')}?fran=system:{row.key}"),
        (_("Om det stannar"), reverse("office:impact", args=[row.key])),
    ]
    if not edits:
        return see
    return [
        _to(row, "change_system", _("Ändra uppgifter")),
        _to(row, "end_parts", _("Något har upphört")),
        *([_to(row, "advance", _("Byt läge"))] if MOVES[Lifecycle(row.lifecycle)] else []),
        *see,
    ]


def _notices(row: System, day: date) -> list[Notice]:
    standing, notices = standing_of(row), []
    if found_doubts := doubts_of(row, today=day):
        lines = [str(one.label) for one in found_doubts]
        if Doubt.LIFECYCLE in found_doubts:
            lines += [str(one.label) for one in missing(standing, Lifecycle.OPERATION)]
        notices.append(Notice(level="warning", title=_("Det här är tveksamt"), lines=lines))
    elif is_sealed(standing.confirmed_on, today=day):
        said = _("{name} bekräftade den {day} att uppgifterna stämmer.").format(
            name=row.confirmed_by, day=standing.confirmed_on
        )
        notices.append(Notice(level="good", title=_("Bekräftat"), lines=[said]))
    return notices


def _sections(row: System, actor: Actor, *, edits: bool) -> list[Section]:
    held = list(information_of(row, actor=actor))
    return [
        _answers(row, edits=edits),
        Section(key="facts", title=_("Om systemet"), facts=_facts(row)),
        Section(
            key="information",
            title=_("Information"),
            lead=_("Systemets klass: {levels}").format(levels=_class(row)) if held else "",
            columns=[_("Informationstyp"), _("Klass"), _("Huvudkälla eller kopia")],
            rows=[
                (
                    (in_words(one.type.name), reverse("office:type", args=[one.type.key])),
                    _levels(one.type),
                    _("Huvudkälla") if one.is_master else _("Kopia"),
                )
                for one in held
            ],
            empty=_("Ingen information är angiven."),
            add=_to(row, "hold_information", _("Ange vilken information det har"))
            if edits
            else None,
        ),
        _flows(row, actor, edits=edits),
        _services([one.type.key for one in held]),
        _agreements(row, actor),
    ]


def _levels(kind: Any) -> str:
    levels = (kind.confidentiality, kind.integrity, kind.availability, kind.traceability)
    return " ".join(f"{letter}{level}" for letter, level in zip(_("KRTS"), levels, strict=True))


def _answers(row: System, *, edits: bool) -> Section:
    facts: Any = row
    order = list(RoleKey.values)
    return Section(
        key="roles",
        title=_("Vem svarar"),
        columns=[_("Roll"), _("Vem"), _("Sedan"), _("Utsedd av"), _("Bekräftad")],
        rows=[
            (
                str(RoleKey(one.role).label),
                holder_words(one),
                str(one.valid_from),
                one.appointed_by,
                _(YES_OR_NO[one.acknowledged_at is not None]),
            )
            for one in sorted(facts.roles_now, key=lambda one: order.index(one.role))
        ],
        empty=_("Ingen svarar för systemet."),
        add=_to(row, "give_role", _("Ge någon en roll")) if edits else None,
    )


def _flows(row: System, actor: Actor, *, edits: bool) -> Section:
    flows = integrations_of(row, actor=actor)
    return Section(
        key="flows",
        title=_("Kopplingar"),
        columns=[_("System"), _("Riktning"), _("Information"), _("Gränssnitt"), _("Hur ofta")],
        rows=[
            (
                (other.name, reverse("office:system", args=[other.key])),
                _("Lämnar till") if one.source_id == row.pk else _("Hämtar från"),
                in_words(one.type.name) if one.type else "",
                one.interface,
                one.frequency,
            )
            for one in flows
            for other in [one.target if one.source_id == row.pk else one.source]
        ],
        empty=_("Systemet är inte kopplat till något annat."),
        add=_to(row, "integrate", _("Koppla till ett annat system")) if edits else None,
    )


def _services(types: list[str]) -> Section:
    """The open e-services that ask for what the system holds."""
    language = get_language() or "sv"
    using = [one for one in published() if not one.compiled.information_types().isdisjoint(types)]
    return Section(
        key="services",
        title=_("E-tjänster som frågar efter informationen"),
        columns=[_("E-tjänst")],
        rows=[
            (
                (
                    one.compiled.service.title.in_(language),
                    reverse("website:service", args=[one.key]),
                ),
            )
            for one in using
        ],
        empty=_("Ingen öppen e-tjänst frågar efter det som systemet har."),
    )


def _agreements(row: System, actor: Actor) -> Section:
    kept: Any = contracts(actor).filter(systems=row)
    return Section(
        key="contracts",
        title=_("Avtal"),
        columns=[_("Avtal"), _("Leverantör"), _("Gäller till"), _("Kronor per år")],
        rows=[
            (
                (f"{one.number} {one.title}", reverse("office:contract", args=[one.pk])),
                (one.supplier.name, reverse("office:supplier", args=[one.supplier.key])),
                str(one.valid_to or _("Tills vidare")),
                number(one.kronor),
            )
            for one in kept
        ],
        empty=_("Inget avtal är registrerat."),
    )


def _facts(row: System) -> list[tuple[str, str]]:
    names = (
        "lifecycle", "hosting", "data_place", "scope", "criterion", "scope_why", "is_vital",
        "users", "outage_hours", "loss_hours", "service_level", "accessible", "accessible_on",
        "ai_use", "exit_readiness", "instruction", "training", "retire_on", "data_after",
    )  # fmt: skip
    product, kind = row.product, SYSTEM_COLUMNS["kind"]
    return [
        (_("Produkt"), product.name),
        (_(kind), label_of("kind", product.kind)),
        (_("Leverantör"), product.supplier.name if product.supplier else ""),
        (_("Nämnd"), in_words(row.committee.name)),
        (_("Enhet"), row.unit.name_in(get_language() or "sv") if row.unit else ""),
        *((_(SYSTEM_COLUMNS[name]), in_other_words(name, getattr(row, name))) for name in names),
        (_("Ersätts av"), row.successor.name if row.successor else ""),
        (_("Öppna standarder och gränssnitt"), product.standards),
        (_("Format för att ta ut data"), product.export_formats),
    ]
