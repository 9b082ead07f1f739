"""Deciding: choose the outcome, write, read it as the applicant will, decide, serve."""

from __future__ import annotations

import uuid
from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop as N_
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from torget.doors.desk.case_page import heading, obstacles_said
from torget.doors.desk.proposing import proposal_said
from torget.doors.ui.files import pdf_response
from torget.doors.ui.formats import kronor
from torget.doors.ui.questions import Option, Question
from torget.doors.ui.requests import actor_of, found, written
from torget.doors.ui.staff import staff
from torget.foundation.actor import Actor
from torget.journeys.serve_decision import decision_as_pdf, serve_the_decision
from torget.rooms.cases.actions import CaseNotReady, decide_case
from torget.rooms.cases.queries import (
    as_drafted,
    asks_amount,
    decision_template,
    get_case,
    has_approval,
    right_for,
)
from torget.rooms.cases.terms import Drafted, Obstacle, Outcome, breaks_off
from torget.rooms.eservices.terms import left_open
from torget.rooms.organisation.queries import authority_of

if TYPE_CHECKING:
    from torget.rooms.cases.models import Case

FIELDS = ("decision_text", "reasons", "legal_basis")
MISSING = {
    "decision_text": N_("Skriv vad som beslutas"),
    "reasons": N_("Skriv skälen för beslutet"),
    "legal_basis": N_("Skriv vilka bestämmelser beslutet grundas på"),
}


@never_cache
@staff
def decide(request: HttpRequest, number: str) -> HttpResponse:
    """The outcome first; then the text from its template; a post is previewed."""
    actor = actor_of(request)
    case = found(get_case, number, actor=actor)
    actor.must("case.decide", unit=case.unit_id)
    given = request.POST if request.method == "POST" else request.GET
    if given.get("outcome", "") not in Outcome.values:
        return _outcome_page(request, case, asked="asked" in given)
    outcome, today = Outcome(given["outcome"]), timezone.localdate()
    money = asks_amount(case, today=today)
    if not money and right_for(case, outcome, None, actor=actor, today=today) is None:
        return redirect(f"{reverse('desk:resolve', args=[number])}?outcome={outcome}")
    if request.method != "POST":
        template = decision_template(case, outcome, at=timezone.now())
        typed = {"decision_text": template.text, "reasons": template.reasons,
                 "legal_basis": template.legal_basis, "amount": ""}  # fmt: skip
        return _form(request, case, outcome, typed, {}, money=money)
    typed = {field: written(request, field) for field in (*FIELDS, "amount")}
    errors = {field: _(said) for field, said in MISSING.items() if not typed[field]}
    if money and (said := _wrong_amount(case, outcome, typed["amount"], actor)):
        errors["amount"] = said
    errors |= _unfinished(typed)
    if errors or "edit" in request.POST:
        shown = {} if "edit" in request.POST else errors
        return _form(request, case, outcome, typed, shown, money=money)
    return _preview(request, case, _drafted(case, outcome, typed), typed)


def _unfinished(typed: dict[str, str]) -> dict[str, str]:
    """What still has a place to fill in, by field."""
    said = _("Fyll i det som står inom klamrar: {places}")
    open_places = {field: left_open(typed[field]) for field in FIELDS}
    found = {
        field: said.format(places=", ".join(places))
        for field, places in open_places.items()
        if places
    }
    if breaks_off(typed["reasons"]):
        found["reasons"] = str(Obstacle.UNFINISHED.label)
    return found


def _drafted(case: Case, outcome: Outcome, typed: dict[str, str]) -> Drafted:
    template = decision_template(case, outcome, at=timezone.now())
    return Drafted(
        outcome=outcome,
        text=typed["decision_text"],
        reasons=typed["reasons"],
        legal_basis=typed["legal_basis"],
        appeal=template.appeal,
        appeal_way=template.way,
        amount=kronor(typed["amount"]),
    )


def _wrong_amount(case: Case, outcome: Outcome, typed: str, actor: Actor) -> str:
    amount = kronor(typed)
    if amount is None:
        return _("Skriv beloppet i hela kronor, till exempel 4500. Skriv 0 om inget beviljas.")
    if right_for(case, outcome, amount, actor=actor, today=timezone.localdate()) is None:
        return _("Beloppet är högre än du får besluta om enligt delegationsordningen.")
    return ""


def _outcome_page(request: HttpRequest, case: Case, *, asked: bool) -> HttpResponse:
    error = _("Välj vad du beslutar") if asked else ""
    question = _outcome_question(None, error)
    page = {
        "case": heading(case),
        "outcome": question,
        "form_action": request.path,
        "problems": [{"id": question.id, "text": error}] if error else [],
    }
    return render(request, "desk/outcome.html", page, status=422 if error else 200)


def _outcome_question(chosen: Outcome | None, error: str = "") -> Question:
    hints = {
        Outcome.GRANTED: _("Sökanden får det hen har ansökt om."),
        Outcome.REFUSED: _("Ansökan är prövad och uppfyller inte kraven."),
        Outcome.DISMISSED: _("Ansökan kan inte prövas, till exempel för att något saknas."),
        Outcome.WRITTEN_OFF: _("Ansökan är återkallad eller inte längre aktuell."),
    }
    return Question(
        key="outcome",
        type="choice",
        label=_("Vad beslutar du?"),
        options=tuple(
            Option(
                value=outcome,
                label=str(outcome.label),
                hint=hints[outcome],
                checked=outcome == chosen,
            )
            for outcome in Outcome
        ),
        errors={"": error} if error else {},
    )


