"""One case on one page, and what an officer does with it."""

from __future__ import annotations

import uuid
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from torget.doors.desk.case_page import case_page, heading, obstacles_said, presence_text
from torget.doors.desk.from_template import FILL, filled, to_begin_from
from torget.doors.ui.files import file_response
from torget.doors.ui.requests import actor_of, found, once_of, written
from torget.doors.ui.staff import staff
from torget.doors.ui.talk import (
    Writing,
    attached,
    box,
    problems_in,
    threads_to_answer,
    writing_of,
)
from torget.journeys.correspond import request_supplement, write_to_applicant
from torget.rooms.audit.actions import record_view
from torget.rooms.cases.actions import (
    CaseNotReady,
    add_note,
    advance_case,
    be_present,
    close_case,
    read_posts,
    take_case,
)
from torget.rooms.cases.queries import documents_of, get_case

if TYPE_CHECKING:
    from torget.rooms.cases.models import Case
    from torget.rooms.documents.models import Document

ANSWER_WITHIN = timedelta(days=14)  # proposed; the officer may choose another day


@never_cache
@staff
def case(request: HttpRequest, number: str) -> HttpResponse:
    actor, now = actor_of(request), timezone.now()
    opened = found(get_case, number, actor=actor)
    record_view(
        f"case:{opened}", what="case.viewed", by=actor, at=now, person=opened.submission.person_id
    )
    be_present(opened, by=actor, at=now)
    page = case_page(opened, actor=actor, now=now, thread=request.GET.get("thread", ""))
    read_posts(opened, by=actor, at=now)
    return render(request, "desk/case.html", page)


@staff
def presence(request: HttpRequest, number: str) -> HttpResponse:
    """Asked by the open page now and then: I am still here; who else is?"""
    actor, now = actor_of(request), timezone.now()
    opened = found(get_case, number, actor=actor)
    be_present(opened, by=actor, at=now)
    said = presence_text(opened, actor=actor, now=now)
    return render(request, "desk/presence.html", {"presence": said})


@staff
@require_POST
def take(request: HttpRequest, number: str) -> HttpResponse:
    actor = actor_of(request)
    opened = found(get_case, number, actor=actor)
    try:
        take_case(opened, by=actor, at=timezone.now())
    except CaseNotReady as error:
        obstacles_said(request, error)
    else:
        messages.success(request, _("Ärendet är ditt."))
    return redirect("desk:case", number)


@staff
def write(request: HttpRequest, number: str) -> HttpResponse:
    actor, now = actor_of(request), timezone.now()
    opened = found(get_case, number, actor=actor)
    writing, status = None, 200
    if request.POST.get("do") == FILL:
        writing = filled(request, opened, writing_of(request), actor)
        if request.FILES:
            messages.info(request, _("Välj filerna igen: de följde inte med när texten fylldes i."))
    elif request.method == "POST":
        status = 422
        documents, writing = attached(request, writing_of(request), by=actor, at=now)
        if not writing.errors:
            return _write(request, opened, writing, documents)
    page = {
        "case": heading(opened),
        "form_action": request.path,
        "recipient": _recipient(opened),
        "write": box(threads_to_answer(opened), writing, asked=request.GET.get("thread", "")),
        "begin": to_begin_from(opened, opened.parties.order_by("pk"), actor),
        "problems": problems_in(writing) if writing else [],
    }
    return render(request, "desk/message.html", page, status=status)


def _write(
    request: HttpRequest, opened: Case, writing: Writing, documents: list[Document]
) -> HttpResponse:
    try:
        write_to_applicant(
            opened, writing.text, once=writing.once, documents=documents, topic=writing.topic,
            by=actor_of(request), at=timezone.now(),
        )  # fmt: skip
    except CaseNotReady as error:
        obstacles_said(request, error)
    else:
        messages.success(request, _("Meddelandet är skickat till sökanden."))
    return redirect(reverse("desk:case", args=[opened.number]) + "#messages")


