"""Texts that wait to be approved, and how they went."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Q

from torget.foundation.actor import Actor
from torget.rooms.cases.approving import MANAGES, waited_round
from torget.rooms.cases.models import Approval, Case
from torget.rooms.cases.rules import obstacles_to_approving
from torget.rooms.cases.terms import Drafted, Obstacle, Outcome

if TYPE_CHECKING:
    from django.db.models import QuerySet


def get_approval(case: Case, key: int) -> Approval:
    """One of the case's, or Approval.DoesNotExist."""
    rows = case.approvals.select_related("case__unit__committee", "sent_by")
    return rows.prefetch_related("given__employee").get(pk=key)


def latest_approval(case: Case) -> Approval | None:
    """The text that was sent last in a case that the actor has been allowed to see."""
    rows = case.approvals.select_related("sent_by").prefetch_related("given__employee")
    return rows.order_by("-pk").first()


def drafted_in(approval: Approval) -> Drafted:
    """The text as it was sent."""
    return Drafted(**{**approval.drafted, "outcome": Outcome(approval.drafted["outcome"])})


def obstacles_to_answer(approval: Approval, *, actor: Actor) -> list[Obstacle]:
    """Why the actor cannot approve it or send it back now."""
    number = waited_round(approval)
    return obstacles_to_approving(
        waits=number is not None,
        drafter=approval.sent_by_id,
        given_by=[one.employee_id for one in approval.given.all()],
        is_manager=actor.may(MANAGES, unit=approval.case.unit_id),
        wanted=approval.rounds[number] if number is not None else "",
        by=actor.employee or 0,
    )


def approvals_on_my_day(actor: Actor) -> QuerySet[Approval]:
    """What others have sent that the actor may approve, and one's own that have been answered and
    not been decided on yet; the oldest first.
    """
    waits = Q(approved_at=None, closed_at=None, case__unit__in=actor.units_for("case.decide"))
    theirs = waits & ~Q(sent_by=actor.employee) & ~Q(given__employee=actor.employee)
    answered = Q(sent_by=actor.employee) & (
        Q(approved_at__isnull=False) | Q(closed_at__isnull=False) & ~Q(sent_back_by="")
    )
    return (
        Approval.objects.filter(theirs | answered, case__in=Case.objects.readable_by(actor))
        .filter(case__decided_at=None, case__closed_at=None)
        .select_related("case")
        .distinct()
        .order_by("pk")
    )
