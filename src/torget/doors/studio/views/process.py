"""The way of a service's cases: drawn, in a table, and written out to be changed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import msgspec
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from torget.doors.studio.changing import frame, open_copy, save_change
from torget.doors.studio.diagram import diagram_of, meaning
from torget.doors.studio.value_words import VALUES
from torget.doors.ui.staff import staff
from torget.rooms.eservices.terms import Service, editing, review, standard_process

if TYPE_CHECKING:
    from torget.rooms.eservices.terms import CaseStatus, CompiledProcess, Transition


@never_cache
@staff
def process(request: HttpRequest, key: str) -> HttpResponse:
    """The way as it stands; a post writes out the standard one, or takes away the own one."""
    copy, revision = open_copy(request, key)
    if request.method == "POST":
        own = request.POST.get("do") == "own"
        if save_change(request, copy, revision, _written_out if own else _taken_away):
            return redirect("studio:facts", key, "process") if own else redirect(request.path)
        copy, revision = open_copy(request, key)
    service = review(revision.texts).service
    language = get_language() or "sv"
    page: dict[str, Any] = {
        **frame(request, copy, revision),
        "readable": service is not None,
        "own": bool(service and service.service.process),
        "diagram": diagram_of(service.process.process, language) if service else None,
        "statuses": _statuses(service.process, language) if service else [],
        "transitions": _transitions(service.process, language) if service else [],
        "form_action": request.path,
        "change_url": reverse("studio:facts", args=[key, "process"]),
    }
    return render(request, "studio/process.html", page)


def _written_out(plain: editing.Plain) -> None:
    """Give the service the standard process of its kind as its own, to be changed."""
    kind = "notification" if plain.get("kind") == "notification" else "application"
    if not plain.get("process"):
        standard = msgspec.to_builtins(standard_process(kind).process)
        editing.change(plain, {"process": standard}, Service)


def _taken_away(plain: editing.Plain) -> None:
    plain.pop("process", None)


def _statuses(found: CompiledProcess, language: str) -> list[dict[str, str]]:
    phases = {phase.key: phase.title.in_(language) for phase in found.process.phases}
    return [_status(status, phases, language) for status in found.process.statuses]


def _status(status: CaseStatus, phases: dict[str, str], language: str) -> dict[str, str]:
    return {
        "title": status.title.in_(language),
        "means": meaning(status),
        "text": status.text.in_(language) if status.text else "",
        "phase": phases.get(status.phase, ""),
    }


def _transitions(found: CompiledProcess, language: str) -> list[dict[str, Any]]:
    titles = {key: status.title.in_(language) for key, status in found.statuses.items()}
    return [
        _transition(number, made, titles, language)
        for number, made in enumerate(found.process.transitions, 1)
    ]


def _transition(
    number: int, made: Transition, titles: dict[str, str], language: str
) -> dict[str, Any]:
    acts, outcomes = VALUES["Transition.act"], VALUES["Transition.outcome"]
    label = made.label.in_(language) if made.label else ""
    conditions = [_(outcomes[made.outcome])] if made.outcome else []
    return {
        "number": number,
        "what": label if label and not made.act else _(acts[made.act]),
        "by_hand": not made.act,
        "before": ", ".join(titles[key] for key in made.from_),
        "after": titles[made.to],
        "when": ", ".join([*conditions, *([made.when] if made.when else [])]),
        "effects": _effects(made, language),
    }


def _effects(made: Transition, language: str) -> list[dict[str, str]]:
    """What the transition brings: messages, letters and tasks."""
    said = [(_("Meddelande"), made.message), (_("Brev"), made.letter)]
    found = [*said, *((_("Uppgift"), task) for task in made.tasks)]
    return [{"kind": kind, "text": text.in_(language)} for kind, text in found if text]
