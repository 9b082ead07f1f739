"""A resident sends an application."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from django.db import transaction

from torget.foundation.actor import Actor
from torget.journeys.decide_automatically import try_the_table
from torget.rooms.cases.actions import Opening, assign_by_rule, note_filled_in, open_case
from torget.rooms.eservices.queries import demands
from torget.rooms.identity.actions import remember_contact
from torget.rooms.jobs.actions import enqueue
from torget.rooms.organisation.queries import unit
from torget.rooms.submissions.actions import submit
from torget.rooms.submissions.queries import (
    first_answer,
    headline,
    service_of,
    waiting_requests,
)
from torget.rooms.submissions.terms import Channel

if TYPE_CHECKING:
    from torget.rooms.cases.models import Case
    from torget.rooms.identity.models import Order
    from torget.rooms.submissions.models import Draft, Submission


@transaction.atomic
def submit_application(
    draft: Draft, *, shown_digest: str, order: Order | None, by: Actor, at: datetime
) -> Case:
    """Submit the draft, open its case and queue the receipt: all of it, or nothing.

    Raises AlreadySubmitted, ServiceFull, DraftIncomplete, DraftChanged or SignatureMissing.
    """
    submission = submit(draft, shown_digest=shown_digest, order=order, by=by, at=at)
    service = service_of(submission)
    contact = _contact(submission, by)
    opening = opening_of(
        submission, contact, awaiting_signature=waiting_requests(submission).exists()
    )
    case = open_case(submission, opening, by=by, at=at)
    assign_by_rule(case, service.service.assign, by=by, at=at)
    if submission.person and by.person:  # what somebody else says of them changes nothing
        remember_contact(
            submission.person,
            email=contact["email"],
            phone=contact["phone"],
            language=submission.language,
            by=by,
            at=at,
        )
    if submission.channel != Channel.E_SERVICE:
        note_filled_in(case, service.service.title.sv, by=by, at=at)
    enqueue("send_receipt", submission=str(submission.key), by=by, at=at)
    try_the_table(case, by=by, at=at)
    return case


def opening_of(
    submission: Submission, contact: dict[str, str], *, awaiting_signature: bool = False
) -> Opening:
    """What the case of a submission is, from its service and what was answered."""
    service = service_of(submission)
    protected = submission.person is not None and submission.person.protected_identity
    return Opening(
        kind=service.service.kind,
        title={"sv": service.service.title.sv, "en": service.service.title.en},
        summary=headline(service, submission.answers),
        series=service.service.case_series,
        unit=unit(service.unit_for(submission.answers, submission.context)),
        permission=demands(service, protected=protected).reading_permission,
        promised_days=service.service.process_time.promised_days,
        contact=contact,
        awaiting_signature=awaiting_signature,
        received_at=submission.submitted_at,
    )


def _contact(submission: Submission, by: Actor) -> dict[str, str]:
    service = service_of(submission)
    reached = {
        kind: first_answer(service, submission.answers, kind) or "" for kind in ("email", "phone")
    }
    return {**reached, "name": _applicant(submission, by)}


def _applicant(submission: Submission, by: Actor) -> str:
    """Who applies: a person, an organisation through one, or an employee; empty for nobody."""
    person, stated = submission.person, submission.context.get("acting_for")
    own = by.employee is not None and submission.channel == Channel.E_SERVICE
    name = person.name if person else by.name if own else ""
    return " genom ".join(filter(None, [stated["name"], name])) if stated else name
