"""Asking someone outside the case for an opinion, and taking in the answer."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from typing import TYPE_CHECKING
from uuid import UUID, uuid4

from django.db import transaction
from django.utils.timezone import localdate

from torget.foundation.actor import Actor, Forbidden
from torget.rooms.audit.actions import record, record_view
from torget.rooms.cases.actions.access import CaseNotReady, locked_case
from torget.rooms.cases.links import link_digest, link_word
from torget.rooms.cases.models import Case, Event, Referral
from torget.rooms.cases.rules import obstacles_to_referral
from torget.rooms.cases.terms import Asked, Obstacle, Status

if TYPE_CHECKING:
    from torget.rooms.documents.models import Document


@transaction.atomic
def send_referral(
    case: Case,
    asked: Asked,
    *,
    documents: Sequence[Document] = (),
    once: UUID,
    by: Actor,
    at: datetime,
) -> Referral | None:
    """Ask for an opinion by a day; None when the form has been sent already.

    `documents` are those of the case that the other gets to see. Raises CaseNotReady when the
    case is decided.
    """
    locked = locked_case(case, permission="case.write", by=by)
    if by.employee is None:
        raise Forbidden("case.write")
    if Referral.objects.filter(once=once).exists():
        return None
    if locked.status in (Status.DECIDED, Status.CLOSED):
        raise CaseNotReady([Obstacle.ALREADY_DECIDED])
    key = uuid4()
    referral = Referral.objects.create(
        case=locked,
        key=key,
        to_name=asked.name,
        to_email=asked.email,
        unit_id=asked.unit,
        question=asked.question,
        answer_by=asked.answer_by,
        asked_by_id=by.employee,
        sent_at=at,
        digest=link_digest(link_word(key)),
        once=once,
    )
    referral.documents.set(documents)
    Event.objects.create(case=locked, what="referred", at=at)
    record("referral.sent", f"case:{locked}", by=by, at=at, files=len(documents))
    return referral


@transaction.atomic
def open_referral(referral: Referral, *, by: Actor, at: datetime) -> Referral:
    """Let the one who was asked read it, and note that they did.

    Someone outside is bound to the link by the first log-in; Forbidden for all others. Of one's
    own unit those who write in its cases may. Raises CaseNotReady when it is closed.
    """
    row = (
        Referral.objects.select_for_update(of=("self",)).select_related("case").get(pk=referral.pk)
    )
    if row.unit_id is not None:
        by.must("case.write", unit=row.unit_id)
    elif by.person is None or row.person_id not in (None, by.person):
        raise Forbidden("referral.answer")
    if obstacles := _obstacles(row, localdate(at)):
        raise CaseNotReady(obstacles)
    if row.unit_id is None and row.person_id is None:
        row.person_id, row.bound_at = by.person, at
        row.save(update_fields=["person", "bound_at"])
        record("referral.bound", f"case:{row.case}", by=by, at=at)
    person = row.case.submission.person_id
    record_view(f"case:{row.case}", what="referral.viewed", by=by, at=at, person=person)
    return row


def _obstacles(row: Referral, today: date) -> list[Obstacle]:
    return obstacles_to_referral(
        withdrawn=row.withdrawn_at is not None,
        answered=row.answered_at is not None,
        answer_by=row.answer_by,
        concluded=row.case.status in (Status.DECIDED, Status.CLOSED),
        today=today,
    )


@transaction.atomic
def answer_referral(
    referral: Referral,
    text: str,
    *,
    documents: Sequence[Document] = (),
    by: Actor,
    at: datetime,
) -> Referral | None:
    """Take in the answer, with the moment it came; None when there is one already.

    As for `open_referral`, only by the one who was asked.
    """
    if Referral.objects.filter(pk=referral.pk, answered_at__isnull=False).exists():
        return None
    row = open_referral(referral, by=by, at=at)
    row.answer, row.answered_by, row.answered_at = text, by.name, at
    row.save(update_fields=["answer", "answered_by", "answered_at"])
    row.answer_documents.set(documents)
    Event.objects.create(case=row.case, what="referral_answered", at=at)
    record("referral.answered", f"case:{row.case}", by=by, at=at, files=len(documents))
    return row


def _open_for(referral: Referral, by: Actor) -> tuple[Case, Referral]:
    case = locked_case(referral.case, permission="case.write", by=by)
    row = Referral.objects.get(pk=referral.pk)
    if not row.is_open:
        raise CaseNotReady([Obstacle.REFERRAL_CLOSED])
    return case, row


@transaction.atomic
def withdraw_referral(referral: Referral, *, by: Actor, at: datetime) -> None:
    """Close the referral without an answer: its link opens nothing any more."""
    case, row = _open_for(referral, by)
    row.withdrawn_at = at
    row.save(update_fields=["withdrawn_at"])
    record("referral.withdrawn", f"case:{case}", by=by, at=at)


@transaction.atomic
def extend_referral(referral: Referral, answer_by: date, *, by: Actor, at: datetime) -> None:
    """Give more time to answer; a reminder will be sent before the new day too."""
    case, row = _open_for(referral, by)
    row.answer_by, row.reminded_on = answer_by, None
    row.save(update_fields=["answer_by", "reminded_on"])
    record("referral.extended", f"case:{case}", by=by, at=at, answer_by=answer_by.isoformat())


def note_reminder(referral: Referral, *, by: Actor, at: datetime) -> bool:
    """Note that the one who was asked is reminded; False when another worker has done it."""
    due = Referral.objects.filter(pk=referral.pk, reminded_on=None, answered_at=None)
    if not due.filter(withdrawn_at=None).update(reminded_on=localdate(at)):
        return False
    record("referral.reminded", f"case:{referral.case}", by=by, at=at)
    return True
