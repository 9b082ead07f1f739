"""Deciding, and letting the applicant have the decision."""

from __future__ import annotations

from dataclasses import asdict
from datetime import date, datetime
from typing import TYPE_CHECKING

from django.db import transaction
from django.db.models import Count, Q
from django.utils.timezone import localdate

from torget.foundation.actor import Actor, Forbidden
from torget.rooms.audit.actions import record
from torget.rooms.cases.actions.access import CaseNotReady, locked_case, must_be_party
from torget.rooms.cases.actions.automated import keep_proposal
from torget.rooms.cases.actions.deadlines import UNTIL_DECIDED, end_deadlines
from torget.rooms.cases.actions.moving import move
from torget.rooms.cases.actions.serving import has_read, send_to_parties
from torget.rooms.cases.approving import has_approval
from torget.rooms.cases.models import Case, Decision, Event
from torget.rooms.cases.rules import obstacles_to_deciding, obstacles_to_serving
from torget.rooms.cases.terms import (
    Drafted,
    Ended,
    Obstacle,
    Outcome,
    Resolved,
    Status,
    breaks_off,
)
from torget.rooms.eservices.terms import left_open
from torget.rooms.organisation.queries import authority_of, employee, right_to_decide
from torget.rooms.organisation.terms import Matter
from torget.rooms.submissions.queries import is_signed_by_all

if TYPE_CHECKING:
    from torget.rooms.documents.models import Document
    from torget.rooms.organisation.models import Committee, Delegation

AGAINST = frozenset({Outcome.REFUSED, Outcome.DISMISSED})


@transaction.atomic
def decide_case(
    case: Case, drafted: Drafted, *, resolved: Resolved | None = None, by: Actor, at: datetime
) -> Decision:
    """Decide the case, with reasons (förvaltningslagen 31–32 §§), once and for all.

    By a row of the delegation order, or as the committee has `resolved`. Raises CaseNotReady,
    also when the order gives no right to decide so.
    """
    locked = locked_case(case, permission="case.decide", by=by)
    if by.employee is None:
        raise Forbidden("case.decide")
    _must_be_ready(locked, drafted, at)
    decision = keep_decision(locked, drafted, resolved=resolved, by=by, at=at)
    keep_proposal(decision, by=by, at=at)
    locked.decided_at, locked.officer_id = at, locked.officer_id or by.employee
    Event.objects.create(case=locked, what="decided", at=at)
    record("case.decided", f"case:{locked}", by=by, at=at, outcome=str(drafted.outcome))
    end_deadlines(locked, UNTIL_DECIDED, Ended.MET, at=at)
    move(locked, "decided", outcome=drafted.outcome, by=by, at=at)
    return decision


def keep_decision(
    case: Case,
    drafted: Drafted,
    *,
    resolved: Resolved | None = None,
    replaces: Decision | None = None,
    by: Actor,
    at: datetime,
) -> Decision:
    """Keep what has been decided in the locked case, with by what right; from now on that is what
    settles it. Raises CaseNotReady when the delegation order gives no such right, or others
    are to approve it first.
    """
    if not (resolved or replaces or has_approval(case, drafted)):
        raise CaseNotReady([Obstacle.UNAPPROVED])
    row = None if resolved else _right(case, drafted, by=by, at=at)
    decision = Decision(
        case=case,
        in_force=case,
        replaces=replaces,
        decided_at=at,
        committee=case.unit.committee,
        delegation=row,
        **asdict(drafted),
    )
    if resolved:
        _as_resolved(decision, resolved)
    else:
        officer = employee(by.employee or 0)
        decision.officer_name, decision.officer_title = officer.name, officer.title
        decision.authority = authority_of(row) if row else ""
    decision.save()
    return decision


def _right(case: Case, drafted: Drafted, *, by: Actor, at: datetime) -> Delegation | None:
    matter = Matter(service=case.service, outcome=drafted.outcome, amount=drafted.amount)
    row = right_to_decide(by.employee or 0, matter, unit=case.unit, today=localdate(at))
    if row is None:
        raise CaseNotReady([Obstacle.NO_AUTHORITY])
    return row


def _as_resolved(decision: Decision, resolved: Resolved) -> None:
    committee = decision.case.unit.committee
    decision.meeting_on, decision.item = resolved.meeting_on, resolved.item
    decision.extract_id = resolved.extract
    decision.memorandum_id = resolved.memorandum
    decision.officer_name = committee.name["sv"]
    decision.authority = f"{committee.name['sv']} {resolved.meeting_on} {resolved.item}"


def _may_still_answer(case: Case, today: date) -> bool:
    """Whether a party has been shown something and still has time to answer
    (förvaltningslagen (2017:900) 25 §).
    """
    parties = case.parties.exclude(person=None).count()
    waiting = case.communications.filter(answer_by__gte=today).annotate(said=Count("statements"))
    return waiting.filter(said__lt=parties).exists()


def _must_be_ready(case: Case, drafted: Drafted, at: datetime) -> None:
    obstacles = obstacles_to_deciding(
        decided=case.decided_at is not None,
        closed=case.status == Status.CLOSED,
        open_supplement=case.supplements.filter(answered_at=None).exists(),
        unsigned=not is_signed_by_all(case.submission),
        granting=drafted.outcome == Outcome.GRANTED,
    )
    obstacles += obstacles_in_text(case, drafted, at=at)
    if obstacles:
        raise CaseNotReady(obstacles)


def obstacles_in_text(case: Case, drafted: Drafted, *, at: datetime) -> list[Obstacle]:
    """Why the case cannot be decided as it is written."""
    applies = {
        Obstacle.UNHEARD: drafted.outcome in AGAINST and _may_still_answer(case, localdate(at)),
        Obstacle.UNFINISHED: breaks_off(drafted.reasons),
        Obstacle.LEFT_OPEN: left_open(f"{drafted.text} {drafted.reasons} {drafted.legal_basis}"),
    }
    return [obstacle for obstacle, holds in applies.items() if holds]


@transaction.atomic
def report_decisions(committee: Committee, *, meeting_on: date, by: Actor, at: datetime) -> int:
    """Report what has been decided on the committee's behalf until the day of its meeting
    (kommunallagen (2017:725) 7 kap. 8 §); how many it was. Needs `decision.report` there.
    """
    units = set(committee.units.values_list("pk", flat=True))
    if not units & by.units_for("decision.report"):
        raise Forbidden("decision.report")
    unreported = Decision.objects.filter(
        Q(delegation__isnull=False) | Q(automated__isnull=False),
        committee=committee,
        reported_on=None,
    )
    count = unreported.filter(decided_at__date__lte=meeting_on).update(reported_on=meeting_on)
    subject = f"committee:{committee.key}"
    record("decisions.reported", subject, by=by, at=at, count=count, meeting=str(meeting_on))
    return count


@transaction.atomic
def serve_decision(decision: Decision, *, by: Actor, at: datetime) -> Decision:
    """Let the applicant have the decision and how to appeal (förvaltningslagen 33 §), once."""
    locked = locked_case(decision.case, permission="case.serve", by=by)
    row = Decision.objects.select_for_update().get(in_force=locked)
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
