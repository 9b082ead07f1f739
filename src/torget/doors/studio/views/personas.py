"""Test persons: how each got on, and recording one by walking through the service."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Any

import msgspec
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from torget.doors.studio.changing import frame, open_copy
from torget.doors.studio.outcomes import case_steps, outcome_rows, step_titles
from torget.doors.studio.trials import (
    Trial,
    known_at_start,
    position_after,
    step_page,
    trial_in,
)
from torget.doors.ui.questions import Option
from torget.doors.ui.requests import actor_of
from torget.doors.ui.staff import staff
from torget.rooms.eservices.actions import RevisionConflict, save_revision
from torget.rooms.eservices.terms import (
    CompiledService,
    NotThere,
    Outcome,
    Persona,
    PersonaResult,
    outcome_of,
    people_to_try,
    review,
    with_persona,
    without_persona,
)

if TYPE_CHECKING:
    from torget.rooms.eservices.models import Revision, WorkingCopy

REFUSED = 422
ORE = 100


@never_cache
@staff
def personas(request: HttpRequest, key: str) -> HttpResponse:
    """Everyone who tests the service, where each went, and a way to add one."""
    copy, revision = open_copy(request, key)
    found = review(revision.texts)
    page = {
        **frame(request, copy, revision),
        "tests": [
            _test(key, number, test, found.service) for number, test in enumerate(found.tests)
        ]
        if found.service
        else [],
        "readable": found.service is not None,
        "problems_in_text": len(found.persona_problems),
        "people": _people(found.tests),
        "today": timezone.localdate().isoformat(),
        "begin_action": reverse("studio:record", args=[key]),
        "change_action": reverse("studio:change_persona", args=[key]),
        "text_url": f"{reverse('studio:editor', args=[key])}?text=personas",
    }
    return render(request, "studio/personas.html", page)


def _test(key: str, number: int, test: PersonaResult, service: CompiledService) -> dict[str, Any]:
    language = get_language() or "sv"
    persona = test.persona
    same = len(persona.path) if test.parted is None else test.parted
    return {
        "number": number,
        "name": persona.name,
        "today": persona.today,
        "passed": test.passed,
        "differences": [said.say(_, language) for said in test.differences],
        "common": step_titles(service, persona.path[:same], language),
        "expected": step_titles(service, persona.path[same:], language),
        "walked": step_titles(service, test.outcome.path[same:], language),
        "parted": test.parted is not None,
        "rows": outcome_rows(service, test.outcome)[1:],
        "case": case_steps(service, test, language),
    }


def _people(tests: tuple[PersonaResult, ...]) -> list[Option]:
    language = get_language() or "sv"
    shipped = [(one.key, one.name.in_(language)) for one in people_to_try()]
    own = [
        (str(number), _("Som {name}").format(name=test.persona.name))
        for number, test in enumerate(tests)
    ]
    return [Option(value=value, label=label, checked=False) for value, label in (*shipped, *own)]


@never_cache
@staff
@require_POST
def record(request: HttpRequest, key: str) -> HttpResponse:
    """Begin as someone, walk on page by page, and come to what the test is to say."""
    copy, revision = open_copy(request, key)
    found = review(revision.texts)
    service = found.service
    if service is None:
        messages.error(request, _("Texten har fel som måste rättas innan någon kan gå igenom den."))
        return redirect("studio:personas", key)
    if "trial" not in request.POST:
        trial = _begun(request, service, found.tests)
        return _step_drawn(
            request, copy, step_page(service, next(iter(service.steps)), trial), trial
        )
    trial, step = trial_in(request), request.POST.get("step", "")
    if step not in service.steps or not service.visible_questions(
        step, trial.answers, trial.context
    ):
        raise Http404
    following, problems, raw = position_after(request, service, step, trial)
    if following is None:
        return _end(request, copy, service, trial)
    shown = step_page(service, following, trial, raw=raw, problems=problems)
    return _step_drawn(request, copy, shown, trial, REFUSED if problems else 200)


def _begun(
    request: HttpRequest, service: CompiledService, tests: tuple[PersonaResult, ...]
) -> Trial:
    """Someone who comes with Torget, someone like a test person, or that one once more."""
    again, chosen = request.POST.get("again", ""), request.POST.get("person", "")
    today = timezone.localdate()
    with suppress(ValueError):
        today = date.fromisoformat(request.POST.get("day", ""))
    if again:
        persona = _persona(again, tests)
        return Trial(
            name=persona.name,
            today=persona.today,
            context=persona.context,
            answers=dict(persona.answers),
            test=int(again),
        )
    shipped = {one.key: one for one in people_to_try()}
    if chosen in shipped:
        one = shipped[chosen]
        context = known_at_start(service, one.context)
        return Trial(name=one.name.in_("sv"), today=today, context=context)
    return Trial(today=today, context=_persona(chosen, tests).context)


def _persona(number: str, tests: tuple[PersonaResult, ...]) -> Persona:
    if not number.isdecimal() or int(number) >= len(tests):
        raise Http404
    return tests[int(number)].persona


def _recording(key: str, trial: Trial) -> dict[str, Any]:
    return {
        "name": trial.name or _("Ny testperson"),
        "today": trial.today,
        "stop_url": reverse("studio:personas", args=[key]),
    }


def _step_drawn(
    request: HttpRequest, copy: WorkingCopy, shown: dict[str, Any], trial: Trial, status: int = 200
) -> HttpResponse:
    page = {
        **shown,
        "form_action": request.path,
        "recording": _recording(copy.key, trial),
        "inspecting": False,
    }
    return render(request, "studio/preview.html", page, status=status)


def _end(
    request: HttpRequest,
    copy: WorkingCopy,
    service: CompiledService,
    trial: Trial,
    refusal: str = "",
) -> HttpResponse:
    outcome = outcome_of(service, trial.answers, trial.context)
    page = {
        "outcome": outcome_rows(service, outcome),
        "trial": trial.packed(),
        "name": request.POST.get("name", trial.name),
        "refusal": refusal,
        "form_action": reverse("studio:keep_persona", args=[copy.key]),
        "recording": _recording(copy.key, trial),
    }
    return render(request, "studio/outcome.html", page, status=REFUSED if refusal else 200)


@staff
@require_POST
def keep_persona(request: HttpRequest, key: str) -> HttpResponse:
    """Write what was walked through as a test, with all that came of it."""
    copy, revision = open_copy(request, key)
    found = review(revision.texts)
    service, tests = found.service, found.tests
    trial, name = trial_in(request), " ".join(request.POST.get("name", "").split())
    if service is None:
        raise Http404
    if not name:
        return _end(request, copy, service, trial, _("Skriv ett namn"))
    outcome = outcome_of(service, trial.answers, trial.context)
    persona = _expecting(
        Persona(
            name=name,
            today=trial.today,
            context=trial.context,
            answers=_shown(service, trial),
            path=(),
            unit="",
            case=_persona(str(trial.test), tests).case if trial.test is not None else (),
        ),
        outcome,
    )
    return _saved(request, copy, revision, lambda text: with_persona(text, persona, trial.test))


def _shown(service: CompiledService, trial: Trial) -> dict[str, Any]:
    """The answers that someone gave and that count: not those to questions they never met."""
    steps = service.visible_steps(trial.answers, trial.context)
    keys = {
        question.key
        for step in steps
        for question in service.visible_questions(step.key, trial.answers, trial.context)
    }
    return {key: answer for key, answer in trial.answers.items() if key in keys}


def _expecting(persona: Persona, outcome: Outcome) -> Persona:
    """The person with what came of it as what must come of it."""
    return msgspec.structs.replace(
        persona,
        path=outcome.path,
        unit=outcome.unit,
        price=None if outcome.price is None else outcome.price / ORE,
        documents=outcome.documents or None,
        signatures=outcome.signatures or None,
        exit=outcome.exit,
    )


def _standing(persona: Persona, stood: tuple[str, ...]) -> Persona:
    """The person with where the case stood after each act, and without those that could not be."""
    made = zip(persona.case, stood, strict=False)
    case = tuple(msgspec.structs.replace(act, status=status) for act, status in made)
    return msgspec.structs.replace(persona, case=case)


@staff
@require_POST
def change_persona(request: HttpRequest, key: str) -> HttpResponse:
    """Take one away, or let what came of it count from now on, as the pressed button says."""
    copy, revision = open_copy(request, key)
    what, _colon, where = request.POST.get("do", "").partition(":")
    found = review(revision.texts)
    tests = found.tests
    persona, number = _persona(where, tests), int(where)
    if found.persona_problems:  # those who cannot be read have no result, so numbers differ
        messages.error(request, _("Texten har fel som måste rättas först."))
        return redirect("studio:personas", key)
    if what == "remove":
        return _saved(request, copy, revision, lambda text: without_persona(text, number))
    if what == "accept":
        accepted = _standing(_expecting(persona, tests[number].outcome), tests[number].stood)
        return _saved(request, copy, revision, lambda text: with_persona(text, accepted, number))
    raise Http404


def _saved(
    request: HttpRequest, copy: WorkingCopy, revision: Revision, change: Callable[[str], str]
) -> HttpResponse:
    """Save the changed text of test persons, on the revision that it was read from."""
    try:
        texts = replace(revision.texts, personas=change(revision.texts.personas))
        save_revision(copy, texts, on=revision.number, by=actor_of(request), at=timezone.now())
    except NotThere as error:
        raise Http404 from error
    except RevisionConflict as conflict:
        said = _("{name} hann spara före dig. Se efter att allt står rätt och spara igen.")
        messages.warning(request, said.format(name=conflict.theirs.saved_by))
    else:
        messages.success(
            request, _("Testpersonerna är sparade. Det som stod förut når du med Ångra.")
        )
    return redirect("studio:personas", copy.key)
