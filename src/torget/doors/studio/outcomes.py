"""What came of someone's answers, in words."""

from __future__ import annotations

from typing import Any

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from torget.doors.studio.value_words import VALUES
from torget.rooms.eservices.terms import (
    CASE_ACTS,
    CompiledService,
    Outcome,
    PersonaResult,
    written_amount,
)
from torget.rooms.organisation.queries import units_by_pk


def outcome_rows(service: CompiledService, outcome: Outcome) -> list[dict[str, Any]]:
    """Label and text of each thing that follows, for parts.facts."""
    language = get_language() or "sv"
    price = _("Ingen") if outcome.price is None else written_amount(outcome.price, language)
    units = {unit.key: unit.name_in(language) for unit in units_by_pk().values()}
    rows = [
        (_("Vägen"), " → ".join(step_titles(service, outcome.path, language)) or "–"),
        (_("Utgång"), outcome.exit),
        (_("Enhet"), units.get(outcome.unit, outcome.unit)),
        (_("Avgift"), price),
        (_("Filer"), ", ".join(outcome.documents) or _("Inga")),
        (_("Skriver under"), ", ".join(outcome.signatures) or _("Ingen")),
    ]
    return [{"label": label, "text": text} for label, text in rows if text]


def case_steps(service: CompiledService, test: PersonaResult, language: str) -> list[str]:
    """What was done to the case and where it then stood, as far as it came."""
    buttons = {one.key: one.label for one in service.process.process.transitions if one.label}
    said, acts = [], VALUES["Transition.act"]
    for made, status in zip(test.persona.case, test.stood, strict=False):
        label = buttons.get(made.act)
        what = label.in_(language) if label else _(acts[CASE_ACTS[made.act]])
        after = _("efter {days} dagar").format(days=made.days) if made.days else ""
        title = service.process.statuses[status].title.in_(language)
        said.append(f"{' '.join(filter(None, [what, after]))} → {title}")
    return said


def step_titles(service: CompiledService, path: tuple[str, ...], language: str) -> list[str]:
    """The steps by their titles; by key where a step is no longer there."""
    return [service.steps[key].title.in_(language) if key in service.steps else key for key in path]
