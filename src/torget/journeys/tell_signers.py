"""Those whose turn it is to sign are told so, where we know an address."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from django.db import transaction

from torget.foundation.actor import Actor
from torget.journeys.letters import sign_letter
from torget.rooms.messaging.actions import send_message
from torget.rooms.submissions.actions import told_to_sign
from torget.rooms.submissions.queries import requests_to_tell

if TYPE_CHECKING:
    from torget.rooms.submissions.models import SignatureRequest, Submission


@transaction.atomic
def tell_signers(submission: Submission, *, by: Actor, at: datetime) -> None:
    """Queue a message, once, to each who may sign now; all see it when they log in."""
    for request in requests_to_tell(submission):
        address, language = _reached_at(request, submission)
        if not told_to_sign(request, by=by, at=at) or not address:
            continue
        letter = sign_letter(language=language)
        send_message(
            address,
            subject=letter.subject,
            body=letter.body,
            language=language,
            about=f"request:{request.key}",
            unit=None,
            by=by,
            at=at,
        )


def _reached_at(request: SignatureRequest, submission: Submission) -> tuple[str, str]:
    """Address and language: the person's own before those that the sender gave."""
    person = request.person
    if person.email and not person.protected_identity:
        return person.email, person.language
    return request.email, submission.language
