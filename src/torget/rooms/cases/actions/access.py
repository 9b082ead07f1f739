"""Who may do something to a case, and how it is told that it cannot be done yet."""

from __future__ import annotations

from torget.foundation.actor import Actor, Forbidden
from torget.rooms.cases.models import Case
from torget.rooms.cases.terms import Obstacle


class CaseNotReady(Exception):
    """What was asked cannot be done to the case yet."""

    def __init__(self, obstacles: list[Obstacle]) -> None:
        super().__init__(", ".join(obstacles))
        self.obstacles = obstacles


def locked_case(case: Case, *, permission: str, by: Actor) -> Case:
    """The case for a change by staff; raises Forbidden unless they may read it and do this.

    Raises CaseNotReady for someone disqualified in it (förvaltningslagen (2017:900) 16–17 §§).
    """
    must_read(case, by)
    by.must(permission, unit=case.unit_id)
    if by.employee is not None and is_disqualified(case, by.employee):
        raise CaseNotReady([Obstacle.DISQUALIFIED])
    return Case.objects.select_for_update(of=("self",)).get(pk=case.pk)


def is_disqualified(case: Case, employee: int) -> bool:
    """Whether the employee has been declared disqualified in the case."""
    return case.disqualifications.filter(employee=employee, lifted_at=None).exists()


def must_read(case: Case, by: Actor) -> None:
    """Raise Forbidden for staff who may not read the case."""
    if not by.may("case.read.sensitive", unit=case.unit_id):
        by.must(case.permission, unit=case.unit_id)


def must_be_party(case: Case, by: Actor) -> None:
    """Raise Forbidden for anyone whom the case is not about."""
    if by.person is None or not case.parties.filter(person=by.person).exists():
        raise Forbidden("case.own")
