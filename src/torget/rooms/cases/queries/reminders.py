"""What waits for someone in the morning, in numbers, and who is to be told."""

from __future__ import annotations

from dataclasses import astuple, dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING

from django.db.models import Q
from django.utils.timezone import localtime

from torget.foundation.actor import Actor
from torget.foundation.calendar import public_holidays
from torget.rooms.cases.models import Reminder
from torget.rooms.cases.queries.cases import cases_for
from torget.rooms.cases.queries.referrals import my_referrals, referrals_to_units
from torget.rooms.cases.queries.tasks import my_tasks
from torget.rooms.cases.rules import is_reminding_time, near_until
from torget.rooms.organisation.queries import officers_at_work

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from torget.rooms.organisation.models import Employee


@dataclass(frozen=True, slots=True)
class Waiting:
    """How many there are of each kind; true when there is anything at all."""

    late: int  # own cases whose day has gone
    near: int  # own cases to answer today or within two working days
    tasks: int  # to be done today at the latest
    referrals: int  # not answered to us in time, or soon to be answered by us

    def __bool__(self) -> bool:
        return any(astuple(self))


def what_waits(actor: Actor, *, today: date) -> Waiting:
    """What the actor's own day holds that bears no waiting. Four queries, however much it is."""
    near = near_until(today, public_holidays(today.year))
    own = cases_for(actor).open().filter(officer=actor.employee, decided_at=None).order_by()
    asked = my_referrals(actor, today=today).filter(answered_at=None).order_by().values("pk")
    to_us = referrals_to_units(actor).filter(answer_by__lte=near).order_by().values("pk")
    return Waiting(
        late=own.filter(due_on__lt=today).count(),
        near=own.filter(due_on__range=(today, near)).count(),
        tasks=my_tasks(actor, today=today).filter(due_on__lte=today).count(),
        referrals=asked.union(to_us).count(),
    )


def wants_reminders(actor: Actor) -> bool:
    """Whether the employee is reminded; everyone is who has not said otherwise."""
    return not Reminder.objects.filter(employee=actor.employee, wanted=False).exists()


def officers_to_remind(*, at: datetime) -> QuerySet[Employee]:
    """Those who handle cases, are at work, want it and have not been seen to today.

    Nobody except in the morning of a working day.
    """
    now = localtime(at)
    today = now.date()
    officers = officers_at_work(today=today).order_by("pk")
    if not is_reminding_time(now, public_holidays(today.year)):
        return officers.none()
    done = Reminder.objects.filter(Q(looked_on=today) | Q(wanted=False))
    return officers.exclude(pk__in=done.values("employee"))
