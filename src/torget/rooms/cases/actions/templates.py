"""Keeping the texts that a unit begins its messages from."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

from django.db import transaction

from torget.foundation.actor import Actor
from torget.rooms.audit.actions import record
from torget.rooms.cases.models import MessageTemplate


@transaction.atomic
def add_template(
    title: str, texts: Mapping[str, str], *, unit: int, once: UUID, by: Actor, at: datetime
) -> MessageTemplate:
    """A new text for the unit's messages; the same one when the form is sent again.

    `texts` by language, with Swedish among them; empty ones are not kept.
    """
    by.must("case.write", unit=unit)
    added, new = MessageTemplate.objects.get_or_create(
        once=once, defaults={"unit_id": unit, "title": title, "texts": _written(texts)}
    )
    if new:
        record("template.added", f"template:{added.pk}", by=by, at=at, unit=unit)
    return added


@transaction.atomic
def change_template(
    template: MessageTemplate, title: str, texts: Mapping[str, str], *, by: Actor, at: datetime
) -> None:
    """Write the template anew. What has been sent from it stays as it was sent."""
    by.must("case.write", unit=template.unit_id)
    template.title, template.texts = title, _written(texts)
    template.save(update_fields=["title", "texts"])
    record("template.changed", f"template:{template.pk}", by=by, at=at, unit=template.unit_id)


@transaction.atomic
def remove_template(key: int, *, by: Actor, at: datetime) -> None:
    """Remove the template; nothing happens when it is gone or another unit's."""
    units = by.units_for("case.write")
    template = MessageTemplate.objects.filter(pk=key, unit__in=units).first()
    if template is not None:
        template.delete()
        record("template.removed", f"template:{key}", by=by, at=at, unit=template.unit_id)


def _written(texts: Mapping[str, str]) -> dict[str, str]:
    return {language: text for language, text in texts.items() if text}
