"""Following up: who did or saw what, what did not arrive, and how the system is."""

from __future__ import annotations

from importlib.metadata import version
from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.core.exceptions import ObjectDoesNotExist, ValidationError
from django.core.validators import validate_email
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from torget.doors.desk.trail_words import door_in_words, in_words, subject_in_words
from torget.doors.ui.requests import actor_of, found
from torget.doors.ui.staff import staff
from torget.foundation.health import findings
from torget.rooms.audit.actions import record_view
from torget.rooms.audit.queries import history_of, history_of_person, trail_state
from torget.rooms.cases.queries import get_case
from torget.rooms.messaging.actions import send_again
from torget.rooms.messaging.queries import undelivered

if TYPE_CHECKING:
    from torget.rooms.audit.models import Entry
    from torget.rooms.messaging.models import Message

MOST = 500


@never_cache
@staff
def trail(request: HttpRequest) -> HttpResponse:
    """Look a case up by its number; people are reached from their cases, never by name here."""
    actor_of(request).must_anywhere("audit.read")
    number = request.GET.get("q", "").strip().upper()
    if not number:
        return _page(request, [], query="")
    try:
        case = get_case(number, actor=actor_of(request))
    except ObjectDoesNotExist:
        messages.info(request, _("Det finns inget ärende med det numret hos dina enheter."))
        return _page(request, [], query=number)
    return redirect("desk:case_trail", case.number)


@never_cache
@staff
def case_trail(request: HttpRequest, number: str) -> HttpResponse:
    actor, now = actor_of(request), timezone.now()
    case = found(get_case, number, actor=actor)
    person = case.submission.person_id
    subjects = (f"case:{case}", str(case.submission))
    entries = list(history_of(*subjects, actor=actor, unit=case.unit_id)[:MOST])
    record_view(f"case:{case}", what="trail.viewed", by=actor, at=now, person=person)
    return _page(request, entries, query=number, person=person)


@never_cache
@staff
def person_trail(request: HttpRequest, person: int) -> HttpResponse:
    """All that concerns one person, in cases the manager may read and outside them."""
    actor, now = actor_of(request), timezone.now()
    entries = list(history_of_person(person, actor=actor)[:MOST])
    if not entries:
        raise Http404
    record_view(f"person:{person}", what="trail.viewed", by=actor, at=now, person=person)
    return _page(request, entries, query="")


def _page(
    request: HttpRequest, entries: list[Entry], *, query: str, person: int | None = None
) -> HttpResponse:
    state = trail_state()
    page = {
        "query": query,
        "form_action": reverse("desk:trail"),
        "person_url": reverse("desk:person_trail", args=[person]) if person else "",
        "entries": [_row(entry) for entry in entries],
        "whole": state.is_guarded,
        "sealed": _(
            "Databasen vägrar att ändra eller ta bort poster. {sealed} poster är förseglade."
        ).format(sealed=state.sealed)
        if state.is_guarded
        else _("Skyddet mot ändringar är avstängt i databasen. Säg till den som sköter driften."),
        "pages": None,
    }
    return render(request, "desk/trail.html", page)


def _row(entry: Entry) -> dict[str, Any]:
    kind, _colon, key = entry.subject.partition(":")
    return {
        "at": entry.at,
        "who": entry.actor_name,
        "what": in_words(entry.what),
        "subject": subject_in_words(entry.subject),
        "url": reverse("desk:case", args=[key]) if kind == "case" else "",
        "door": door_in_words(entry.door),
    }


@never_cache
@staff
def undelivered_messages(request: HttpRequest) -> HttpResponse:
    rows = undelivered(actor=actor_of(request))[:MOST]
    page = {"messages": [_message(row) for row in rows], "pages": None}
    return render(request, "desk/undelivered.html", page)


def _message(row: Message) -> dict[str, Any]:
    kind, _colon, number = row.about.partition(":")
    return {
        "subject": row.subject,
        "language": row.language,
        "recipient": row.to,
        "channel": _("E-post"),
        "tried_at": row.queued_at,
        "attempts": row.attempts,
        "reason": row.last_error,
        "case_number": number if kind == "case" else "",
        "case_url": reverse("desk:case", args=[number]) if kind == "case" else "",
        "resend_action": reverse("desk:resend", args=[row.key]),
    }


@staff
@require_POST
def resend(request: HttpRequest, key: str) -> HttpResponse:
    """Try once more, to a corrected address if one is given."""
    actor = actor_of(request)
    message = found(undelivered(actor=actor).get, key=key)
    to = request.POST.get("to", message.to).strip()
    try:
        validate_email(to)
    except ValidationError:
        messages.error(request, _("Skriv en e-postadress som namn@exempel.se"))
        return redirect("desk:undelivered")
    send_again(message, to=to, by=actor, at=timezone.now())
    messages.success(request, _("Meddelandet skickas igen."))
    return redirect("desk:undelivered")


@never_cache
@staff
def status(request: HttpRequest) -> HttpResponse:
    """What `torget doctor` says, for administrators."""
    actor_of(request).must_anywhere("system.read")
    page = {
        "findings": [
            {"part": found.part, "state": found.state, "says": found.says, "remedy": found.remedy}
            for found in findings()
        ],
        "checked_at": timezone.now(),
        "version": version("torget"),
    }
    return render(request, "desk/status.html", page)
