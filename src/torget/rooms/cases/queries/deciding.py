"""Who may decide a case, and what has been decided on the committees' behalf."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from torget.foundation.actor import Actor
from torget.rooms.cases.models import Decision
from torget.rooms.cases.terms import Outcome
from torget.rooms.organisation.queries import amount_matters, right_to_decide
from torget.rooms.organisation.terms import Matter

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from torget.rooms.cases.models import Case
    from torget.rooms.organisation.models import Delegation


def right_for(
    case: Case, outcome: Outcome, amount: int | None, *, actor: Actor, today: date
) -> Delegation | None:
    """The row of the delegation order by which the actor may decide so; None: the committee does.

    `amount`: kronor, or None where the decision is not of money.
    """
    matter = Matter(service=case.service, outcome=outcome, amount=amount)
    return right_to_decide(actor.employee or 0, matter, unit=case.unit, today=today)


def asks_amount(case: Case, *, today: date) -> bool:
    """Whether who may decide the case depends on an amount."""
    return amount_matters(case.service, committee=case.unit.committee_id, today=today)


def unreported_decisions(actor: Actor) -> QuerySet[Decision]:
    """What has been decided by delegation and not been reported to its committee yet, oldest
    first, at the committees for which the actor may report and in cases that they may read.
    """
    return (
        Decision.objects.filter(
            delegation__isnull=False,
            reported_on=None,
            committee__units__in=actor.units_for("decision.report"),
        )
        .select_related("case", "committee", "delegation")
        .order_by("committee", "decided_at")
        .distinct()
    )
