"""Taking, waiting for and closing cases."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.timezone import localdate

from torget.foundation.actor import Actor, Forbidden
from torget.rooms.audit.actions import record
from torget.rooms.cases.actions.access import (
    CaseNotReady,
    locked_case,
    must_read,
)
from torget.rooms.cases.actions.assigning import give, must_not_be_disqualified
from torget.rooms.cases.actions.deadlines import UNTIL_DECIDED, end_deadlines
from torget.rooms.cases.actions.moving import move
from torget.rooms.cases.actions.quality import draw_for_check
from torget.rooms.cases.actions.relating import tell_joined
from torget.rooms.cases.models import Case, Event, Party, Presence
from torget.rooms.cases.rules import obstacles_to_closing
from torget.rooms.cases.search_rows import keep_findable
from torget.rooms.cases.terms import Ended, Obstacle, PartyRole, Status
from torget.rooms.organisation.queries import colleagues
from torget.rooms.submissions.queries import is_signed_by_all

if TYPE_CHECKING:
    from torget.rooms.eservices.terms import Act
    from torget.rooms.identity.models import Person
    from torget.rooms.organisation.models import Employee


@transaction.atomic
def take_case(case: Case, *, officer: Employee | None = None, by: Actor, at: datetime) -> None:
    """Give the case to an officer of the unit, oneself unless another is named.

    Raises Forbidden also when the one named does not handle cases at the unit today.
    """
    locked = locked_case(case, permission="case.assign", by=by)
    if locked.status == Status.CLOSED:
        raise CaseNotReady([Obstacle.CLOSED])
    if officer is None and by.employee is None:
        raise Forbidden("case.assign")
    if officer and not colleagues(case.unit_id, today=localdate(at)).contains(officer):
        raise Forbidden("case.assign")
    chosen = officer.pk if officer else by.employee or 0
    must_not_be_disqualified(locked, chosen)
    give(locked, chosen, by=by, at=at)


@transaction.atomic
def signatures_complete(case: Case, *, by: Actor, at: datetime) -> None:
    """Everybody has signed: the case moves on to handling. Raises CaseNotReady if not so."""
    if not is_signed_by_all(case.submission):
        raise CaseNotReady([Obstacle.UNSIGNED])
    record("case.signed", f"case:{case}", by=by, at=at)
    _wait_no_more(case, "all_signed", by=by, at=at)


@transaction.atomic
def signature_withheld(case: Case, *, by: Actor, at: datetime) -> None:
    """Someone has answered no: the case moves on to an officer, who may not grant it."""
    record("case.unsigned", f"case:{case}", by=by, at=at)
    _wait_no_more(case, "signature_withheld", by=by, at=at)


def _wait_no_more(case: Case, what: Act, *, by: Actor, at: datetime) -> None:
    locked = Case.objects.select_for_update(of=("self",)).get(pk=case.pk)
    Event.objects.create(case=locked, what=what, at=at)
    move(locked, what, by=by, at=at)


@transaction.atomic
def close_case(case: Case, *, by: Actor, at: datetime) -> None:
    """Close a decided and served case, or raise CaseNotReady with what remains."""
    locked = locked_case(case, permission="case.close", by=by)
    decision = getattr(locked, "decision", None)
    obstacles = obstacles_to_closing(
        kind=locked.kind,
        decided=decision is not None,
        served=bool(decision and decision.served_at),
        closed=locked.status == Status.CLOSED,
        open_tasks=locked.tasks.before_closing().exists(),
    )
    if obstacles:
        raise CaseNotReady(obstacles)
    locked.closed_at = at
    end_deadlines(locked, UNTIL_DECIDED, Ended.MET, at=at)
    Event.objects.create(case=locked, what="closed", at=at)
    record("case.closed", f"case:{locked}", by=by, at=at)
    move(locked, "closed", by=by, at=at)
    draw_for_check(locked, by=by, at=at)
    tell_joined(locked, by=by, at=at)


@transaction.atomic
def add_signer(case: Case, person: Person, *, role: PartyRole, by: Actor, at: datetime) -> None:
    """Someone else has signed, and follows the case from now on."""
    Party.objects.get_or_create(
        case=case,
        person=person,
        defaults={
            "role": role,
            "name": person.name,
            "email": person.email,
            "phone": person.phone,
            "language": person.language,
        },
    )
    keep_findable(case)
    record("party.added", f"case:{case}", by=by, at=at, person=person.pk)


def be_present(case: Case, *, by: Actor, at: datetime) -> None:
    """Note that the officer has the case open now."""
    must_read(case, by)
    if by.employee is not None:
        Presence.objects.bulk_create(
            [Presence(case=case, employee_id=by.employee, seen_at=at)],
            update_conflicts=True,
            unique_fields=["case", "employee"],
            update_fields=["seen_at"],
        )
