"""Signing what someone else has sent: as the other custodian, or applying together."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from torget.doors.portal.access import resident
from torget.doors.portal.views.eid import begin, sign_request
from torget.doors.ui.answers import summary_rows
from torget.doors.ui.requests import actor_of, found
from torget.foundation.identity_numbers import IdentityNumber
from torget.journeys.decline_signature import decline_to_sign
from torget.rooms.submissions.queries import (
    service_of,
    signature_request,
    signed_digest,
)
from torget.rooms.submissions.terms import SignatureState

if TYPE_CHECKING:
    from torget.rooms.identity.models import Person
    from torget.rooms.submissions.models import SignatureRequest


@never_cache
@resident
def co_sign(request: HttpRequest, key: str) -> HttpResponse:
    """Read everything, then sign exactly the text that the first one signed."""
    actor = actor_of(request)
    ask = found(signature_request, key, actor=actor)
    if ask.state != SignatureState.WAITING:
        return redirect("portal:my_pages")
    submission, home = ask.submission, reverse("portal:my_pages")
    if request.method == "POST" and "method" in request.POST:
        asked = sign_request(
            request,
            text=submission.text,
            hidden=signed_digest(submission.digest, f"request:{ask.key}"),
            number=IdentityNumber(ask.person.number),
        )
        flow = {"next": home, "back": request.path, "language": submission.language}
        same_device = request.POST["method"] == "same_device"
        return begin(request, asked, flow, same_device=same_device, subject=f"request:{ask.key}")
    if request.method == "POST":
        page = {
            "service_title": _title(ask),
            "text_to_sign": submission.text,
            "text_language": submission.language,
            "form_action": request.path,
            "back_url": request.path,
        }
        return render(request, "portal/sign.html", page)
    return render(request, "portal/co_sign.html", _page(request, ask))


def _title(ask: SignatureRequest) -> str:
    return service_of(ask.submission).service.title.in_(get_language() or "sv")


def _page(request: HttpRequest, ask: SignatureRequest) -> dict[str, Any]:
    submission, asker = ask.submission, ask.submission.person
    own = submission.person_id == ask.person_id
    return {
        "ask": {
            "title": _("Skriv under det vi fyllde i åt dig")
            if own
            else _("{name} ber dig skriva under").format(name=_name(asker)),
            "service_title": _title(ask),
            "text": _("Läs igenom. Stämmer det skriver du under. Om något är fel svarar du att du "
                      "inte vill skriva under, och skriver i ärendet vad som ska ändras.")
            if own
            else _("Läs igenom ansökan. Om du håller med skriver du under."),
            "due": "",
        },
        "sections": summary_rows(service_of(submission), submission.answers, submission.context),
        "files": [],
        "form_action": request.path,
        "refuse_action": reverse("portal:decline", args=[ask.key]),
        "back_url": reverse("portal:my_pages"),
    }  # fmt: skip


def _name(asker: Person | None) -> str:
    shown = asker is not None and not asker.protected_identity
    return asker.name if asker and shown else _("En person med skyddade uppgifter")


@require_POST
@resident
def decline(request: HttpRequest, key: str) -> HttpResponse:
    actor = actor_of(request)
    ask = found(signature_request, key, actor=actor)
    if decline_to_sign(ask, by=actor, at=timezone.now()):
        messages.success(request, _("Du har svarat att du inte skriver under."))
    return redirect("portal:my_pages")
