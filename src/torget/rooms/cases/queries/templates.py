"""The texts that units begin their messages from."""

from __future__ import annotations

from typing import TYPE_CHECKING

from torget.foundation.actor import Actor
from torget.rooms.cases.models import MessageTemplate

if TYPE_CHECKING:
    from django.db.models import QuerySet


def message_templates(actor: Actor) -> QuerySet[MessageTemplate]:
    """Those of the units where the actor writes to applicants, by title."""
    units = actor.units_for("case.write")
    ours = MessageTemplate.objects.filter(unit__in=units)
    return ours.select_related("unit").order_by("title", "pk")
