"""Someone at the unit has looked at what a table decided; who asked is told."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING
from uuid import uuid4

from django.db import transaction

from torget.foundation.actor import Actor
from torget.journeys.correspond import write_to_applicant
from torget.rooms.cases.actions import answer_review
from torget.rooms.cases.terms import ReviewKind

if TYPE_CHECKING:
    from torget.rooms.cases.models import HumanReview


@transaction.atomic
def answer_the_review(
    review: HumanReview, *, right: bool, reasons: str, by: Actor, at: datetime
) -> None:
    """Keep the answer; when the applicant asked, write it to them. Answered twice counts once."""
    answered = answer_review(review, right=right, reasons=reasons, by=by, at=at)
    if answered and review.kind == ReviewKind.ASKED:
        write_to_applicant(review.automated.case, reasons, once=uuid4(), by=by, at=at)
