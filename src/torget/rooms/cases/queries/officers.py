"""Who handles cases, and who may not."""

from __future__ import annotations

from typing import TYPE_CHECKING

from torget.rooms.cases.models import Case, Disqualification
from torget.rooms.cases.terms import Status

if TYPE_CHECKING:
    from django.db.models import QuerySet


def disqualifications_of(case: Case) -> QuerySet[Disqualification]:
    """Those declared disqualified in a case that the actor has been allowed to see."""
    return case.disqualifications.filter(lifted_at=None).select_related("employee").order_by("pk")


def disqualification_of(case: Case, key: int) -> Disqualification:
    """One of the case's, or Disqualification.DoesNotExist."""
    return disqualifications_of(case).get(pk=key)


def open_cases_of(employee: int) -> int:
    """How many open cases someone handles; a number and nothing of any case."""
    return Case.objects.filter(officer=employee).exclude(status=Status.CLOSED).count()
