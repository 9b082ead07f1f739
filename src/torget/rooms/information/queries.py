"""What is declared of each kind of information."""

from collections.abc import Iterable
from datetime import date
from typing import Any

import msgspec
from django.db.models import Count, Exists, OuterRef, Q, QuerySet, Subquery
from django.utils.translation import gettext_noop as N_

from torget.foundation.actor import Actor
from torget.foundation.compliance import Check, Violation
from torget.foundation.municipality import bound
from torget.rooms.information.models import Classification, CodeList, InformationType
from torget.rooms.information.rules import (
    LADDERS,
    BelowFloor,
    DeclarationNotRight,
    LadderBroken,
    ReviewNotRight,
    StillOpen,
    TooSecretForEServices,
    assurance_level_needed,
    confidentiality_floor,
    level_of,
    privacy_notice,
    reading_permission,
)
from torget.rooms.information.terms import (
    Aspect,
    Coverage,
    InformationTypeFacts,
    Level,
    PersonalData,
)
from torget.rooms.organisation.queries import holdings_on, positions_held

__all__ = [
    "LADDERS",
    "BelowFloor",
    "DeclarationNotRight",
    "LadderBroken",
    "NotDeclared",
    "ReviewNotRight",
    "StillOpen",
    "TooSecretForEServices",
    "all_types",
    "assurance_level_needed",
    "confidentiality_floor",
    "facts_of",
    "level_of",
    "privacy_notice",
    "reading_permission",
    "types_by_key",
    "without_owner",
]

# Kept by municipality and content, so a changed declaration is never answered from memory.
_kept: dict[tuple[str, str], InformationTypeFacts] = {}
MOST_KEPT = 10_000


class NotDeclared(LookupError):
    """No such information types: a service that names them cannot be used here."""

    def __init__(self, keys: Iterable[str]) -> None:
        self.keys = sorted(keys)
        super().__init__(", ".join(self.keys))


def types_by_key(keys: Iterable[str]) -> dict[str, InformationTypeFacts]:
    """The facts of each type; raises NotDeclared. One short query once they have been read."""
    wanted = set(keys)
    municipality = bound()
    hashes = dict(InformationType.objects.filter(key__in=wanted).values_list("key", "content_hash"))
    if missing := wanted - set(hashes):
        raise NotDeclared(missing)
    found = {key: _kept.get((municipality, content)) for key, content in hashes.items()}
    unread = [key for key, facts in found.items() if facts is None]
    rows = InformationType.objects.filter(key__in=unread).select_related("owner") if unread else ()
    fresh = {row.key: facts_of(row) for row in rows}
    if len(_kept) + len(fresh) > MOST_KEPT:
        _kept.clear()
    _kept.update({(municipality, facts.content_hash): facts for facts in fresh.values()})
    return {key: facts for key in sorted(found) if (facts := found[key] or fresh.get(key))}


def all_types() -> dict[str, InformationTypeFacts]:
    """Everything that is declared, by key."""
    return types_by_key(InformationType.objects.values_list("key", flat=True))


def information_types(actor: Actor) -> QuerySet[InformationType]:
    """The register, by name in Swedish, with owners; needs `office.read` somewhere."""
    actor.must_anywhere("office.read")
    return InformationType.objects.select_related("owner").order_by("name__sv", "pk")


def with_holders(rows: QuerySet[InformationType], *, on: date) -> QuerySet[InformationType]:
    """The types with `is_answered_for`: whether someone holds the owner's position on the day."""
    held = holdings_on(on).filter(position=OuterRef("owner"))
    return rows.annotate(is_answered_for=Exists(held))


def information_type(key: str, actor: Actor, *, on: date) -> InformationType:
    """One of the register, `with_holders`; InformationType.DoesNotExist. Needs `office.read`."""
    return with_holders(information_types(actor), on=on).get(key=key)


def is_answered_for_by(row: InformationType, actor: Actor, *, today: date) -> bool:
    """Whether the actor holds the position that owns the type today."""
    if row.owner_id is None or actor.employee is None:
        return False
    return row.owner_id in positions_held(actor.employee, today=today)


def may_classify(row: InformationType, actor: Actor, *, today: date) -> bool:
    """Whether the actor may decide the class of the type today."""
    if actor.units_for("information.classify"):
        return True
    return is_answered_for_by(row, actor, today=today)


def may_change(row: InformationType, actor: Actor, *, today: date) -> bool:
    """Whether the actor may change what is declared of the type today."""
    if actor.units_for("information.declare"):
        return True
    return is_answered_for_by(row, actor, today=today)


