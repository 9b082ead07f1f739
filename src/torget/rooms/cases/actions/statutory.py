"""The time that law gives: it runs from a complete application, and is made longer once."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING
from uuid import UUID

from django.db import transaction
from django.utils.timezone import localdate

from torget.foundation.actor import Actor
from torget.foundation.calendar import public_holidays
from torget.rooms.audit.actions import record
from torget.rooms.cases.actions.access import CaseNotReady, locked_case
from torget.rooms.cases.actions.conversation import write_as_officer
from torget.rooms.cases.actions.deadlines import must_be_undecided, set_deadline
from torget.rooms.cases.models import Case, Event
from torget.rooms.cases.queries import counted_from, may_extend, statutory_time
from torget.rooms.cases.rules import extended_day, statutory_day
from torget.rooms.cases.terms import Due, Obstacle

if TYPE_CHECKING:
    from torget.rooms.eservices.terms import StatutoryTime


def _law(case: Case) -> StatutoryTime:
    found = statutory_time(case)
    if found is None:
        raise CaseNotReady([Obstacle.NO_STATUTORY_TIME])
    return found


@transaction.atomic
def mark_complete(case: Case, complete_on: date, *, by: Actor, at: datetime) -> date:
    """Note the day the application was complete; return the last day to decide by law.

    Raises CaseNotReady when the service has no time by law, or the case is decided.
    """
    locked = locked_case(case, permission="case.write", by=by)
    must_be_undecided(locked)
    law, holidays = _law(locked), public_holidays(complete_on.year)
    due_on = statutory_day(complete_on, holidays, weeks=law.weeks, months=law.months)
    set_deadline(locked, Due.STATUTORY, due_on, counted_from=complete_on, at=at)
    Event.objects.create(case=locked, what="complete", at=at)
    record("case.complete", f"case:{locked}", by=by, at=at, complete_on=complete_on.isoformat())
    return due_on


@transaction.atomic
def extend_time(case: Case, reason: str, *, once: UUID, by: Actor, at: datetime) -> date | None:
    """Make the time by law longer, once, before it has run out, and tell the applicant why
    (for building permits plan- och bygglagen (2010:900) 9 kap.). Return the new day; None when
    the form has been sent already. Raises CaseNotReady when it cannot be made longer.
    """
    locked = locked_case(case, permission="case.write", by=by)
    must_be_undecided(locked)
    law, complete_on = _law(locked), counted_from(locked)
    if complete_on is None or not may_extend(locked, today=localdate(at)):
        raise CaseNotReady([Obstacle.NOT_EXTENDABLE])
    if write_as_officer(locked, reason, once=once, by=by, at=at) is None:
        return None
    due_on = extended_day(
        complete_on,
        public_holidays(complete_on.year),
        weeks=(law.weeks, law.extension if law.weeks else 0),
        months=(law.months, law.extension if law.months else 0),
    )
    set_deadline(locked, Due.STATUTORY, due_on, reason=reason, counted_from=complete_on, at=at)
    set_deadline(locked, Due.PROMISE, due_on, reason=reason, at=at)  # what the applicant now hears
    values = {"new_day": due_on.isoformat()}
    Event.objects.create(case=locked, what="extended", values=values, at=at)
    record("case.extended", f"case:{locked}", by=by, at=at, due_on=due_on.isoformat())
    return due_on
