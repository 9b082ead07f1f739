"""What is written to the committee, and what others are asked and answer, on a case's page."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from django.urls import reverse
from django.utils.translation import gettext as _

from torget.doors.ui.formats import date_long
from torget.rooms.cases.queries import latest_approval, memoranda_of, referrals_of
from torget.rooms.cases.terms import Status

if TYPE_CHECKING:
    from torget.foundation.actor import Actor
    from torget.rooms.cases.models import Case, Referral


def referral_rows(case: Case, *, writes: bool, today: date) -> list[dict[str, Any]]:
    """Each with how it stands, its answer, and what can be done about it by those who write."""
    undecided = case.status not in (Status.DECIDED, Status.CLOSED)
    return [_row(case, one, writes and undecided, today) for one in referrals_of(case)]


def awaited(rows: list[dict[str, Any]]) -> list[str]:
    """What is waited for, to be said before one decides."""
    said = _("Remissvar väntas från {name}. {stands}")
    return [said.format(name=row["to"], stands=row["stands"]) for row in rows if row["open"]]


def drafts_of(case: Case) -> list[dict[str, str]]:
    """Memoranda that are being written, as links."""
    return [
        {
            "title": one.heading,
            "url": reverse("desk:memorandum", args=[case.number, one.pk]),
            "text": _("Utkast, sparat av {name}").format(name=one.saved_by),
        }
        for one in memoranda_of(case)
        if one.finished_at is None
    ]


def approval_notice(case: Case, actor: Actor) -> tuple[list[str], dict[str, Any] | None]:
    """What the case's page says of a decision that is to be approved, and the way to it for those
    who may decide.
    """
    row = latest_approval(case) if case.decided_at is None else None
    if row is None or (row.closed_at and not row.sent_back_by):
        return [], None
    said, label = _("Beslutet väntar på godkännande."), _("Läs beslutet som väntar")
    if row.sent_back_by:
        said, label = _("Beslutet är tillbakaskickat."), _("Läs varför")
    elif row.approved_at:
        said, label = _("Beslutet är godkänt och kan fattas."), _("Läs det godkända beslutet")
    if not actor.may("case.decide", unit=case.unit_id):
        return [said], None
    url = reverse("desk:approval", args=[case.number, row.pk])
    return [said], {"label": label, "url": url, "text": "", "post": False}


def _row(case: Case, one: Referral, writes: bool, today: date) -> dict[str, Any]:
    links = _links(case, one) if writes else []
    return {
        "to": one.to_name,
        "open": one.is_open,
        "late": one.is_open and one.answer_by < today,
        "stands": _stands(one, today),
        "question": one.question.split("\n\n"),
        "answer": one.answer.split("\n\n") if one.answer else [],
        "files": [_file(case, document) for document in one.answer_documents.all()],
        "links": links,
    }


def _stands(one: Referral, today: date) -> str:
    if one.answered_at:
        said = _("Svar kom in {day} från {name}.")
        return said.format(day=date_long(one.answered_at), name=one.answered_by)
    if one.withdrawn_at:
        return _("Återtagen {day}.").format(day=date_long(one.withdrawn_at))
    late = one.answer_by < today
    said = _("Senast {day}, försenat.") if late else _("Senast {day}.")
    return said.format(day=date_long(one.answer_by))


def _links(case: Case, one: Referral) -> list[dict[str, Any]]:
    if one.answered_at:
        url = f"{reverse('desk:hear', args=[case.number])}?remiss={one.pk}"
        return [{"label": _("Skicka till parterna"), "url": url, "post": False}]
    if one.withdrawn_at:
        return []
    place = [case.number, one.pk]
    return [
        {
            "label": _("Ge mer tid"),
            "url": reverse("desk:referral_time", args=place),
            "post": False,
        },
        {"label": _("Ta tillbaka"), "url": reverse("desk:referral_back", args=place), "post": True},
    ]


def _file(case: Case, document: Any) -> dict[str, Any]:
    opens = document.may_be_opened
    return {
        "name": document.name,
        "size": document.size,
        "url": reverse("desk:read", args=[case.number, document.pk]) if opens else "",
        "note": "" if opens else document.get_scan_display(),
    }