def classifications_of(row: InformationType) -> QuerySet[Classification]:
    """Every decision on the class of the type, the one in force first."""
    return row.classifications.order_by("-decided_at", "-pk")


def with_class_in_force(rows: QuerySet[InformationType]) -> QuerySet[InformationType]:
    """The types with `decided_at`, `decided_by` and `review_on` of the class in force; all are
    None where it is only proposed.
    """
    force = Classification.objects.filter(information_type=OuterRef("pk"), superseded_at=None)
    return rows.annotate(
        **{
            name: Subquery(force.values(name)[:1])
            for name in ("decided_at", "decided_by", "review_on")
        }
    )


def coverage(actor: Actor, *, on: date) -> Coverage:
    """How many types there are, and how many have what needs attention on the day; needs
    `office.read`.
    """
    undecided = ~Q(retention_years=None) & Q(retention_decision="")
    return Coverage(
        **with_class_in_force(with_holders(information_types(actor), on=on)).aggregate(
            types=Count("pk"),
            without_owner=Count("pk", filter=Q(owner=None)),
            vacant=Count("pk", filter=Q(owner__isnull=False, is_answered_for=False)),
            undecided=Count("pk", filter=undecided),
            serious=Count("pk", filter=Q(confidentiality__gte=Level.SERIOUS)),
            special=Count("pk", filter=Q(personal_data=PersonalData.SPECIAL)),
            open=Count("pk", filter=Q(is_open=True)),
            unclassified=Count("pk", filter=Q(decided_at=None)),
            to_review=Count("pk", filter=Q(review_on__lte=on)),
        )
    )


def check_types(actor: Actor, *, today: date) -> list[Check]:
    """The rules for information types, with those that break them; needs `office.read`."""
    lacking = Q()
    for aspect in Aspect.values:
        lacking |= Q(**{f"{aspect}_why__regex": r"^\s*$"})
    types = with_holders(information_types(actor), on=today).only(
        "key", "name", "owner__name", *(f"{aspect}_why" for aspect in Aspect.values)
    )
    owned = [
        _broken(row, N_("{owner} är vakant."), owner=row.owner.name_in("sv"))
        if row.owner
        else _broken(row, N_("Ingen äger informationen."))
        for row in types.filter(Q(is_answered_for=False))
    ]
    classed = [
        _broken(row, N_("Skäl saknas för {aspect}."), aspect=str(aspect.label).lower())
        for row in types.filter(lacking)
        for aspect in Aspect
        if not getattr(row, f"{aspect.value}_why").strip()
    ]
    overdue = Classification.objects.filter(superseded_at=None, review_on__lte=today)
    classed += [
        _broken(
            one.information_type, N_("Klassningen skulle ses över {day}."), day=str(one.review_on)
        )
        for one in overdue.select_related("information_type").order_by("review_on", "pk")
    ]
    return [Check(number=4, rows=tuple(owned)), Check(number=5, rows=tuple(classed))]


def _broken(row: InformationType, why: str, **values: str) -> Violation:
    return Violation(key=row.key, name=str(row.name["sv"]), why=why, values=values)


def without_owner() -> QuerySet[InformationType]:
    """Types that nobody answers for, which is a fault to mend."""
    return InformationType.objects.filter(owner=None).order_by("key")


def facts_of(row: InformationType) -> InformationTypeFacts:
    """The row as other rooms read it."""
    plain: dict[str, Any] = {
        name: getattr(row, name)
        for name in InformationTypeFacts.__struct_fields__
        if hasattr(row, name) and name not in (*Aspect.values, "owner")
    }
    plain["owner"] = row.owner.key if row.owner else None
    for aspect in Aspect.values:
        plain[aspect] = {"level": getattr(row, aspect), "why": getattr(row, f"{aspect}_why")}
    plain["retention"] = {
        "years": row.retention_years,
        "starts": row.retention_from or None,
        "why": row.retention_why,
        "decision": row.retention_decision,
    }
    plain["openness"] = {"open": row.is_open, "why": row.open_why}
    return msgspec.convert(plain, InformationTypeFacts)


def code_lists() -> QuerySet[CodeList]:
    """The lists that forms may choose from, by key."""
    return CodeList.objects.order_by("key")


def code_list(key: str) -> CodeList:
    """One list; CodeList.DoesNotExist."""
    return CodeList.objects.get(key=key)


def rows_of_lists(keys: Iterable[str]) -> dict[str, list[dict[str, str]]]:
    """What each list holds now, as {"key", "name"}; a list that is gone is left out."""
    return dict(CodeList.objects.filter(key__in=list(keys)).values_list("key", "rows"))
