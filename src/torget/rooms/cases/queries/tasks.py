"""What is to be done in cases."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from django.db.models import F, Q

from torget.foundation.actor import Actor
from torget.rooms.cases.models import Case, Task
from torget.rooms.cases.terms import Status

if TYPE_CHECKING:
    from django.db.models import QuerySet


def tasks_of(case: Case) -> QuerySet[Task]:
    """Of a case that the actor has been allowed to see: what is left first, then what is done."""
    return case.tasks.select_related("officer").order_by(
        F("done_at").asc(nulls_first=True), F("due_on").asc(nulls_last=True), "pk"
    )


def get_task(case: Case, key: int) -> Task:
    """One of the case's, or Task.DoesNotExist."""
    return case.tasks.select_related("case").get(pk=key)


def my_tasks(actor: Actor, *, today: date) -> QuerySet[Task]:
    """What the actor has to do: given to them, or nobody's in their cases; nearest day first.

    What follows up is there from its day on, also of closed cases.
    """
    mine = Q(officer=actor.employee) | Q(officer=None, case__officer=actor.employee)
    now = Q(follows_up=True, due_on__lte=today) | Q(follows_up=False) & ~Q(
        case__status=Status.CLOSED
    )
    return (
        Task.objects.filter(mine, now, done_at=None, case__in=Case.objects.readable_by(actor))
        .select_related("case")
        .order_by(F("due_on").asc(nulls_last=True), "pk")
    )
