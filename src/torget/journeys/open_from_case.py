"""Staff begin a case from another: what does not belong there gets a case of its own."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING
from uuid import UUID

from django.db import transaction

from torget.foundation.actor import Actor
from torget.journeys.submit_application import opening_of
from torget.rooms.cases.actions import assign_by_rule, begin_from, open_case
from torget.rooms.eservices.queries import published_service
from torget.rooms.jobs.actions import enqueue
from torget.rooms.submissions.actions import file_incoming
from torget.rooms.submissions.queries import service_of
from torget.rooms.submissions.terms import Channel, Incoming

if TYPE_CHECKING:
    from torget.rooms.cases.models import Case
    from torget.rooms.documents.models import Document


@transaction.atomic
def open_from_case(
    source: Case,
    service: str,
    text: str,
    *,
    splits: bool = False,
    documents: Sequence[Document],
    once: UUID,
    by: Actor,
    at: datetime,
) -> Case:
    """Open a case with the source's parties and the documents chosen, and queue the receipt.

    The parties are told of it as of any case. Its times begin now, or with the source's when it
    `splits` off something that came in then. Raises AlreadySubmitted, and what writing in the
    source raises.
    """
    sent = source.submission
    incoming = Incoming(
        once=once,
        version=published_service(service).version,
        channel=Channel.CASE,
        text=text,
        language=sent.language,
        received_at=source.received_at if splits else at,
    )
    submission = file_incoming(incoming, person=sent.person, documents=documents, by=by, at=at)
    first = source.parties.order_by("pk").first()
    contact = {
        "name": source.applicant_name,
        "email": first.email if first else "",
        "phone": first.phone if first else "",
    }
    case = open_case(submission, opening_of(submission, contact), by=by, at=at)
    begin_from(case, source, splits=splits, by=by, at=at)
    assign_by_rule(case, service_of(submission).service.assign, by=by, at=at)
    enqueue("send_receipt", submission=str(submission.key), by=by, at=at)
    return case
