"""Adding systems to the catalogue, and keeping what stands there true."""

from dataclasses import asdict
from datetime import datetime
from typing import Any
from uuid import uuid4

from django.db import transaction
from django.utils import timezone

from torget.foundation.actor import Actor
from torget.rooms.audit.actions import record
from torget.rooms.organisation.queries import committee, positions_held, unit
from torget.rooms.systems.actions.access import free_key, locked
from torget.rooms.systems.models import Product, Supplier, System
from torget.rooms.systems.queries.catalogue import standing_of
from torget.rooms.systems.queries.catalogue import system as system_of_catalogue
from torget.rooms.systems.rules import MOVES, missing
from torget.rooms.systems.terms import Lifecycle, Missing, ProductFacts, Scope, SystemFacts


class ScopeNotSaid(Exception):
    """A common system needs its criterion and reason; one left out needs its reason."""


class NotReady(Exception):
    """The system lacks what the state demands; `lacking` is all of it."""

    def __init__(self, lacking: list[Missing]) -> None:
        super().__init__(", ".join(lacking))
        self.lacking = lacking


class NoSuchMove(Exception):
    """A system does not go from where it is to there."""


@transaction.atomic
def add_product(facts: ProductFacts, *, by: Actor, at: datetime) -> Product:
    """Add a product; needs `systems.edit`. One of the same name and supplier is the same."""
    by.must_anywhere("systems.edit")
    columns = asdict(facts) | {"former_names": list(facts.former_names)}
    supplier = Supplier.objects.get(key=facts.supplier) if facts.supplier else None
    same = Product.objects.filter(name=facts.name, supplier=supplier).first()
    if same is not None:
        return same
    product = Product.objects.create(uuid=uuid4(), **(columns | {"supplier": supplier}))
    record("product.added", str(product), by=by, at=at)
    return product


@transaction.atomic
def add_system(
    product: Product,
    facts: SystemFacts,
    *,
    lifecycle: Lifecycle = Lifecycle.IDEA,
    by: Actor,
    at: datetime,
) -> System:
    """Add our use of a product; needs `systems.edit`. Raises ScopeNotSaid.

    What is in use already is added as it stands, and is in doubt until it has what that demands.
    The same name for the same committee is the same system.
    """
    by.must_anywhere("systems.edit")
    columns = _columns(facts)
    same = System.objects.filter(name=facts.name, committee=columns["committee"]).first()
    if same is not None:
        return same
    taken = set(System.objects.values_list("key", flat=True))
    system = System.objects.create(
        key=free_key(facts.name, taken), product=product, lifecycle=lifecycle, **columns
    )
    record("system.added", str(system), by=by, at=at)
    return system


@transaction.atomic
def change_system(system: System, facts: SystemFacts, *, by: Actor, at: datetime) -> list[str]:
    """Say how the system is; answers the names of what changed, and leaves no trace of nothing.

    For its owner, its manager and `systems.edit`. Raises ScopeNotSaid.
    """
    system = locked(system, by=by, at=at)
    columns = _columns(facts)
    changed = sorted(name for name, value in columns.items() if getattr(system, name) != value)
    if changed:
        for name in changed:
            setattr(system, name, columns[name])
        system.save(update_fields=changed)
        record("system.changed", str(system), by=by, at=at, columns=changed)
    return changed


def _columns(facts: SystemFacts) -> dict[str, Any]:
    common = facts.scope == Scope.COMMON
    if common and not facts.criterion:
        raise ScopeNotSaid
    if facts.scope in (Scope.COMMON, Scope.EXCLUDED) and not facts.scope_why:
        raise ScopeNotSaid
    return asdict(facts) | {
        "committee": committee(facts.committee),
        "unit": unit(facts.unit) if facts.unit else None,
        "criterion": facts.criterion if common else "",
    }


@transaction.atomic
def replace_system(system: System, successor: System | None, *, by: Actor, at: datetime) -> None:
    """Say what takes over when the system is retired; None when nothing does."""
    system = locked(system, by=by, at=at)
    if system.successor_id == (successor.pk if successor else None):
        return
    system.successor = successor
    system.save(update_fields=["successor"])
    record("system.replaced", str(system), by=by, at=at, successor=successor and successor.key)


@transaction.atomic
def confirm_system(system: System, *, by: Actor, at: datetime) -> None:
    """Say that what stands about the system is true, one's own roles there among it; the second
    time the same day is nothing.
    """
    system = locked(system, by=by, at=at)
    if system.confirmed_at and timezone.localdate(system.confirmed_at) == timezone.localdate(at):
        return
    held = positions_held(by.employee or 0, today=timezone.localdate(at))
    system.roles.filter(position__in=held, acknowledged_at=None).update(acknowledged_at=at)
    system.confirmed_at, system.confirmed_by = at, by.name
    system.save(update_fields=["confirmed_at", "confirmed_by"])
    record("system.confirmed", str(system), by=by, at=at)


@transaction.atomic
def advance(system: System, target: Lifecycle, *, by: Actor, at: datetime) -> None:
    """Take the system to another state; being there already is nothing.

    Raises NoSuchMove, or NotReady with everything that is missing at once.
    """
    locked(system, by=by, at=at)
    system = system_of_catalogue(system.key, by, today=timezone.localdate(at))
    now = Lifecycle(system.lifecycle)
    if now == target:
        return
    if target not in MOVES[now]:
        raise NoSuchMove
    if lacking := missing(standing_of(system), target):
        raise NotReady(lacking)
    System.objects.filter(pk=system.pk).update(lifecycle=target)
    record("system.advanced", str(system), by=by, at=at, before=now, after=target)
