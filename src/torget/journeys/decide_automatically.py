"""An application is complete, and its service has a table that may grant it without a person."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone

from torget.foundation.actor import Actor
from torget.journeys.serve_decision import serve_the_decision
from torget.rooms.cases.actions import decide_by_table
from torget.rooms.cases.queries import case_by_number, is_decided_by_table
from torget.rooms.jobs.actions import enqueue
from torget.rooms.jobs.ports import task
from torget.rooms.submissions.queries import is_signed_by_all

if TYPE_CHECKING:
    from torget.rooms.cases.models import Case

RIGHTS = ("case.read", "case.read.sensitive", "case.decide_by_table", "case.serve")


def try_the_table(case: Case, *, by: Actor, at: datetime) -> None:
    """Queue the table's decision of a complete application, where the service has one that decides.

    Complete is when everyone has signed; until then, and for all other services, nothing.
    """
    if is_decided_by_table(case) and is_signed_by_all(case.submission):
        enqueue("decide_by_table", case=case.number, by=by, at=at)


@task("decide_by_table")
def decide_automatically(case: str) -> None:
    """Decide and serve by the table, or leave the case to a person; done twice, done once."""
    found, at = case_by_number(case), timezone.now()
    by = _the_table(found)
    with transaction.atomic():
        decision = decide_by_table(found, by=by, at=at)
        if decision is not None:
            serve_the_decision(decision, by=by, at=at)


def _the_table(case: Case) -> Actor:
    """The actor for what no person decides, with rights in this case's unit only."""
    here = frozenset({case.unit_id})
    return Actor(
        id="system:decision_table",
        name="Torget",
        grants=dict.fromkeys(RIGHTS, here),
        door="worker",
    )
