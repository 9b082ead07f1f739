"""Systems and information as one graph: what is near, what stops, and what overlaps."""

from collections.abc import Mapping
from dataclasses import dataclass

from torget.foundation.actor import Actor
from torget.rooms.systems.models import Integration, System, SystemInformation
from torget.rooms.systems.rules import Overlap, downstream, overlaps
from torget.rooms.systems.terms import Lifecycle

SYSTEM, TYPE = "system:", "type:"  # before the key, in the name of a node


@dataclass(frozen=True, slots=True)
class Graph:
    """`names`: node → what it is called, in {"sv", "en"}; `flows`: between systems, in the
    direction of the information; `holds`: a system and a type.
    """

    names: Mapping[str, Mapping[str, str]]
    flows: tuple[tuple[str, str], ...]
    holds: tuple[tuple[str, str], ...]


def graph(actor: Actor) -> Graph:
    """All systems that are not retired, their types and what flows between them: three queries."""
    actor.must_anywhere("office.read")
    alive = System.objects.exclude(lifecycle=Lifecycle.RETIRED)
    names: dict[str, Mapping[str, str]] = {
        SYSTEM + key: {"sv": name} for key, name in alive.values_list("key", "name")
    }
    held = SystemInformation.objects.filter(system__in=alive).values_list(
        "system__key", "type__key", "type__name"
    )
    holds = []
    for key, type_key, type_name in held:
        names[TYPE + type_key] = type_name
        holds.append((SYSTEM + key, TYPE + type_key))
    flows = Integration.objects.filter(source__in=alive, target__in=alive)
    pairs = flows.order_by("pk").values_list("source__key", "target__key")
    return Graph(
        names,
        tuple(dict.fromkeys((SYSTEM + one, SYSTEM + other) for one, other in pairs)),
        tuple(holds),
    )


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
