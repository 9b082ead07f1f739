"""Reading everything through, signing, sending, and the receipt."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from torget.doors.portal.access import filled_in_for, step_url, with_draft
from torget.doors.portal.timeline import timeline
from torget.doors.portal.views.eid import begin, sign_request
from torget.doors.ui.answers import summary_rows
from torget.doors.ui.files import file_response
from torget.doors.ui.requests import actor_of
from torget.foundation.identity_numbers import IdentityNumber
from torget.journeys.submit_application import submit_application
from torget.rooms.eservices.terms import CompiledService, other_signers, written_amount
from torget.rooms.submissions.actions import speak
from torget.rooms.submissions.queries import (
    answers_with_files,
    first_answer,
    is_for_someone,
    places_left,
    service_of,
    signed_digest,
    submission_of,
    waiting_requests,
    what_is_shown,
)
from torget.rooms.submissions.terms import (
    AlreadySubmitted,
    DraftChanged,
    DraftIncomplete,
    ServiceFull,
)

if TYPE_CHECKING:
    from torget.rooms.submissions.models import Draft


@never_cache
@with_draft
def check(request: HttpRequest, draft: Draft) -> HttpResponse:
    """Show every answer. A post sends it, or goes on to signing."""
    if draft.submitted_at:
        return redirect("portal:receipt", draft.key)
    service = service_of(draft)
    if request.method == "POST":
        if service.service.signing.required and not is_for_someone(draft, actor_of(request)):
            return redirect("portal:sign", draft.key)
        return _send(request, draft)
    return _check_page(request, draft)


def _check_page(request: HttpRequest, draft: Draft) -> HttpResponse:
    service, language = service_of(draft), get_language() or "sv"
    answers, context = answers_with_files(draft), draft.context
    steps = service.visible_steps(answers, context)
    remaining = service.remaining(answers, context, timezone.localdate())
    signs = service.service.signing.required
    for_someone = filled_in_for(request, draft)
    page = {
        "filled_in_for": for_someone,
        "service_title": service.service.title.in_(language),
        "step": {"number": len(steps) + 1, "total": len(steps) + 1},
        "remaining": [
            {"url": step_url(draft, step, checking=True), "text": message.say(_, language)}
            for step, _question, message in remaining
        ],
        "sections": [
            {**section, "change_url": _change_url(draft, section["step_key"])}
            for section in summary_rows(service, answers, context)
        ],
        "price": _price(service.price(answers, context), language),
        "files": [],
        "signers": [
            {"name": signer["name"] or _("En person med skyddade uppgifter"),
             "status": _("Behöver skriva under"), "kind": "warning"}
            for signer in other_signers(service, answers, context)
        ],
        "declaration": "",
        "needs_signature": signs and not for_someone,
        "asks_to_sign": draft.person.name if signs and for_someone and draft.person else "",
        "form_action": request.path,
        "shown_digest": "" if remaining else what_is_shown(draft, language).digest,
        "back_url": step_url(draft, steps[-1].key),
    }  # fmt: skip
    return render(request, "portal/check.html", page)


def _change_url(draft: Draft, step: str) -> str:
    """Where the answers are changed; nowhere for whom it is filled in for, stated before."""
    return step_url(draft, step, checking=True) if step else ""


def _price(ore: int | None, language: str) -> str:
    return "" if ore is None else written_amount(ore, language)


def full_text(service: CompiledService) -> str:
    """What to say to someone who was on their way when the last place was taken."""
    opening = service.service.opening
    closed = opening.closed.in_(get_language() or "sv") if opening else ""
    said = _("Det blev fullt medan du fyllde i. Det du har skrivit finns kvar.")
    return f"{said} {closed}"


def _send(request: HttpRequest, draft: Draft) -> HttpResponse:
    """Send what needs no signature: exactly what was shown on the page that was posted."""
    actor, now = actor_of(request), timezone.now()
    speak(draft, get_language() or "sv", by=actor, at=now)
    shown = request.POST.get("shown_digest", "")
    try:
        submit_application(draft, shown_digest=shown, order=None, by=actor, at=now)
    except AlreadySubmitted:
        pass  # a double click, or another tab: the receipt is the answer
    except ServiceFull:
        messages.warning(request, full_text(service_of(draft)))
        return redirect("portal:check", draft.key)
    except (DraftIncomplete, DraftChanged) as error:
        if isinstance(error, DraftChanged):
            messages.warning(request, _("Svaren har ändrats. Läs igenom igen och skicka."))
        return redirect("portal:check", draft.key)
    return redirect("portal:receipt", draft.key)


@never_cache
@with_draft
def sign(request: HttpRequest, draft: Draft) -> HttpResponse:
    """Show the text that will be signed; a post opens the e-ID with exactly that text."""
    if draft.submitted_at:
        return redirect("portal:receipt", draft.key)
    service, language, actor = service_of(draft), get_language() or "sv", actor_of(request)
    answers = answers_with_files(draft)
    if service.remaining(answers, draft.context, timezone.localdate()):
        return redirect("portal:check", draft.key)
    if places_left(service) == 0:  # told before one signs, not after
        messages.warning(request, full_text(service))
        return redirect("portal:check", draft.key)
    if not service.service.signing.required or draft.person is None or is_for_someone(draft, actor):
        return redirect("portal:check", draft.key)
    shown = what_is_shown(draft, language)
    back = reverse("portal:check", args=[draft.key])
    if request.method == "POST":
        speak(draft, language, by=actor, at=timezone.now())
        asked = sign_request(
            request,
            text=shown.text,
            hidden=signed_digest(shown.digest, str(draft)),
            number=IdentityNumber(draft.person.number),
        )
        flow = {"next": reverse("portal:receipt", args=[draft.key]), "back": back}
        same_device = request.POST.get("method") == "same_device"
        return begin(request, asked, flow, same_device=same_device, subject=str(draft))
    page = {
        "service_title": service.service.title.in_(language),
        "text_to_sign": shown.text,
        "text_language": language,
        "form_action": request.path,
        "back_url": back,
    }
    return render(request, "portal/sign.html", page)


@never_cache
@with_draft
def receipt(request: HttpRequest, draft: Draft) -> HttpResponse:
    if not draft.submitted_at:
        return redirect("portal:resume", draft.key)
    submission = submission_of(draft)
    service, language = service_of(submission), get_language() or "sv"
    case, actor = submission.case, actor_of(request)
    page: dict[str, Any] = {
        "service_title": service.service.title.in_(language),
        "number": case.number,
        "received_at": submission.submitted_at,
        "waiting_for": [
            request.person.name or _("en person med skyddade uppgifter")
            for request in waiting_requests(submission)
        ],
        "email": first_answer(service, submission.answers, "email") or "",
        "pdf_url": reverse("portal:receipt_pdf", args=[draft.key]),
        "case_url": reverse("portal:case", args=[case.number])
        if submission.person_id and actor.person
        else "",
        "home_url": reverse("desk:contact_centre") if is_for_someone(draft, actor) else "",
        "events": timeline(case),
    }
    return render(request, "portal/receipt.html", {"receipt": page})


@with_draft
def receipt_pdf(request: HttpRequest, draft: Draft) -> HttpResponseBase:
    if not draft.submitted_at:
        raise Http404
    made = getattr(submission_of(draft), "receipt", None)
    if made is None:  # the worker makes it within moments, or when it is back
        messages.info(request, _("Kvittensen görs just nu. Försök igen om en liten stund."))
        return redirect("portal:receipt", draft.key)
    return file_response(made.document)
