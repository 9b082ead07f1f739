"""What the columns of systems are called, and their values in words."""

from __future__ import annotations

from typing import Any

from django.db.models import TextChoices
from django.utils.translation import gettext_noop as N_

from torget.doors.office.history import in_words
from torget.rooms.systems.terms import (
    Accessible,
    AiUse,
    Criterion,
    DataPlace,
    ExitReadiness,
    HostingModel,
    Lifecycle,
    ProductKind,
    RoleKey,
    Scope,
    UserBand,
)

SYSTEM_COLUMNS = {
    "key": N_("Nyckel"),
    "name": N_("Namn"),
    "purpose": N_("Vad det används till"),
    "kind": N_("Slag"),
    "scope": N_("Vems det är"),
    "criterion": N_("Varför kommungemensamt"),
    "scope_why": N_("Skäl"),
    "lifecycle": N_("Läge"),
    "hosting": N_("Driftform"),
    "data_place": N_("Var data finns"),
    "is_vital": N_("Verksamhetskritiskt"),
    "users": N_("Antal användare"),
    "outage_hours": N_("Längsta stopp, timmar"),
    "loss_hours": N_("Största förlust av data, timmar"),
    "service_level": N_("Servicenivå"),
    "accessible": N_("Digital tillgänglighet"),
    "accessible_on": N_("Granskat den"),
    "ai_use": N_("AI"),
    "exit_readiness": N_("Beredskap att lämna"),
    "instruction": N_("Instruktion"),
    "training": N_("Utbildning"),
    "retire_on": N_("Avvecklat senast"),
    "data_after": N_("Vad som händer med informationen"),
    "confirmed_at": N_("Bekräftat"),
    "confirmed_by": N_("Bekräftat av"),
    "role": N_("Roll"),
    "valid_from": N_("Från"),
    "valid_to": N_("Till"),
    "appointed_by": N_("Utsedd av"),
    "is_master": N_("Huvudkälla"),
}
CHOICES: dict[str, type[TextChoices]] = {
    "kind": ProductKind,
    "scope": Scope,
    "criterion": Criterion,
    "lifecycle": Lifecycle,
    "hosting": HostingModel,
    "data_place": DataPlace,
    "users": UserBand,
    "accessible": Accessible,
    "ai_use": AiUse,
    "exit_readiness": ExitReadiness,
    "role": RoleKey,
}


def label_of(column: str, value: str) -> str:
    """What a coded value is called; an empty criterion is no words at all."""
    known = dict(CHOICES[column].choices)
    return str(known.get(value, value))


def in_other_words(column: str, value: Any) -> str:
    """A column's value as text; nothing for what is not said."""
    if column in CHOICES:
        return label_of(column, value)
    return "" if value in (None, "") else in_words(value)
