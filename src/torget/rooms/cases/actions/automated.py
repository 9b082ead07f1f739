"""What a decision table proposes, or decides where a committee has let it."""

from __future__ import annotations

from datetime import datetime

from torget.foundation.actor import Actor
from torget.rooms.cases.models import Decision, TableProposal
from torget.rooms.cases.terms import Outcome
from torget.rooms.cases.weighing import as_kept, table_of, weighed


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
