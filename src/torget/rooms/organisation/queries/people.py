"""Units, those who work there, and what they may do."""

from collections import defaultdict
from collections.abc import Collection
from datetime import date

from django.db.models import Q, QuerySet

from torget.foundation.actor import Actor
from torget.rooms.organisation.models import (
    Absence,
    Assignment,
    Committee,
    Employee,
    Municipality,
    Unit,
)
from torget.rooms.organisation.terms import PERMISSIONS, Role


def the_municipality() -> Municipality:
    """The municipality of this database; Municipality.DoesNotExist before `torget demo`."""
    return Municipality.objects.get()


def committees() -> QuerySet[Committee]:
    """Every committee, by its name in Swedish."""
    return Committee.objects.order_by("name__sv", "pk")


def committee(key: str) -> Committee:
    """A committee by key; Committee.DoesNotExist."""
    return Committee.objects.get(key=key)


def unit(key: str) -> Unit:
    return Unit.objects.select_related("committee").get(key=key)


def units_by_pk() -> dict[int, Unit]:
    return {unit.pk: unit for unit in Unit.objects.select_related("committee")}


def employee(pk: int) -> Employee:
    return Employee.objects.get(pk=pk)


def actor_for_employee(employee: Employee, *, today: date, door: str) -> Actor:
    """The employee as an actor, with what their roles of today allow, in one query.

    A role held at a unit holds for the units directly below it too.
    """
    rows = Assignment.objects.filter(
        Q(valid_to=None) | Q(valid_to__gt=today), employee=employee, valid_from__lte=today
    ).values_list("role", "unit_id", "unit__children")
    units: defaultdict[str, set[int]] = defaultdict(set)
    for role, held_at, below in rows:
        for permission in PERMISSIONS[Role(role)]:
            units[permission] |= {held_at, below} - {None}
    return Actor(
        id=f"employee:{employee.pk}",
        name=employee.name,
        grants={permission: frozenset(held) for permission, held in units.items()},
        employee=employee.pk,
        assurance_level=3,
        door=door,
    )


def colleagues(unit: int, *, today: date) -> QuerySet[Employee]:
    """Those who may be given a case at the unit today."""
    return colleagues_at([unit], today=today)


def colleagues_at(units: Collection[int], *, today: date) -> QuerySet[Employee]:
    """Those who may be given a case at any of the units today."""
    valid = Q(assignments__valid_to=None) | Q(assignments__valid_to__gt=today)
    return (
        Employee.objects.filter(
            valid,
            assignments__valid_from__lte=today,
            assignments__role__in=[Role.CASE_OFFICER, Role.MANAGER],
            assignments__unit__in=Unit.objects.filter(Q(pk__in=units) | Q(children__in=units)),
        )
        .distinct()
        .order_by("name")
    )


def fellow_officers(employee: int, *, today: date) -> QuerySet[Employee]:
    """The others who handle cases where the employee does, and may stand in."""
    units = Assignment.objects.filter(
        Q(valid_to=None) | Q(valid_to__gt=today), employee=employee, valid_from__lte=today
    ).values_list("unit", flat=True)
    return colleagues_at(list(units), today=today).exclude(pk=employee)


def officers_at_work(*, today: date) -> QuerySet[Employee]:
    """Everyone who handles cases on the day and is not away."""
    everywhere = list(units_by_pk())
    away = absences_on(today).values("employee")
    return colleagues_at(everywhere, today=today).exclude(pk__in=away)


def absences_on(today: date) -> QuerySet[Absence]:
    """Who is away on the day, with their substitutes."""
    return Absence.objects.filter(valid_from__lte=today, valid_to__gt=today).select_related(
        "employee", "substitute"
    )


def absences_of(employee: int, *, today: date) -> QuerySet[Absence]:
    """The employee's own absences that are not over, the nearest first."""
    own = Absence.objects.filter(employee=employee, valid_to__gt=today)
    return own.select_related("substitute").order_by("valid_from", "pk")


def stood_in_for(employee: int, *, today: date) -> list[Employee]:
    """Those who are away on the day and whom the employee stands in for."""
    return [row.employee for row in absences_on(today).filter(substitute=employee)]
