"""Filing what came in some other way than by the e-service."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from django.db import transaction

from torget.foundation.actor import Actor
from torget.rooms.audit.actions import record
from torget.rooms.submissions.actions.sending import file_draft
from torget.rooms.submissions.models import Draft, Submission
from torget.rooms.submissions.queries import Shown, document_facts
from torget.rooms.submissions.terms import AlreadySubmitted, Incoming

if TYPE_CHECKING:
    from torget.rooms.documents.models import Document
    from torget.rooms.identity.models import Person


@transaction.atomic
def file_incoming(
    incoming: Incoming,
    *,
    person: Person | None,
    documents: Sequence[Document],
    by: Actor,
    at: datetime,
) -> Submission:
    """File what came in some other way than by the e-service; none of its questions is answered.

    Needs `case.register`. Raises AlreadySubmitted when the form has been sent before.
    """
    by.must_anywhere("case.register")
    draft, new = Draft.objects.get_or_create(
        key=incoming.once,
        defaults={
            "version_id": incoming.version,
            "person": person,
            "language": incoming.language,
            "started_at": at,
            "changed_at": at,
        },
    )
    if not new:
        raise AlreadySubmitted
    files = [{"question": "", **document_facts(document)} for document in documents]
    sealed = json.dumps([incoming.text, [file["sha256"] for file in files]]).encode()
    shown = Shown(incoming.text, hashlib.sha256(sealed).hexdigest(), answers={}, files=files)
    submission = file_draft(draft, shown, incoming.received_at, channel=incoming.channel)
    record(
        "submission.registered", str(submission), by=by, at=at, person=draft.person_id,
        channel=incoming.channel, digest=shown.digest,
    )  # fmt: skip
    return submission
