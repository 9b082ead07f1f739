"""Sending a finished text to be approved; approving it, or sending it back."""

from __future__ import annotations

from dataclasses import asdict
from datetime import datetime
from uuid import UUID

from django.db import transaction

from torget.foundation.actor import Actor, Forbidden
from torget.rooms.audit.actions import record
from torget.rooms.cases.actions.access import CaseNotReady, locked_case
from torget.rooms.cases.approving import MANAGES, digest_of_draft, rounds_for, waited_round
from torget.rooms.cases.models import Approval, ApprovedRound, Case
from torget.rooms.cases.rules import obstacles_to_approving
from torget.rooms.cases.terms import Drafted, Obstacle


@transaction.atomic
def send_for_approval(
    case: Case, drafted: Drafted, *, once: UUID, by: Actor, at: datetime
) -> Approval | None:
    """Send the text to be approved, instead of one that waits; None when sent already.

    Raises CaseNotReady when the case is decided, or nobody need approve.
    """
    locked = locked_case(case, permission="case.decide", by=by)
    if by.employee is None:
        raise Forbidden("case.decide")
    if Approval.objects.filter(once=once).exists():
        return None
    rounds = rounds_for(locked, drafted.outcome)
    if not rounds:
        raise CaseNotReady([Obstacle.NO_APPROVAL_NEEDED])
    if locked.decided_at is not None:
        raise CaseNotReady([Obstacle.ALREADY_DECIDED])
    waiting = locked.approvals.filter(approved_at=None, closed_at=None)
    waiting.update(closed_at=at)
    sent = Approval.objects.create(
        case=locked,
        outcome=drafted.outcome,
        drafted=asdict(drafted),
        digest=digest_of_draft(drafted),
        rounds=list(rounds),
        sent_by_id=by.employee,
        sent_at=at,
        once=once,
    )
    record("approval.sent", f"case:{locked}", by=by, at=at, digest=sent.digest)
    return sent


def _waiting(approval: Approval, by: Actor) -> tuple[Case, Approval, int]:
    """The approval for an answer by the actor; raises CaseNotReady unless it is theirs to give."""
    case = locked_case(approval.case, permission="case.decide", by=by)
    row = Approval.objects.select_for_update(of=("self",)).get(pk=approval.pk)
    number = waited_round(row)
    obstacles = obstacles_to_approving(
        waits=number is not None,
        drafter=row.sent_by_id,
        given_by=[one.employee_id for one in row.given.all()],
        is_manager=by.may(MANAGES, unit=case.unit_id),
        wanted=row.rounds[number] if number is not None else "",
        by=by.employee or 0,
    )
    if obstacles or number is None:
        raise CaseNotReady(obstacles)
    return case, row, number


@transaction.atomic
def approve(approval: Approval, *, by: Actor, at: datetime) -> Approval:
    """Say yes for the round that waits; after the last the decision may be made as it reads.

    Raises CaseNotReady for the drafter, for one who approved before, and when nothing waits.
    """
    case, row, number = _waiting(approval, by)
    ApprovedRound.objects.create(
        approval=row, number=number, employee_id=by.employee or 0, given_at=at
    )
    if number + 1 == len(row.rounds):
        row.approved_at = at
        row.save(update_fields=["approved_at"])
    record("approval.given", f"case:{case}", by=by, at=at, digest=row.digest, round=number + 1)
    return row


@transaction.atomic
def send_back(approval: Approval, reason: str, *, by: Actor, at: datetime) -> Approval:
    """Say no, with the reason; a new text is sent when it is mended. Raises as `approve`."""
    case, row, _number = _waiting(approval, by)
    row.reason, row.sent_back_by, row.closed_at = reason, by.name, at
    row.save(update_fields=["reason", "sent_back_by", "closed_at"])
    record("approval.sent_back", f"case:{case}", by=by, at=at, digest=row.digest)
    return row
