"""Who works where, and what they may do."""

from collections import defaultdict
from collections.abc import Collection
from datetime import date

from django.db.models import Exists, OuterRef, Q, QuerySet

from torget.foundation.actor import Actor
from torget.rooms.organisation.models import (
    Absence,
    Assignment,
    Delegation,
    Employee,
    Holding,
    Municipality,
    Position,
    Unit,
)
from torget.rooms.organisation.rules import covers
from torget.rooms.organisation.terms import PERMISSIONS, Matter, Right, Role


def the_municipality() -> Municipality:
    """The municipality of this database; Municipality.DoesNotExist before `torget demo`."""
    return Municipality.objects.get()


def unit(key: str) -> Unit:
    return Unit.objects.select_related("committee").get(key=key)


def units_by_pk() -> dict[int, Unit]:
    return {unit.pk: unit for unit in Unit.objects.select_related("committee")}


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


def absences_on(today: date) -> QuerySet[Absence]:
    """Who is away on the day, with their substitutes."""
    return Absence.objects.filter(valid_from__lte=today, valid_to__gt=today).select_related(
        "employee", "substitute"
    )


def officers_at_work(*, today: date) -> QuerySet[Employee]:
    """Everyone who handles cases on the day and is not away."""
    everywhere = list(units_by_pk())
    away = absences_on(today).values("employee")
    return colleagues_at(everywhere, today=today).exclude(pk__in=away)


def absences_of(employee: int, *, today: date) -> QuerySet[Absence]:
    """The employee's own absences that are not over, the nearest first."""
    own = Absence.objects.filter(employee=employee, valid_to__gt=today)
    return own.select_related("substitute").order_by("valid_from", "pk")


def stood_in_for(employee: int, *, today: date) -> list[Employee]:
    """Those who are away on the day and whom the employee stands in for."""
    return [row.employee for row in absences_on(today).filter(substitute=employee)]


def employee(pk: int) -> Employee:
    return Employee.objects.get(pk=pk)


def right_of(row: Delegation) -> Right:
    """What the row covers, as the rules read it."""
    return Right(
        services=frozenset(row.services),
        outcomes=frozenset(row.outcomes),
        amount_most=row.amount_most,
    )


def delegation_order(committee: int, *, today: date) -> QuerySet[Delegation]:
    """The rows of a committee's order that are valid on the day. Public: the order is."""
    return delegation_orders(today=today).filter(committee=committee)


def delegation_orders(*, today: date) -> QuerySet[Delegation]:
    """Every committee's order as it is valid on the day."""
    valid = Q(valid_to=None) | Q(valid_to__gt=today)
    return (
        Delegation.objects.filter(valid, valid_from__lte=today)
        .select_related("committee", "unit", "parent")
        .order_by("committee", "number")
    )


def right_to_decide(employee: int, matter: Matter, *, unit: Unit, today: date) -> Delegation | None:
    """The row by which the employee may decide the matter at the unit; None when there is none,
    and then the committee decides itself.
    """
    roles = set(
        Assignment.objects.filter(
            Q(valid_to=None) | Q(valid_to__gt=today),
            Q(unit=unit) | Q(unit__children=unit),
            employee=employee,
            valid_from__lte=today,
        ).values_list("role", flat=True)
    )
    rows = delegation_order(unit.committee_id, today=today)
    return next(
        (
            row
            for row in rows
            if row.unit_id in (None, unit.pk)
            and roles.intersection(row.roles)
            and covers(right_of(row), matter)
        ),
        None,
    )


def authority_of(row: Delegation) -> str:
    """By what right a decision under the row is made, as the decision says it, in Swedish."""
    return f"Delegationsordningen {row.number} ({row.resolution})"


def amount_matters(service: str, *, committee: int, today: date) -> bool:
    """Whether who may decide depends on an amount, so that one must be given."""
    return any(
        row.amount_most is not None and (not row.services or service in row.services)
        for row in delegation_order(committee, today=today)
    )


def delegations_exist() -> bool:
    """Whether anyone at all has been given a right to decide."""
    return Delegation.objects.exists()


def holdings_on(day: date) -> QuerySet[Holding]:
    """Who holds what on the day, longest first."""
    valid = Q(valid_to=None) | Q(valid_to__gt=day)
    return (
        Holding.objects.filter(valid, valid_from__lte=day)
        .select_related("employee", "position")
        .order_by("valid_from", "pk")
    )


def positions_on(day: date) -> QuerySet[Position]:
    """The positions that exist on the day, with `is_held`: whether anyone holds them then."""
    valid = Q(valid_to=None) | Q(valid_to__gt=day)
    return (
        Position.objects.filter(valid, valid_from__lte=day)
        .annotate(is_held=Exists(holdings_on(day).filter(position=OuterRef("pk"))))
        .select_related("unit", "committee")
        .order_by("key")
    )


def vacancies(day: date) -> QuerySet[Position]:
    """The positions that nobody holds on the day."""
    return positions_on(day).filter(Q(is_held=False))


def positions_held(employee: int, *, today: date) -> frozenset[int]:
    """Keys of the positions that the employee holds today."""
    return frozenset(
        holdings_on(today).filter(employee=employee).values_list("position", flat=True)
    )
