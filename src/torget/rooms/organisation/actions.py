"""Setting up the municipality and appointing people."""

from dataclasses import asdict
from datetime import date, datetime

from django.db import transaction

from torget.foundation.actor import Actor, Forbidden
from torget.rooms.audit.actions import record
from torget.rooms.organisation.models import (
    Absence,
    Assignment,
    Committee,
    Delegation,
    Employee,
    Municipality,
    Unit,
)
from torget.rooms.organisation.queries import right_of
from torget.rooms.organisation.rules import widens
from torget.rooms.organisation.terms import CommitteeKind, DelegationFacts, MunicipalityFacts, Role

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


class WiderThanAbove(Exception):
    """A right cannot be passed on wider than it was given, nor twice
    (kommunallagen (2017:725) 7 kap. 6 §).
    """


@transaction.atomic
def delegate(
    committee: Committee,
    row: DelegationFacts,
    *,
    unit: Unit | None = None,
    parent: Delegation | None = None,
    by: Actor,
    at: datetime,
) -> Delegation:
    """Add a row to the committee's delegation order; needs `organisation.appoint`.

    With a `parent` the right is passed on, and WiderThanAbove is raised when it reaches beyond.
    Doing it twice is once.
    """
    by.must_anywhere("organisation.appoint")
    if parent is not None and (
        parent.parent_id is not None
        or parent.committee_id != committee.pk
        or widens(row.right, right_of(parent))
    ):
        raise WiderThanAbove(row.number)
    kept, new = Delegation.objects.get_or_create(
        committee=committee,
        number=row.number,
        valid_from=row.valid_from,
        defaults={
            "title": row.title,
            "services": sorted(row.right.services),
            "outcomes": sorted(row.right.outcomes),
            "amount_most": row.right.amount_most,
            "roles": [str(role) for role in row.roles],
            "resolution": row.resolution,
            "unit": unit,
            "parent": parent,
        },
    )
    if new:
        subject = f"committee:{committee.key}"
        record("delegation.given", subject, by=by, at=at, number=row.number)
    return kept


@transaction.atomic
def end_delegation(row: Delegation, *, valid_to: date, by: Actor, at: datetime) -> None:
    """End a row and what was passed on from it, from a day on; needs `organisation.appoint`."""
    by.must_anywhere("organisation.appoint")
    ending = [row.pk, *row.below.values_list("pk", flat=True)]
    Delegation.objects.filter(pk__in=ending, valid_to=None).update(valid_to=valid_to)
    subject = f"committee:{row.committee.key}"
    record("delegation.ended", subject, by=by, at=at, number=row.number)


class PeriodNotRight(Exception):
    """An absence ends before it begins, or lies within another one."""


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
