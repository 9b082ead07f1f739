"""Solvik's systems, who answers for them, their contracts and what flows between them.

Some are as they should be; others lack an owner, a contract or a class, so that the pages show
what they are for. Every name is invented.
"""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

from torget.demo.systems_rows import CHAIN, FLOWS, SUPPLIERS, SYSTEMS, Row
from torget.foundation.actor import Actor
from torget.rooms.information.queries import information_types
from torget.rooms.organisation.queries import positions_on
from torget.rooms.systems.actions import (
    add_contract,
    add_product,
    add_supplier,
    add_system,
    confirm_system,
    count_licences,
    give_role,
    hold_information,
    integrate,
    name_subcontractor,
)
from torget.rooms.systems.queries import catalogue
from torget.rooms.systems.terms import (
    AiUse,
    ContractFacts,
    HostingModel,
    Lifecycle,
    ProductFacts,
    ProductKind,
    RoleKey,
    Scope,
    SupplierFacts,
    SystemFacts,
)

if TYPE_CHECKING:
    from torget.rooms.systems.models import Supplier, System

SINCE = date(2026, 1, 1)
GUIDE = "https://intranat.solvik.example/system"
BY = "Förvaltningschefen"
FILLER = Actor(
    id="system:demo",
    name="Torget",
    grants={"systems.edit": frozenset({0}), "office.read": frozenset({0})},
    door="console",
)


def add_systems(now: datetime) -> None:
    """Add all of it once; what is there already stays as it is."""
    if catalogue(FILLER, today=now.date()).exists():
        return
    suppliers = {
        key: add_supplier(SupplierFacts(name=name, organisation_number=number), by=FILLER, at=now)
        for key, name, number in SUPPLIERS
    }
    for user, used, what in CHAIN:
        name_subcontractor(suppliers[user], suppliers[used], what, by=FILLER, at=now)
    systems = {row.name: _system(row, suppliers, now) for row in SYSTEMS}
    types = {one.key: one for one in information_types(FILLER)}
    for row in SYSTEMS:
        for word in row.types.split():
            kind = types[word.rstrip("*")]
            is_master = word.endswith("*")
            hold_information(systems[row.name], kind, is_master=is_master, by=FILLER, at=now)
    for source, target, key, interface, frequency in FLOWS:
        integrate(
            systems[source],
            systems[target],
            kind=types.get(key),
            interface=interface,
            frequency=frequency,
            by=FILLER,
            at=now,
        )


def _system(row: Row, suppliers: dict[str, Supplier], now: datetime) -> System:
    supplier = suppliers.get(row.supplier)
    product = add_product(
        ProductFacts(
            name=row.name,
            kind=ProductKind(row.kind),
            supplier=supplier.key if supplier else "",
            is_own=supplier is None,
            export_formats="CSV, XML" if row.vital else "",
        ),
        by=FILLER,
        at=now,
    )
    system = add_system(
        product, _facts(row, now.date()), lifecycle=Lifecycle(row.lifecycle), by=FILLER, at=now
    )
    _answering(row, system, supplier, now)
    if supplier and row.kronor:
        _contract(row, system, supplier, now)
        if row.kind == ProductKind.BASE:
            count_licences(
                product, "Användare", bought=200, used=143, on=now.date(), by=FILLER, at=now
            )
    if row.confirmed:
        confirm_system(system, by=FILLER, at=now - timedelta(days=row.confirmed))
    return system


def _facts(row: Row, today: date) -> SystemFacts:
    is_common = row.kind in (ProductKind.BASE, ProductKind.INFRASTRUCTURE)
    ends = row.lifecycle == Lifecycle.RETIRING
    return SystemFacts(
        name=row.name,
        committee=COMMITTEE_OF[row.unit],
        unit=row.unit,
        purpose=row.purpose,
        scope=Scope.COMMON if is_common else Scope.OWN,
        criterion="several" if is_common else "",
        scope_why="Alla förvaltningar använder det på samma sätt." if is_common else "",
        hosting=HostingModel(row.hosting),
        data_place={"own": "here", "cloud": "eea"}.get(row.hosting, "sweden"),
        is_vital=row.vital,
        users="hundreds" if row.vital else "tens",
        outage_hours=4 if row.vital else 48,
        loss_hours=1 if row.vital else 24,
        accessible="partly" if row.vital else "",
        accessible_on=SINCE if row.vital else None,
        ai_use=AiUse.SUPPORT if "AI" in row.purpose else AiUse.NONE,
        exit_readiness="planned" if row.vital else "none",
        instruction=GUIDE if row.confirmed else "",
        training=GUIDE if row.vital else "",
        service_level="Svar inom en timme, alla dagar" if row.vital else "",
        retire_on=today + timedelta(days=200) if ends else None,
        data_after="Betyg bevaras i e-arkivet, resten gallras." if ends else "",
    )


def _answering(row: Row, system: System, supplier: Supplier | None, now: datetime) -> None:
    positions = {one.key: one for one in positions_on(now.date())}
    holders = {
        RoleKey.OWNER: positions.get(row.owner),
        RoleKey.MANAGER: positions.get(row.manager),
        RoleKey.OPERATIONS_LOCAL: positions["driftansvarig"]
        if row.hosting in (HostingModel.OWN, HostingModel.SHARED)
        else None,
        RoleKey.OPERATIONS_SUPPLIER: supplier if row.hosting != HostingModel.OWN else None,
    }
    for role, holder in holders.items():
        if holder:
            give_role(system, role, holder, valid_from=SINCE, appointed_by=BY, by=FILLER, at=now)


def _contract(row: Row, system: System, supplier: Supplier, now: datetime) -> None:
    add_contract(
        ContractFacts(
            supplier=supplier.key,
            number=f"SOL-{system.pk:04}",
            title=row.name,
            valid_from=SINCE - timedelta(days=700),
            valid_to=now.date() + timedelta(days=row.ends),
            notice_months=3 if row.ends > 100 else 1,
            renewal="Kan förlängas ett år i taget, två gånger" if row.vital else "",
            covers_processing=True,
            costs=(("Licens", row.kronor - row.kronor // 3), ("Support", row.kronor // 3)),
            systems=(system.key,),
        ),
        by=FILLER,
        at=now,
    )


COMMITTEE_OF = {
    "bygg": "miljo-bygg",
    "miljo": "miljo-bygg",
    "forskola": "barn",
    "skola": "barn",
    "gata": "teknik",
    "va": "teknik",
    "omsorg": "omsorg",
    "fritid": "kultur-fritid",
    "kundcenter": "ks",
}
