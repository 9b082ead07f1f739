"""Who holds which position."""

from collections.abc import Mapping
from datetime import date, datetime

from django.db import transaction

from torget.foundation.actor import Actor, Forbidden
from torget.rooms.audit.actions import record
from torget.rooms.organisation.actions.absences import PeriodNotRight
from torget.rooms.organisation.actions.setting_up import Name
from torget.rooms.organisation.models import (
    Assignment,
    Committee,
    Employee,
    Holding,
    Position,
    Unit,
)
from torget.rooms.organisation.queries import held_by, roles_of
from torget.rooms.organisation.rules import Period, may_hold


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


@transaction.atomic
def hand_over(
    person: Employee,
    *,
    successors: Mapping[int, Employee],
    leaves: date,
    appointed_by: str,
    by: Actor,
    at: datetime,
) -> None:
    """Let someone leave all that they hold: `leaves` is the first day without them.

    `successors` says who takes over each position, by its key (pk); the others become vacant.
    Roles end and are not passed on: what they allow is given anew by those who decide on it.
    Doing it twice is once. Needs `organisation.appoint`.
    """
    by.must_anywhere("organisation.appoint")
    for held in held_by(person, on=leaves).select_for_update(of=("self",)):
        if held.valid_from >= leaves:
            record("position.not_taken", str(held.position), by=by, at=at, employee=person.pk)
            held.delete()
            continue
        end_holding(held, valid_to=leaves, by=by, at=at)
        if successor := successors.get(held.position_id):
            appoint_to(
                held.position,
                successor,
                valid_from=leaves,
                valid_to=held.position.valid_to,
                appointed_by=appointed_by,
                by=by,
                at=at,
            )
    for role in roles_of(person, on=leaves).select_for_update(of=("self",)):
        _end_role(role, leaves=leaves, by=by, at=at)


def _end_role(role: Assignment, *, leaves: date, by: Actor, at: datetime) -> None:
    subject = f"employee:{role.employee_id}"
    record("assignment.ended", subject, by=by, at=at, role=role.role, unit=role.unit.key)
    if role.valid_from >= leaves:
        role.delete()
        return
    role.valid_to = leaves
    role.save(update_fields=["valid_to"])
