"""Setting up the municipality and appointing people."""

from datetime import date, datetime

from django.db import transaction

from torget.foundation.actor import Actor
from torget.rooms.audit.actions import record
from torget.rooms.organisation.models import Assignment, Employee, Unit
from torget.rooms.organisation.terms import Role


@transaction.atomic
def appoint(
    employee: Employee,
    role: Role,
    unit: Unit,
    *,
    valid_from: date,
    valid_to: date | None = None,
    by: Actor,
    at: datetime,
) -> Assignment:
    """Give someone a role at a unit; needs `organisation.appoint`. Doing it twice is once."""
    by.must_anywhere("organisation.appoint")
    assignment, new = Assignment.objects.get_or_create(
        employee=employee,
        role=role,
        unit=unit,
        valid_from=valid_from,
        defaults={"valid_to": valid_to},
    )
    if new:
        record(
            "assignment.made",
            f"employee:{employee.pk}",
            by=by,
            at=at,
            role=str(role),
            unit=unit.key,
        )
    return assignment
