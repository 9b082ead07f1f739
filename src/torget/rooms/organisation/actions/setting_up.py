"""Setting up the municipality: its committees, units, people and their roles."""

from dataclasses import asdict
from datetime import date, datetime

from django.db import transaction

from torget.foundation.actor import Actor
from torget.rooms.audit.actions import record
from torget.rooms.organisation.models import (
    Assignment,
    Committee,
    Employee,
    Municipality,
    Unit,
)
from torget.rooms.organisation.terms import CommitteeKind, MunicipalityFacts, Role

Name = dict[str, str]  # {"sv": …, "en": …}


@transaction.atomic
def set_up_municipality(facts: MunicipalityFacts, *, by: Actor, at: datetime) -> Municipality:
    """Say whose database this is; needs `organisation.appoint`. Doing it twice is once."""
    by.must_anywhere("organisation.appoint")
    municipality, new = Municipality.objects.get_or_create(
        key=facts.key, defaults={k: v for k, v in asdict(facts).items() if k != "key"}
    )
    if new:
        record("municipality.set_up", f"municipality:{facts.key}", by=by, at=at)
    return municipality


@transaction.atomic
def found_committee(
    key: str, kind: CommitteeKind, *, name: Name, email: str, by: Actor, at: datetime
) -> Committee:
    """Add a committee; needs `organisation.appoint`. Doing it twice is once."""
    by.must_anywhere("organisation.appoint")
    committee, new = Committee.objects.get_or_create(
        key=key, defaults={"kind": kind, "name": name, "email": email}
    )
    if new:
        record("committee.founded", f"committee:{key}", by=by, at=at)
    return committee


@transaction.atomic
def found_unit(
    key: str, committee: Committee, *, name: Name, email: str, phone: str, by: Actor, at: datetime
) -> Unit:
    """Add a unit under a committee; needs `organisation.appoint`. Doing it twice is once."""
    by.must_anywhere("organisation.appoint")
    unit, new = Unit.objects.get_or_create(
        key=key,
        defaults={"committee": committee, "name": name, "email": email, "phone": phone},
    )
    if new:
        record("unit.founded", f"unit:{key}", by=by, at=at)
    return unit


@transaction.atomic
def employ(email: str, *, name: str, title: str, phone: str, by: Actor, at: datetime) -> Employee:
    """Add an employee by e-mail address; needs `organisation.appoint`. Doing it twice is once."""
    by.must_anywhere("organisation.appoint")
    employee, new = Employee.objects.get_or_create(
        email=email, defaults={"name": name, "title": title, "phone": phone}
    )
    if new:
        record("employee.added", f"employee:{employee.pk}", by=by, at=at)
    return employee


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
