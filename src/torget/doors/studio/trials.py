"""Walking through a service to try it: answers are carried from page to page, and nothing is kept.

The whole trial stands in a signed field of the page, so it needs no table and leaves no trace.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

import msgspec
from django.core import signing
from django.http import Http404, HttpRequest
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from torget.doors.ui.questions import problems_of
from torget.doors.ui.widgets import changed_rows, question_views
from torget.rooms.eservices.terms import CHILDREN, LISTS, CompiledService, FieldProblem, Files
from torget.rooms.information.queries import rows_of_lists

SALT = "studio.trial"
REDRAWN = frozenset({"upload", "remove", "add", "remove_row", "show"})  # that give the same page
LONGEST_NAME = 200
Raw = Mapping[str, Sequence[str]]


class Trial(msgspec.Struct, kw_only=True):
    """Someone trying: who they are to the registers, the day, and what they have answered.

    `test`: the number of the test person that is recorded anew.
    """

    name: str = ""
    today: date
    context: dict[str, Any] = {}
    answers: dict[str, Any] = {}
    test: int | None = None

    def packed(self) -> str:
        return signing.dumps(msgspec.to_builtins(self), salt=SALT, compress=True)


def known_at_start(service: CompiledService, context: Mapping[str, Any]) -> dict[str, Any]:
    """What the portal would know of someone who begins: children and lists only when asked for."""
    known = {**context}
    register = known.get("register")
    if register and CHILDREN not in service.fetches:
        known["register"] = {k: v for k, v in register.items() if k != "children"}
    wanted = [key.removeprefix(LISTS) for key in service.fetches if key.startswith(LISTS)]
    if wanted:
        known["lists"] = rows_of_lists(wanted)
    return known


def trial_in(request: HttpRequest) -> Trial:
    """The trial that the page sent along; Http404 when it was not ours."""
    try:
        plain = signing.loads(request.POST.get("trial", ""), salt=SALT)
    except signing.BadSignature as error:
        raise Http404 from error
    return msgspec.convert(plain, Trial)


def position_after(
    request: HttpRequest, service: CompiledService, step: str, trial: Trial
) -> tuple[str | None, list[FieldProblem], Raw | None]:
    """Where the pressed button leads: a step, or None when the way has ended.

    What is wrong with the answers keeps one where one is, with what was typed; the trial gets
    the answers that could be read.
    """
    raw = changed_rows(
        service, {name: [str(text) for text in texts] for name, texts in request.POST.lists()}
    )
    _keep_files(request, service, step, trial)
    reading = service.read_step(step, raw, trial.answers, trial.context, trial.today)
    trial.answers = {
        key: value for key, value in (trial.answers | reading.values).items() if value is not None
    }
    gone = not service.visible_questions(step, trial.answers, trial.context)
    if gone or REDRAWN & request.POST.keys():
        return step, [], raw
    place = service.path_position(step, trial.answers, trial.context)
    if "back" in request.POST:
        return place.previous or step, [], None
    if reading.problems:
        return step, reading.problems, raw
    if service.exit_at(step, trial.answers, trial.context):
        return None, [], None
    return place.next, [], None


def _keep_files(request: HttpRequest, service: CompiledService, step: str, trial: Trial) -> None:
    """Note the names of what was picked and forget what was taken away; no file is stored."""
    removed = request.POST.get("remove", "").partition(":")
    for question in service.visible_questions(step, trial.answers, trial.context):
        if not isinstance(question, Files):
            continue
        kept = [
            file
            for file in trial.answers.get(question.key) or []
            if (question.key, file["id"]) != (removed[0], removed[2])
        ]
        kept += [
            _facts(question, upload.name or "", upload.size or 0, len(kept) + more)
            for more, upload in enumerate(request.FILES.getlist(question.key), 1)
        ]
        trial.answers[question.key] = kept


def _facts(question: Files, name: str, size: int, number: int) -> dict[str, Any]:
    name = name[:LONGEST_NAME]
    return {
        "id": str(number),
        "name": name,
        "size": size,
        "media_type": question.media_type_of(name),
        "sha256": hashlib.sha256(name.encode()).hexdigest(),
    }


def step_page(
    service: CompiledService,
    step: str,
    trial: Trial,
    *,
    raw: Raw | None = None,
    problems: Sequence[FieldProblem] = (),
) -> dict[str, Any]:
    """What `studio/preview.html` shows of a step."""
    answers, context, language = trial.answers, trial.context, get_language() or "sv"
    shown = service.steps[step]
    hidden = not service.visible_questions(step, answers, context)
    questions = question_views(service, step, context, answers, raw=raw, problems=problems)
    place = None if hidden else service.path_position(step, answers, context)
    why = _("Steget visas inte med de här svaren. Villkor: {condition}")
    unasked = _("Steget visas inte: det finns inget att fråga om med de här svaren.")
    return {
        "service_title": service.service.title.in_(language),
        "step": {
            "key": step,
            "number": place.number if place else 0,
            "total": place.count + 1 if place else 0,
            "title": shown.title.in_(language),
            "intro": shown.intro.in_(language) if shown.intro else "",
            "first": place is None or place.previous is None,
        },
        "hidden": (why if shown.show_when else unasked).format(condition=shown.show_when)
        if hidden
        else "",
        "questions": questions,
        "problems": problems_of(questions),
        "trial": trial.packed(),
    }
