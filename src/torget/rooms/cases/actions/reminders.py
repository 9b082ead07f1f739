"""Being reminded in the morning: wanting it or not, and that it has been done."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from django.db import transaction
from django.db.models import Q
from django.utils.timezone import localdate

from torget.foundation.actor import Actor, Forbidden
from torget.rooms.audit.actions import record
from torget.rooms.cases.models import Reminder

if TYPE_CHECKING:
    from torget.rooms.organisation.models import Employee


@transaction.atomic
def choose_reminders(*, wanted: bool, by: Actor, at: datetime) -> None:
    """Say whether one wants to be reminded; Forbidden for those who are not employees."""
    if by.employee is None:
        raise Forbidden("reminder.own")
    Reminder.objects.update_or_create(employee_id=by.employee, defaults={"wanted": wanted})
    record("reminders.chosen", f"employee:{by.employee}", by=by, at=at, wanted=wanted)


@transaction.atomic
def note_morning(employee: Employee, *, waiting: bool, by: Actor, at: datetime) -> bool:
    """Note that it has been seen today what waits for them; whether they are to be told.

    Once a day: another worker that is as far at the same time tells nobody.
    """
    today = localdate(at)
    row, _new = Reminder.objects.get_or_create(employee=employee)
    unseen = Reminder.objects.filter(Q(looked_on=None) | ~Q(looked_on=today), pk=row.pk)
    is_first = unseen.filter(wanted=True).update(looked_on=today) == 1
    if is_first and waiting:
        record("officer.reminded", f"employee:{employee.pk}", by=by, at=at)
    return is_first and waiting
