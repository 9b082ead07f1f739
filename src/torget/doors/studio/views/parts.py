"""One step, or one question, as a form."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.views.decorators.cache import never_cache

from torget.doors.studio.changing import Change, frame, open_copy, part_of, save_change
from torget.doors.studio.question_types import type_options
from torget.doors.ui.questions import Option
from torget.doors.ui.staff import staff
from torget.rooms.eservices.terms import editing
from torget.rooms.information.queries import all_types

LANGUAGES = ("sv", "en")
STEP_TEXTS = ("title", "intro")
QUESTION_TEXTS = ("label", "hint", "help", "text")
CONFLICT = 409


@never_cache
@staff
def step(request: HttpRequest, key: str, number: int) -> HttpResponse:
    """A step's own title, introduction and condition."""
    copy, revision = open_copy(request, key)
    part = part_of(revision, lambda plain: editing.step_at(plain, number))
    if request.method == "POST":
        typed = request.POST

        def make(plain: editing.Plain) -> None:
            values = _texts(STEP_TEXTS, typed) | {"show_when": _line(typed, "show_when")}
            editing.change(editing.step_at(plain, number), values)

        if save_change(request, copy, revision, make):
            return redirect("studio:structure", key)
    page = {
        **frame(copy, revision),
        "values": _values(part, STEP_TEXTS, request),
        "form_action": request.path,
    }
    return render(request, "studio/step.html", page, status=_status(request))


@never_cache
@staff
def question(request: HttpRequest, key: str, number: int, place: int) -> HttpResponse:
    """What a question asks, of what type, and what kind of information the answer is."""
    copy, revision = open_copy(request, key)
    part = part_of(revision, lambda plain: editing.question_at(plain, number, place))
    make = _change(number, place, request.POST)
    if request.method == "POST" and save_change(request, copy, revision, make):
        return redirect("studio:structure", key)
    values = _values(part, QUESTION_TEXTS, request)
    kind = values["type"]
    page = {
        **frame(copy, revision),
        "values": values,
        "types": type_options(kind),
        "information": _information(values["information"]),
        "has_options": "options" in editing.fields_of(kind),
        "has_text": "text" in editing.fields_of(kind),
        "form_action": request.path,
    }
    return render(request, "studio/question.html", page, status=_status(request))


def _change(number: int, place: int, typed: QueryDict) -> Change:
    def make(plain: editing.Plain) -> None:
        part = editing.question_at(plain, number, place)
        kind = typed.get("type", "")
        values = _texts(QUESTION_TEXTS, typed) | {
            "type": kind if editing.fields_of(kind) else part.get("type"),
            "information": _line(typed, "information"),
            "show_when": _line(typed, "show_when"),
            "required": None if "required" in typed else False,
        }
        if "options" in typed:
            before = [one for one in part.get("options") or () if isinstance(one, dict)]
            values["options"] = editing.read_options(typed.get("options", ""), before) or None
        editing.change(part, values)

    return make


def _status(request: HttpRequest) -> int:
    return CONFLICT if request.method == "POST" else 200


def _line(typed: QueryDict, name: str) -> str | None:
    return " ".join(typed.get(name, "").split()) or None


def _texts(names: tuple[str, ...], typed: QueryDict) -> editing.Plain:
    """The texts that the form had, each in both languages; None where nothing was written."""
    return {
        name: editing.in_languages(typed.get(f"{name}_{one}", "") for one in LANGUAGES)
        for name in names
        if f"{name}_sv" in typed
    }


def _values(part: editing.Plain, texts: tuple[str, ...], request: HttpRequest) -> dict[str, Any]:
    """What the fields hold: what was typed when it could not be saved, else what is saved."""
    values: dict[str, Any] = {
        f"{name}_{language}": _said(part.get(name), language)
        for name in texts
        for language in LANGUAGES
    }
    for name in ("type", "information", "show_when"):
        values[name] = str(part.get(name) or "")
    values["required"] = part.get("required", True) is not False
    options = part.get("options")
    values["options"] = editing.written_options(options if isinstance(options, list) else [])
    if request.method == "POST":
        values |= {name: request.POST[name] for name in values if name in request.POST}
        values["required"] = "required" in request.POST
    return values


def _said(text: Any, language: str) -> str:
    return str(text.get(language) or "") if isinstance(text, dict) else ""


def _information(chosen: str) -> list[Option]:
    language = get_language() or "sv"
    known = sorted(all_types().values(), key=lambda facts: facts.name.in_(language))
    listed = [("", "–"), *((facts.key, facts.name.in_(language)) for facts in known)]
    if chosen not in {key for key, _name in listed}:
        listed.append((chosen, chosen))
    return [
        Option(value=key, label=f"{name} ({key})" if key else name, checked=key == chosen)
        for key, name in listed
    ]
