"""A person looks at what a decision table has decided."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils.timezone import localdate

from torget.foundation.actor import Actor, Forbidden
from torget.foundation.calendar import public_holidays
from torget.rooms.audit.actions import record
from torget.rooms.cases.actions.access import locked_case, must_be_party
from torget.rooms.cases.models import AutomatedDecision, Case, Event, HumanReview
from torget.rooms.cases.rules import review_by
from torget.rooms.cases.terms import ReviewKind


def open_review(
    automated: AutomatedDecision, kind: ReviewKind, text: str, *, by: Actor, at: datetime
) -> bool:
    """Put it to a person to look, once of each kind; whether it was the first time."""
    today = localdate(at)
    _review, is_new = HumanReview.objects.get_or_create(
        automated=automated,
        kind=kind,
        defaults={
            "text": text,
            "asked_at": at,
            "answer_by": review_by(today, public_holidays(today.year)),
        },
    )
    if is_new:
        record("review.asked", f"case:{automated.case}", by=by, at=at, kind=str(kind))
    return is_new


@transaction.atomic
def ask_for_person(case: Case, text: str, *, by: Actor, at: datetime) -> bool:
    """A party asks that a person looks at the automated decision that settles their case
    (dataskyddsförordningen artikel 22.3). False when it has been asked, or there is none.
    """
    must_be_party(case, by)
    locked = Case.objects.select_for_update(of=("self",)).get(pk=case.pk)
    automated = AutomatedDecision.objects.filter(
        case=locked, decision__in_force=locked, decision__served_at__isnull=False
    ).first()
    if automated is None or not open_review(automated, ReviewKind.ASKED, text, by=by, at=at):
        return False
    Event.objects.create(case=locked, what="review_asked", at=at)
    return True


@transaction.atomic
def answer_review(
    review: HumanReview, *, right: bool, reasons: str, by: Actor, at: datetime
) -> bool:
    """Say whether the decision is right, and why; False when someone already has.

    What is wrong is put right in the ordinary way, by changing or correcting the decision.
    """
    locked = locked_case(review.automated.case, permission="case.decide", by=by)
    if by.employee is None:
        raise Forbidden("case.decide")
    row = HumanReview.objects.select_for_update().get(pk=review.pk)
    if row.answered_at is not None:
        return False
    row.right, row.reasons, row.answered_by, row.answered_at = right, reasons, by.name, at
    row.save(update_fields=["right", "reasons", "answered_by", "answered_at"])
    if row.kind == ReviewKind.ASKED:
        Event.objects.create(case=locked, what="review_answered", at=at)
    record("review.answered", f"case:{locked}", by=by, at=at, kind=row.kind, right=right)
    return True
