"""Saving what one wants to come back to in the queue, and noting that a list was taken out."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from torget.foundation.actor import Actor, Forbidden
from torget.rooms.audit.actions import record
from torget.rooms.cases.models import SavedChoice
from torget.rooms.cases.queries import QueueFilter


@transaction.atomic
def save_choice(
    name: str, wanted: QueueFilter, *, shared_with: int | None, by: Actor, at: datetime
) -> SavedChoice:
    """Keep the choice under the name, in place of one's own with the same name.

    `shared_with` is a unit where one reads cases. A search for a person is never saved.
    """
    if by.employee is None:
        raise Forbidden("case.read")
    if shared_with is not None:
        by.must("case.read", unit=shared_with)
    values = {
        "show": wanted.show,
        "search": wanted.search,
        "unit": wanted.unit,
        "service": wanted.service,
        "status": wanted.status,
        "officer": wanted.officer,
        "shared_with_id": shared_with,
    }
    saved, _ = SavedChoice.objects.update_or_create(
        owner_id=by.employee, name=name[:60], defaults=values
    )
    record("choice.saved", f"choice:{saved.pk}", by=by, at=at, unit=shared_with)
    return saved


@transaction.atomic
def remove_choice(choice: int, *, by: Actor, at: datetime) -> None:
    """Forget one's own choice; nothing happens when it is gone, or another's."""
    if by.employee is None:
        raise Forbidden("case.read")
    gone, _ = SavedChoice.objects.filter(pk=choice, owner=by.employee).delete()
    if gone:
        record("choice.removed", f"choice:{choice}", by=by, at=at)


def note_export(count: int, *, by: Actor, at: datetime) -> None:
    """Write in the trail that a list with names has left the house."""
    by.must_anywhere("case.read")
    record("cases.exported", "cases", by=by, at=at, count=count)
