"""One case, as the one it concerns sees it."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language, gettext_noop
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from torget.doors.portal.access import resident
from torget.doors.portal.rights import appealing, automatic, promise
from torget.doors.portal.timeline import now as what_now
from torget.doors.portal.timeline import timeline
from torget.doors.portal.views.my_pages import OUTCOME_KINDS, status_kind, status_text
from torget.doors.ui.answers import what_came_in
from torget.doors.ui.attached import files_question, stored_files
from torget.doors.ui.files import file_response
from torget.doors.ui.questions import Question
from torget.doors.ui.related import related_rows
from torget.doors.ui.requests import actor_of, found, written
from torget.doors.ui.talk import (
    Writing,
    attached,
    box,
    files_in,
    paragraphs,
    problems_in,
    supplements_of,
    threads_of,
    writing_of,
)
from torget.journeys.correspond import supplement_application
from torget.rooms.audit.queries import views_of_person
from torget.rooms.cases.actions import (
    CaseNotReady,
    read_decision,
    read_posts,
    write_as_resident,
)
from torget.rooms.cases.queries import (
    appeals_of,
    corrections_of,
    documents_of,
    earlier_decisions,
    get_case,
    open_communication,
    open_supplement,
    served_decision,
)
from torget.rooms.cases.terms import Author, Outcome, Status

if TYPE_CHECKING:
    from torget.foundation.actor import Actor
    from torget.rooms.cases.models import Case, SupplementRequest
    from torget.rooms.documents.models import Document

# What the trail's views of a case are called to the person it is about.
LOOKED_AT = {
    "case.viewed": gettext_noop("Öppnade ärendet"),
    "export.viewed": gettext_noop("Hämtade hela ärendet"),
    "document.viewed": gettext_noop("Öppnade en handling"),
    "person.viewed": gettext_noop("Läste om dig i kontaktcenter"),
    "trail.viewed": gettext_noop("Läste loggen över ärendet"),
    "referral.viewed": gettext_noop("Läste det som skickats på remiss"),
}


@never_cache
@resident
def case(request: HttpRequest, number: str) -> HttpResponse:
    actor = actor_of(request)
    own = found(get_case, number, actor=actor)
    if decision := served_decision(own):  # before it is shown: the time to appeal begins now
        read_decision(decision, by=actor, at=timezone.now())
    page = _page(own, actor, thread=request.GET.get("thread", ""))
    read_posts(own, by=actor, at=timezone.now())
    return render(request, "portal/case.html", page)


def _page(
    own: Case,
    actor: Actor,
    *,
    thread: str = "",
    writing: Writing | None = None,
    supplement: dict[str, str] | None = None,
) -> dict[str, Any]:
    language = get_language() or "sv"
    asked = open_supplement(own)
    closed = own.status == Status.CLOSED
    answered = supplement or {}
    here = reverse("portal:case", args=[own.number])
    threads = _threads(own, writes="" if closed else here)
    problems = problems_in(writing) if writing else []
    problems += [{"id": "q-answer", "text": answered["error"]}] if answered.get("error") else []
    return {
        "crumbs": [{"label": _("Mina sidor"), "url": reverse("portal:my_pages")}],
        "case": {
            "number": own.number,
            "title": own.title_in(language),
            "status": status_text(own),
            "kind": status_kind(own),
            "now": what_now(own),
            **promise(own, today=timezone.localdate()),
            "facts": _facts(own, language),
            "looked_url": reverse("portal:who_looked", args=[own.number]),
        },
        "events": timeline(own),
        "threads": threads,
        "reply_action": "" if closed else reverse("portal:write", args=[own.number]),
        "write": box(threads, writing, asked=thread),
        "supplement": _supplement(own, asked, answered) if asked else None,
        "hearing": _hearing(own, actor),
        "decision": _decision(own, actor),
        "documents": [*_documents(own), *files_in(threads)],
        "related": related_rows(own, "portal:case", actor=actor),
        "sections": what_came_in(own.submission),
        "problems": problems,
    }


def _facts(own: Case, language: str) -> list[dict[str, str]]:
    officer = own.officer.name if own.officer else _("Inte utsedd ännu")
    if own.officer is None and (decision := served_decision(own)):
        officer = decision.officer_name  # the committee, or that it was made automatically
    return [
        {"label": _("Handläggs av"), "text": own.unit.name_in(language)},
        {"label": _("Handläggare"), "text": officer},
        {"label": _("Ärendenummer"), "text": own.number},
    ]


def _threads(own: Case, *, writes: str) -> list[dict[str, Any]]:
    """The conversation, and what was asked for and has been answered."""
    row = partial(_file_row, own)
    asked = supplements_of(own, side=Author.RESIDENT, file_row=row)
    answered = [one for one in asked if len(one["posts"]) > 1]
    threads = threads_of(own, side=Author.RESIDENT, file_row=row, writes=writes)
    return sorted([*threads, *answered], key=lambda one: one["at"])


def _hearing(own: Case, actor: Actor) -> dict[str, Any] | None:
    """What the party may answer before the case is decided."""
    shown = open_communication(own, actor=actor)
    if shown is None:
        return None
    return {
        "paragraphs": paragraphs(shown.text),
        "answer_by": shown.answer_by,
        "files": [_file_row(own, document) for document in shown.documents.all()],
        "url": reverse("portal:state", args=[own.number]),
    }


def _supplement(own: Case, asked: SupplementRequest, answered: dict[str, str]) -> dict[str, Any]:
    error = answered.get("error", "")
    answer = Question(
        key="answer",
        type="long_text",
        label=_("Ditt svar"),
        values={"": answered.get("answer", "")},
        errors={"": error} if error else {},
        required=False,
    )
    return {
        "paragraphs": paragraphs(asked.text),
        "due_on": asked.answer_by,
        "action": reverse("portal:supplement", args=[own.number]),
        "upload_url": "",
        "questions": [answer, files_question()],
        "problems": [],
    }


def _decision(own: Case, actor: Actor) -> dict[str, Any] | None:
    decision = served_decision(own)
    if decision is None:
        return None
    document = decision.document_id
    return {
        "outcome": Outcome(decision.outcome).label,
        "kind": OUTCOME_KINDS.get(Outcome(decision.outcome), ""),
        "decided_on": decision.decided_at,
        "summary": paragraphs(decision.text),
        "reasons": paragraphs(decision.reasons),
        "pdf_url": reverse("portal:file", args=[own.number, document]) if document else "",
        "corrections": [
            {"at": one.corrected_at, "wrong": one.wrong, "right": one.right}
            for one in corrections_of(own)
            if one.decision_id == decision.pk
        ],
        "earlier": [
            {"decided_on": one.decided_at, "summary": one.text} for one in earlier_decisions(own)
        ],
        "appeal": paragraphs(decision.appeal),
        "automatic": automatic(own),
        "appealing": appealing(own, actor, today=timezone.localdate()),
    }


def _documents(own: Case) -> list[dict[str, Any]]:
    rows = [
        {
            "name": file["name"],
            "size": file["size"],
            "url": reverse("portal:file", args=[own.number, file["document"]]),
            "note": "",
        }
        for file in own.submission.files
    ]
    receipt = getattr(own.submission, "receipt", None)
    decided = [served_decision(own), *earlier_decisions(own), *corrections_of(own)]
    for made in filter(None, [receipt, *(getattr(one, "document", None) for one in decided)]):
        rows.append(_file_row(own, getattr(made, "document", made)))
    for appeal in appeals_of(own):
        rows += [_file_row(own, document) for document in appeal.documents.all()]
    return rows


def _file_row(own: Case, document: Document) -> dict[str, Any]:
    return {
        "name": document.name,
        "size": document.size,
        "url": reverse("portal:file", args=[own.number, document.pk]),
        "note": "",
    }


@require_POST
@resident
def write(request: HttpRequest, number: str) -> HttpResponse:
    actor, now = actor_of(request), timezone.now()
    own = found(get_case, number, actor=actor)
    documents, writing = attached(request, writing_of(request), by=actor, at=now)
    if writing.errors:
        return render(request, "portal/case.html", _page(own, actor, writing=writing), status=422)
    try:
        write_as_resident(
            own, writing.text, once=writing.once, documents=documents, topic=writing.topic,
            by=actor, at=now,
        )  # fmt: skip
    except CaseNotReady as error:
        for obstacle in error.obstacles:
            messages.error(request, obstacle.label)
    else:
        messages.success(request, _("Meddelandet är skickat."))
    return redirect(reverse("portal:case", args=[number]) + "#messages")


@require_POST
@resident
def supplement(request: HttpRequest, number: str) -> HttpResponse:
    actor, now = actor_of(request), timezone.now()
    own = found(get_case, number, actor=actor)
    answer = written(request, "answer")
    documents: list[Document] = []
    error = "" if answer or request.FILES else _("Skriv ett svar eller lägg till en fil")
    if not error:
        documents, error = stored_files(request, by=actor, at=now)
    if error:
        page = _page(own, actor, supplement={"answer": answer, "error": error})
        return render(request, "portal/case.html", page, status=422)
    supplement_application(own, answer, documents=documents, by=actor, at=now)
    messages.success(request, _("Tack, vi har tagit emot din komplettering."))
    return redirect("portal:case", number)


@resident
def file(request: HttpRequest, number: str, document: int) -> HttpResponseBase:
    actor = actor_of(request)
    own = found(get_case, number, actor=actor)
    stored = documents_of(own, actor=actor).filter(pk=document).first()
    if stored is None:
        raise Http404
    return file_response(stored)


@never_cache
@resident
def who_looked(request: HttpRequest, number: str) -> HttpResponse:
    """Everyone who has opened the case or looked at the person's data."""
    actor = actor_of(request)
    own = found(get_case, number, actor=actor)
    language = get_language() or "sv"
    views = views_of_person(actor=actor).filter(subject=f"case:{own}")[:200]
    page = {
        "crumbs": [
            {"label": _("Mina sidor"), "url": reverse("portal:my_pages")},
            {"label": own.title_in(language), "url": reverse("portal:case", args=[number])},
        ],
        "case": {"number": own.number, "title": own.title_in(language)},
        "views": [
            {"at": entry.at, "name": entry.actor_name, "role": entry.details.get("title", ""),
             "what": _(LOOKED_AT[entry.what])}
            for entry in views
        ],
        "pages": None,
    }  # fmt: skip
    return render(request, "portal/who_looked.html", page)
