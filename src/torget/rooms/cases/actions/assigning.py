"""Who handles a case: given by rule, and refused for those who are disqualified."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from django.db import transaction
from django.db.models import Count, Max, Q
from django.utils.timezone import localdate

from torget.foundation.actor import Actor, Forbidden
from torget.rooms.audit.actions import record
from torget.rooms.cases.actions.access import CaseNotReady, is_disqualified, must_read
from torget.rooms.cases.actions.moving import move
from torget.rooms.cases.models import Case, Disqualification, Event
from torget.rooms.cases.rules import Load, officer_for
from torget.rooms.cases.terms import Obstacle, Status
from torget.rooms.organisation.queries import absences_on, colleagues

if TYPE_CHECKING:
    from torget.rooms.organisation.models import Employee


def assign_by_rule(case: Case, how: str, *, by: Actor, at: datetime) -> None:
    """Give a case that nobody has to the officer whose turn it is; nothing when it is nobody's.

    `how`: in_turn, by_load, or by_hand, which leaves it to be taken.
    """
    if how == "by_hand" or case.officer_id is not None:
        return
    today = localdate(at)
    officer = officer_for(
        how,
        _loads(case.unit_id, list(colleagues(case.unit_id, today=today))),
        unavailable={row.employee_id for row in absences_on(today)} | set(_disqualified(case)),
    )
    if officer is not None:
        give(case, officer, by=by, at=at)


def give(case: Case, officer: int, *, by: Actor, at: datetime) -> None:
    """Let the officer have the locked case."""
    case.officer_id = officer
    if case.status == Status.RECEIVED:
        Event.objects.create(case=case, what="started", at=at)
    record("case.assigned", f"case:{case}", by=by, at=at, officer=officer)
    move(case, "assigned", by=by, at=at)


def _disqualified(case: Case) -> list[int]:
    rows = case.disqualifications.filter(lifted_at=None)
    return list(rows.values_list("employee_id", flat=True))


def _loads(unit: int, officers: list[Employee]) -> dict[int, Load]:
    """Of those who handle cases there, what each has at the unit."""
    own = Case.objects.filter(unit=unit, officer__in=officers).values("officer").order_by()
    counted = own.annotate(
        open_cases=Count("pk", filter=~Q(status=Status.CLOSED)), last=Max("received_at")
    )
    known = {row["officer"]: Load(row["open_cases"], row["last"]) for row in counted}
    return {officer.pk: known.get(officer.pk, Load()) for officer in officers}


@transaction.atomic
def declare_disqualified(
    case: Case, employee: Employee, reason: str, *, by: Actor, at: datetime
) -> Disqualification:
    """Say that someone may not handle the case, and why (förvaltningslagen (2017:900) 16–18 §§).

    Oneself, or another by those who assign at the unit. A case that was theirs is free to take.
    Saying it twice is once.
    """
    must_read(case, by)
    if by.employee != employee.pk:
        by.must("case.assign", unit=case.unit_id)
    locked = Case.objects.select_for_update(of=("self",)).get(pk=case.pk)
    if locked.status == Status.CLOSED:
        raise CaseNotReady([Obstacle.CLOSED])
    row, new = Disqualification.objects.get_or_create(
        case=locked,
        employee=employee,
        lifted_at=None,
        defaults={"reason": reason, "declared_by": by.name, "declared_at": at},
    )
    if new:
        if locked.officer_id == employee.pk:
            locked.officer = None
            locked.save(update_fields=["officer"])
        subject = f"case:{locked}"
        record("case.disqualified", subject, by=by, at=at, employee=employee.pk)
    return row


@transaction.atomic
def lift_disqualification(row: Disqualification, *, by: Actor, at: datetime) -> None:
    """The reason has been tried and does not hold; by someone else who assigns at the unit."""
    must_read(row.case, by)
    by.must("case.assign", unit=row.case.unit_id)
    if by.employee is None or by.employee == row.employee_id:
        raise Forbidden("case.assign")
    if Disqualification.objects.filter(pk=row.pk, lifted_at=None).update(lifted_at=at):
        subject = f"case:{row.case}"
        record("case.disqualification_lifted", subject, by=by, at=at, employee=row.employee_id)


def must_not_be_disqualified(case: Case, employee: int) -> None:
    """Raise CaseNotReady when the one whom a case is given to may not handle it."""
    if is_disqualified(case, employee):
        raise CaseNotReady([Obstacle.CHOSEN_DISQUALIFIED])
