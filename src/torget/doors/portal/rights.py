"""What the one a case concerns can demand, and how it goes: promises, delay, appeals."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from django.urls import reverse
from django.utils.translation import gettext as _

from torget.doors.ui.formats import date_long
from torget.rooms.cases.queries import (
    appeals_of,
    asked_review,
    automated_of,
    decision_template,
    delay_request_of,
    due_in,
    last_day_to_appeal,
    may_ask_to_conclude,
    served_decision,
)
from torget.rooms.cases.terms import CourtOutcome, Due, Outcome, Review

if TYPE_CHECKING:
    from torget.foundation.actor import Actor
    from torget.rooms.cases.models import Appeal, Case


def promise(own: Case, *, today: date) -> dict[str, Any]:
    """The promised day, whether it has passed, and whether one may ask us to conclude."""
    promised = next((one.due_on for one in due_in(own) if one.kind == Due.PROMISE), None)
    asks = may_ask_to_conclude(own, today=today)
    return {
        "promised_on": promised,
        "late": promised is not None and promised < today,
        "conclude_url": reverse("portal:conclude", args=[own.number]) if asks else "",
        "asked": _asked(own),
    }


def _asked(own: Case) -> dict[str, Any] | None:
    """How it goes with the request that we conclude the case; the reasons are in Swedish."""
    asked = delay_request_of(own)
    if asked is None or own.decided_at is not None:
        return None
    if asked.refused_at is None:
        said = _("Du har begärt att vi avgör ärendet. Du får svar senast {day}.")
        return {"text": said.format(day=date_long(asked.answer_by)), "reasons": []}
    said = _("Du har begärt att vi avgör ärendet. Vi har sagt nej den {day}.")
    appeal = decision_template(own, Outcome.REFUSED, at=asked.refused_at).appeal
    return {
        "text": said.format(day=date_long(asked.refused_at)),
        "reasons": [*asked.reasons.split("\n\n"), *appeal.split("\n\n")],
    }


def appealing(own: Case, actor: Actor, *, today: date) -> dict[str, Any]:
    """The last day to appeal, where one does it, and how it goes with the appeals."""
    decision = served_decision(own)
    if decision is None:
        return {"last_on": None, "url": "", "appeals": [], "final_on": None}
    last_day = last_day_to_appeal(decision, actor=actor)
    appeals = list(appeals_of(own))
    mine = any(one.party and one.party.person_id == actor.person for one in appeals)
    opened = last_day is not None and today <= last_day and not mine
    return {
        "last_on": last_day,
        "url": reverse("portal:appeal", args=[own.number]) if opened else "",
        "appeals": [_appeal(one, actor) for one in appeals],
        "final_on": decision.final_on,
    }


def _appeal(one: Appeal, actor: Actor) -> dict[str, Any]:
    mine = one.party is not None and one.party.person_id == actor.person
    title = _("Du har överklagat beslutet") if mine else _("Någon har överklagat beslutet")
    said = [_("Det kom in den {day}.").format(day=date_long(one.received_on))]
    if not one.review:
        said.append(_("Vi prövar nu om det kom i tid."))
    elif one.review == Review.LATE:
        said.append(_("Det kom för sent och är avvisat."))
    elif one.forwarded_at is None:
        said.append(_("Det kom i tid och går vidare till domstolen."))
    else:
        sent = _("Vi lämnade över det till domstolen den {day}.")
        said.append(sent.format(day=date_long(one.forwarded_at)))
    if one.court_outcome:
        answer = _("Domstolen har svarat: {outcome}.")
        said.append(answer.format(outcome=str(CourtOutcome(one.court_outcome).label).lower()))
    return {"title": title, "text": " ".join(said), "reasons": one.review_reasons}


def automatic(own: Case) -> dict[str, str] | None:
    """That a table made the decision, and asking a person to look: a way, or how it goes."""
    automated = automated_of(own)
    if automated is None or automated.decision.in_force_id != own.pk:
        return None
    said = _("Beslutet är fattat automatiskt av en beslutstabell, utan att en människa har tittat.")
    asked = asked_review(own)
    if asked is None:
        return {"text": said, "url": reverse("portal:ask_person", args=[own.number])}
    if asked.answered_at is None:
        waits = _("Du har bett en människa titta på beslutet. Du får svar senast {day}.")
        return {"text": waits.format(day=date_long(asked.answer_by)), "url": ""}
    found = _("En människa har tittat på beslutet. Svaret står bland meddelandena.")
    return {"text": found, "url": ""}
