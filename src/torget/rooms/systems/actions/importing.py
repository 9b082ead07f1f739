"""Taking in lists of systems from files, and taking them out again."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import ProtectedError

from torget.foundation.actor import Actor
from torget.rooms.audit.actions import record
from torget.rooms.systems.actions.agreements import add_supplier
from torget.rooms.systems.actions.systems import add_product, add_system, change_system
from torget.rooms.systems.models import Import, Product, System
from torget.rooms.systems.queries.importing import Planned, facts_of, plan_of
from torget.rooms.systems.terms import (
    Lifecycle,
    Outcome,
    ProductFacts,
    ProductKind,
    SupplierFacts,
    SystemFacts,
)


class NotNow(Exception):
    """The import is done already, or was never done."""


@transaction.atomic
def take_in(file_name: str, rows: Sequence[Sequence[str]], *, by: Actor, at: datetime) -> Import:
    """Keep a file's rows, headings first, without doing anything with them; `systems.edit`."""
    by.must_anywhere("systems.edit")
    taken = Import.objects.create(
        file_name=file_name[:200], headings=list(rows[0]), rows=list(rows[1:]), by=by.name, at=at
    )
    record("import.taken_in", str(taken), by=by, at=at, rows=len(rows) - 1)
    return taken


@transaction.atomic
def name_columns(
    taken: Import, columns: Mapping[str, int], committee: str, *, by: Actor, at: datetime
) -> None:
    """Say which column is what, and whose the rows are that do not say; needs `systems.edit`.

    Raises NotNow when the import is done.
    """
    taken = _locked(taken, by=by)
    if taken.done_at is not None:
        raise NotNow
    taken.columns, taken.committee = dict(columns), committee
    taken.save(update_fields=["columns", "committee"])
    record("import.columns_named", str(taken), by=by, at=at)


@transaction.atomic
def do_import(taken: Import, same: Mapping[int, str], *, by: Actor, at: datetime) -> int:
    """Do what the plan says, and answer how many systems it touched; done twice is once.

    `same`: as in `plan_of`. Rows with faults, and rows nobody has answered for, are left.
    """
    taken = _locked(taken, by=by)
    if taken.done_at is not None:
        return len(taken.undo)
    undo: dict[str, Any] = {}
    for one in plan_of(taken, actor=by, same=same):
        if one.facts is None:
            continue
        if one.outcome == Outcome.NEW:
            undo[_added(one, one.facts, by=by, at=at).key] = None
        elif one.outcome == Outcome.CHANGED:
            system = System.objects.select_related("committee", "unit").get(key=one.system)
            before = asdict(facts_of(system))
            change_system(system, one.facts, by=by, at=at)
            undo[system.key] = {
                name: [before[name], getattr(one.facts, name)] for name in one.changed
            }
    taken.done_at, taken.undo = at, undo
    taken.save(update_fields=["done_at", "undo"])
    record("import.done", str(taken), by=by, at=at, systems=len(undo))
    return len(undo)


def _added(one: Planned, facts: SystemFacts, *, by: Actor, at: datetime) -> System:
    supplier = (
        add_supplier(SupplierFacts(name=one.supplier), by=by, at=at) if one.supplier else None
    )
    product = add_product(
        ProductFacts(
            name=one.name,
            kind=ProductKind.NICHE,
            supplier=supplier.key if supplier else "",
        ),
        by=by,
        at=at,
    )
    return add_system(product, facts, lifecycle=one.lifecycle or Lifecycle.IDEA, by=by, at=at)


@transaction.atomic
def undo_import(taken: Import, *, by: Actor, at: datetime) -> int:
    """Take the import back; answers how many systems were left, as someone has worked on them
    since. Done twice is once. Raises NotNow when it was never done.
    """
    taken = _locked(taken, by=by)
    if taken.done_at is None:
        raise NotNow
    if taken.undone_at is not None:
        return 0
    rows = System.objects.filter(key__in=taken.undo).select_related("committee", "unit")
    left = sum(not _taken_back(row, taken.undo[row.key], by=by, at=at) for row in rows)
    taken.undone_at = at
    taken.save(update_fields=["undone_at"])
    record("import.undone", str(taken), by=by, at=at, left=left)
    return left


def _taken_back(
    system: System, changes: Mapping[str, list[Any]] | None, *, by: Actor, at: datetime
) -> bool:
    now = asdict(facts_of(system))
    if changes is None:
        return _removed(system, by=by, at=at)
    if any(now[name] != after for name, (_before, after) in changes.items()):
        return False
    wanted = now | {name: before for name, (before, _after) in changes.items()}
    change_system(system, SystemFacts(**wanted), by=by, at=at)
    return True


def _removed(system: System, *, by: Actor, at: datetime) -> bool:
    """Whether the system went: one that something has been hung on stays."""
    worked_on = (system.roles, system.holds, system.gives, system.takes, system.covered)
    if system.confirmed_at or any(related.exists() for related in worked_on):
        return False
    product, key = system.product_id, str(system)
    try:
        system.delete()
    except ProtectedError:  # it is named as another's successor
        return False
    Product.objects.filter(pk=product, systems=None, licences=None).delete()
    record("system.removed", key, by=by, at=at)
    return True


def _locked(taken: Import, *, by: Actor) -> Import:
    by.must_anywhere("systems.edit")
    return Import.objects.select_for_update().get(pk=taken.pk)
