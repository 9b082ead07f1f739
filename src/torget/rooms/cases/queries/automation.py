"""What decision tables have said of cases: of one to its officer, in numbers to everyone."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import Count, Q

from torget.rooms.cases.models import AutomatedDecision, Case, HumanReview, TableProposal
from torget.rooms.cases.terms import ReviewKind
from torget.rooms.cases.weighing import table_of, weighed

if TYPE_CHECKING:
    from datetime import datetime

    from django.db.models import QuerySet

    from torget.foundation.actor import Actor
    from torget.rooms.eservices.terms import TableProposal as Proposed
    from torget.rooms.eservices.terms import TableRow

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


@dataclass(frozen=True, slots=True)
class TableDecisions:
    """How many decisions a table has made, and what people who looked at them found."""

    decided: int
    reviewed: int
    right: int


def decided_by_service() -> dict[str, TableDecisions]:
    """For every service where a table has decided. A decision with two reviews counts twice."""
    made = AutomatedDecision.objects.values_list("service").annotate(count=Count("pk"))
    looked = HumanReview.objects.exclude(answered_at=None).values_list("automated__service")
    found = {
        service: counts
        for service, *counts in looked.annotate(
            all=Count("pk"), fine=Count("pk", filter=Q(right=True))
        ).order_by()
    }
    return {
        service: TableDecisions(count, *found.get(service, (0, 0)))
        for service, count in made.order_by()
    }


def reviews_to_do(actor: Actor) -> QuerySet[HumanReview]:
    """What waits for someone who may decide to look at it, the nearest day first."""
    cases = Case.objects.readable_by(actor).filter(unit__in=actor.units_for("case.decide"))
    return (
        HumanReview.objects.filter(answered_at=None, automated__case__in=cases)
        .select_related("automated__case")
        .order_by("answer_by", "pk")
    )


def automated_of(case: Case) -> AutomatedDecision | None:
    """What a table decided in the case, with who has looked at it; also when it is changed."""
    found = AutomatedDecision.objects.filter(case=case)
    return found.select_related("decision").prefetch_related("reviews").first()


def row_that_hit(case: Case, key: str) -> TableRow:
    """The row of the table that decided the case, of the version that it was sent in by."""
    table = table_of(case)
    assert table is not None  # a version never changes
    return next(row for row in table.rows if row.key == key)


def get_review(case: Case, key: int) -> HumanReview:
    """One of the case's, or HumanReview.DoesNotExist."""
    found = HumanReview.objects.select_related("automated__case")
    return found.get(automated__case=case, pk=key)


def asked_review(case: Case) -> HumanReview | None:
    """What became of it when the applicant asked a person to look; None when nobody has asked."""
    return HumanReview.objects.filter(automated__case=case, kind=ReviewKind.ASKED).first()


def disagreements(service: str, *, actor: Actor) -> list[str]:
    """The numbers of the latest cases that were decided otherwise than was proposed, of those
    that the actor may read.
    """
    found = TableProposal.objects.filter(
        service=service, agreed=False, decision__case__in=Case.objects.readable_by(actor)
    )
    return list(found.order_by("-pk").values_list("decision__case__number", flat=True)[:LATEST])
