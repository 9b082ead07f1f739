"""What decision tables say, for officers: a proposal on trial, or a decision that one made."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from torget.doors.ui.decision_tables import OUTCOMES, SOURCES, WHY, inputs_said
from torget.doors.ui.formats import date_long
from torget.rooms.cases.queries import automated_of, proposal_for, row_that_hit

if TYPE_CHECKING:
    from torget.foundation.actor import Actor
    from torget.rooms.cases.models import AutomatedDecision, Case, HumanReview


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


def automated_facts(automated: AutomatedDecision) -> list[dict[str, str]]:
    """The row that hit, and what the table read: each value with its source."""
    language = get_language() or "sv"
    facts = [
        {"label": _("Version av tjänsten"), "text": str(automated.version)},
        {
            "label": _("Raden som stämde"),
            "text": row_that_hit(automated.case, automated.row).title.in_(language),
        },
    ]
    for one in automated.inputs:
        said, where = one["shown"][language], one["source"]
        source = _(SOURCES[where])
        facts.append({"label": one["title"][language], "text": f"{said} ({source.lower()})"})
    return facts


def automated_said(case: Case, *, actor: Actor) -> dict[str, Any] | None:
    """What a table decided in the case, and who has looked or is to look at it."""
    automated = automated_of(case)
    if automated is None:
        return None
    decides = actor.may("case.decide", unit=case.unit_id)
    return {
        "facts": automated_facts(automated),
        "reviews": [_review(case, one, decides=decides) for one in automated.reviews.all()],
    }


def to_review(automated: dict[str, Any] | None) -> dict[str, Any] | None:
    """The way to the review that waits for the officer, as the next thing to do in the case."""
    reviews = automated["reviews"] if automated else []
    url = next((one["url"] for one in reviews if one["url"]), "")
    return {"label": _("Granska beslutet"), "url": url, "text": "", "post": False} if url else None


def decided_by(case: Case, automated: dict[str, Any] | None) -> dict[str, str]:
    """Who stands at the head of a case that a table decided, while nobody has taken it."""
    return {"assigned": _("Automatiserat beslut")} if automated and not case.officer else {}


def _review(case: Case, one: HumanReview, *, decides: bool) -> dict[str, Any]:
    today = timezone.localdate()
    if one.answered_at is None:
        says = _("senast {day}").format(day=date_long(one.answer_by))
    else:
        verdict = _("Rätt") if one.right else _("Fel")
        says = f"{verdict}. {one.reasons} ({one.answered_by})"
    return {
        "title": one.get_kind_display(),
        "says": says,
        "late": one.answered_at is None and one.answer_by < today,
        "url": reverse("desk:review", args=[case.number, one.pk])
        if decides and one.answered_at is None
        else "",
    }


def review_waiting(one: HumanReview) -> dict[str, Any]:
    """One that waits, for the officer's day."""
    number = one.automated.case.number
    return {
        "title": one.get_kind_display(),
        "number": number,
        "due": date_long(one.answer_by),
        "late": one.answer_by < timezone.localdate(),
        "url": reverse("desk:review", args=[number, one.pk]),
    }
