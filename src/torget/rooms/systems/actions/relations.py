"""What a system holds, and whom it gives to and takes from."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from torget.foundation.actor import Actor
from torget.rooms.audit.actions import record
from torget.rooms.systems.actions.access import locked
from torget.rooms.systems.models import Integration, System, SystemInformation

if TYPE_CHECKING:
    from datetime import datetime

    from torget.rooms.information.models import InformationType


@transaction.atomic
def hold_information(
    system: System, kind: InformationType, *, is_master: bool, by: Actor, at: datetime
) -> SystemInformation:
    """Say that the system holds information of the type; saying the same again is nothing."""
    system = locked(system, by=by, at=at)
    held, new = SystemInformation.objects.get_or_create(
        system=system, type=kind, defaults={"is_master": is_master}
    )
    if not new and held.is_master == is_master:
        return held
    held.is_master = is_master
    held.save(update_fields=["is_master"])
    record("system.information_held", str(system), by=by, at=at, type=kind.key)
    return held


@transaction.atomic
def let_go_of_information(held: SystemInformation, *, by: Actor, at: datetime) -> None:
    """Say that the system no longer holds it; the second time is nothing."""
    system = locked(held.system, by=by, at=at)
    gone, _rows = SystemInformation.objects.filter(pk=held.pk).delete()
    if gone:
        record("system.information_gone", str(system), by=by, at=at, type=held.type.key)


class SameSystem(Exception):
    """A system gives nothing to itself."""


@transaction.atomic
def integrate(
    source: System,
    target: System,
    *,
    kind: InformationType | None = None,
    interface: str = "",
    frequency: str = "",
    by: Actor,
    at: datetime,
) -> Integration:
    """Say that information goes from one to the other; for who may change the one that gives.

    Doing it twice is once. Raises SameSystem.
    """
    if source.pk == target.pk:
        raise SameSystem
    locked(source, by=by, at=at)
    flow, new = Integration.objects.get_or_create(
        source=source,
        target=target,
        type=kind,
        defaults={"interface": interface, "frequency": frequency},
    )
    if new:
        record("system.integrated", str(source), by=by, at=at, target=target.key)
    return flow


@transaction.atomic
def end_integration(flow: Integration, *, by: Actor, at: datetime) -> None:
    """Say that nothing goes there any more; the second time is nothing."""
    source = locked(flow.source, by=by, at=at)
    gone, _rows = Integration.objects.filter(pk=flow.pk).delete()
    if gone:
        record("system.parted", str(source), by=by, at=at, target=flow.target.key)
