"""Lists that forms choose from: they change without any service being published anew."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop as N_
from django.views.decorators.cache import never_cache

from torget.doors.ui.questions import Problem
from torget.doors.ui.requests import actor_of, found, written
from torget.doors.ui.staff import staff
from torget.foundation.actor import Forbidden
from torget.rooms.information.actions import declare_list
from torget.rooms.information.queries import code_list, code_lists
from torget.rooms.information.terms import (
    MOST_ROWS,
    CodeListFacts,
    ListUnreadable,
    Text,
    plain_key,
    read_rows,
    written_rows,
)

if TYPE_CHECKING:
    from torget.rooms.information.models import CodeList

FAULTS = {
    "shape": N_("Rad {line}: skriv ett namn, eller nyckel; namn."),
    "twice": N_("Rad {line}: nyckeln finns redan. Skriv en annan."),
    "many": N_("Rad {line}: listan får ha högst {most} rader."),
}


@never_cache
@staff
def lists(request: HttpRequest) -> HttpResponse:
    """Every list, with how many rows it has and who changed it last."""
    _must_edit(request)
    rows = [
        {
            "key": one.key,
            "name": _name(one),
            "url": reverse("studio:list", args=[one.key]),
            "rows": ngettext("{count} rad", "{count} rader", len(one.rows)).format(
                count=len(one.rows)
            ),
            "source": one.source,
            "changed_at": one.changed_at,
            "changed_by": one.changed_by,
        }
        for one in code_lists()
    ]
    page = {"lists": rows, "new_url": reverse("studio:new_list")}
    return render(request, "studio/lists.html", page)


@never_cache
@staff
def edit_list(request: HttpRequest, key: str = "") -> HttpResponse:
    """A list's name, source and rows; without a key, a new one."""
    _must_edit(request)
    kept = found(code_list, key) if key else None
    typed = _typed(request) if request.method == "POST" else _kept(kept)
    problems: list[Problem] = []
    if request.method == "POST":
        facts, problems = _facts(typed, key)
        if facts is not None:
            declare_list(facts, by=actor_of(request), at=timezone.now())
            messages.success(request, _("Listan är sparad."))
            return redirect("studio:lists")
    page = {
        "title": _name(kept) if kept else _("Ny lista"),
        "used_as": f"lists.{key}" if key else "",
        "values": typed,
        "problems": problems,
        "errors": {"name_sv": "", "rows": ""} | {one.id: one.text for one in problems},
        "form_action": request.path,
        "back_url": reverse("studio:lists"),
    }
    return render(request, "studio/list.html", page, status=422 if problems else 200)


def _must_edit(request: HttpRequest) -> None:
    if not actor_of(request).units_for("service.edit"):
        raise Forbidden("service.edit")


def _name(kept: CodeList) -> str:
    return str(kept.name.get(get_language() or "sv") or kept.name["sv"])


def _kept(kept: CodeList | None) -> dict[str, Any]:
    if kept is None:
        return {"name_sv": "", "name_en": "", "source": "", "rows": ""}
    return {
        "name_sv": kept.name["sv"],
        "name_en": kept.name["en"],
        "source": kept.source,
        "rows": written_rows(kept.rows),
    }


def _typed(request: HttpRequest) -> dict[str, Any]:
    lines = {name: written(request, name) for name in ("name_sv", "name_en", "source")}
    return lines | {"rows": written(request, "rows")}


def _facts(typed: dict[str, Any], key: str) -> tuple[CodeListFacts | None, list[Problem]]:
    """What was written, or what is wrong with it."""
    problems = []
    if not typed["name_sv"]:
        problems.append(Problem("name_sv", _("Skriv listans namn")))
    made = key or plain_key(typed["name_sv"])
    if not key and made and code_lists().filter(key=made).exists():
        problems.append(Problem("name_sv", _("Det finns redan en lista som heter så.")))
    try:
        rows = read_rows(typed["rows"])
        if not rows:
            problems.append(Problem("rows", _("Skriv minst en rad")))
    except ListUnreadable as error:
        said = _(FAULTS[error.reason]).format(line=error.line, most=MOST_ROWS)
        problems.append(Problem("rows", said))
    if problems:
        return None, problems
    name = Text(sv=typed["name_sv"][:100], en=(typed["name_en"] or typed["name_sv"])[:100])
    return CodeListFacts(key=made, name=name, rows=rows, source=typed["source"][:200]), []
