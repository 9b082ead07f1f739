"""Doing the same to many cases: picked, said what, looked at, and then done once."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from django.db import transaction

from torget.foundation.actor import Actor, Forbidden
from torget.rooms.audit.actions import record
from torget.rooms.cases.models import Batch, BatchItem
from torget.rooms.cases.terms import BatchAct

if TYPE_CHECKING:
    from collections.abc import Collection

    from torget.rooms.organisation.models import Employee

MOST_AT_ONCE = 1000


@transaction.atomic
def pick_cases(cases: Collection[int], *, by: Actor, at: datetime) -> Batch:
    """Keep which cases, by key, something is to be done to; nothing is done to them yet.

    They are looked up as what the actor may read before they get here.
    """
    if by.employee is None:
        raise Forbidden("case.read")
    batch = Batch.objects.create(employee_id=by.employee, picked_at=at)
    picked = sorted(cases)[:MOST_AT_ONCE]
    BatchItem.objects.bulk_create([BatchItem(batch=batch, case_id=case) for case in picked])
    record("batch.picked", str(batch), by=by, at=at, cases=len(picked))
    return batch


@transaction.atomic
def plan_batch(
    batch: Batch, act: BatchAct, *, officer: Employee | None, text: str, by: Actor, at: datetime
) -> None:
    """Say what is to be done; may be said anew until it is confirmed, and then changes nothing."""
    _must_own(batch, by)
    changed = Batch.objects.filter(pk=batch.pk, confirmed_at=None).update(
        act=act, officer=officer, text=text
    )
    if changed:
        record("batch.planned", str(batch), by=by, at=at, act=str(act))


@transaction.atomic
def confirm_batch(batch: Batch, *, by: Actor, at: datetime) -> bool:
    """Say that it shall be done; False when it has been said already, or not what."""
    _must_own(batch, by)
    waiting = Batch.objects.filter(pk=batch.pk, confirmed_at=None).exclude(act="")
    if not waiting.update(confirmed_at=at):
        return False
    record("batch.confirmed", str(batch), by=by, at=at)
    return True


def _must_own(batch: Batch, by: Actor) -> None:
    if by.employee is None or batch.employee_id != by.employee:
        raise Forbidden("case.read")


def waiting_item(item: BatchItem, *, by: Actor, at: datetime) -> BatchItem | None:
    """The item locked for this transaction; None when another worker has handled it."""
    found = BatchItem.objects.select_for_update(of=("self",)).select_related("case")
    return found.filter(pk=item.pk, outcome="").first()


def note_outcome(item: BatchItem, outcome: str, *, by: Actor, at: datetime) -> None:
    """Keep how it went with one case; what was done to it is recorded as if done alone."""
    BatchItem.objects.filter(pk=item.pk).update(outcome=outcome)
