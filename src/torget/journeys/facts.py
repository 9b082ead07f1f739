"""What receipts and decisions state, as plain values for the templates."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import override

from torget.rooms.organisation.queries import employee, the_municipality
from torget.rooms.submissions.queries import as_registered, service_of, signatures_of

if TYPE_CHECKING:
    from datetime import datetime

    from torget.foundation.actor import Actor
    from torget.rooms.cases.models import Case, Correction, Decision, Memorandum
    from torget.rooms.submissions.models import Submission


def receipt_facts(submission: Submission, case: Case) -> dict[str, Any]:
    """Facts of the receipt in the language of the submission."""
    language = submission.language
    service = service_of(submission)
    with override(language):
        return {
            "municipality": _municipality(),
            "language": language,
            "title": case.title_in(language),
            "reference": case.number,
            "received_at": _moment(submission.submitted_at),
            "person": case.applicant_name or _("Anonym"),
            "sections": _registered(submission) or _answered(submission, language),
            "files": [
                {key: file[key] for key in ("name", "size", "sha256")} for file in submission.files
            ],
            "signature": _signature(submission),
            "digest": submission.digest,
            "next_steps": [text.in_(language) for text in service.service.what_happens_next],
        }


def _registered(submission: Submission) -> list[dict[str, Any]]:
    rows = [{"label": label, "lines": lines} for label, lines in as_registered(submission)]
    return [{"title": _("Registrerat av kommunen"), "rows": rows}] if rows else []


def _answered(submission: Submission, language: str) -> list[dict[str, Any]]:
    service = service_of(submission)
    return [
        {
            "title": section.title,
            "rows": [
                {"label": row.label, "lines": list(row.lines)} for row in section.rows if row.lines
            ],
        }
        for section in service.summary(submission.answers, submission.context, language)
        if any(row.lines for row in section.rows)
    ]


def _signature(submission: Submission) -> dict[str, str] | None:
    first = signatures_of(submission).first()
    if first is None:
        return None
    return {
        "name": first.name,
        "method": "BankID",
        "at": _moment(first.signed_at),
        "digest": submission.digest,
    }


def decision_facts(decision: Decision) -> dict[str, Any]:
    """Facts of the decision, in the language of proceedings, Swedish (språklagen 10 §)."""
    case = decision.case
    with override("sv"):
        return {
            "municipality": _municipality(),
            "language": "sv",
            "unit": case.unit.name_in("sv"),
            "committee": case.unit.committee.name["sv"],
            "number": case.number,
            "date": date_format(localtime(decision.decided_at), "j F Y"),
            "applicant": case.applicant_name,
            "title": case.title_in("sv"),
            "subject": case.summary,
            "outcome": decision.get_outcome_display(),
            "decision": _paragraphs(decision.text),
            "reasons": [*_paragraphs(decision.reasons), *_automated(decision)],
            "legal_basis": decision.legal_basis.splitlines(),
            "appeal": _paragraphs(decision.appeal),
            "officer": {"name": decision.officer_name, "title": decision.officer_title},
            "authority": decision.authority,
        }


def correction_facts(correction: Correction) -> dict[str, Any]:
    """Facts of a correction, in Swedish, laid out as the decision that it stands beside."""
    decision = correction.decision
    with override("sv"):
        made = date_format(localtime(decision.decided_at), "j F Y")
        return decision_facts(decision) | {
            "date": date_format(localtime(correction.corrected_at), "j F Y"),
            "outcome": _("Rättelse"),
            "decision": [_("Beslutet den {day} rättas.").format(day=made)],
            "reasons": [
                _("I beslutet står: {text}").format(text=correction.wrong),
                _("Det ska stå: {text}").format(text=correction.right),
                _("Felet beror på: {slip}.").format(
                    slip=str(correction.get_slip_display()).lower()
                ),
            ],
            "legal_basis": ["förvaltningslagen (2017:900) 36 §"],
            "appeal": [],
            "officer": {"name": correction.officer_name, "title": correction.officer_title},
            "authority": "",
        }


def memorandum_facts(memorandum: Memorandum, *, by: Actor, at: datetime) -> dict[str, Any]:
    """Facts of a memorandum as it stands, in Swedish, from the one who finishes it."""
    case, officer = memorandum.case, employee(by.employee or 0)
    with override("sv"):
        parts = (
            (_("Sammanfattning"), memorandum.summary),
            (_("Bakgrund"), memorandum.background),
            (_("Bedömning"), memorandum.assessment),
            (_("Förslag till beslut"), memorandum.proposal),
        )
        return {
            "municipality": _municipality(),
            "language": "sv",
            "unit": case.unit.name_in("sv"),
            "committee": case.unit.committee.name["sv"],
            "number": case.number,
            "date": date_format(localtime(at), "j F Y"),
            "heading": memorandum.heading,
            "about": f"{case.title_in('sv')}, {case.summary}".removesuffix(", "),
            "parts": [
                {"title": title, "paragraphs": _paragraphs(text)} for title, text in parts if text
            ],
            "officer": {"name": officer.name, "title": officer.title},
        }


def letter_facts(case: Case, text: str, *, language: str, at: datetime) -> dict[str, Any]:
    """Facts of a letter to the applicant, in the language given."""
    with override(language):
        return {
            "municipality": _municipality(),
            "language": language,
            "unit": case.unit.name_in(language),
            "number": case.number,
            "date": date_format(localtime(at), "j F Y"),
            "to": case.applicant_name or _("Anonym"),
            "title": case.title_in(language),
            "paragraphs": _paragraphs(text),
        }


def _automated(decision: Decision) -> list[str]:
    """What is said of a decision that a table made; nothing of others."""
    found = getattr(decision, "automated", None)
    if found is None:
        return []
    said = _(
        "Beslutet är fattat automatiserat av en beslutstabell, som nämnden har beslutat ska "
        "användas ({resolution}). Stöd: {law}. Du kan be en människa att titta på beslutet. "
        "Det gör du på Mina sidor eller genom att höra av dig till oss."
    )
    return [said.format(resolution=found.resolution, law=found.law)]


def _municipality() -> dict[str, str]:
    municipality = the_municipality()
    return {
        "name": municipality.name,
        "colour": municipality.colour,
        "email": municipality.email,
        "phone": municipality.phone,
        "address": municipality.postal_address,
        "organisation_number": municipality.organisation_number,
    }


def _moment(moment: Any) -> str:
    """The day and the hour; only the day at the stroke of midnight: then no hour is known."""
    local = localtime(moment)
    known = local.hour or local.minute or local.second
    return date_format(local, "j F Y H:i" if known else "j F Y")


def _paragraphs(text: str) -> list[str]:
    return [part.strip() for part in text.split("\n\n") if part.strip()]
