"""Positions, who holds them, and which nobody holds."""

from datetime import date

from django.db.models import Exists, OuterRef, Q, QuerySet

from torget.rooms.organisation.models import (
    Holding,
    Position,
)


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
