"""Tasks in a case: added by officers or by its process, and done."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING
from uuid import UUID

from django.db import transaction
from django.utils.timezone import localdate

from torget.foundation.actor import Actor, Forbidden
from torget.rooms.audit.actions import record
from torget.rooms.cases.actions.access import CaseNotReady, locked_case
from torget.rooms.cases.models import Case, Task
from torget.rooms.cases.terms import Obstacle, Status
from torget.rooms.organisation.queries import colleagues

if TYPE_CHECKING:
    from torget.rooms.organisation.models import Employee


@transaction.atomic
def add_task(
    case: Case,
    title: str,
    *,
    due_on: date | None,
    officer: Employee | None,
    follows_up: bool = False,
    once: UUID,
    by: Actor,
    at: datetime,
) -> None:
    """Add something to do in an open case. The same `once` twice is one task.

    What follows up has a day, and may be added in a closed case too. Raises Forbidden when the
    officer does not handle cases at the unit today.
    """
    locked = locked_case(case, permission="case.write", by=by)
    if locked.status == Status.CLOSED and not follows_up:
        raise CaseNotReady([Obstacle.CLOSED])
    if officer and not colleagues(case.unit_id, today=localdate(at)).contains(officer):
        raise Forbidden("case.assign")
    _, new = Task.objects.get_or_create(
        once=once,
        defaults={
            "case": locked,
            "title": title[:200],
            "due_on": due_on,
            "officer": officer,
            "follows_up": follows_up,
            "added_by": by.name,
            "added_at": at,
        },
    )
    if new:
        record("task.added", f"case:{locked}", by=by, at=at)


@transaction.atomic
def finish_task(task: Task, *, by: Actor, at: datetime) -> None:
    """It is done; twice is once."""
    locked = locked_case(task.case, permission="case.write", by=by)
    if Task.objects.filter(pk=task.pk, done_at=None).update(done_at=at, done_by=by.name):
        record("task.done", f"case:{locked}", by=by, at=at, task=task.pk)


@transaction.atomic
def reopen_task(task: Task, *, by: Actor, at: datetime) -> None:
    """It was not done after all; only while the case is open, or when it follows up."""
    locked = locked_case(task.case, permission="case.write", by=by)
    if locked.status == Status.CLOSED and not task.follows_up:
        raise CaseNotReady([Obstacle.CLOSED])
    if Task.objects.filter(pk=task.pk, done_at__isnull=False).update(done_at=None, done_by=""):
        record("task.reopened", f"case:{locked}", by=by, at=at, task=task.pk)
