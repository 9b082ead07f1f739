"""Someone outside answers a referral: through a link, and logged in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from torget.doors.portal.access import resident
from torget.doors.ui.attached import stored_files
from torget.doors.ui.files import file_response
from torget.doors.ui.referrals import answer_page
from torget.doors.ui.requests import actor_of, found, written
from torget.foundation.actor import Forbidden
from torget.journeys.refer import take_in_answer
from torget.rooms.cases.actions import CaseNotReady, open_referral
from torget.rooms.cases.queries import referral_by_link
from torget.rooms.organisation.queries import the_municipality

if TYPE_CHECKING:
    from torget.rooms.cases.models import Referral

FORBIDDEN, GONE, UNPROCESSABLE = 403, 410, 422


def _said(request: HttpRequest, title: str, text: list[str], status: int = 200) -> HttpResponse:
    page = {"title": title, "text": text}
    return render(request, "portal/referral_closed.html", page, status=status)


def _not_yours(request: HttpRequest) -> HttpResponse:
    call = _("Tror du att det är fel? Ring oss på {phone}.").format(phone=the_municipality().phone)
    said = _("Någon annan har redan loggat in med länken. Därför kan du inte läsa frågan.")
    return _said(request, _("Länken är inte din"), [said, call], FORBIDDEN)


@never_cache
@resident
def referral(request: HttpRequest, word: str) -> HttpResponse:
    """Read the question and answer it; the first to log in is the one it is for."""
    actor, now = actor_of(request), timezone.now()
    asked: Referral = found(referral_by_link, word)
    text, fault = written(request, "text"), ""
    try:
        row = open_referral(asked, by=actor, at=now)
        if request.method == "POST":
            fault = "" if text else _("Skriv ditt yttrande")
            documents, wrong = ([], "") if fault else stored_files(request, by=actor, at=now)
            fault = fault or wrong
            if not fault:
                take_in_answer(row, text, documents=documents, by=actor, at=now)
                return redirect("portal:referral", word)
    except Forbidden:
        return _not_yours(request)
    except CaseNotReady as error:
        if asked.answered_at and asked.person_id == actor.person:
            thanks = _("Yttrandet kom in i ärende {number}. Du behöver inte göra något mer.")
            return _said(request, _("Tack för ditt yttrande"), [thanks.format(number=asked.case)])
        said = [str(obstacle.label) for obstacle in error.obstacles]
        return _said(request, _("Du behöver inte svara"), said, GONE)
    page = answer_page(request, row, text=text, fault=fault) | {
        "files": [
            {"name": one.name, "size": one.size, "note": "",
             "url": reverse("portal:referral_file", args=[word, one.pk])}
            for one in row.documents.order_by("pk")
        ]
    }  # fmt: skip
    return render(request, "portal/referral.html", page, status=UNPROCESSABLE if fault else 200)


@resident
def file(request: HttpRequest, word: str, document: int) -> HttpResponseBase:
    """A document that was sent with the question."""
    asked: Referral = found(referral_by_link, word)
    try:
        row = open_referral(asked, by=actor_of(request), at=timezone.now())
    except CaseNotReady as error:
        raise Http404 from error
    stored = row.documents.filter(pk=document).first()
    if stored is None:
        raise Http404
    return file_response(stored)
