"""Committees' delegation orders: who may decide on their behalf."""

from datetime import date

from django.db.models import Q, QuerySet

from torget.rooms.organisation.models import (
    Assignment,
    Delegation,
    Unit,
)
from torget.rooms.organisation.rules import covers
from torget.rooms.organisation.terms import Matter, Right


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
