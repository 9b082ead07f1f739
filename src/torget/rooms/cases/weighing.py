"""A case weighed by the decision table of the version that it was sent in by."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import msgspec

from torget.rooms.cases.process import facts_of
from torget.rooms.submissions.queries import service_of

if TYPE_CHECKING:
    from datetime import datetime

    from torget.rooms.cases.models import Case
    from torget.rooms.eservices.terms import DecisionTable, TableProposal


def table_of(case: Case) -> DecisionTable | None:
    """The table that the case is weighed by, if it is in use."""
    found = service_of(case.submission).service.decision_table
    return found if found and found.mode != "idle" else None


def weighed(case: Case, *, at: datetime) -> TableProposal | None:
    """What the table says of the case, as if it was not decided yet; None without a table in use.

    The table knows the answers and the case, and nothing that was written or sent in afterwards.
    """
    if table_of(case) is None:
        return None
    sent = case.submission
    facts = msgspec.structs.replace(facts_of(case, at=at), outcome=None, is_served=False)
    return service_of(sent).by_table(sent.answers, sent.context, facts)


def as_kept(found: TableProposal, case: Case, *, at: datetime) -> dict[str, Any]:
    """What is kept of what the table was told and said: the fields of WeighedByTable."""
    return {
        "table": found.table,
        "version": case.submission.version.number,
        "service": case.service,
        "row": found.weighed.row.key if found.weighed.row else "",
        "inputs": msgspec.to_builtins(found.inputs),
        "weighed_at": at,
    }
