"""What officers' decisions start from: as for a test person, and written out to be changed."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

import msgspec
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import override
from django.views.decorators.cache import never_cache

from torget.doors.studio.changing import frame, open_copy, save_change
from torget.doors.studio.value_words import VALUES
from torget.doors.ui.questions import Option
from torget.doors.ui.staff import staff
from torget.rooms.eservices.terms import CaseFacts, Service, editing, review, shared_texts

if TYPE_CHECKING:
    from torget.rooms.eservices.terms import CompiledService, Persona, Review

OUTCOMES = VALUES["DecisionTexts.outcome"]


@never_cache
@staff
def decisions(request: HttpRequest, key: str) -> HttpResponse:
    """The texts by outcome; a post writes out the shared ones, or takes away the own ones."""
    copy, revision = open_copy(request, key)
    if request.method == "POST":
        own = request.POST.get("do") == "own"
        if save_change(request, copy, revision, _written_out if own else _taken_away):
            return redirect("studio:facts", key, "beslut") if own else redirect(request.path)
        copy, revision = open_copy(request, key)
    found = review(revision.texts)
    chosen = request.GET.get("person", "0")
    page: dict[str, Any] = {
        **frame(request, copy, revision),
        "readable": found.service is not None,
        "own": bool(found.service and found.service.service.decisions),
        "people": _people(found, chosen),
        "drafts": _drafts(found.service, _persona(found, chosen)) if found.service else [],
        "form_action": request.path,
        "change_url": reverse("studio:facts", args=[key, "beslut"]),
    }
    return render(request, "studio/decisions.html", page)


def _written_out(plain: editing.Plain) -> None:
    """Give the service the shared texts as its own, to be changed."""
    if not plain.get("decisions"):
        editing.change(plain, {"decisions": msgspec.to_builtins(shared_texts())}, Service)


def _taken_away(plain: editing.Plain) -> None:
    plain.pop("decisions", None)


def _people(found: Review, chosen: str) -> list[Option]:
    return [
        Option(value=str(number), label=test.persona.name, checked=str(number) == chosen)
        for number, test in enumerate(found.tests)
    ]


def _persona(found: Review, chosen: str) -> Persona | None:
    number = int(chosen) if chosen.isdecimal() and len(chosen) < 4 else 0
    return found.tests[number].persona if number < len(found.tests) else None


def _drafts(service: CompiledService, persona: Persona | None) -> list[dict[str, Any]]:
    answers, context = (persona.answers, persona.context) if persona else ({}, {})
    said = _example(service, persona.today if persona else timezone.localdate())
    drawn = []
    for outcome, name in OUTCOMES.items():
        facts = CaseFacts(outcome=outcome)
        draft = service.decision_draft(outcome, answers, context, facts, said)  # type: ignore[arg-type]  # the keys are the outcomes
        drawn.append(
            {
                "title": _(name),
                "text": _paragraphs(draft.text),
                "reasons": _paragraphs(draft.reasons),
                "legal_basis": draft.legal_basis.splitlines(),
                "appeal": _paragraphs(draft.appeal),
            }
        )
    return drawn


def _example(service: CompiledService, today: date) -> dict[str, str]:
    """What a case would say of itself, as an example."""
    with override("sv"):
        day = date_format(today, "j F Y")
        committee, applicant = _("Nämnden"), _("Namn Namnsson")
    bases = service.service.legal_bases
    title = service.service.title.sv
    return {
        "number": f"{service.service.case_series}-{today.year}-0001",
        "title": title,
        "subject": title,
        "applicant": applicant,
        "received": day,
        "today": day,
        "committee": committee,
        "email": service.service.contact.email or "kommunen@example.se",
        "court": service.service.appeal_to.sv,
        "laws": "\n".join(f"{basis.law} {basis.paragraph}" for basis in bases),
    }


def _paragraphs(text: str) -> list[str]:
    return [part.strip() for part in text.split("\n\n") if part.strip()]
