"""An officer puts a decision right; the parties learn of it."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from torget.foundation.actor import Actor, the_system
from torget.journeys.facts import correction_facts
from torget.journeys.letters import correction_letter
from torget.journeys.notify import tell_parties
from torget.rooms.cases.actions import correct_decision, keep_correction_document
from torget.rooms.cases.queries import correction_by_pk
from torget.rooms.documents.actions import store_rendered
from torget.rooms.jobs.actions import enqueue
from torget.rooms.jobs.ports import task

if TYPE_CHECKING:
    from torget.rooms.cases.models import Decision
    from torget.rooms.cases.terms import Slip


@transaction.atomic
def correct_the_decision(
    decision: Decision,
    *,
    wrong: str,
    right: str,
    slip: Slip,
    obvious: bool,
    once: UUID,
    by: Actor,
    at: datetime,
) -> None:
    """Put a slip right and queue its document and message; raises CaseNotReady."""
    correction = correct_decision(
        decision, wrong=wrong, right=right, slip=slip, obvious=obvious, once=once, by=by, at=at
    )
    if correction is not None:
        enqueue("send_correction", correction=correction.pk, by=by, at=at)


@task("send_correction")
def send_correction(correction: int) -> None:
    """Make the correction's PDF and tell the parties; done twice, it is done once."""
    row = correction_by_pk(correction)
    if row.document_id is not None:
        return
    by, at, case = the_system("worker"), timezone.now(), row.decision.case
    document = store_rendered(
        f"rattelse-{case.number}.pdf",
        "decision",
        correction_facts(row),
        sealed=True,
        by=by,
        at=at,
    )
    with transaction.atomic():
        if keep_correction_document(row, document, by=by, at=at):
            tell_parties(
                case,
                lambda language: correction_letter(case.number, language=language),
                by=by,
                at=at,
            )
