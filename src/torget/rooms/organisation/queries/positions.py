"""Positions, who holds them, and which nobody holds."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date

from django.db.models import Exists, OuterRef, Prefetch, Q, QuerySet
from django.utils.translation import gettext_noop as N_

from torget.foundation.actor import Actor
from torget.foundation.compliance import Check, Violation
from torget.rooms.organisation.models import (
    Assignment,
    Committee,
    Employee,
    Holding,
    Position,
    Unit,
)
from torget.rooms.organisation.terms import Role


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


def positions_by_key() -> dict[str, int]:
    """The key (pk) of every position there is, by its key in words."""
    return dict(Position.objects.values_list("key", "pk"))


def position_names(keys: Iterable[str]) -> dict[str, dict[str, str]]:
    """The names of positions, as {"sv", "en"}, by key; those that are not there are left out."""
    return dict(Position.objects.filter(key__in=set(keys)).values_list("key", "name"))


def all_position_names(language: str) -> dict[int, str]:
    """What every position that there is or has been is called, by its key (pk)."""
    return {one.pk: one.name_in(language) for one in Position.objects.all()}


def vacancies(day: date) -> QuerySet[Position]:
    """The positions that nobody holds on the day."""
    return positions_on(day).filter(Q(is_held=False))


def positions_held(employee: int, *, today: date) -> frozenset[int]:
    """Keys of the positions that the employee holds today."""
    return frozenset(
        holdings_on(today).filter(employee=employee).values_list("position", flat=True)
    )


def position(key: str, actor: Actor) -> Position:
    """One position; Position.DoesNotExist. Needs `office.read` somewhere."""
    actor.must_anywhere("office.read")
    return Position.objects.select_related("unit", "committee").get(key=key)


def holdings_of(held: Position) -> QuerySet[Holding]:
    """Everyone who has held the position, holds it or is to hold it, the latest first."""
    return held.holdings.select_related("employee").order_by("-valid_from", "-pk")


def holding(held: Position, pk: int) -> Holding:
    """One holding of the position; Holding.DoesNotExist."""
    return Holding.objects.select_related("employee", "position").get(position=held, pk=pk)


def everyone(actor: Actor) -> QuerySet[Employee]:
    """All who work here or are elected, by name; needs `office.read` somewhere."""
    actor.must_anywhere("office.read")
    return Employee.objects.order_by("name", "pk")


def one_of_everyone(pk: int, actor: Actor) -> Employee:
    """One of them; Employee.DoesNotExist. Needs `office.read` somewhere."""
    return everyone(actor).get(pk=pk)


def held_by(person: Employee, *, on: date) -> QuerySet[Holding]:
    """The positions that someone holds on a day or is to hold after it."""
    return (
        Holding.objects.filter(Q(valid_to=None) | Q(valid_to__gt=on), employee=person)
        .select_related("position__unit", "position__committee")
        .order_by("valid_from", "pk")
    )


def roles_of(person: Employee, *, on: date) -> QuerySet[Assignment]:
    """The roles that someone has on a day or is to have after it."""
    return (
        Assignment.objects.filter(Q(valid_to=None) | Q(valid_to__gt=on), employee=person)
        .select_related("unit")
        .order_by("valid_from", "pk")
    )


def assignments_on(day: date, actor: Actor) -> QuerySet[Assignment]:
    """Who has which role where on the day; needs `office.read` somewhere."""
    actor.must_anywhere("office.read")
    valid = Q(valid_to=None) | Q(valid_to__gt=day)
    return (
        Assignment.objects.filter(valid, valid_from__lte=day)
        .select_related("employee", "unit__committee")
        .order_by("unit__name__sv", "role", "employee__name", "pk")
    )


def committees_with_units(day: date, actor: Actor) -> QuerySet[Committee]:
    """The whole organisation of a day, in five queries: each committee with `positions` and
    `units`, each unit with its `positions`, each position with its `holdings`; needs
    `office.read` somewhere.
    """
    actor.must_anywhere("office.read")
    held = Prefetch("holdings", queryset=holdings_on(day))
    posts = Prefetch("positions", queryset=positions_on(day).prefetch_related(held))
    units = Unit.objects.order_by("name__sv", "pk").prefetch_related(posts)
    return Committee.objects.order_by("kind", "name__sv", "pk").prefetch_related(
        posts, Prefetch("units", queryset=units)
    )


# Each part of the municipality right under a committee has one of each (LU-77, OEF-68).
EVERYWHERE = (
    (Role.IT_COORDINATOR, N_("Ingen är it-samordnare.")),
    (Role.SERVICE_OWNER, N_("Ingen är e-tjänstansvarig.")),
)


def check_organisation(actor: Actor, *, today: date) -> list[Check]:
    """The rules for the organisation, with what does not keep them; needs `office.read`."""
    held: defaultdict[str, set[int]] = defaultdict(set)
    for one in assignments_on(today, actor):
        held[one.role] |= {one.unit_id, one.unit.parent_id or one.unit_id}
    tops = Unit.objects.filter(parent=None).order_by("name__sv", "pk")
    rows = [
        Violation(key=unit.key, name=unit.name_in("sv"), why=why)
        for unit in tops
        for role, why in EVERYWHERE
        if unit.pk not in held[role]
    ]
    return [Check(number=15, rows=tuple(rows))]
