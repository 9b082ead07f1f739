"""An officer serves a decision; the applicant holds it, with how to appeal."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone

from torget.foundation.actor import Actor, the_system
from torget.journeys.facts import decision_facts
from torget.journeys.letters import decision_letter
from torget.journeys.notify import tell_parties
from torget.rooms.cases.actions import keep_decision_document, serve_decision
from torget.rooms.cases.queries import decision_by_pk
from torget.rooms.documents.actions import store_rendered
from torget.rooms.documents.queries import rendered
from torget.rooms.jobs.actions import enqueue
from torget.rooms.jobs.ports import task

if TYPE_CHECKING:
    from torget.rooms.cases.models import Decision


def decision_as_pdf(decision: Decision) -> bytes:
    """The document of a decision, made or not, to look at."""
    return rendered("decision", decision_facts(decision))


@transaction.atomic
def serve_the_decision(decision: Decision, *, by: Actor, at: datetime) -> None:
    """Serve the decision and queue its document and message; raises CaseNotReady."""
    served = serve_decision(decision, by=by, at=at)
    enqueue("send_decision", decision=served.pk, by=by, at=at)


@task("send_decision")
def send_decision(decision: int) -> None:
    """Make the decision's PDF and tell the parties; done twice, it is done once."""
    row = decision_by_pk(decision)
    if row.document_id is not None:
        return
    by, at = the_system("worker"), timezone.now()
    facts = decision_facts(row)
    name = f"{'andrat-' if row.replaces_id else ''}beslut-{row.case.number}.pdf"
    document = store_rendered(name, "decision", facts, sealed=True, by=by, at=at)
    with transaction.atomic():
        if not keep_decision_document(row, document, by=by, at=at):
            return
        tell_parties(
            row.case,
            lambda language: decision_letter(row.case.number, language=language),
            by=by,
            at=at,
        )
