"""A step as residents will meet it, drawn into a frame of the editor. Nothing is kept."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from torget.doors.ui.questions import problems_of
from torget.doors.ui.requests import actor_of, found
from torget.doors.ui.staff import staff
from torget.doors.ui.widgets import question_views
from torget.rooms.eservices.queries import working_copy
from torget.rooms.eservices.terms import CompiledService, FieldProblem, Persona, Review, review

POLICY = "Content-Security-Policy"


@staff
def preview(request: HttpRequest, key: str) -> HttpResponse:
    """Show a step with a test person's answers; a post says whether what was typed is accepted."""
    copy = found(working_copy, key, actor=actor_of(request))
    assert copy.current is not None  # there has been one from the beginning
    reviewed = review(copy.current.texts)
    if reviewed.service is None:
        return _in_frame(render(request, "studio/preview_faults.html", {}))
    persona = _persona(request, reviewed)
    context = persona.context if persona else {}
    answers = dict(persona.answers) if persona else {}
    today = persona.today if persona else timezone.localdate()
    step = _step(request, reviewed.service, answers, context)
    return _in_frame(_draw(request, reviewed.service, step, answers, context, today))


def _in_frame(page: HttpResponse) -> HttpResponse:
    """The one kind of page that we let our own pages show in a frame."""
    policy = settings.OUTER_FENCE[POLICY]
    page[POLICY] = policy.replace("frame-ancestors 'none'", "frame-ancestors 'self'")
    page["X-Frame-Options"] = "SAMEORIGIN"
    return page


def _persona(request: HttpRequest, reviewed: Review) -> Persona | None:
    number = request.GET.get("person", "")
    tests = reviewed.tests
    return tests[int(number)].persona if number.isdigit() and int(number) < len(tests) else None


def _step(
    request: HttpRequest, service: CompiledService, answers: dict[str, Any], context: Any
) -> str:
    wanted = request.GET.get("steg", "")
    return wanted if wanted in service.steps else next(iter(service.steps))


def _draw(
    request: HttpRequest,
    service: CompiledService,
    step: str,
    answers: dict[str, Any],
    context: Any,
    today: date,
) -> HttpResponse:
    hidden = not service.visible_questions(step, answers, context)
    raw: dict[str, list[str]] | None = None
    problems: list[FieldProblem] = []
    if request.method == "POST" and not hidden:
        raw = {name: [str(value) for value in values] for name, values in request.POST.lists()}
        problems = service.read_step(step, raw, answers, context, today).problems
    questions = question_views(service, step, context, answers, raw=raw, problems=problems)
    language = get_language() or "sv"
    shown = service.steps[step]
    place = None if hidden else service.path_position(step, answers, context)
    page = {
        "service_title": service.service.title.in_(language),
        "step": {
            "number": place.number if place else 0,
            "total": place.count + 1 if place else 0,
            "title": shown.title.in_(language),
            "intro": shown.intro.in_(language) if shown.intro else "",
        },
        "hidden": _("Steget visas inte med de här svaren. Villkor: {condition}").format(
            condition=shown.show_when
        )
        if hidden
        else "",
        "accepted": raw is not None and not problems,
        "questions": questions,
        "problems": problems_of(questions),
        "form_action": request.get_full_path(),
        "inspecting": "granska" in request.GET,
    }
    return render(request, "studio/preview.html", page, status=422 if problems else 200)
