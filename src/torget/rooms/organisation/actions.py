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
    Holding,
    Municipality,
    Position,
    Unit,
)
from torget.rooms.organisation.queries import right_of
from torget.rooms.organisation.rules import Period, may_hold, widens
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


@transaction.atomic
def found_position(
    key: str,
    *,
    name: Name,
    unit: Unit | None = None,
    committee: Committee | None = None,
    valid_from: date,
    by: Actor,
    at: datetime,
) -> Position:
    """Add a position at a unit, or at a committee when no unit is given; needs
    `organisation.appoint`. Doing it twice is once.
    """
    by.must_anywhere("organisation.appoint")
    position, new = Position.objects.get_or_create(
        key=key,
        defaults={
            "name": name,
            "unit": unit,
            "committee": None if unit else committee,
            "valid_from": valid_from,
        },
    )
    if new:
        record("position.founded", str(position), by=by, at=at)
    return position


class PeriodNotRight(Exception):
    """A period ends before it begins, lies outside what it belongs to, or overlaps another."""


@transaction.atomic
def appoint_to(
    position: Position,
    employee: Employee,
    *,
    valid_from: date,
    valid_to: date | None = None,
    appointed_by: str,
    by: Actor,
    at: datetime,
) -> Holding:
    """Let someone hold a position; needs `organisation.appoint`. Doing it twice is once.

    `appointed_by`: a position, or body, day and item. Raises PeriodNotRight when the position
    does not exist then, or the same person holds it already.
    """
    by.must_anywhere("organisation.appoint")
    position = Position.objects.select_for_update().get(pk=position.pk)
    same = position.holdings.filter(employee=employee, valid_from=valid_from).first()
    if same is not None:
        return same
    own = Period(position.valid_from, position.valid_to)
    wanted = Period(valid_from, valid_to)
    held = [Period(one.valid_from, one.valid_to) for one in position.holdings.filter(
        employee=employee)]  # fmt: skip
    if not may_hold(wanted, within=own, besides=held):
        raise PeriodNotRight
    holding = Holding.objects.create(
        position=position,
        employee=employee,
        valid_from=valid_from,
        valid_to=valid_to,
        appointed_by=appointed_by,
    )
    record("position.given", str(position), by=by, at=at, employee=employee.pk)
    return holding


@transaction.atomic
def end_holding(holding: Holding, *, valid_to: date, by: Actor, at: datetime) -> None:
    """End a holding: `valid_to` is the first day without it; needs `organisation.appoint`.

    Raises PeriodNotRight when that is not after it began. What was over before stays as it was.
    """
    by.must_anywhere("organisation.appoint")
    row = Holding.objects.select_for_update(of=("self",)).select_related("position")
    holding = row.get(pk=holding.pk)
    if valid_to <= holding.valid_from:
        raise PeriodNotRight
    if holding.valid_to is not None and holding.valid_to <= valid_to:
        return
    holding.valid_to = valid_to
    holding.save()
    record("position.left", str(holding.position), by=by, at=at, employee=holding.employee_id)


@transaction.atomic
def acknowledge(holding: Holding, *, by: Actor, at: datetime) -> None:
    """Say that one knows of one's position; Forbidden for anyone else's. The second time is
    nothing.
    """
    holding = Holding.objects.select_for_update(of=("self",)).select_related("position").get(
        pk=holding.pk)  # fmt: skip
    if by.employee is None or holding.employee_id != by.employee:
        raise Forbidden("position.own")
    if holding.acknowledged_at is not None:
        return
    holding.acknowledged_at = at
    holding.save()
    record("position.acknowledged", str(holding.position), by=by, at=at)


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
