"""The sender gets a receipt: on the page, as a PDF, and by e-mail."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone

from torget.foundation.actor import the_system
from torget.journeys.facts import receipt_facts
from torget.journeys.letters import receipt_letter
from torget.journeys.notify import tell_parties
from torget.journeys.tell_signers import tell_signers
from torget.rooms.cases.queries import case_of_submission
from torget.rooms.documents.actions import store_rendered
from torget.rooms.jobs.ports import task
from torget.rooms.submissions.actions import keep_receipt
from torget.rooms.submissions.queries import has_receipt
from torget.rooms.submissions.queries import submission as submission_by_key


@task("send_receipt")
def send_receipt(submission: str) -> None:
    """Make the receipt PDF and queue the messages; done twice, it is done once."""
    row = submission_by_key(submission)
    at, by = timezone.now(), the_system("worker")
    if has_receipt(row):
        return
    case = case_of_submission(submission)
    document = store_rendered(
        f"kvittens-{case.number}.pdf", "receipt", receipt_facts(row, case), by=by, at=at
    )
    with transaction.atomic():
        if keep_receipt(row, document, by=by, at=at).document_id != document.pk:
            return
        tell_parties(
            case,
            lambda language: receipt_letter(
                case.title_in(language),
                case.number,
                language=language,
                my_pages=row.person_id is not None,
            ),
            by=by,
            at=at,
        )
        tell_signers(row, by=by, at=at)
