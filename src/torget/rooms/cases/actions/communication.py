"""Showing the parties what a decision may rest on, and taking in what they say
(förvaltningslagen (2017:900) 25 §).
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from typing import TYPE_CHECKING
from uuid import UUID

from django.db import transaction

from torget.foundation.actor import Actor
from torget.rooms.audit.actions import record
from torget.rooms.cases.actions.access import CaseNotReady, locked_case, must_be_party
from torget.rooms.cases.models import Case, Communication, Event, Statement
from torget.rooms.cases.terms import Obstacle, Status

if TYPE_CHECKING:
    from torget.rooms.documents.models import Document


@transaction.atomic
def communicate(
    case: Case,
    text: str,
    *,
    answer_by: date,
    documents: Sequence[Document] = (),
    once: UUID,
    by: Actor,
    at: datetime,
) -> Communication | None:
    """Send the parties what a decision may rest on, to answer by a day.

    None when the form has been sent already; raises CaseNotReady when the case is decided, or
    nobody in it can be reached here.
    """
    locked = locked_case(case, permission="case.write", by=by)
    if Communication.objects.filter(once=once).exists():
        return None
    if locked.status in (Status.DECIDED, Status.CLOSED):
        raise CaseNotReady([Obstacle.ALREADY_DECIDED])
    if not locked.parties.exclude(person=None).exists():
        raise CaseNotReady([Obstacle.NO_APPLICANT])
    sent = Communication.objects.create(
        case=locked, text=text, answer_by=answer_by, sent_by=by.name, sent_at=at, once=once
    )
    sent.documents.set(documents)
    values = {"answer_by": answer_by.isoformat()}
    Event.objects.create(case=locked, what="communicated", values=values, at=at)
    record("communication.sent", f"case:{locked}", by=by, at=at, files=len(documents))
    return sent


@transaction.atomic
def make_statement(
    communication: Communication,
    text: str,
    *,
    documents: Sequence[Document] = (),
    by: Actor,
    at: datetime,
) -> Statement | None:
    """A party says something of what they were shown; None when they have said it already.

    Also after the day: what comes in before the decision is part of the case. Raises
    CaseNotReady once it is decided.
    """
    case = communication.case
    must_be_party(case, by)
    locked = Case.objects.select_for_update(of=("self",)).get(pk=case.pk)
    if locked.status in (Status.DECIDED, Status.CLOSED):
        raise CaseNotReady([Obstacle.ALREADY_DECIDED])
    party = locked.parties.get(person=by.person)
    said, new = Statement.objects.get_or_create(
        communication=communication, party=party, defaults={"text": text, "made_at": at}
    )
    if not new:
        return None
    said.documents.set(documents)
    Event.objects.create(case=locked, what="statement_made", at=at)
    record("statement.made", f"case:{locked}", by=by, at=at, files=len(documents))
    return said
