"""Being away."""

from datetime import date, datetime

from django.db import transaction

from torget.foundation.actor import Actor, Forbidden
from torget.rooms.audit.actions import record
from torget.rooms.organisation.models import (
    Absence,
    Employee,
)


class PeriodNotRight(Exception):
    """A period ends before it begins, lies outside what it belongs to, or overlaps another."""


@transaction.atomic
def be_absent(
    *, valid_from: date, valid_to: date, substitute: Employee | None, by: Actor, at: datetime
) -> Absence:
    """Say that one is away from a day until the first day back, and who stands in.

    Raises PeriodNotRight, and Forbidden for those who are not employees. A substitute who is the
    absent one is nobody.
    """
    if by.employee is None:
        raise Forbidden("absence.own")
    overlapping = Absence.objects.select_for_update().filter(
        employee=by.employee, valid_from__lt=valid_to, valid_to__gt=valid_from
    )
    if valid_to <= valid_from or overlapping.exists():
        raise PeriodNotRight
    absence = Absence.objects.create(
        employee_id=by.employee,
        substitute=None if substitute and substitute.pk == by.employee else substitute,
        valid_from=valid_from,
        valid_to=valid_to,
    )
    record("absence.told", f"employee:{by.employee}", by=by, at=at)
    return absence


@transaction.atomic
def take_back_absence(absence: Absence, *, by: Actor, at: datetime) -> None:
    """Remove one's own absence; Forbidden for anyone else's."""
    if by.employee is None or absence.employee_id != by.employee:
        raise Forbidden("absence.own")
    record("absence.taken_back", f"employee:{by.employee}", by=by, at=at)
    absence.delete()
