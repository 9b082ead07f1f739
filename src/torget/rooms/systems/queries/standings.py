"""How every system stands by the rules, in six queries however many there are."""

from collections import defaultdict
from datetime import date

from django.db.models import Count, Q
from django.utils import timezone

from torget.foundation.actor import Actor
from torget.rooms.information.terms import PersonalData
from torget.rooms.organisation.queries import holdings_on
from torget.rooms.systems.models import (
    Contract,
    Integration,
    System,
    SystemInformation,
    SystemRole,
)
from torget.rooms.systems.rules import Standing
from torget.rooms.systems.terms import HostingModel, Lifecycle, Scope

ASPECTS = ("confidentiality", "integrity", "availability", "traceability")


def standings(actor: Actor, *, today: date) -> dict[int, Standing]:
    """Each system's standing by its key (pk); needs `office.read` somewhere.

    For reports over the whole catalogue; a page of it asks `catalogue` instead.
    """
    actor.must_anywhere("office.read")
    roles, connected = _held_roles(today), _connected()
    holds, agreed, processing = _holds(), _covered(today), _covered(today, processing=True)
    rows = System.objects.values_list(
        "pk", "lifecycle", "hosting", "scope", "retire_on", "data_after", "confirmed_at"
    )
    found = {}
    for pk, lifecycle, hosting, scope, retire_on, data_after, confirmed_at in rows:
        types, unclassified, personal = holds.get(pk, (0, 0, 0))
        found[pk] = Standing(
            lifecycle=Lifecycle(lifecycle),
            hosting=HostingModel(hosting),
            scope=Scope(scope),
            roles=frozenset(roles[pk]),
            types=types,
            unclassified=int(unclassified > 0),
            is_personal=personal > 0,
            has_contract=pk in agreed,
            has_processing=pk in processing,
            connections=int(pk in connected),
            retire_on=retire_on,
            data_after=data_after,
            confirmed_on=timezone.localdate(confirmed_at) if confirmed_at else None,
        )
    return found


def _held_roles(today: date) -> defaultdict[int, set[str]]:
    """The roles that somebody holds: a supplier, or who holds the position."""
    valid = Q(valid_to=None) | Q(valid_to__gt=today)
    held = Q(position__in=holdings_on(today).order_by().values("position"))
    rows = SystemRole.objects.filter(
        valid, held | Q(supplier__isnull=False), valid_from__lte=today
    ).values_list("system", "role")
    found: defaultdict[int, set[str]] = defaultdict(set)
    for system, role in rows:
        found[system].add(role)
    return found


def _holds() -> dict[int, tuple[int, int, int]]:
    """How many types each system holds, how many lack a reason, how many are personal data."""
    lacking = Q()
    for aspect in ASPECTS:
        lacking |= Q(**{f"type__{aspect}_why": ""})
    rows = (
        SystemInformation.objects.order_by()
        .values("system")
        .annotate(
            types=Count("pk"),
            unclassified=Count("pk", filter=lacking),
            personal=Count("pk", filter=~Q(type__personal_data=PersonalData.NONE)),
        )
    )
    return {row["system"]: (row["types"], row["unclassified"], row["personal"]) for row in rows}


def _covered(today: date, *, processing: bool = False) -> set[int]:
    """The systems with a contract that is valid; with `processing`, one on personal data."""
    valid = Q(valid_to=None) | Q(valid_to__gt=today)
    contracts = Contract.objects.filter(valid, valid_from__lte=today, systems__isnull=False)
    if processing:
        contracts = contracts.filter(covers_processing=True)
    return set(contracts.order_by().values_list("systems", flat=True))


def _connected() -> set[int]:
    """The systems that information goes to or from."""
    ends = Integration.objects.order_by()
    return set(ends.values_list("source").union(ends.values_list("target")).values_list(flat=True))
