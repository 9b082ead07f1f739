"""Declaring what kinds of information the municipality holds."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

import msgspec
from django.db import transaction
from django.utils import timezone

from torget.foundation.actor import Actor, Forbidden
from torget.rooms.audit.actions import record
from torget.rooms.information.models import Classification, CodeList, InformationType
from torget.rooms.information.queries import facts_of, may_change, may_classify
from torget.rooms.information.rules import DeclarationNotRight, faults_of, must_be_lawful
from torget.rooms.information.terms import (
    Aspect,
    Class,
    Classes,
    CodeListFacts,
    InformationTypeFacts,
    Level,
    PersonalData,
)
from torget.rooms.organisation.queries import positions_by_key


@transaction.atomic
def declare_types(types: Iterable[InformationTypeFacts], *, by: Actor, at: datetime) -> list[str]:
    """Add the types, or change those that differ; answers the keys of what was written.

    The class of a type that has been decided on stays as it was decided.
    A type whose owner is no position here has no owner, which `check_types` shows.
    Declaring the same again changes nothing and leaves no trace. Needs `information.declare`.
    """
    by.must_anywhere("information.declare")
    written, positions = [], positions_by_key()
    for declared in types:
        facts = _with_what_is_decided(declared)
        if facts.owner not in positions:
            facts = msgspec.structs.replace(facts, owner=None)
        columns = _columns(facts) | {"owner_id": positions.get(facts.owner or "")}
        before = InformationType.objects.select_for_update().filter(key=facts.key).first()
        changed = sorted(
            name for name, value in columns.items() if getattr(before, name, None) != value
        )
        if not changed:
            continue
        InformationType.objects.update_or_create(key=facts.key, defaults=columns)
        what = "information.declared" if before is None else "information.changed"
        record(what, f"information:{facts.key}", by=by, at=at, columns=changed)
        written.append(facts.key)
    return written


@transaction.atomic
def change_type(facts: InformationTypeFacts, *, by: Actor, at: datetime) -> None:
    """Change what is declared of a type, save its class, which is decided on; the same again is
    nothing. InformationType.DoesNotExist.

    For the holder of the position that owns it, or `information.declare`; Forbidden for others.
    Raises DeclarationNotRight.
    """
    row = InformationType.objects.select_for_update(of=("self",)).select_related("owner").get(
        key=facts.key)  # fmt: skip
    if not may_change(row, by, today=timezone.localdate(at)):
        raise Forbidden("information.declare")
    now = facts_of(row)
    facts = msgspec.structs.replace(
        facts, **{aspect: getattr(now, aspect) for aspect in Aspect.values}
    )
    positions = positions_by_key()
    faults = faults_of(facts) | ({"owner"} if facts.owner not in (None, *positions) else set())
    if faults:
        raise DeclarationNotRight(frozenset(faults))
    columns = _columns(facts) | {"owner_id": positions.get(facts.owner or "")}
    changed = sorted(name for name, value in columns.items() if getattr(row, name) != value)
    if not changed:
        return
    for name in changed:
        setattr(row, name, columns[name])
    row.save(update_fields=changed)
    record("information.changed", f"information:{row.key}", by=by, at=at, columns=changed)


def _with_what_is_decided(facts: InformationTypeFacts) -> InformationTypeFacts:
    decided = _in_force(facts.key)
    if decided is None:
        return facts
    classes = {
        aspect: Class(Level(getattr(decided, aspect)), getattr(decided, f"{aspect}_why"))
        for aspect in Aspect.values
    }
    return msgspec.structs.replace(facts, **classes)


def _in_force(key: str) -> Classification | None:
    return Classification.objects.filter(information_type__key=key, superseded_at=None).first()


@transaction.atomic
def decide_classification(key: str, classes: Classes, *, by: Actor, at: datetime) -> Classification:
    """Decide the class of a type: services follow at once. The same again is nothing.

    For the holder of the position that owns it, or `information.classify`; Forbidden for others.
    Raises TooSecretForEServices, BelowFloor, StillOpen or ReviewNotRight.
    """
    row = InformationType.objects.select_for_update(of=("self",)).select_related("owner").get(
        key=key)  # fmt: skip
    today = timezone.localdate(at)
    if not may_classify(row, by, today=today):
        raise Forbidden("information.classify")
    columns: dict[str, Any] = {"note": classes.note, "review_on": classes.review_on}
    for aspect, chosen in classes.of.items():
        columns |= {aspect.value: chosen.level, f"{aspect.value}_why": chosen.why}
    before = _in_force(key)
    if before and all(getattr(before, name) == value for name, value in columns.items()):
        return before
    must_be_lawful(
        classes.of[Aspect.CONFIDENTIALITY].level,
        PersonalData(row.personal_data),
        is_open=row.is_open,
        review_on=classes.review_on,
        today=today,
    )
    if before:
        before.superseded_at = at
        before.save(update_fields=["superseded_at"])
    decided = Classification.objects.create(
        information_type=row, decided_at=at, decided_by=by.name, **columns
    )
    for aspect in classes.of:
        setattr(row, aspect.value, columns[aspect.value])
        setattr(row, f"{aspect.value}_why", columns[f"{aspect.value}_why"])
    row.content_hash = facts_of(row).content_hash
    row.save()
    levels = {aspect.value: int(chosen.level) for aspect, chosen in classes.of.items()}
    record("information.classified", f"information:{key}", by=by, at=at, **levels)
    return decided


def _columns(facts: InformationTypeFacts) -> dict[str, Any]:
    """The facts as the row keeps them."""
    plain = msgspec.to_builtins(facts)
    same = ("name", "description", "purpose", "unit", "gdpr_basis", "personal_data")
    columns = {name: plain[name] for name in same}
    columns["legal_basis"] = list(facts.legal_basis)  # as JSON gives it back
    columns["holder"] = plain.get("holder")
    columns |= {name: plain.get(name, "") for name in ("gdpr_exception", "secrecy")}
    for aspect in Aspect.values:
        columns[aspect] = plain[aspect]["level"]
        columns[f"{aspect}_why"] = plain[aspect]["why"]
    return columns | {
        "retention_years": facts.retention.years,
        "retention_from": facts.retention.starts or "",
        "retention_why": facts.retention.why,
        "retention_decision": facts.retention.decision,
        "is_open": facts.openness.open,
        "open_why": facts.openness.why,
        "content_hash": facts.content_hash,
    }


@transaction.atomic
def declare_list(facts: CodeListFacts, *, by: Actor, at: datetime) -> CodeList:
    """Add a list, or give it other rows; the same again changes nothing.

    What someone has begun to fill in keeps the rows it began with. Needs `information.declare`
    or `service.edit`.
    """
    if not by.units_for("service.edit"):
        by.must_anywhere("information.declare")
    columns = {
        "name": {"sv": facts.name.sv, "en": facts.name.en},
        "rows": [{"key": row.key, "name": row.name} for row in facts.rows],
        "source": facts.source,
    }
    before = CodeList.objects.select_for_update().filter(key=facts.key).first()
    if before and all(getattr(before, name) == value for name, value in columns.items()):
        return before
    kept, _ = CodeList.objects.update_or_create(
        key=facts.key, defaults={**columns, "changed_at": at, "changed_by": by.name}
    )
    record("list.declared", str(kept), by=by, at=at, rows=len(facts.rows))
    return kept
