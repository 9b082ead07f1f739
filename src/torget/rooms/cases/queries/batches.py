"""Many cases at once: what would be done to each, and how it went."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING
from uuid import UUID

from django.db.models import Count, Exists, OuterRef, Q
from django.utils.timezone import localdate

from torget.foundation.actor import Actor
from torget.rooms.cases.models import Batch, BatchItem, Case, Party
from torget.rooms.cases.process import allows
from torget.rooms.cases.rules import obstacles_to_closing
from torget.rooms.cases.terms import DONE, NOT_ALLOWED, BatchAct, Obstacle, Status
from torget.rooms.organisation.queries import actor_for_employee

if TYPE_CHECKING:
    from torget.rooms.organisation.models import Employee

NEEDS = {
    BatchAct.TAKE: "case.assign",
    BatchAct.ASSIGN: "case.assign",
    BatchAct.MESSAGE: "case.write",
    BatchAct.CLOSE: "case.close",
}


@dataclass(frozen=True, slots=True)
class BatchRow:
    """One case of a batch. `hinder` is empty when it will be, or has been, done."""

    case: Case
    hinder: str  # an Obstacle's value, or NOT_ALLOWED
    is_done: bool


@dataclass(frozen=True, slots=True)
class BatchProgress:
    total: int
    handled: int


def get_batch(key: str | UUID, *, actor: Actor) -> Batch:
    """One's own batch; Batch.DoesNotExist for any other."""
    return Batch.objects.select_related("officer").get(pk=key, employee=actor.employee)


def batch_for_worker(key: str | UUID) -> Batch:
    """A confirmed batch, with who asked for it."""
    return Batch.objects.select_related("employee", "officer").get(
        pk=key, confirmed_at__isnull=False
    )


def batch_progress(batch: Batch, *, actor: Actor) -> BatchProgress:
    counts = batch.items.aggregate(total=Count("pk"), handled=Count("pk", filter=~Q(outcome="")))
    return BatchProgress(counts["total"], counts["handled"])


def batch_rows(batch: Batch, *, actor: Actor, at: datetime) -> list[BatchRow]:
    """Every case of the batch that the actor may still read, with what hinders it, in order.

    Costs the same number of queries for one case and a thousand.
    """
    known = Party.objects.filter(case=OuterRef("pk")).exclude(person=None, email="")
    outcomes = dict(batch.items.values_list("case", "outcome"))
    cases = (
        Case.objects.readable_by(actor)
        .filter(pk__in=outcomes)
        .select_related("submission", "decision", "officer")
        .annotate(has_applicant=Exists(known))
        .order_by("due_on", "id")
    )
    receivers = _units_of(batch.officer, at) if batch.officer else frozenset()
    return [_row(case, outcomes[case.pk], batch, actor, receivers) for case in cases]


def _units_of(officer: Employee, at: datetime) -> frozenset[int]:
    """Where the one who is to have the cases handles any."""
    found = actor_for_employee(officer, today=localdate(at), door="desk")
    return found.units_for("case.assign")


def _row(
    case: Case, outcome: str, batch: Batch, actor: Actor, receivers: frozenset[int]
) -> BatchRow:
    if outcome:
        return BatchRow(case, "" if outcome == DONE else outcome, is_done=outcome == DONE)
    return BatchRow(case, _hinder(case, batch, actor, receivers), is_done=False)


def _hinder(case: Case, batch: Batch, actor: Actor, receivers: frozenset[int]) -> str:
    if not batch.act:
        return ""
    act = BatchAct(batch.act)
    if not actor.may(NEEDS[act], unit=case.unit_id):
        return NOT_ALLOWED
    if act is BatchAct.ASSIGN and case.unit_id not in receivers:
        return NOT_ALLOWED
    if act is BatchAct.MESSAGE:
        return "" if getattr(case, "has_applicant", False) else Obstacle.NO_APPLICANT
    if act is BatchAct.CLOSE:
        decision = getattr(case, "decision", None)
        found = obstacles_to_closing(
            kind=case.kind,
            decided=decision is not None,
            served=bool(decision and decision.served_at),
            closed=case.status == Status.CLOSED,
        )
        return found[0] if found else "" if allows(case, "closed") else Obstacle.NOT_FROM_HERE
    return Obstacle.CLOSED if case.status == Status.CLOSED else ""


def items_left(batch: Batch) -> list[BatchItem]:
    """What the worker has still to do of a batch."""
    return list(batch.items.filter(outcome="").select_related("case").order_by("pk"))
