"""Which closed cases wait to be looked through, and what was found in those that have been."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.db.models import Count, Q

from torget.foundation.actor import Actor
from torget.rooms.cases.models import Case, QualityCheck
from torget.rooms.cases.terms import CheckPoint, Verdict

if TYPE_CHECKING:
    from django.db.models import QuerySet


def quality_checks(actor: Actor) -> QuerySet[QualityCheck]:
    """Of cases at the units where the actor checks and that they may read."""
    return QualityCheck.objects.filter(
        case__in=Case.objects.readable_by(actor), case__unit__in=actor.units_for("case.check")
    ).select_related("case")


def checks_to_do(actor: Actor) -> QuerySet[QualityCheck]:
    """What waits for the actor, the oldest first; never of cases they handled themselves."""
    waiting = quality_checks(actor).filter(checked_at=None)
    return waiting.exclude(case__officer=actor.employee).order_by("drawn_at", "pk")


def quality_check_of(case: Case, *, actor: Actor) -> QualityCheck:
    """The case's check if the actor may make it; otherwise QualityCheck.DoesNotExist."""
    return quality_checks(actor).exclude(case__officer=actor.employee).get(case=case)


@dataclass(frozen=True, slots=True)
class CheckedService:
    """How many cases of a service were looked through, and the verdicts at each point."""

    service: str
    checked: int
    points: Mapping[CheckPoint, Mapping[Verdict, int]]


def quality_results(actor: Actor, *, since: datetime) -> list[CheckedService]:
    """What was found since then at the units where the actor checks, in one query."""
    counts = {
        f"{point}_{verdict}": Count("pk", filter=Q(**{point.value: verdict}))
        for point in CheckPoint
        for verdict in Verdict
    }
    rows: Any = (  # the names are made above
        quality_checks(actor)
        .filter(checked_at__gte=since)
        .order_by("case__service")
        .values("case__service")
        .annotate(checked=Count("pk"), **counts)
    )
    return [
        CheckedService(
            service=row["case__service"],
            checked=row["checked"],
            points={
                point: {verdict: row[f"{point}_{verdict}"] for verdict in Verdict}
                for point in CheckPoint
            },
        )
        for row in rows
    ]


def quality_comments(actor: Actor, *, since: datetime) -> QuerySet[QualityCheck]:
    """Those with something written, the latest first."""
    written = quality_checks(actor).filter(checked_at__gte=since).exclude(comment="")
    return written.order_by("-checked_at")
