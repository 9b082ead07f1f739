"""Suppliers, their chains, contracts and licences."""

from datetime import date, datetime

from django.db import transaction

from torget.foundation.actor import Actor
from torget.rooms.audit.actions import record
from torget.rooms.systems.actions.access import free_key
from torget.rooms.systems.models import (
    Contract,
    CostLine,
    Covered,
    Licence,
    Product,
    Subcontracting,
    Supplier,
    System,
)
from torget.rooms.systems.terms import ContractFacts, SupplierFacts


@transaction.atomic
def add_supplier(facts: SupplierFacts, *, by: Actor, at: datetime) -> Supplier:
    """Add a supplier; needs `systems.edit`. One of the same name is the same."""
    by.must_anywhere("systems.edit")
    same = Supplier.objects.filter(name=facts.name).first()
    if same is not None:
        return same
    taken = set(Supplier.objects.values_list("key", flat=True))
    supplier = Supplier.objects.create(
        key=free_key(facts.name, taken),
        name=facts.name,
        organisation_number=facts.organisation_number,
        contact=facts.contact,
    )
    record("supplier.added", str(supplier), by=by, at=at)
    return supplier


@transaction.atomic
def name_subcontractor(
    supplier: Supplier, subcontractor: Supplier, what: str, *, by: Actor, at: datetime
) -> Subcontracting:
    """Say that a supplier uses another; needs `systems.edit`. Doing it twice is once."""
    by.must_anywhere("systems.edit")
    link, new = Subcontracting.objects.get_or_create(
        supplier=supplier, subcontractor=subcontractor, defaults={"what": what}
    )
    if new:
        record("supplier.uses", str(supplier), by=by, at=at, subcontractor=subcontractor.key)
    return link


class PeriodNotRight(Exception):
    """A contract ends before it begins."""


class NumberTaken(Exception):
    """Another contract has the number."""


@transaction.atomic
def add_contract(facts: ContractFacts, *, by: Actor, at: datetime) -> Contract:
    """Register a contract; needs `systems.edit`. Raises PeriodNotRight and NumberTaken."""
    by.must_anywhere("systems.edit")
    if facts.valid_to is not None and facts.valid_to <= facts.valid_from:
        raise PeriodNotRight
    if Contract.objects.filter(number=facts.number).exists():
        raise NumberTaken
    contract = Contract.objects.create(
        supplier=Supplier.objects.get(key=facts.supplier),
        number=facts.number,
        title=facts.title,
        valid_from=facts.valid_from,
        valid_to=facts.valid_to,
        notice_months=facts.notice_months,
        renewal=facts.renewal,
        covers_processing=facts.covers_processing,
        document=facts.document,
    )
    CostLine.objects.bulk_create(
        CostLine(contract=contract, what=what, kronor=kronor) for what, kronor in facts.costs
    )
    Covered.objects.bulk_create(
        Covered(contract=contract, system=one)
        for one in System.objects.filter(key__in=facts.systems).order_by("key")
    )
    record("contract.registered", str(contract), by=by, at=at)
    return contract


@transaction.atomic
def count_licences(
    product: Product, what: str, *, bought: int, used: int, on: date, by: Actor, at: datetime
) -> Licence:
    """Say how many licences there are and how many are used; needs `systems.edit`."""
    by.must_anywhere("systems.edit")
    licence, _new = Licence.objects.update_or_create(
        product=product,
        what=what,
        defaults={"bought": bought, "used": used, "counted_on": on},
    )
    record("licences.counted", str(product), by=by, at=at, bought=bought, used=used)
    return licence
