"""Several have reported the same: one case goes on, and answers the others too."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import override

from torget.foundation.actor import Actor
from torget.rooms.audit.actions import record
from torget.rooms.cases.actions.access import CaseNotReady, must_read
from torget.rooms.cases.actions.handling import close_case
from torget.rooms.cases.actions.relating import relate_cases
from torget.rooms.cases.actions.saying import say_from_unit
from torget.rooms.cases.models import Case, Relation
from torget.rooms.cases.terms import Bond, Obstacle, Status


@transaction.atomic
def join_case(case: Case, into: Case, *, by: Actor, at: datetime) -> None:
    """Close the case because the other one, still open, answers it too; its reporter is told now,
    and again when the other is closed. Each keeps its own parties, texts and trail.

    Raises CaseNotReady as closing does: an application is answered by a decision of its own.
    """
    must_read(into, by)
    if into.status == Status.CLOSED:
        raise CaseNotReady([Obstacle.CLOSED])
    relate_cases(case, into, bond=Bond.JOINED, by=by, at=at)
    Relation.objects.filter(case=case, other=into).update(bond=Bond.JOINED)
    close_case(case, by=by, at=at)
    say_from_unit(case, _is_joined, by=by, at=at)
    record("case.joined", f"case:{case}", by=by, at=at, into=into.number)


def _is_joined(language: str) -> str:
    with override(language):
        return _(
            "Andra har hört av sig om samma sak. Vi handlägger allt i ett ärende och skriver till "
            "dig här när det är klart. Du behöver inte göra något."
        )
