"""Who answers for a system: appointed, known to the one who takes over, and ended."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone

from torget.foundation.actor import Actor, Forbidden
from torget.rooms.audit.actions import record
from torget.rooms.organisation.queries import positions_held
from torget.rooms.systems.actions.access import locked
from torget.rooms.systems.models import Supplier, System, SystemRole
from torget.rooms.systems.terms import HELD_BY_ONE, RoleKey

if TYPE_CHECKING:
    from datetime import date, datetime

    from torget.rooms.organisation.models import Position, Unit


class HolderNotRight(Exception):
    """A role is held by a position; only operation at a supplier is held by a supplier."""


@transaction.atomic
def give_role(
    system: System,
    role: RoleKey,
    holder: Position | Supplier,
    *,
    unit: Unit | None = None,
    valid_from: date,
    appointed_by: str,
    by: Actor,
    at: datetime,
) -> SystemRole:
    """Let a position or a supplier answer for the system; a unit holds it by the position that
    speaks for it. For its owner, its manager and `systems.edit`. Doing it twice is once.

    A system has one owner and one manager: whoever was before leaves that day.
    """
    system = locked(system, by=by, at=at)
    is_supplier = isinstance(holder, Supplier)
    if is_supplier != (role == RoleKey.OPERATIONS_SUPPLIER) or (is_supplier and unit):
        raise HolderNotRight
    whose = {"supplier": holder} if is_supplier else {"position": holder, "unit": unit}
    standing = system.roles.filter(role=role, valid_to=None)
    same = standing.filter(**whose).first()
    if same is not None:
        return same
    if role in HELD_BY_ONE:
        for before in standing:
            _end(before, valid_from)
    given = SystemRole.objects.create(
        system=system, role=role, valid_from=valid_from, appointed_by=appointed_by, **whose
    )
    record("system.role_given", str(system), by=by, at=at, role=role, holder=str(holder))
    return given


@transaction.atomic
def end_role(role: SystemRole, *, valid_to: date, by: Actor, at: datetime) -> None:
    """End a role: `valid_to` is the first day without it. The second time is nothing."""
    system = locked(role.system, by=by, at=at)
    role = SystemRole.objects.select_for_update().get(pk=role.pk)
    if role.valid_to is not None:
        return
    _end(role, valid_to)
    record("system.role_ended", str(system), by=by, at=at, role=role.role)


def _end(role: SystemRole, valid_to: date) -> None:
    """What would end before it began was never so."""
    if valid_to <= role.valid_from:
        role.delete()
        return
    role.valid_to = valid_to
    role.save(update_fields=["valid_to"])


@transaction.atomic
def acknowledge_role(role: SystemRole, *, by: Actor, at: datetime) -> None:
    """Say that one knows of a role that one's position has; Forbidden for anyone else's."""
    role = SystemRole.objects.select_for_update(of=("self",)).select_related("system").get(
        pk=role.pk)  # fmt: skip
    held = positions_held(by.employee or 0, today=timezone.localdate(at))
    if role.position_id not in held:
        raise Forbidden("position.own")
    if role.acknowledged_at is not None:
        return
    role.acknowledged_at = at
    role.save(update_fields=["acknowledged_at"])
    record("system.role_acknowledged", str(role.system), by=by, at=at, role=role.role)
