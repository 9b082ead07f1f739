"""What a decision table proposes, or decides where a committee has let it."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from django.db import transaction

from torget.foundation.actor import Actor
from torget.rooms.audit.actions import record
from torget.rooms.cases.actions.access import CaseNotReady, locked_case
from torget.rooms.cases.actions.deadlines import UNTIL_DECIDED, end_deadlines
from torget.rooms.cases.actions.moving import move
from torget.rooms.cases.actions.reviews import open_review
from torget.rooms.cases.models import (
    AutomatedDecision,
    Case,
    Decision,
    Event,
    TableProposal,
)
from torget.rooms.cases.process import allows
from torget.rooms.cases.queries.deciding import decision_template
from torget.rooms.cases.rules import (
    hindrances_to_deciding,
    is_sampled,
    may_table_decide,
)
from torget.rooms.cases.terms import Author, Ended, Hindrance, Outcome, ReviewKind, Status
from torget.rooms.cases.weighing import as_kept, table_of, weighed
from torget.rooms.submissions.queries import is_signed_by_all

if TYPE_CHECKING:
    from torget.rooms.eservices.terms import DecisionTable
    from torget.rooms.eservices.terms import TableProposal as Proposed

BY_TABLE = "Automatiserat beslut"  # in place of who decided; decisions are in Swedish
OPEN = (Status.RECEIVED, Status.IN_PROGRESS, Status.AWAITING_SIGNATURE, Status.AWAITING_SUPPLEMENT)


def keep_proposal(decision: Decision, *, by: Actor, at: datetime) -> None:
    """Keep what a table in shadow says beside what a person has now decided."""
    case = decision.case
    table, found = table_of(case), weighed(case, at=at)
    if table is None or found is None or table.mode != "shadow":
        return
    grants = found.weighed.grants
    told = grants and decision.outcome != Outcome.WRITTEN_OFF
    TableProposal.objects.create(
        decision=decision,
        why=found.weighed.why,
        grants=grants,
        agreed=decision.outcome == Outcome.GRANTED if told else None,
        **as_kept(found, case, at=at),
    )


@transaction.atomic
def decide_by_table(case: Case, *, by: Actor, at: datetime) -> Decision | None:
    """Decide the case by the live table of its version (förvaltningslagen (2017:900) 28 §).

    None where a person is to decide, and then the trail says why; also when it is decided or has
    no live table. Done twice it decides once. Needs `case.decide_by_table`.
    """
    locked = locked_case(case, permission="case.decide_by_table", by=by)
    table = table_of(locked)
    if table is None or table.mode != "live" or locked.status not in OPEN:
        return None
    found = weighed(locked, at=at)
    assert found is not None  # there is a table in use
    hindrances: list[Hindrance] = _hindrances(locked, table)
    if not may_table_decide(grants=found.weighed.grants):
        hindrances.append(Hindrance(found.weighed.why))
    if not hindrances:
        try:
            with transaction.atomic():  # what the process refuses is undone, and said
                return _decided(locked, table, found, by=by, at=at)
        except CaseNotReady:
            hindrances.append(Hindrance.NOT_FROM_HERE)
    why = ", ".join(hindrances)
    record("case.left_to_person", f"case:{locked}", by=by, at=at, why=why)
    return None


def _hindrances(case: Case, table: DecisionTable) -> list[Hindrance]:
    written = case.posts.filter(author=Author.RESIDENT).exists()
    return hindrances_to_deciding(
        unsigned=not is_signed_by_all(case.submission),
        more_came_in=written or case.supplements.exists(),
        in_hand=case.communications.exists() or case.notes.exists() or case.referrals.exists(),
        protected=case.protected and not table.protected,
        not_from_here=not allows(case, "decided"),
    )


def _decided(
    case: Case, table: DecisionTable, found: Proposed, *, by: Actor, at: datetime
) -> Decision:
    """The decision with all that it rests on, kept in the locked case."""
    decision = _written(case, table, found, at=at)
    automated = AutomatedDecision.objects.create(
        case=case,
        decision=decision,
        reasons=decision.reasons,
        law=table.law,
        resolution=table.resolution,
        sampled=is_sampled(case.number, table.sample),
        **as_kept(found, case, at=at),
    )
    case.decided_at = at
    Event.objects.create(case=case, what="decided", at=at)
    record(
        "case.decided_by_table", f"case:{case}", by=by, at=at, outcome="granted",
        row=automated.row, table=found.table, version=automated.version,
    )  # fmt: skip
    if automated.sampled:
        open_review(automated, ReviewKind.SAMPLE, "", by=by, at=at)
    end_deadlines(case, UNTIL_DECIDED, Ended.MET, at=at)
    move(case, "decided", outcome=Outcome.GRANTED, by=by, at=at)
    return decision


def _written(case: Case, table: DecisionTable, found: Proposed, *, at: datetime) -> Decision:
    """The decision as it reads, in Swedish (språklagen (2009:600) 10 §)."""
    template, committee = decision_template(case, Outcome.GRANTED, at=at), case.unit.committee
    text, reasons = found.written_out("sv")
    row = found.weighed.row
    assert row is not None  # a table that grants has a row that hit
    return Decision.objects.create(
        case=case,
        in_force=case,
        outcome=Outcome.GRANTED,
        text=text,
        reasons=reasons,
        legal_basis="\n".join((*row.laws, table.law)),
        appeal=template.appeal,
        appeal_way=template.way,
        committee=committee,
        authority=table.resolution[:250],
        officer_name=BY_TABLE,
        officer_title=committee.name["sv"],
        decided_at=at,
    )
