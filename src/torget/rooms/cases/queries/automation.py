"""What decision tables have said of cases: of one to its officer, in numbers to everyone."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import Count, Q

from torget.rooms.cases.models import Case, TableProposal
from torget.rooms.cases.weighing import table_of, weighed

if TYPE_CHECKING:
    from datetime import datetime

    from torget.foundation.actor import Actor
    from torget.rooms.eservices.terms import TableProposal as Proposed

LATEST = 10


@dataclass(frozen=True, slots=True)
class Agreement:
    """How often people decided as a table in shadow proposed. `proposed`: how often it did."""

    weighed: int
    proposed: int
    agreed: int
    disagreed: int


def proposal_for(case: Case, *, at: datetime) -> Proposed | None:
    """What a table in shadow proposes in the case; None when there is none."""
    table = table_of(case)
    return weighed(case, at=at) if table and table.mode == "shadow" else None


def is_decided_by_table(case: Case) -> bool:
    """Whether the case's version has a table that decides, if nothing hinders it."""
    table = table_of(case)
    return table is not None and table.mode == "live"


def agreement_by_service() -> dict[str, Agreement]:
    """For every service that has had a table in shadow."""
    rows = TableProposal.objects.values_list("service").annotate(
        weighed=Count("pk"),
        proposed=Count("pk", filter=Q(grants=True)),
        right=Count("pk", filter=Q(agreed=True)),
        wrong=Count("pk", filter=Q(agreed=False)),
    )
    return {service: Agreement(*counts) for service, *counts in rows.order_by()}


def disagreements(service: str, *, actor: Actor) -> list[str]:
    """The numbers of the latest cases that were decided otherwise than was proposed, of those
    that the actor may read.
    """
    found = TableProposal.objects.filter(
        service=service, agreed=False, decision__case__in=Case.objects.readable_by(actor)
    )
    return list(found.order_by("-pk").values_list("decision__case__number", flat=True)[:LATEST])
