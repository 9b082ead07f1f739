"""What parties have been shown before a decision, and may still answer."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Exists, OuterRef

from torget.foundation.actor import Actor
from torget.rooms.cases.models import Case, Communication, Statement
from torget.rooms.cases.terms import Status

if TYPE_CHECKING:
    from django.db.models import QuerySet


def communications_of(case: Case) -> QuerySet[Communication]:
    """Of a case that the actor has been allowed to see, the oldest first."""
    return case.communications.order_by("pk").prefetch_related(
        "documents", "statements__party", "statements__documents"
    )


def my_open_communications(actor: Actor) -> QuerySet[Communication]:
    """What the resident has been shown and has not answered, in cases not decided."""
    said = Statement.objects.filter(communication=OuterRef("pk"), party__person=actor.person)
    return (
        Communication.objects.filter(case__parties__person=actor.person)
        .exclude(case__parties__person=None)
        .exclude(case__status__in=[Status.DECIDED, Status.CLOSED])
        .exclude(Exists(said))
        .select_related("case")
        .order_by("answer_by")
    )


def open_communication(case: Case, *, actor: Actor) -> Communication | None:
    """The oldest one that the resident has not answered in the case; None when there is none."""
    return my_open_communications(actor).filter(case=case).first()


def is_heard(case: Case) -> bool:
    """Whether the parties have been shown anything to answer in the case."""
    return case.communications.exists()
