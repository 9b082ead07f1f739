"""Declaring what kinds of information the municipality holds."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

import msgspec
from django.db import transaction

from torget.foundation.actor import Actor
from torget.rooms.audit.actions import record
from torget.rooms.information.models import CodeList, InformationType
from torget.rooms.information.terms import Aspect, CodeListFacts, InformationTypeFacts
from torget.rooms.organisation.queries import positions_by_key


@transaction.atomic
def declare_types(types: Iterable[InformationTypeFacts], *, by: Actor, at: datetime) -> list[str]:
    """Add the types, or change those that differ; answers the keys of what was written.

    A type whose owner is no position here has no owner, which `check_types` shows.
    Declaring the same again changes nothing and leaves no trace. Needs `information.declare`.
    """
    by.must_anywhere("information.declare")
    written, positions = [], positions_by_key()
    for declared in types:
        facts = declared
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
