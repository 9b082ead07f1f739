"""What is due in a case: told late, made longer, ended. The queue sorts by the nearest."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, datetime
from uuid import UUID

from django.db import transaction
from django.db.models import Min
from django.utils.timezone import localdate

from torget.foundation.actor import Actor
from torget.foundation.calendar import public_holidays
from torget.rooms.audit.actions import record
from torget.rooms.cases.actions.access import CaseNotReady, locked_case, must_be_party
from torget.rooms.cases.actions.conversation import write_as_officer
from torget.rooms.cases.models import Case, Deadline, DelayRequest, Event
from torget.rooms.cases.rules import conclude_by, obstacles_to_asking
from torget.rooms.cases.terms import Due, Ended, Kind, Obstacle

UNTIL_DECIDED = (Due.PROMISE, Due.STATUTORY, Due.CONCLUDE)


def set_deadline(
    case: Case,
    kind: Due,
    due_on: date,
    *,
    reason: str = "",
    counted_from: date | None = None,
    at: datetime,
) -> None:
    """Let something be due in the locked case by a day; an earlier day for it ends as moved.

    A case with only its promise has no rows: the promise is written out when needed.
    """
    if not case.deadlines.exists():
        Deadline.objects.create(
            case=case, kind=Due.PROMISE, due_on=case.due_on, set_at=case.received_at
        )
        if case.decided_at is not None:
            end_deadlines(case, UNTIL_DECIDED, Ended.MET, at=case.decided_at)
    end_deadlines(case, (kind,), Ended.MOVED, at=at)
    Deadline.objects.create(
        case=case, kind=kind, due_on=due_on, reason=reason, counted_from=counted_from, set_at=at
    )
    _keep_nearest(case)


def end_deadlines(case: Case, kinds: Collection[Due], ended: Ended, *, at: datetime) -> None:
    """Nothing of these kinds is due in the locked case any more."""
    if case.deadlines.filter(kind__in=kinds, ended="").update(ended=ended, ended_at=at):
        _keep_nearest(case)


def _keep_nearest(case: Case) -> None:
    """The column that the queue sorts by; what was last due stays when nothing is."""
    nearest = case.deadlines.filter(ended="").aggregate(day=Min("due_on"))["day"]
    if nearest is not None and nearest != case.due_on:
        case.due_on = nearest
        case.save(update_fields=["due_on"])


@transaction.atomic
def tell_of_delay(
    case: Case, reason: str, *, new_day: date, once: UUID, by: Actor, at: datetime
) -> bool:
    """Tell the applicant that the case is late, why, and the new day
    (förvaltningslagen (2017:900) 11 §). False when the form has been sent already.
    """
    locked = locked_case(case, permission="case.write", by=by)
    must_be_undecided(locked)
    if write_as_officer(locked, reason, once=once, by=by, at=at) is None:
        return False
    set_deadline(locked, Due.PROMISE, new_day, reason=reason, at=at)
    values = {"new_day": new_day.isoformat()}
    Event.objects.create(case=locked, what="delayed", values=values, at=at)
    record("case.delayed", f"case:{locked}", by=by, at=at, new_day=new_day.isoformat())
    return True


@transaction.atomic
def ask_to_conclude(case: Case, text: str, *, by: Actor, at: datetime) -> DelayRequest:
    """The applicant asks, after six months, that the case be concluded
    (förvaltningslagen (2017:900) 12 §). Raises CaseNotReady when they may not.
    """
    must_be_party(case, by)
    locked = Case.objects.select_for_update(of=("self",)).get(pk=case.pk)
    today = localdate(at)
    if obstacles := obstacles_for_asking(locked, today=today):
        raise CaseNotReady(obstacles)
    answer_by = conclude_by(today, public_holidays(today.year))
    asked = DelayRequest.objects.create(case=locked, text=text, asked_at=at, answer_by=answer_by)
    set_deadline(locked, Due.CONCLUDE, answer_by, at=at)
    Event.objects.create(case=locked, what="conclusion_asked", at=at)
    record("conclusion.asked", f"case:{locked}", by=by, at=at)
    return asked


def obstacles_for_asking(case: Case, *, today: date) -> list[Obstacle]:
    """Why the applicant may not ask today that the case be concluded."""
    return obstacles_to_asking(
        received_on=localdate(case.received_at),
        begun_by_party=case.kind == Kind.APPLICATION,
        decided=case.decided_at is not None or case.closed_at is not None,
        asked_before=DelayRequest.objects.filter(case=case).exists(),
        today=today,
    )


@transaction.atomic
def refuse_to_conclude(case: Case, reasons: str, *, by: Actor, at: datetime) -> None:
    """Refuse, by a decision of its own that can be appealed, to conclude the case now
    (förvaltningslagen (2017:900) 12 §). Raises CaseNotReady when nothing is asked.
    """
    locked = locked_case(case, permission="case.decide", by=by)
    must_be_undecided(locked)
    asked = DelayRequest.objects.filter(case=locked, refused_at=None).first()
    if asked is None:
        raise CaseNotReady([Obstacle.NOT_ASKED])
    asked.refused_at, asked.reasons = at, reasons
    asked.save(update_fields=["refused_at", "reasons"])
    end_deadlines(locked, (Due.CONCLUDE,), Ended.MET, at=at)
    Event.objects.create(case=locked, what="conclusion_refused", at=at)
    record("conclusion.refused", f"case:{locked}", by=by, at=at)


def must_be_undecided(case: Case) -> None:
    """Raise CaseNotReady for a case that is decided or closed."""
    if case.decided_at is not None:
        raise CaseNotReady([Obstacle.ALREADY_DECIDED])
    if case.closed_at is not None:
        raise CaseNotReady([Obstacle.CLOSED])
