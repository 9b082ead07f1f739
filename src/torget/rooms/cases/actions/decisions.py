"""Deciding, and letting the applicant have the decision."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from django.db import transaction

from torget.foundation.actor import Actor, Forbidden
from torget.rooms.audit.actions import record
from torget.rooms.cases.actions.access import CaseNotReady, locked_case, must_be_party
from torget.rooms.cases.actions.deadlines import UNTIL_DECIDED, end_deadlines
from torget.rooms.cases.actions.moving import move
from torget.rooms.cases.actions.serving import has_read, send_to_parties
from torget.rooms.cases.models import Case, Decision, Event
from torget.rooms.cases.rules import obstacles_to_deciding, obstacles_to_serving
from torget.rooms.cases.terms import Ended, Obstacle, Outcome, Status, breaks_off
from torget.rooms.organisation.queries import employee
from torget.rooms.submissions.queries import is_signed_by_all

if TYPE_CHECKING:
    from torget.rooms.documents.models import Document


@transaction.atomic
def decide_case(
    case: Case,
    *,
    outcome: Outcome,
    text: str,
    reasons: str,
    legal_basis: str,
    appeal: str,
    by: Actor,
    at: datetime,
) -> Decision:
    """Decide the case, with reasons (förvaltningslagen 31–32 §§); raises CaseNotReady."""
    locked = locked_case(case, permission="case.decide", by=by)
    if by.employee is None:
        raise Forbidden("case.decide")
    _must_be_ready(locked, outcome)
    if breaks_off(reasons):
        raise CaseNotReady([Obstacle.UNFINISHED])
    officer = employee(by.employee)
    decision = Decision.objects.create(
        case=locked,
        outcome=outcome,
        text=text,
        reasons=reasons,
        legal_basis=legal_basis,
        appeal=appeal,
        officer_name=officer.name,
        officer_title=officer.title,
        decided_at=at,
    )
    locked.decided_at, locked.officer_id = at, locked.officer_id or officer.pk
    Event.objects.create(case=locked, what="decided", at=at)
    record("case.decided", f"case:{locked}", by=by, at=at, outcome=str(outcome))
    end_deadlines(locked, UNTIL_DECIDED, Ended.MET, at=at)
    move(locked, "decided", outcome=outcome, by=by, at=at)
    return decision


def _must_be_ready(case: Case, outcome: Outcome) -> None:
    obstacles = obstacles_to_deciding(
        decided=case.decided_at is not None,
        closed=case.status == Status.CLOSED,
        open_supplement=case.supplements.filter(answered_at=None).exists(),
        unsigned=not is_signed_by_all(case.submission),
        granting=outcome == Outcome.GRANTED,
    )
    if obstacles:
        raise CaseNotReady(obstacles)


@transaction.atomic
def serve_decision(decision: Decision, *, by: Actor, at: datetime) -> Decision:
    """Let the applicant have the decision and how to appeal (förvaltningslagen 33 §), once."""
    locked = locked_case(decision.case, permission="case.serve", by=by)
    row = Decision.objects.select_for_update().get(case=locked)
    obstacles = obstacles_to_serving(decided=True, served=row.served_at is not None)
    if obstacles:
        raise CaseNotReady(obstacles)
    row.served_at = at
    row.save(update_fields=["served_at"])
    send_to_parties(row, by=by, at=at)
    Event.objects.create(case=locked, what="served", at=at)
    record("decision.served", f"case:{locked}", by=by, at=at)
    move(locked, "served", by=by, at=at)
    return row


def keep_decision_document(
    decision: Decision, document: Document, *, by: Actor, at: datetime
) -> bool:
    """Keep the decision's PDF; False when another worker was first, and then that one stays."""
    return bool(Decision.objects.filter(pk=decision.pk, document=None).update(document=document))


@transaction.atomic
def read_decision(decision: Decision, *, by: Actor, at: datetime) -> None:
    """Note when each party first opened the served decision here; Forbidden for anyone else.

    That day they are served, and their time to appeal begins.
    """
    must_be_party(decision.case, by)
    if decision.served_at is None or not has_read(decision, by=by, at=at):
        return
    Decision.objects.filter(pk=decision.pk, read_at=None).update(read_at=at)
    record("decision.read", f"case:{decision.case}", by=by, at=at, person=by.person)
