"""What the editor's page shows of a working copy."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import time_format
from django.utils.http import urlencode
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from torget.doors.studio.forms import said
from torget.doors.studio.question_types import NAMES
from torget.doors.ui.questions import Option
from torget.foundation.actor import Actor
from torget.rooms.eservices.queries import others_writing, revision_after, revision_before
from torget.rooms.eservices.terms import (
    CompiledService,
    NotEditable,
    Problem,
    Review,
    differences,
    editing,
    review,
)

if TYPE_CHECKING:
    from torget.rooms.eservices.models import Revision, WorkingCopy

TEXTS = ("source", "personas", "notes")  # the parts of ServiceTexts, by their tabs


def state(revision: Revision, which: str, back: str = "") -> dict[str, Any]:
    """What stands beside the text and changes with it: saved when, faults, steps, tests.

    `back`: where undoing returns to, when that is not the text.
    """
    found = review(revision.texts)
    key = revision.copy.key
    return {
        "saved": saved_at(revision.saved_at),
        "revision": revision.number,
        "problems": [fault_said(problem) for problem in _problems(found, which)],
        "faults": revision.faults,
        "steps": outline_by_form(revision.source, key) if which == "form" else outline(found, key),
        "tests": _tests(found),
        "undo": revision_before(revision) or "",
        "redo": revision_after(revision) or "",
        "restore_action": reverse("studio:restore", args=[key]),
        "back": back,
    }


def saved_at(moment: datetime) -> str:
    return _("Sparat {time}").format(time=time_format(timezone.localtime(moment), "H:i"))


def _problems(found: Review, which: str) -> tuple[Problem, ...]:
    return {"source": found.problems, "personas": found.persona_problems}.get(which, ())


def fault_said(problem: Problem) -> dict[str, Any]:
    """A fault in a text, with where it stands."""
    said = problem.text.say(_, get_language() or "sv")
    return {"line": problem.line, "column": problem.column, "text": said}


def outline(found: Review, key: str) -> list[dict[str, Any]]:
    """Steps and questions; none while the definition has faults."""
    if found.service is None:
        return []
    language = get_language() or "sv"
    return [
        {
            "key": step.key,
            "title": step.title.in_(language),
            "conditional": bool(step.show_when),
            "url": f"{reverse('studio:editor', args=[key])}?steg={step.key}#visning",
            "questions": [
                {
                    "key": question.key,
                    "label": question.label.in_(language),
                    "type": question.type,
                    "url": "",
                }
                for question in step.questions
            ],
        }
        for step in found.service.service.steps
    ]


def outline_by_form(source: str, key: str) -> list[dict[str, Any]]:
    """The same as the text has it, each leading to its form."""
    try:
        steps = editing.definition(source)["steps"]
    except NotEditable:
        return []
    language = get_language() or "sv"
    return [
        {
            "key": step.get("key", ""),
            "title": said(step.get("title"), language) or step.get("key", ""),
            "conditional": bool(step.get("show_when")),
            "url": reverse("studio:part", args=[key, number]),
            "questions": [
                {
                    "key": question.get("key", ""),
                    "label": called(question, language),
                    "type": type_name(question),
                    "url": question_url(key, f"{number}/{place}", question),
                }
                for place, question in enumerate(step["questions"])
            ],
        }
        for number, step in enumerate(steps)
    ]


def called(question: editing.Plain, language: str) -> str:
    """What a question is called in lists; a block by its version."""
    return said(question.get("label"), language) or str(
        question.get("use") or question.get("key", "")
    )


def type_name(question: editing.Plain) -> str:
    return _("Block") if "use" in question else _(NAMES.get(str(question.get("type")), "–"))


def question_url(key: str, place: str, question: editing.Plain) -> str:
    """Where a question is changed; a block where all blocks of the service are."""
    if "use" in question:
        return reverse("studio:service_blocks", args=[key])
    return reverse("studio:part", args=[key, place])


def _tests(found: Review) -> list[dict[str, Any]]:
    language = get_language() or "sv"
    return [
        {
            "name": test.persona.name,
            "passed": test.passed,
            "differences": [said.say(_, language) for said in test.differences],
        }
        for test in found.tests
    ]


def presence_text(copy: WorkingCopy, *, actor: Actor, now: datetime) -> str:
    names = [one.employee.name for one in others_writing(copy, actor=actor, now=now)]
    if not names:
        return ""
    return _("{names} har också tjänsten öppen.").format(names=", ".join(names))


def tabs(key: str, current: str) -> list[dict[str, Any]]:
    labels = {
        "source": _("Tjänsten"),
        "personas": _("Testpersoner som text"),
        "notes": _("Anteckningar"),
    }
    base = reverse("studio:editor", args=[key])
    return [
        {"url": f"{base}?text={which}", "label": label, "current": which == current}
        for which, label in labels.items()
    ]


def chosen_view(request: HttpRequest, step: str = "") -> dict[str, str]:
    """What to look at, as the address says; `step` where it says none."""
    given = {name: request.GET.get(name, "") for name in ("person", "dag", "sprak", "bredd")}
    given["sprak"] = given["sprak"] or "sv"
    given["bredd"] = given["bredd"] or "mobil"
    return {"steg": request.GET.get("steg", step), **given}


def preview_choices(revision: Revision, chosen: dict[str, str], action: str) -> dict[str, Any]:
    """What to look at: step, person, day, language and width; and the address that shows it."""
    found = review(revision.texts)
    people = [test.persona.name for test in found.tests]
    path = reverse("studio:preview", args=[revision.copy.key]).removeprefix("/en")
    english = chosen["sprak"] == "en"
    shown = {name: chosen[name] for name in ("steg", "person", "dag") if chosen[name]}
    language = get_language() or "sv"
    steps = found.service.service.steps if found.service else ()
    return {
        "action": f"{action}#visning",
        "steps": _options([(s.key, s.title.in_(language)) for s in steps], chosen["steg"]),
        "people": _options(
            [("", _("Ingen: tomma fält")), *((str(n), name) for n, name in enumerate(people))],
            chosen["person"],
        ),
        "languages": _options([("sv", "Svenska"), ("en", "English")], chosen["sprak"]),
        "widths": _options([("mobil", _("Mobil")), ("dator", _("Dator"))], chosen["bredd"]),
        "width": chosen["bredd"],
        "url": f"{'/en' if english else ''}{path}?{urlencode(shown)}",
        "chosen": chosen,
    }


def _options(pairs: list[tuple[str, str]], chosen: str) -> list[Option]:
    return [Option(value=value, label=label, checked=value == chosen) for value, label in pairs]


def places(key: str) -> dict[str, str]:
    """Where else one goes with a service."""
    return {
        "editor": reverse("studio:editor", args=[key]),
        "structure": reverse("studio:structure", args=[key]),
        "facts": reverse("studio:facts", args=[key, "om"]),
        "decisions": reverse("studio:decisions", args=[key]),
        "process": reverse("studio:process", args=[key]),
        "table": reverse("studio:table", args=[key]),
        "personas": reverse("studio:personas", args=[key]),
        "gate": reverse("studio:gate", args=[key]),
        "versions": reverse("studio:versions", args=[key]),
        "blocks": reverse("studio:service_blocks", args=[key]),
        "export": reverse("studio:export", args=[key]),
        "give_up": reverse("studio:give_up", args=[key]),
        "services": reverse("studio:services"),
    }


def differences_said(
    before: CompiledService | None, after: CompiledService | None
) -> list[dict[str, str]] | None:
    """The differences for people; None when one of the two cannot be read."""
    if before is None or after is None:
        return None
    language = get_language() or "sv"
    return [
        {
            "kind": str(change.kind),
            "what": change.what.say(_, language),
            "field": _(change.field) if change.field else "",
            "before": change.before,
            "after": change.after,
        }
        for change in differences(before.service, after.service)
    ]
