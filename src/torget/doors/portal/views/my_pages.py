"""Mina sidor: what to do first, then the rest."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from torget.doors.portal.access import resident
from torget.doors.portal.timeline import now as what_now
from torget.doors.ui.requests import actor_of
from torget.rooms.cases.queries import (
    cases_for,
    my_open_communications,
    my_open_supplements,
)
from torget.rooms.cases.terms import Outcome, Status
from torget.rooms.identity.actions import remember_contact
from torget.rooms.identity.queries import person as own_person
from torget.rooms.submissions.queries import drafts_of, service_of, signature_requests_to

if TYPE_CHECKING:
    from torget.rooms.cases.models import Case
    from torget.rooms.submissions.models import Draft, SignatureRequest

KINDS = {
    Status.RECEIVED: "active",
    Status.IN_PROGRESS: "active",
    Status.AWAITING_SIGNATURE: "warning",
    Status.AWAITING_SUPPLEMENT: "warning",
    Status.DECIDED: "good",
    Status.CLOSED: "",
}
OUTCOME_KINDS = {Outcome.GRANTED: "good", Outcome.REFUSED: "bad"}
SOON = timedelta(days=3)


@never_cache
@resident
def my_pages(request: HttpRequest) -> HttpResponse:
    actor = actor_of(request)
    person = own_person(actor.person or 0, actor=actor)
    cases = list(cases_for(actor).select_related("officer", "decision").order_by("-received_at"))
    context = {
        "todo": [
            *[_to_sign(ask) for ask in signature_requests_to(actor)],
            *[_to_supplement(asked) for asked in my_open_supplements(actor)],
            *[_to_answer(shown) for shown in my_open_communications(actor)],
            *[_to_read(case) for case in cases if _is_unread(case)],
        ],
        "drafts": [_draft_row(draft) for draft in drafts_of(actor)],
        "cases": [case_row(case) for case in cases if case.status != Status.CLOSED],
        "ended": [case_row(case) for case in cases if case.status == Status.CLOSED],
        "contact": {
            "email": person.email,
            "phone": person.phone,
            "url": reverse("portal:contact"),
        },
    }
    return render(request, "portal/my_pages.html", context)


def _to_sign(ask: SignatureRequest) -> dict[str, Any]:
    title = service_of(ask.submission).service.title.in_(get_language())
    return {
        "title": _("Skriv under: {title}").format(title=title),
        "text": _("Vi har fyllt i det åt dig. Läs igenom och skriv under.")
        if ask.submission.person_id == ask.person_id
        else _("Någon har skickat in en ansökan som behöver din underskrift."),
        "url": reverse("portal:co_sign", args=[ask.key]),
        "action": _("Läs och skriv under"),
        "due": "",
        "urgent": False,
    }


def _to_supplement(asked: Any) -> dict[str, Any]:
    left = asked.answer_by - timezone.localdate()
    return {
        "title": asked.case.title_in(get_language()),
        "text": _("Vi behöver mer från dig för att kunna gå vidare."),
        "url": reverse("portal:case", args=[asked.case.number]) + "#supplement",
        "action": _("Svara"),
        "due": _("Svara senast {day}").format(day=date_format(asked.answer_by, "j F")),
        "urgent": left <= SOON,
    }


def _to_answer(shown: Any) -> dict[str, Any]:
    left = shown.answer_by - timezone.localdate()
    return {
        "title": shown.case.title_in(get_language()),
        "text": _("Det finns underlag som du kan yttra dig över innan vi beslutar."),
        "url": reverse("portal:case", args=[shown.case.number]) + "#hearing",
        "action": _("Läs"),
        "due": _("Svara senast {day}").format(day=date_format(shown.answer_by, "j F")),
        "urgent": left <= SOON,
    }


def _is_unread(case: Case) -> bool:
    decision = getattr(case, "decision", None)
    return bool(decision and decision.served_at and not decision.read_at)


def _to_read(case: Case) -> dict[str, Any]:
    return {
        "title": _("Läs ditt beslut"),
        "text": f"{case.title_in(get_language())}, {case.number}",
        "url": reverse("portal:case", args=[case.number]) + "#decision",
        "action": _("Läs beslutet"),
        "due": "",
        "urgent": False,
    }


def _draft_row(draft: Draft) -> dict[str, Any]:
    saved = date_format(timezone.localtime(draft.changed_at), "j F H:i")
    return {
        "title": service_of(draft).service.title.in_(get_language()),
        "text": _("Sparat {when}").format(when=saved),
        "url": reverse("portal:resume", args=[draft.key]),
        "remove_url": reverse("portal:remove", args=[draft.key]),
    }


def case_row(case: Case) -> dict[str, Any]:
    return {
        "number": case.number,
        "title": case.title_in(get_language()),
        "status": status_text(case),
        "kind": status_kind(case),
        "text": what_now(case),
        "url": reverse("portal:case", args=[case.number]),
    }


def status_kind(case: Case) -> str:
    """The colour of the status: of the outcome, once it is served."""
    decision = getattr(case, "decision", None)
    if decision and decision.served_at:
        return OUTCOME_KINDS.get(Outcome(decision.outcome), "")
    return KINDS[Status(case.status)]


def status_text(case: Case) -> str:
    """The status in words; the outcome of a decision only once it is served."""
    decision = getattr(case, "decision", None)
    if decision and decision.served_at:
        return str(Outcome(decision.outcome).label)
    return case.status_in(get_language() or "sv")


@never_cache
@resident
def contact(request: HttpRequest) -> HttpResponse:
    """How we reach the person."""
    actor = actor_of(request)
    person = own_person(actor.person or 0, actor=actor)
    email, phone, errors = person.email, person.phone, {"email": "", "phone": ""}
    if request.method == "POST":
        email, phone = request.POST.get("email", "").strip(), request.POST.get("phone", "").strip()
        errors = {"email": _email_fault(email), "phone": _phone_fault(phone)}
        if not any(errors.values()):
            language = get_language() or "sv"
            remember_contact(
                person, email=email, phone=phone, language=language, by=actor, at=timezone.now()
            )
            messages.success(request, _("Sparat."))
            return redirect("portal:my_pages")
    context = {
        "form_action": request.path,
        "back_url": reverse("portal:my_pages"),
        "email": email,
        "phone": phone,
        "errors": errors,
        "problems": [{"id": field, "text": text} for field, text in errors.items() if text],
    }
    status = 422 if any(errors.values()) else 200
    return render(request, "portal/contact.html", context, status=status)


def _email_fault(email: str) -> str:
    try:
        if email:
            validate_email(email)
    except ValidationError:
        return _("Skriv e-postadressen som namn@exempel.se")
    return ""


def _phone_fault(phone: str) -> str:
    digits = sum(character.isdigit() for character in phone)
    plain = all(character.isdigit() or character in "+- ()" for character in phone)
    if phone and not (plain and 7 <= digits <= 15):
        return _("Skriv telefonnumret med siffror, till exempel 070-123 45 67")
    return ""