def _form(
    request: HttpRequest,
    case: Case,
    outcome: Outcome,
    typed: dict[str, str],
    errors: dict[str, str],
    *,
    money: bool,
) -> HttpResponse:
    page = {
        "case": heading(case),
        "form_action": request.path,
        "outcome": {"value": outcome, "label": outcome.label, "change_url": request.path},
        "asks_amount": money,
        **typed,
        "appeal": _paragraphs(decision_template(case, outcome, at=timezone.now()).appeal),
        "errors": {field: errors.get(field, "") for field in (*FIELDS, "amount")},
        "problems": [{"id": field, "text": said} for field, said in errors.items()],
        "authority": _authority(request, case, outcome, typed, money=money),
        "resolve_url": f"{reverse('desk:resolve', args=[case.number])}?outcome={outcome}",
        "examples": [],
        "proposal": proposal_said(case),
    }
    return render(request, "desk/decide.html", page, status=422 if errors else 200)


def _authority(
    request: HttpRequest, case: Case, outcome: Outcome, typed: dict[str, str], *, money: bool
) -> str:
    """By what right the officer decides, in plain words."""
    row = right_for(
        case, outcome, kronor(typed["amount"]), actor=actor_of(request), today=timezone.localdate()
    )
    if row is not None:
        return _("Du beslutar på nämndens vägnar. {authority}.").format(authority=authority_of(row))
    return _("Beloppet avgör om du får besluta.") if money else ""


def _preview(
    request: HttpRequest, case: Case, drafted: Drafted, typed: dict[str, str]
) -> HttpResponse:
    approved = has_approval(case, drafted)
    read = as_drafted(case, drafted, actor=actor_of(request), at=timezone.now())
    page = {
        "case": heading(case),
        "decision": {
            "title": case.title_in("sv"),
            "outcome": drafted.outcome.label,
            "decision_text": _paragraphs(read.text),
            "reasons": _paragraphs(read.reasons),
            "legal_basis": read.legal_basis.splitlines(),
            "appeal": _paragraphs(read.appeal),
            "applicant": case.applicant_name,
            "unit": case.unit.name_in("sv"),
            "officer": read.officer_name,
            "officer_title": read.officer_title,
        },
        "form_action": reverse(
            "desk:confirm" if approved else "desk:send_for_approval", args=[case.number]
        ),
        "approved": approved,
        "once": str(uuid.uuid4()),
        "edit_action": reverse("desk:decide", args=[case.number]),
        "fields": [
            {"name": "outcome", "value": drafted.outcome},
            *({"name": name, "value": value} for name, value in typed.items()),
        ],
        "pdf_action": reverse("desk:decision_pdf", args=[case.number]),
    }
    return render(request, "desk/decision_preview.html", page)


@staff
@require_POST
def confirm(request: HttpRequest, number: str) -> HttpResponse:
    """Decide exactly what was previewed."""
    actor = actor_of(request)
    case = found(get_case, number, actor=actor)
    drafted = posted_draft(request, case)
    if drafted is None:
        return redirect("desk:decide", number)
    try:
        decide_case(case, drafted, by=actor, at=timezone.now())
    except CaseNotReady as error:
        obstacles_said(request, error)
        return redirect("desk:case", number)
    messages.success(request, _("Beslutet är fattat. Expediera det så att sökanden får det."))
    return redirect("desk:serve", number)


def posted_draft(request: HttpRequest, case: Case) -> Drafted | None:
    """The decision as it was previewed; None when something of it is missing."""
    typed = {field: written(request, field) for field in (*FIELDS, "amount")}
    if request.POST.get("outcome", "") not in Outcome.values or not all(map(typed.get, FIELDS)):
        return None
    return _drafted(case, Outcome(request.POST["outcome"]), typed)


@never_cache
@staff
@require_POST
def as_pdf(request: HttpRequest, number: str) -> HttpResponse:
    """The document as the applicant will get it; nothing is kept."""
    actor = actor_of(request)
    case = found(get_case, number, actor=actor)
    actor.must("case.decide", unit=case.unit_id)
    drafted = posted_draft(request, case)
    if drafted is None:
        return redirect("desk:decide", number)
    content = decision_as_pdf(as_drafted(case, drafted, actor=actor, at=timezone.now()))
    return pdf_response(content, f"utkast-{case.number}.pdf")


@never_cache
@staff
def serve(request: HttpRequest, number: str) -> HttpResponse:
    """Let the parties have the decision."""
    actor = actor_of(request)
    case = found(get_case, number, actor=actor)
    decision = getattr(case, "decision", None)
    if decision is None:
        return redirect("desk:case", number)
    if request.method == "POST":
        try:
            serve_the_decision(decision, by=actor, at=timezone.now())
        except CaseNotReady as error:
            obstacles_said(request, error)
        else:
            messages.success(request, _("Beslutet är expedierat. Sökanden ser det nu."))
        return redirect("desk:case", number)
    page = {
        "case": heading(case),
        "parties": [_way(party) for party in case.parties.all()],
        "form_action": request.path,
        "problems": [],
    }
    return render(request, "desk/serve.html", page)


def _way(party: Any) -> dict[str, str]:
    mail = _("E-post om att det finns ett beslut: {email}").format(email=party.email)
    return {
        "name": party.name or _("Anonym"),
        "way": _("Mina sidor") if party.person_id else _("Nås inte här"),
        "detail": mail if party.email else _("Ingen e-postadress: ring eller skicka brev."),
    }


def _paragraphs(text: str) -> list[str]:
    return [part.strip() for part in text.split("\n\n") if part.strip()]
