"""Systems and information as one graph: what is near, what stops, and what overlaps."""

from collections.abc import Collection, Iterable, Mapping

from django.db.models import Count, Q, QuerySet

from torget.foundation.actor import Actor
from torget.rooms.information.queries import information_types
from torget.rooms.systems.models import Integration, System, SystemInformation
from torget.rooms.systems.rules import Overlap, downstream, overlaps
from torget.rooms.systems.terms import Lifecycle

SYSTEM, TYPE = "system:", "type:"  # before the key, in the name of a node

Link = tuple[str, str]
Names = dict[str, Mapping[str, str]]  # node → what it is called, in {"sv", "en"}


def flows_of(nodes: Collection[str], *, actor: Actor) -> list[Link]:
    """Between systems in use, in the direction of the information: what touches these nodes."""
    actor.must_anywhere("office.read")
    keys = _keys(nodes, SYSTEM)
    rows = (
        Integration.objects.filter(Q(source__key__in=keys) | Q(target__key__in=keys))
        .exclude(Q(source__lifecycle=Lifecycle.RETIRED) | Q(target__lifecycle=Lifecycle.RETIRED))
        .order_by("pk")
        .values_list("source__key", "target__key")
    )
    return list(dict.fromkeys((SYSTEM + one, SYSTEM + other) for one, other in rows))


def holdings_of(nodes: Collection[str], *, actor: Actor) -> list[Link]:
    """A system in use and a type that it holds: what touches these nodes."""
    actor.must_anywhere("office.read")
    systems, types = _keys(nodes, SYSTEM), _keys(nodes, TYPE)
    rows = (
        SystemInformation.objects.filter(Q(system__key__in=systems) | Q(type__key__in=types))
        .exclude(Q(system__lifecycle=Lifecycle.RETIRED))
        .order_by("pk")
        .values_list("system__key", "type__key")
    )
    return [(SYSTEM + key, TYPE + type_key) for key, type_key in rows]


def names_of(nodes: Collection[str], *, actor: Actor) -> Names:
    """What the nodes are called; without those that are not there. Two queries."""
    actor.must_anywhere("office.read")
    systems = _in_use().filter(key__in=_keys(nodes, SYSTEM)).values_list("key", "name")
    types = information_types(actor).filter(key__in=_keys(nodes, TYPE)).values_list("key", "name")
    return _named(systems, types)


def nodes_like(text: str, *, actor: Actor, most: int) -> Names:
    """Systems and types with the text in their name, by name, so many of each at most."""
    actor.must_anywhere("office.read")
    systems = _in_use().filter(name__icontains=text).order_by("name").values_list("key", "name")
    named = Q(name__sv__icontains=text) | Q(name__en__icontains=text)
    types = information_types(actor).filter(named).values_list("key", "name")
    return _named(systems[:most], types[:most])


def busiest(actor: Actor) -> str:
    """The node of the system that most flows touch; "" without systems."""
    actor.must_anywhere("office.read")
    counted = _in_use().annotate(
        flows=Count("gives", distinct=True) + Count("takes", distinct=True)
    )
    key = counted.order_by("-flows", "key").values_list("key", flat=True).first()
    return SYSTEM + key if key else ""


def _in_use() -> QuerySet[System]:
    return System.objects.exclude(lifecycle=Lifecycle.RETIRED)


def _keys(nodes: Collection[str], prefix: str) -> list[str]:
    return [node.removeprefix(prefix) for node in nodes if node.startswith(prefix)]


def _named(
    systems: Iterable[tuple[str, str]], types: Iterable[tuple[str, Mapping[str, str]]]
) -> Names:
    named: Names = {SYSTEM + key: {"sv": name} for key, name in systems}
    return named | {TYPE + key: name for key, name in types}


def stopped_by(system: System, *, actor: Actor) -> tuple[list[System], frozenset[str]]:
    """What an outage reaches: the systems that take information from it, directly or by way of
    others, and the types that it is the master of.
    """
    actor.must_anywhere("office.read")
    flows = list(Integration.objects.values_list("source", "target"))
    reached = downstream(system.pk, flows)
    systems = System.objects.filter(pk__in=reached).exclude(lifecycle=Lifecycle.RETIRED)
    masters = SystemInformation.objects.filter(system=system, is_master=True)
    return (
        list(systems.select_related("committee").order_by("name")),
        frozenset(masters.values_list("type__key", flat=True)),
    )


def overlapping(actor: Actor) -> list[tuple[System, System, Overlap]]:
    """Pairs of systems that do the same or hold much of the same, the most alike first."""
    actor.must_anywhere("office.read")
    rows = System.objects.exclude(lifecycle=Lifecycle.RETIRED).select_related("product")
    systems = {row.pk: row for row in rows}
    holds: dict[int, set[int]] = {key: set() for key in systems}
    for system, kind in SystemInformation.objects.values_list("system", "type"):
        if system in holds:
            holds[system].add(kind)
    found = overlaps(holds, {key: row.purpose for key, row in systems.items()})
    return [(systems[one.first], systems[one.second], one) for one in found]
