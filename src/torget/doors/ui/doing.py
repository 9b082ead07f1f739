"""One thing to do on a page of its own: a few fields and one button."""

from __future__ import annotations

import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from django.shortcuts import render
from django.utils.translation import gettext as _
from msgspec import structs

from torget.doors.ui.attached import files_question
from torget.doors.ui.questions import Option, Question

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse


CHOICES = frozenset({"choice", "choices"})


@dataclass(frozen=True, slots=True)
class Field:
    """What is asked: a text of so many rows, a day, one of few options or of many, or files."""

    name: str
    label: str
    hint: str = ""
    type: str = "text"  # text, date, choice, choices (joined by commas), select, files or hidden
    rows: int = 0
    required: bool = True
    value: str = ""  # proposed, until something has been typed
    options: Sequence[tuple[str, str]] = ()
    missing: str = ""  # what is said when it is empty and required


@dataclass(frozen=True, slots=True)
class Doing:
    """The page: what one does, what one should know, what is asked, and the button."""

    title: str
    lead: Sequence[str]
    button: str
    fields: Sequence[Field] = ()
    facts: Sequence[Mapping[str, str]] = ()
    back: tuple[str, str] = ("", "")  # label and address, when it is not in a case
    more: Sequence[tuple[str, str]] = ()  # other buttons, each with the value of its `do`

    def typed(self, request: HttpRequest) -> dict[str, str]:
        """What was typed in each field; line breaks as the rooms use them."""
        return {
            field.name: ",".join(request.POST.getlist(field.name))
            if field.type == "choices"
            else "\n".join(request.POST.get(field.name, "").splitlines()).strip()
            for field in self.fields
            if field.type != "files"
        }

    def faults(self, typed: Mapping[str, str]) -> dict[str, str]:
        """What is missing or cannot be read, by field."""
        asked = [field for field in self.fields if field.name in typed]
        return {field.name: said for field in asked if (said := _fault(field, typed))}


def _fault(field: Field, typed: Mapping[str, str]) -> str:
    value = typed[field.name]
    if not value:
        return (field.missing or _("Fyll i det här")) if field.required else ""
    if field.type == "date" and day_of(value) is None:
        return _("Skriv en dag som 2026-05-01")
    if field.options and set(chosen_of(value)) - {known for known, _l in field.options}:
        return _("Välj ett av alternativen")
    return ""


def chosen_of(value: str) -> list[str]:
    """The options that were chosen."""
    return [one for one in value.split(",") if one]


def day_of(text: str) -> date | None:
    """The day as typed; None when it is none."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def draw_doing(
    request: HttpRequest,
    belongs: Mapping[str, str],
    doing: Doing,
    *,
    typed: Mapping[str, str] | None = None,
    faults: Mapping[str, str] | None = None,
) -> HttpResponse:
    """Draw the page, with what was typed and what is wrong.

    `belongs`: what it is done to, as {number, title, url}; leads back, and so does cancelling.
    """
    faults = faults or {}
    drawn = [_drawn(field, typed, faults.get(field.name, "")) for field in doing.fields]
    page = {
        "case": belongs,
        "title": doing.title,
        "lead": doing.lead,
        "facts": doing.facts,
        "fields": drawn,
        "button": doing.button,
        "more": [{"label": label, "value": value} for label, value in doing.more],
        "form_action": request.path,
        "once": request.POST.get("once") or str(uuid.uuid4()),
        "problems": [
            {"id": one["id"], "text": faults[one["name"]]} for one in drawn if one["name"] in faults
        ],
    }
    return render(request, "ui/doing.html", page, status=422 if faults else 200)


def _drawn(field: Field, typed: Mapping[str, str] | None, error: str) -> dict[str, Any]:
    value = field.value if typed is None else typed.get(field.name, "")
    drawn: dict[str, Any] = {"name": field.name, "id": field.name, "question": None}
    if field.type == "files":
        question = structs.replace(
            files_question(),
            label=field.label,
            hint=field.hint,
            required=field.required,
            errors={"": error} if error else {},
        )
        return drawn | {"question": question, "id": question.id}
    if field.type not in CHOICES:
        return drawn | {
            "label": field.label,
            "hint": field.hint,
            "type": field.type,
            "rows": field.rows,
            "required": field.required,
            "value": value,
            "error": error,
            "width": "w-20" if field.type == "date" else "",
            "options": [{"value": known, "label": label} for known, label in field.options],
        }
    question = Question(
        key=field.name,
        type=field.type,
        label=field.label,
        hint=field.hint,
        required=field.required,
        options=tuple(
            Option(value=known, label=label, checked=known in chosen_of(value))
            for known, label in field.options
        ),
        errors={"": error} if error else {},
    )
    return drawn | {"question": question, "id": question.id}
