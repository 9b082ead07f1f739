"""The service as residents will meet it, in a frame of the editor. Nothing is kept."""

from __future__ import annotations

from contextlib import suppress
from datetime import date
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.cache import never_cache

from torget.doors.studio.outcomes import outcome_rows
from torget.doors.studio.trials import (
    Trial,
    known_at_start,
    position_after,
    step_page,
    trial_in,
)
from torget.doors.ui.requests import actor_of, found
from torget.doors.ui.staff import staff
from torget.rooms.eservices.queries import working_copy
from torget.rooms.eservices.terms import CompiledService, Persona, Review, outcome_of, review

POLICY = "Content-Security-Policy"
REFUSED = 422


@never_cache
@staff
def preview(request: HttpRequest, key: str) -> HttpResponse:
    """Show a step with a test person's answers; a post goes on to the next one."""
    copy = found(working_copy, key, actor=actor_of(request))
    assert copy.current is not None  # there has been one from the beginning
    reviewed = review(copy.current.texts)
    service = reviewed.service
    if service is None:
        return _in_frame(render(request, "studio/preview_faults.html", {}))
    if request.method == "POST":
        return _in_frame(_onward(request, service))
    step, trial = _step(request.GET.get("steg", ""), service), _trial(request, reviewed, service)
    shown = step_page(service, step, trial)
    return _in_frame(_step_drawn(request, shown))


def _onward(request: HttpRequest, service: CompiledService) -> HttpResponse:
    trial, step = trial_in(request), _step(request.POST.get("step", ""), service)
    if not service.visible_questions(step, trial.answers, trial.context):
        return _step_drawn(request, step_page(service, step, trial))
    following, problems, raw = position_after(request, service, step, trial)
    if following is None:
        outcome = outcome_of(service, trial.answers, trial.context)
        page = {"outcome": outcome_rows(service, outcome), "form_action": "", "recording": None}
        return render(request, "studio/outcome.html", page)
    shown = step_page(service, following, trial, raw=raw, problems=problems)
    return _step_drawn(request, shown, REFUSED if problems else 200)


def _step_drawn(request: HttpRequest, shown: dict[str, Any], status: int = 200) -> HttpResponse:
    page = {
        **shown,
        "form_action": request.get_full_path(),
        "recording": None,
        "inspecting": "granska" in request.GET,
    }
    return render(request, "studio/preview.html", page, status=status)


def _in_frame(page: HttpResponse) -> HttpResponse:
    """The one kind of page that we let our own pages show in a frame."""
    policy = settings.OUTER_FENCE[POLICY]
    page[POLICY] = policy.replace("frame-ancestors 'none'", "frame-ancestors 'self'")
    page["X-Frame-Options"] = "SAMEORIGIN"
    return page


def _trial(request: HttpRequest, reviewed: Review, service: CompiledService) -> Trial:
    """Someone with the chosen person's answers and day, or another day."""
    persona = _persona(request.GET.get("person", ""), reviewed)
    today = persona.today if persona else timezone.localdate()
    with suppress(ValueError):
        today = date.fromisoformat(request.GET.get("dag", ""))
    if persona is None:
        return Trial(today=today, context=known_at_start(service, {}))
    return Trial(today=today, context=persona.context, answers=dict(persona.answers))


def _persona(number: str, reviewed: Review) -> Persona | None:
    tests = reviewed.tests
    return tests[int(number)].persona if number.isdigit() and int(number) < len(tests) else None


def _step(wanted: str, service: CompiledService) -> str:
    return wanted if wanted in service.steps else next(iter(service.steps))
