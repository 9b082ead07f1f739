"""Who is acting. Actions and queries take an actor; only the doors know how one logs in."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Self


class Forbidden(Exception):
    """The actor lacks a permission. The doors answer 403."""


@dataclass(frozen=True, slots=True)
class Actor:
    """Someone, or some part of the system, that does or asks for something.

    `id` names the actor in the trail and never contains an identity number: "person:7",
    "employee:3", "system:worker". `grants` maps a permission to the units where it holds.
    `door` says where the actor came in.
    """

    id: str
    name: str
    grants: Mapping[str, frozenset[int]] = field(default_factory=dict)
    person: int | None = None  # a resident's row in `identity`
    employee: int | None = None  # an employee's row in `organisation`
    assurance_level: int = 0  # 3 = substantial, by an approved e-ID; 0 = nobody has vouched
    holds: frozenset[str] = frozenset()  # keys of drafts this browser began without log-in
    door: str = ""

    def units_for(self, permission: str) -> frozenset[int]:
        return self.grants.get(permission, frozenset())

    def may(self, permission: str, *, unit: int) -> bool:
        return unit in self.units_for(permission)

    def must(self, permission: str, *, unit: int) -> None:
        """Raise Forbidden unless the actor holds the permission at the unit."""
        if not self.may(permission, unit=unit):
            raise Forbidden(permission)

    def must_anywhere(self, permission: str) -> None:
        """Raise Forbidden unless the actor holds the permission at some unit."""
        if not self.units_for(permission):
            raise Forbidden(permission)

    def through(self, door: str) -> Self:
        return replace(self, door=door)


NOBODY = Actor(id="anonymous", name="Anonym")


def the_system(part: str) -> Actor:
    """The actor for what no person does: the worker, a schedule, a command."""
    return Actor(id=f"system:{part}", name="Torget", door=part)
