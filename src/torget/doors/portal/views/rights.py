"""Appealing a decision, and asking that a slow case be concluded."""

from __future__ import annotations

import uuid
from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from torget.doors.portal.access import resident
from torget.doors.portal.rights import appealing, automatic, promise
from torget.doors.ui.attached import files_question, stored_files
from torget.doors.ui.formats import date_long
from torget.doors.ui.questions import Question
from torget.doors.ui.requests import actor_of, found, once_of, written
from torget.rooms.cases.actions import (
    CaseNotReady,
    appeal_decision,
    ask_for_person,
    ask_to_conclude,
    make_statement,
)
from torget.rooms.cases.queries import get_case, open_communication, served_decision

if TYPE_CHECKING:
    from collections.abc import Sequence

    from torget.rooms.cases.models import Case
    from torget.rooms.documents.models import Document


def _text(label: str, hint: str, value: str, error: str, *, required: bool) -> Question:
    errors = {"": error} if error else {}
    return Question(key="text", type="long_text", label=label, hint=hint, required=required,
                    values={"": value}, errors=errors)  # fmt: skip


def _page(
    request: HttpRequest,
    own: Case,
    title: str,
    lead: Sequence[str],
    questions: Sequence[Question],
    button: str,
) -> HttpResponse:
    problems = [{"id": one.id, "text": said} for one in questions for said in one.errors.values()]
    case_url = reverse("portal:case", args=[own.number])
    page = {
        "crumbs": [
            {"label": _("Mina sidor"), "url": reverse("portal:my_pages")},
            {"label": own.title_in(get_language() or "sv"), "url": case_url},
        ],
        "case": {"number": own.number, "url": case_url},
        "title": title,
        "lead": lead,
        "questions": questions,
        "button": button,
        "form_action": request.path,
        "once": request.POST.get("once") or str(uuid.uuid4()),
        "problems": problems,
    }
    return render(request, "portal/doing.html", page, status=422 if problems else 200)


@never_cache
@resident
def appeal(request: HttpRequest, number: str) -> HttpResponse:
    """Write an appeal of the served decision, with files."""
    actor, now = actor_of(request), timezone.now()
    own = found(get_case, number, actor=actor)
    decision = served_decision(own)
    stands = appealing(own, actor, today=timezone.localdate(now))
    if decision is None or not stands["url"]:
        return redirect("portal:case", number)
    text, error, wrong_file = written(request, "text"), "", ""
    documents: list[Document] = []
    if request.method == "POST":
        error = "" if text else _("Skriv vad du vill ändra och varför")
        if not error:
            documents, wrong_file = stored_files(request, by=actor, at=now)
        if not error and not wrong_file:
            appeal_decision(
                decision, text, once=once_of(request), documents=documents, by=actor, at=now
            )
            messages.success(request, _("Vi har tagit emot ditt överklagande."))
            return redirect(reverse("portal:case", args=[number]) + "#decision")
    label = _("Vad vill du ska ändras, och varför?")
    questions = [
        _text(label, "", text, error or wrong_file, required=True),
        files_question(),
    ]
    lead = [
        _("Sista dag att överklaga är {day}.").format(day=date_long(stands["last_on"])),
        _("Vi prövar om det kom i tid och skickar det sedan vidare till domstolen."),
    ]
    return _page(request, own, _("Överklaga beslutet"), lead, questions, _("Skicka överklagandet"))


@never_cache
@resident
def conclude(request: HttpRequest, number: str) -> HttpResponse:
    """Ask that a case that has taken six months be concluded."""
    actor, now = actor_of(request), timezone.now()
    own = found(get_case, number, actor=actor)
    if request.method != "POST":
        if not promise(own, today=timezone.localdate(now))["conclude_url"]:
            return redirect("portal:case", number)
        lead = [
            _("Ditt ärende har tagit mer än sex månader. Då kan du begära att vi avgör det. Inom "
              "fyra veckor får du antingen ett beslut i ärendet, eller ett nej som du kan "
              "överklaga."),
            _("Du kan begära det en gång i ett ärende."),
        ]  # fmt: skip
        text = _text(_("Vill du säga något mer?"), "", "", "", required=False)
        return _page(request, own, _("Begär att ärendet avgörs"), lead, [text], _("Skicka begäran"))
    try:
        asked = ask_to_conclude(own, written(request, "text"), by=actor, at=now)
    except CaseNotReady as error:
        for obstacle in error.obstacles:
            messages.error(request, obstacle.label)
    else:
        said = _("Vi har tagit emot din begäran. Du får svar senast {day}.")
        messages.success(request, said.format(day=date_long(asked.answer_by)))
    return redirect("portal:case", number)


@never_cache
@resident
def state(request: HttpRequest, number: str) -> HttpResponse:
    """Say something of what the municipality has shown before it decides."""
    actor, now = actor_of(request), timezone.now()
    own = found(get_case, number, actor=actor)
    shown = open_communication(own, actor=actor)
    if shown is None:
        return redirect("portal:case", number)
    text, error, wrong_file = written(request, "text"), "", ""
    documents: list[Document] = []
    if request.method == "POST":
        error = "" if text else _("Skriv ditt yttrande")
        if not error:
            documents, wrong_file = stored_files(request, by=actor, at=now)
        if not error and not wrong_file:
            try:
                make_statement(shown, text, documents=documents, by=actor, at=now)
            except CaseNotReady as refused:
                for obstacle in refused.obstacles:
                    messages.error(request, obstacle.label)
            else:
                messages.success(request, _("Tack, vi har tagit emot ditt yttrande."))
            return redirect("portal:case", number)
    questions = [
        _text(_("Vad vill du säga?"), "", text, error or wrong_file, required=True),
        files_question(),
    ]
    answer_by = _("Svara senast {day}.").format(day=date_long(shown.answer_by))
    lead = [*shown.text.split("\n\n"), answer_by]
    return _page(request, own, _("Yttra dig"), lead, questions, _("Skicka yttrandet"))


@never_cache
@resident
def ask_person(request: HttpRequest, number: str) -> HttpResponse:
    """Ask that a person looks at a decision that a table has made, once."""
    actor, now = actor_of(request), timezone.now()
    own = found(get_case, number, actor=actor)
    stands = automatic(own)
    if stands is None or not stands["url"] or served_decision(own) is None:
        return redirect("portal:case", number)
    if request.method == "POST":
        if ask_for_person(own, written(request, "text"), by=actor, at=now):
            messages.success(request, _("Vi har tagit emot din begäran. En människa tittar."))
        return redirect(reverse("portal:case", args=[number]) + "#decision")
    lead = [
        stands["text"],
        _("En handläggare går igenom din ansökan och svarar dig. Beslutet gäller under tiden, och "
          "tiden för att överklaga löper som vanligt."),
    ]  # fmt: skip
    hint = _("Till exempel vad du tror har blivit fel. Du behöver inte skriva något.")
    text = _text(_("Vad vill du att vi tittar på?"), hint, "", "", required=False)
    return _page(request, own, _("Be en människa titta"), lead, [text], _("Skicka"))
