"""Appeals: they come in, are reviewed for time, go on to the court, and come back answered."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from typing import TYPE_CHECKING
from uuid import UUID

from django.db import transaction
from django.utils.timezone import localdate

from torget.foundation.actor import Actor
from torget.foundation.calendar import public_holidays
from torget.rooms.audit.actions import record
from torget.rooms.cases.actions.access import CaseNotReady, locked_case, must_be_party
from torget.rooms.cases.actions.deadlines import end_deadlines, set_deadline
from torget.rooms.cases.models import Appeal, Case, Decision, Event, Party
from torget.rooms.cases.rules import came_in_on, last_day_to_review
from torget.rooms.cases.terms import AppealWay, Arrival, CourtOutcome, Due, Ended, Obstacle, Review

if TYPE_CHECKING:
    from torget.rooms.documents.models import Document


@transaction.atomic
def appeal_decision(
    decision: Decision,
    text: str,
    *,
    once: UUID,
    documents: Sequence[Document] = (),
    by: Actor,
    at: datetime,
) -> Appeal | None:
    """A party appeals the served decision, also when the time is out: we say so later
    (förvaltningslagen (2017:900) 43 §, 45 §). None when the form has been sent already.
    """
    must_be_party(decision.case, by)
    case = Case.objects.select_for_update(of=("self",)).get(pk=decision.case_id)
    if decision.served_at is None or not _is_sent_here(decision):
        raise CaseNotReady([Obstacle.NOT_APPEALABLE])
    party = case.parties.get(person=by.person)
    return _keep(case, decision, text, party=party, appellant=by.name, once=once,
                 documents=documents, received_on=localdate(at), by=by, at=at)  # fmt: skip


def _is_sent_here(decision: Decision) -> bool:
    """Legality review is asked for at the court (kommunallagen (2017:725) 13 kap.)."""
    return bool(decision.appeal) and decision.appeal_way in ("", AppealWay.GENERAL)


@transaction.atomic
def register_appeal(
    decision: Decision,
    text: str,
    *,
    party: Party | None,
    appellant: str,
    reached_on: date,
    arrival: Arrival,
    once: UUID,
    by: Actor,
    at: datetime,
) -> Appeal | None:
    """Register an appeal that came on paper or by e-mail, from a party or someone else, with
    the day it came in (förvaltningslagen (2017:900) 22 §). None when registered already.
    """
    case = locked_case(decision.case, permission="case.write", by=by)
    received_on = came_in_on(reached_on, arrival, public_holidays(reached_on.year - 1))
    return _keep(case, decision, text, party=party, appellant=appellant, once=once,
                 documents=(), received_on=received_on, by=by, at=at)  # fmt: skip


def _keep(
    case: Case,
    decision: Decision,
    text: str,
    *,
    party: Party | None,
    appellant: str,
    once: UUID,
    documents: Sequence[Document],
    received_on: date,
    by: Actor,
    at: datetime,
) -> Appeal | None:
    in_force = Decision.objects.filter(in_force=case).first()  # covers a change (46 §)
    appeal, new = Appeal.objects.get_or_create(
        once=once,
        defaults={"decision": in_force or decision, "party": party, "appellant": appellant,
                  "text": text, "received_on": received_on},
    )  # fmt: skip
    if not new:
        return None
    appeal.documents.set(documents)
    due_on = last_day_to_review(received_on, public_holidays(received_on.year))
    if not case.deadlines.filter(kind=Due.APPEAL, ended="").exists():
        set_deadline(case, Due.APPEAL, due_on, at=at)
    Event.objects.create(case=case, what="appealed", at=at)
    record("appeal.received", f"case:{case}", by=by, at=at, received_on=received_on.isoformat())
    return appeal


def _locked(appeal: Appeal, *, permission: str, by: Actor) -> tuple[Case, Appeal]:
    case = locked_case(appeal.decision.case, permission=permission, by=by)
    return case, Appeal.objects.get(pk=appeal.pk)


@transaction.atomic
def review_appeal(appeal: Appeal, review: Review, reasons: str, *, by: Actor, at: datetime) -> None:
    """Decide whether the appeal came in time (förvaltningslagen (2017:900) 45 §). A late one is
    dismissed, with reasons. Raises CaseNotReady when it is reviewed already.
    """
    case, row = _locked(appeal, permission="case.decide", by=by)
    if row.review:
        raise CaseNotReady([Obstacle.ALREADY_REVIEWED])
    row.review, row.review_reasons, row.reviewed_at = review, reasons, at
    row.save(update_fields=["review", "review_reasons", "reviewed_at"])
    Event.objects.create(
        case=case,
        what="appeal_dismissed" if review == Review.LATE else "appeal_accepted",
        at=at,
    )
    record("appeal.reviewed", f"case:{case}", by=by, at=at, review=str(review))
    _nothing_left_to_do(case, at)


@transaction.atomic
def forward_appeal(appeal: Appeal, *, by: Actor, at: datetime) -> None:
    """Note that the appeal and the file have been handed over to the court
    (förvaltningslagen (2017:900) 46 §). Raises CaseNotReady unless it is to be.
    """
    case, row = _locked(appeal, permission="case.serve", by=by)
    if row.review in ("", Review.LATE):
        raise CaseNotReady([Obstacle.NOT_REVIEWED])
    if row.forwarded_at is not None:
        raise CaseNotReady([Obstacle.ALREADY_FORWARDED])
    row.forwarded_at = at
    row.save(update_fields=["forwarded_at"])
    Event.objects.create(case=case, what="appeal_forwarded", at=at)
    record("appeal.forwarded", f"case:{case}", by=by, at=at)
    _nothing_left_to_do(case, at)


def _nothing_left_to_do(case: Case, at: datetime) -> None:
    """Nothing is due about appeals once each is dismissed or handed over."""
    waiting = Appeal.objects.filter(decision__case=case, forwarded_at=None)
    if not waiting.exclude(review=Review.LATE).exists():
        end_deadlines(case, (Due.APPEAL,), Ended.MET, at=at)


@transaction.atomic
def record_court_answer(
    appeal: Appeal,
    outcome: CourtOutcome,
    *,
    decided_on: date,
    final: bool,
    by: Actor,
    at: datetime,
) -> None:
    """Note what the court decided, and whether nobody can take it further."""
    case, row = _locked(appeal, permission="case.write", by=by)
    if row.forwarded_at is None:
        raise CaseNotReady([Obstacle.NOT_FORWARDED])
    if row.court_final:
        raise CaseNotReady([Obstacle.ALREADY_ANSWERED])
    row.court_outcome, row.court_decided_on, row.court_final = outcome, decided_on, final
    row.save(update_fields=["court_outcome", "court_decided_on", "court_final"])
    Event.objects.create(case=case, what="court_answered", at=at)
    record("appeal.answered", f"case:{case}", by=by, at=at, outcome=str(outcome), final=final)
