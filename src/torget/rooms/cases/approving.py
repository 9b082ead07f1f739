"""What a service demands before a decision, and whether a text has it."""

from __future__ import annotations

import hashlib
import json
from dataclasses import asdict
from typing import TYPE_CHECKING

from torget.rooms.submissions.queries import service_of

if TYPE_CHECKING:
    from torget.rooms.cases.models import Approval, Case
    from torget.rooms.cases.terms import Drafted, Outcome

MANAGES = "decision.report"  # what only managers may at the unit


def rounds_for(case: Case, outcome: Outcome) -> tuple[str, ...]:
    """Who approves a decision of the outcome, in order; none when nobody need."""
    demands = service_of(case.submission).service.approvals
    of_outcome = [one for one in demands if one.outcome == outcome.value]
    of_all = [one for one in demands if not one.outcome]
    return next((one.rounds for one in [*of_outcome, *of_all]), ())


def digest_of_draft(drafted: Drafted) -> str:
    """The hash that binds an approval to every word of the text."""
    text = json.dumps(asdict(drafted), sort_keys=True, ensure_ascii=False)
    return hashlib.sha256(text.encode()).hexdigest()


def has_approval(case: Case, drafted: Drafted) -> bool:
    """Whether the text has what its service demands."""
    if not rounds_for(case, drafted.outcome):
        return True
    digest = digest_of_draft(drafted)
    return case.approvals.filter(digest=digest, approved_at__isnull=False).exists()


def waited_round(approval: Approval) -> int | None:
    """The round that is to answer now, from 0; None when nothing waits."""
    if approval.approved_at is not None or approval.closed_at is not None:
        return None
    return len(approval.given.all())
