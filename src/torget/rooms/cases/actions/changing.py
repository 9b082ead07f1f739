"""Putting a decision right: a slip beside it, anything else by a new decision."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING
from uuid import UUID

from django.db import transaction

from torget.foundation.actor import Actor, Forbidden
from torget.rooms.audit.actions import record
from torget.rooms.cases.actions.access import CaseNotReady, locked_case
from torget.rooms.cases.actions.decisions import keep_decision, obstacles_in_text
from torget.rooms.cases.models import Appeal, Correction, Decision, Event
from torget.rooms.cases.queries import was_sent_back
from torget.rooms.cases.rules import may_correct, obstacles_to_changing
from torget.rooms.cases.terms import Drafted, Grounds, Obstacle, Outcome, Review, Slip
from torget.rooms.organisation.queries import employee

if TYPE_CHECKING:
    from torget.rooms.cases.models import Case
    from torget.rooms.documents.models import Document


@transaction.atomic
def correct_decision(
    decision: Decision,
    *,
    wrong: str,
    right: str,
    slip: Slip,
    obvious: bool,
    once: UUID,
    by: Actor,
    at: datetime,
) -> Correction | None:
    """Put an obvious slip in the decision right (förvaltningslagen (2017:900) 36 §).

    The decision stands as it was made, with the correction beside it. None when the form has
    been sent already. Raises CaseNotReady when it is no slip, or a later decision has come.
    """
    locked = locked_case(decision.case, permission="case.decide", by=by)
    if by.employee is None:
        raise Forbidden("case.decide")
    current = _in_force(locked, decision)
    if not may_correct(obvious=obvious, by_oversight=slip in Slip.values):
        raise CaseNotReady([Obstacle.NO_SLIP])
    officer = employee(by.employee)
    correction, new = Correction.objects.get_or_create(
        once=once,
        defaults={"decision": current, "wrong": wrong, "right": right, "slip": slip,
                  "officer_name": officer.name, "officer_title": officer.title,
                  "corrected_at": at},
    )  # fmt: skip
    if not new:
        return None
    Event.objects.create(case=locked, what="decision_corrected", at=at)
    record("decision.corrected", f"case:{locked}", by=by, at=at, slip=str(slip))
    return correction


def keep_correction_document(
    correction: Correction, document: Document, *, by: Actor, at: datetime
) -> bool:
    """Keep the correction's PDF; False when another worker was first."""
    unmade = Correction.objects.filter(pk=correction.pk, document=None)
    return bool(unmade.update(document=document))


@transaction.atomic
def change_decision(
    decision: Decision, drafted: Drafted, grounds: Grounds, *, by: Actor, at: datetime
) -> Decision:
    """Replace the decision by a new one, to be served as decisions are
    (förvaltningslagen (2017:900) 37–39 §§). Open appeals follow to it (46 §).

    What the court has sent back is decided anew so, whatever the grounds. Raises CaseNotReady
    when the law or the delegation order does not allow it.
    """
    locked = locked_case(decision.case, permission="case.decide", by=by)
    if by.employee is None:
        raise Forbidden("case.decide")
    current = _in_force(locked, decision)
    waiting = Appeal.objects.filter(decision=current, court_final=False)
    waiting = waiting.exclude(review=Review.LATE)
    obstacles = (
        []
        if was_sent_back(current)
        else obstacles_to_changing(
            grounds,
            favourable=current.outcome == Outcome.GRANTED,
            appealed=waiting.exists(),
            handed_over=waiting.exclude(forwarded_at=None).exists(),
        )
    )
    obstacles += obstacles_in_text(locked, drafted, at=at)
    if obstacles:
        raise CaseNotReady(obstacles)
    Decision.objects.filter(pk=current.pk).update(in_force=None)
    new = keep_decision(locked, drafted, replaces=current, by=by, at=at)
    waiting.update(decision=new)
    Event.objects.create(case=locked, what="decision_changed", at=at)
    record(
        "decision.changed", f"case:{locked}", by=by, at=at,
        before=current.outcome, after=str(drafted.outcome), to_harm=str(grounds.to_harm),
    )  # fmt: skip
    return new


def _in_force(case: Case, decision: Decision) -> Decision:
    """The decision, if it still settles the locked case and has been served."""
    current = Decision.objects.select_for_update().filter(in_force=case, pk=decision.pk).first()
    if current is None:
        raise CaseNotReady([Obstacle.REPLACED])
    if current.served_at is None:
        raise CaseNotReady([Obstacle.NOT_SERVED])
    return current
