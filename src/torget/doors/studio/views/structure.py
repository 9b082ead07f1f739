"""Steps and questions by ordinary forms, for those who would rather not write YAML."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from torget.doors.studio.changing import Change, frame, open_copy, save_change
from torget.doors.studio.editing import called, question_url, type_name
from torget.doors.studio.forms import said
from torget.doors.studio.question_types import NAMES, type_options
from torget.doors.ui.staff import staff
from torget.rooms.eservices.terms import NotEditable, editing


@never_cache
@staff
def structure(request: HttpRequest, key: str) -> HttpResponse:
    """Every step and question, with what can be done to each."""
    copy, revision = open_copy(request, key)
    try:
        steps = editing.definition(revision.source)["steps"]
    except NotEditable:
        messages.error(request, _("Texten har fel som måste rättas innan formulären fungerar."))
        return redirect("studio:editor", key)
    language = get_language() or "sv"
    page = {
        **frame(request, copy, revision),
        "steps": [_step(key, number, step, language) for number, step in enumerate(steps)],
        "types": type_options("text"),
        "change_action": reverse("studio:change", args=[key]),
    }
    return render(request, "studio/structure.html", page)


def _step(key: str, number: int, step: editing.Plain, language: str) -> dict[str, Any]:
    return {
        "number": number,
        "title": said(step.get("title"), language) or step.get("key", ""),
        "condition": step.get("show_when", ""),
        "url": reverse("studio:part", args=[key, number]),
        "questions": [
            {
                "number": place,
                "label": called(question, language),
                "type": type_name(question),
                "condition": question.get("show_when", ""),
                "url": question_url(key, f"{number}/{place}", question),
            }
            for place, question in enumerate(step["questions"])
        ],
    }


@staff
@require_POST
def change(request: HttpRequest, key: str) -> HttpResponse:
    """Add, move or remove a step or a question, as the pressed button says."""
    copy, revision = open_copy(request, key)
    what, _colon, where = request.POST.get("do", "").partition(":")
    numbers = [int(number) for number in where.split(".") if number.isdigit()]
    make = _change(what, numbers, request)
    if make is None:
        raise Http404
    save_change(request, copy, revision, make)
    return redirect("studio:structure", key)


def _change(what: str, numbers: list[int], request: HttpRequest) -> Change | None:
    label = request.POST.get("label", "").strip() or _("Utan namn")
    kind = request.POST.get("type", "text")

    def parts(plain: editing.Plain) -> list[editing.Plain]:
        """The list that the thing stands in: a step's questions, or the steps."""
        return editing.parts_at(plain, numbers[:-1])

    match what, len(numbers):
        case "add", 0:
            return lambda plain: editing.add(plain, (), label)
        case "add", 1 if kind in NAMES:
            return lambda plain: editing.add(plain, numbers, label, kind)
        case "up" | "down", 1 | 2:
            by = -1 if what == "up" else 1
            return lambda plain: editing.move(parts(plain), numbers[-1], by)
        case "remove", 1 | 2:
            return lambda plain: editing.remove(parts(plain), numbers[-1])
    return None
