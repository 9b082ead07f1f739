"""What a decision table on trial proposes, beside what the officer is about to decide."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from torget.doors.ui.decision_tables import OUTCOMES, WHY, inputs_said
from torget.rooms.cases.queries import proposal_for

if TYPE_CHECKING:
    from torget.rooms.cases.models import Case


def proposal_said(case: Case) -> dict[str, Any] | None:
    """What the table says; None when the service has none on trial.

    Shown only once an outcome is chosen, so that it does not lead the choice.
    """
    found = proposal_for(case, at=timezone.now())
    if found is None:
        return None
    outcome = "granted" if found.weighed.grants else "person"
    row, language = found.weighed.row, get_language() or "sv"
    return {
        "outcome": _(OUTCOMES[outcome]),
        "grants": found.weighed.grants,
        "why": _(WHY[found.weighed.why]),
        "row": row.title.in_(language) if row else "",
        "texts": [text for text in found.written_out("sv") if text],
        "inputs": inputs_said(found.inputs, language),
    }
