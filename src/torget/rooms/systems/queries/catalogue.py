"""The catalogue: each system with all that the rules ask about it, in one query."""

from datetime import date
from typing import Any

from django.db.models import Count, Exists, Max, OuterRef, Prefetch, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.utils import timezone

from torget.foundation.actor import Actor
from torget.rooms.information.terms import PersonalData
from torget.rooms.organisation.queries import holdings_on, positions_held
from torget.rooms.systems.models import (
    Contract,
    Integration,
    Product,
    Supplier,
    System,
    SystemInformation,
    SystemRole,
)
from torget.rooms.systems.queries.standings import ASPECTS, standings
from torget.rooms.systems.rules import Levels, Standing, doubts
from torget.rooms.systems.terms import (
    Doubt,
    HostingModel,
    Lifecycle,
    RoleKey,
    Scope,
)

ROLES = "roles_now"  # on each system of the catalogue: its roles of the day


def roles_on(day: date, *, actor: Actor) -> QuerySet[SystemRole]:
    """Who answers for systems on the day, each with `holder`: a name, or None for a vacancy."""
    actor.must_anywhere("office.read")
    return _roles(day)


def _roles(day: date) -> QuerySet[SystemRole]:
    held = holdings_on(day).filter(position=OuterRef("position"))
    valid = Q(valid_to=None) | Q(valid_to__gt=day)
    return (
        SystemRole.objects.filter(valid, valid_from__lte=day)
        .select_related("position", "unit", "supplier")
        .annotate(holder=Coalesce("supplier__name", Subquery(held.values("employee__name")[:1])))
        .order_by("role", "pk")
    )


def catalogue(actor: Actor, *, today: date) -> QuerySet[System]:
    """The systems by name, with their roles of the day, class and standing; needs `office.read`.

    `class_of`, `standing_of` and `doubts_of` read what it adds to each row.
    """
    actor.must_anywhere("office.read")
    return _catalogue(today)


def _catalogue(today: date) -> QuerySet[System]:
    holds = SystemInformation.objects.filter(system=OuterRef("pk"))
    worst: dict[str, Any] = {
        aspect: Subquery(
            holds.order_by().values("system").annotate(worst=Max(f"type__{aspect}")).values("worst")
        )
        for aspect in ASPECTS
    }
    return (
        System.objects.annotate(**worst, **_facts(today))
        .select_related("product__supplier", "committee", "unit", "successor")
        .prefetch_related(Prefetch("roles", queryset=_roles(today), to_attr=ROLES))
        .order_by("name", "pk")
    )


def _facts(today: date) -> dict[str, Any]:
    """What the rules ask, as columns."""
    holds = SystemInformation.objects.filter(system=OuterRef("pk"))
    whys = Q()
    for aspect in ASPECTS:
        whys |= Q(**{f"type__{aspect}_why": ""})
    valid = Q(valid_to=None) | Q(valid_to__gt=today)
    contracts = Contract.objects.filter(valid, valid_from__lte=today, systems=OuterRef("pk"))
    flows = Integration.objects.filter(Q(source=OuterRef("pk")) | Q(target=OuterRef("pk")))
    counted = holds.order_by().values("system").annotate(count=Count("pk")).values("count")
    return {
        "type_count": Coalesce(Subquery(counted), 0),
        "has_unclassified": Exists(holds.filter(whys)),
        "is_personal": Exists(holds.exclude(type__personal_data=PersonalData.NONE)),
        "has_contract": Exists(contracts),
        "has_processing": Exists(contracts.filter(covers_processing=True)),
        "is_connected": Exists(flows),
    }


def system(key: str, actor: Actor, *, today: date) -> System:
    """One of the catalogue; System.DoesNotExist."""
    return catalogue(actor, today=today).get(key=key)


def class_of(system: System) -> Levels | None:
    """The worst of each aspect over its information; it is never written anywhere."""
    levels = [getattr(system, aspect) for aspect in ASPECTS]
    return (levels[0], levels[1], levels[2], levels[3]) if levels[0] is not None else None


def standing_of(system: System) -> Standing:
    """A row of the catalogue as the rules read it."""
    facts: Any = system
    return Standing(
        lifecycle=Lifecycle(system.lifecycle),
        hosting=HostingModel(system.hosting),
        scope=Scope(system.scope),
        roles=frozenset(one.role for one in facts.roles_now if one.holder),
        types=facts.type_count,
        unclassified=int(facts.has_unclassified),
        is_personal=facts.is_personal,
        has_contract=facts.has_contract,
        has_processing=facts.has_processing,
        connections=int(facts.is_connected),
        retire_on=system.retire_on,
        data_after=system.data_after,
        confirmed_on=timezone.localdate(system.confirmed_at) if system.confirmed_at else None,
    )


def doubts_of(system: System, *, today: date) -> list[Doubt]:
    """Why what stands about a row of the catalogue may not be true."""
    return doubts(standing_of(system), today=today)


def may_edit(system: System, *, actor: Actor, today: date) -> bool:
    """Whether the actor may change it: `systems.edit`, or its owner or manager of the day."""
    if actor.units_for("systems.edit"):
        return True
    if actor.employee is None:
        return False
    held = positions_held(actor.employee, today=today)
    answers = (RoleKey.OWNER, RoleKey.MANAGER)
    return _roles(today).filter(system=system, role__in=answers, position__in=held).exists()


def my_systems(actor: Actor, *, today: date) -> QuerySet[System]:
    """Those of the catalogue that the actor owns or manages today; anyone may ask for their own."""
    held = positions_held(actor.employee or 0, today=today)
    answers = (RoleKey.OWNER, RoleKey.MANAGER)
    mine = _roles(today).filter(role__in=answers, position__in=held)
    return _catalogue(today).filter(pk__in=mine.values("system"))


def in_doubt(
    rows: QuerySet[System], doubt: Doubt | None, *, actor: Actor, today: date
) -> QuerySet[System]:
    """Those of the catalogue's rows with the doubt; None: those with none at all."""
    known = standings(actor, today=today).items()
    told = {key: doubts(standing, today=today) for key, standing in known}
    keys = [key for key, found in told.items() if (doubt in found if doubt else not found)]
    return rows.filter(pk__in=keys)


def integrations_of(system: System, *, actor: Actor) -> QuerySet[Integration]:
    """What goes in and out of a system."""
    actor.must_anywhere("office.read")
    return (
        Integration.objects.filter(Q(source=system) | Q(target=system))
        .select_related("source", "target", "type")
        .order_by("source__name", "target__name", "pk")
    )


def information_of(system: System, *, actor: Actor) -> QuerySet[SystemInformation]:
    """What the system holds."""
    actor.must_anywhere("office.read")
    return system.holds.select_related("type").order_by("type__name__sv", "pk")


def systems_holding(information: str, *, actor: Actor) -> QuerySet[SystemInformation]:
    """Where information of the type is, masters first. `information`: the type's key."""
    actor.must_anywhere("office.read")
    held = SystemInformation.objects.filter(type__key=information)
    return held.select_related("system").order_by("-is_master", "system__name")


def suppliers(actor: Actor) -> QuerySet[Supplier]:
    """The suppliers by name, with `system_count`: how many systems are theirs."""
    actor.must_anywhere("office.read")
    count = Count("products__systems", distinct=True)
    return Supplier.objects.annotate(system_count=count).order_by("name", "pk")


def products(actor: Actor) -> QuerySet[Product]:
    """The products by name."""
    actor.must_anywhere("office.read")
    return Product.objects.select_related("supplier").order_by("name", "pk")
