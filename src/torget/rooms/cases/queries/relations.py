"""Which cases belong together."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Q

from torget.foundation.actor import Actor
from torget.rooms.cases.models import Case, Relation
from torget.rooms.cases.terms import Bond


@dataclass(frozen=True, slots=True)
class Related:
    """A case that belongs with the one asked about. `began`: it was begun from that one."""

    case: Case
    bond: Bond
    began: bool


def related_to(case: Case, *, actor: Actor) -> list[Related]:
    """Those the actor may see too, in the order it was said."""
    readable = Case.objects.readable_by(actor).order_by()
    said = Relation.objects.filter(
        Q(case=case, other__in=readable) | Q(other=case, case__in=readable)
    )
    return [
        Related(
            case=one.other if one.case_id == case.pk else one.case,
            bond=Bond(one.bond),
            began=one.other_id == case.pk,
        )
        for one in said.select_related("case", "other").order_by("pk")
    ]