def _recipient(opened: Case) -> str:
    party = opened.parties.first()
    name = opened.applicant_name or _("Anmälaren")
    if party and party.email:
        return _("Till {name}, i Mina sidor och med e-post om att det finns ett svar.").format(
            name=name
        )
    return _("Till {name}, i Mina sidor.").format(name=name)


@staff
def supplement(request: HttpRequest, number: str) -> HttpResponse:
    actor, today = actor_of(request), timezone.localdate()
    opened = found(get_case, number, actor=actor)
    text = written(request, "text")
    due = request.POST.get("due", "") or (today + ANSWER_WITHIN).isoformat()
    errors = {"text": "", "due": ""}
    if request.method == "POST":
        day = _day(due)
        errors["text"] = "" if text else _("Skriv vad som behövs")
        errors["due"] = "" if day and day > today else _("Välj en dag efter i dag")
        if day and not any(errors.values()):
            try:
                request_supplement(opened, text, answer_by=day, by=actor, at=timezone.now())
            except CaseNotReady as error:
                obstacles_said(request, error)
            else:
                messages.success(request, _("Begäran är skickad till sökanden."))
            return redirect("desk:case", number)
    return _form(request, "supplement", opened, text=text, due=due, errors=errors)


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


@staff
def note(request: HttpRequest, number: str) -> HttpResponse:
    actor = actor_of(request)
    opened = found(get_case, number, actor=actor)
    text = written(request, "note")
    if request.method == "POST" and text:
        add_note(opened, text, once=once_of(request), by=actor, at=timezone.now())
        messages.success(request, _("Anteckningen är sparad."))
        return redirect(reverse("desk:case", args=[number]) + "#notes")
    error = _("Skriv en anteckning") if request.method == "POST" else ""
    return _form(request, "note", opened, text=text, error=error)


@staff
@require_POST
def advance(request: HttpRequest, number: str, step: str) -> HttpResponse:
    """Make a transition of the case's process by hand."""
    actor = actor_of(request)
    opened = found(get_case, number, actor=actor)
    try:
        advance_case(opened, step, by=actor, at=timezone.now())
    except CaseNotReady as error:
        obstacles_said(request, error)
    else:
        moved = found(get_case, number, actor=actor).status_in(get_language() or "sv")
        messages.success(request, _("Ärendet står nu som: {status}.").format(status=moved))
    return redirect("desk:case", number)


@staff
@require_POST
def close(request: HttpRequest, number: str) -> HttpResponse:
    actor = actor_of(request)
    opened = found(get_case, number, actor=actor)
    try:
        close_case(opened, by=actor, at=timezone.now())
    except CaseNotReady as error:
        obstacles_said(request, error)
        return redirect("desk:case", number)
    messages.success(request, _("Ärende {number} är avslutat.").format(number=number))
    return redirect("desk:queue")


@staff
def file(request: HttpRequest, number: str, document: int) -> HttpResponseBase:
    actor, now = actor_of(request), timezone.now()
    opened = found(get_case, number, actor=actor)
    stored = documents_of(opened, actor=actor).filter(pk=document).first()
    if stored is None:
        raise Http404
    person = opened.submission.person_id
    record_view(f"case:{opened}", what="document.viewed", by=actor, at=now, person=person)
    return file_response(stored)


def _form(request: HttpRequest, name: str, opened: Case, **fields: Any) -> HttpResponse:
    """A page with one form: what is wrong is said in a summary too."""
    errors = fields.get("errors", {"note" if name == "note" else "text": fields.get("error", "")})
    problems = [{"id": field, "text": said} for field, said in errors.items() if said]
    page = {
        "case": heading(opened),
        "form_action": request.path,
        "once": str(uuid.uuid4()),
        "problems": problems,
        **fields,
    }
    return render(request, f"desk/{name}.html", page, status=422 if problems else 200)
