"""Suppliers, contracts and what things cost."""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from django.db.models import IntegerField, OuterRef, Q, QuerySet, Subquery, Sum
from django.db.models.functions import Coalesce

from torget.foundation.actor import Actor
from torget.rooms.systems.models import (
    Contract,
    CostLine,
    Covered,
    Licence,
    Subcontracting,
    Supplier,
    System,
)
from torget.rooms.systems.rules import notice_on

WARNED_DAYS = 90  # before the last day to give notice


def contracts(actor: Actor) -> QuerySet[Contract]:
    """The contracts, the first to end first, with `kronor`: each year; needs `office.read`."""
    actor.must_anywhere("office.read")
    costs = CostLine.objects.filter(contract=OuterRef("pk")).order_by().values("contract")
    kronor = Subquery(costs.annotate(all=Sum("kronor")).values("all"), IntegerField())
    return (
        Contract.objects.annotate(kronor=Coalesce(kronor, 0))
        .select_related("supplier")
        .prefetch_related("systems")
        .order_by("valid_to", "number")
    )


def contract(pk: int, actor: Actor) -> Contract:
    """One of the contracts; Contract.DoesNotExist."""
    return contracts(actor).prefetch_related("costs").get(pk=pk)


def notice_day(contract: Contract, *, actor: Actor) -> date | None:
    """The last day to give notice; None for one that runs until further notice."""
    actor.must_anywhere("office.read")
    return notice_on(contract.valid_to, contract.notice_months)


def to_decide_on(
    rows: QuerySet[Contract], *, actor: Actor, today: date, days: int = WARNED_DAYS
) -> QuerySet[Contract]:
    """Those whose last day to give notice is near: within so many days and not passed."""
    until = today + timedelta(days=days)
    running = rows.filter(valid_to__gt=today).prefetch_related(None)
    keys = [
        row.pk
        for row in running
        if (last := notice_day(row, actor=actor)) and today <= last <= until
    ]
    return rows.filter(pk__in=keys)


def chain_of(supplier: Supplier, *, actor: Actor) -> list[Subcontracting]:
    """Whom the supplier uses, whom they in turn use, and so on; nobody twice."""
    actor.must_anywhere("office.read")
    every = list(Subcontracting.objects.select_related("supplier", "subcontractor"))
    found: list[Subcontracting] = []
    seen, edge = {supplier.pk}, {supplier.pk}
    while edge:
        step = [
            one for one in every if one.supplier_id in edge and one.subcontractor_id not in seen
        ]
        found += step
        edge = {one.subcontractor_id for one in step}
        seen |= edge
    return found


def systems_by_way_of(supplier: Supplier, *, actor: Actor) -> QuerySet[System]:
    """Every system that depends on the supplier: its products, contracts and operation, and those
    of whoever uses it in turn.
    """
    actor.must_anywhere("office.read")
    links = list(Subcontracting.objects.values_list("subcontractor", "supplier"))
    seen = edge = {supplier.pk}
    while edge:
        edge = {user for used, user in links if used in edge} - seen
        seen = seen | edge
    theirs = (
        Q(product__supplier__in=seen)
        | Q(contracts__supplier__in=seen)
        | Q(roles__supplier__in=seen)
    )
    return System.objects.filter(theirs).select_related("product__supplier").distinct().order_by(
        "name", "pk")  # fmt: skip


def cost_of_systems(actor: Actor, *, today: date) -> Mapping[int, int]:
    """Kronor each year by system: a contract's cost is shared equally by what it covers."""
    actor.must_anywhere("office.read")
    valid = Q(valid_to=None) | Q(valid_to__gt=today)
    running: Any = contracts(actor).filter(valid, valid_from__lte=today).prefetch_related(None)
    kronor: dict[int, int] = {one.pk: one.kronor for one in running}
    covered: dict[int, list[int]] = {}
    for contract_key, system_key in Covered.objects.values_list("contract", "system"):
        covered.setdefault(contract_key, []).append(system_key)
    costs: dict[int, int] = {}
    for contract_key, systems in covered.items():
        for system_key in systems:
            share = kronor.get(contract_key, 0) // len(systems)
            costs[system_key] = costs.get(system_key, 0) + share
    return costs


def licences(actor: Actor) -> QuerySet[Licence]:
    """What is bought and used, by product."""
    actor.must_anywhere("office.read")
    return Licence.objects.select_related("product").order_by("product__name", "pk")
