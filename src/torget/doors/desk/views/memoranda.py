"""Writing to the committee: a draft that is saved, read as PDF and finished."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from torget.doors.desk.case_page import obstacles_said
from torget.doors.desk.doing import Doing, Field, doing_page
from torget.doors.ui.files import pdf_response
from torget.doors.ui.requests import actor_of, found, once_of
from torget.doors.ui.staff import staff
from torget.journeys.write_memorandum import finish_the_memorandum, memorandum_as_pdf
from torget.rooms.cases.actions import (
    CaseNotReady,
    MemorandumConflict,
    begin_memorandum,
    save_memorandum,
)
from torget.rooms.cases.queries import get_case, get_memorandum, memorandum_as_typed
from torget.rooms.cases.terms import MemorandumText

if TYPE_CHECKING:
    from torget.rooms.cases.models import Case, Memorandum

CONFLICT = 409
PDF, FINISH = "pdf", "finish"
LONGEST_HEADING = 200
LONGEST_NUMBER = 9  # digits


def _writing(written: Memorandum | None) -> Doing:
    def value(name: str) -> str:
        return str(getattr(written, name)) if written else ""

    return Doing(
        title=_("Tjänsteskrivelse"),
        lead=[
            _("Det du skriver till nämnden inför beslutet. Spara hur ofta du vill. När den är "
              "klar blir den en PDF i ärendet och går inte att ändra.")
        ],
        fields=[
            Field("heading", _("Rubrik"), value=value("heading"), missing=_("Skriv en rubrik")),
            Field("summary", _("Sammanfattning"), rows=3, required=False, value=value("summary")),
            Field("background", _("Bakgrund"), rows=6, required=False, value=value("background")),
            Field("assessment", _("Bedömning"), rows=8, required=False,
                  value=value("assessment")),
            Field("proposal", _("Förslag till beslut"), rows=3, required=False,
                  hint=_("Behövs när du gör klar."), value=value("proposal")),
            Field("on", "", type="hidden", required=False, value=value("revision")),
        ],
        button=_("Spara"),
        more=[(_("Visa som PDF"), PDF), (_("Gör klar"), FINISH)],
    )  # fmt: skip


@never_cache
@staff
def begin(request: HttpRequest, number: str) -> HttpResponse:
    """A new draft; the first save makes it."""
    actor = actor_of(request)
    case = found(get_case, number, actor=actor)
    actor.must("case.write", unit=case.unit_id)
    return _write(request, case, None)


@never_cache
@staff
def write(request: HttpRequest, number: str, key: int) -> HttpResponse:
    """A draft that is there already."""
    actor = actor_of(request)
    case = found(get_case, number, actor=actor)
    actor.must("case.write", unit=case.unit_id)
    written = found(get_memorandum, case, key)
    if written.finished_at is not None:
        return redirect(reverse("desk:case", args=[number]) + "#documents")
    return _write(request, case, written)


def _write(request: HttpRequest, case: Case, written: Memorandum | None) -> HttpResponse:
    doing = _writing(written)
    if request.method != "POST":
        return doing_page(request, case, doing)
    typed = doing.typed(request)
    faults = doing.faults(typed)
    if len(typed["heading"]) > LONGEST_HEADING:
        faults["heading"] = _("Rubriken får vara högst 200 tecken")
    if request.POST.get("do") == FINISH and not typed["proposal"]:
        faults["proposal"] = _("Skriv vad nämnden föreslås besluta")
    if faults:
        return doing_page(request, case, doing, typed=typed, faults=faults)
    text = MemorandumText(**{name: typed[name] for name in MemorandumText.__dataclass_fields__})
    if request.POST.get("do") == PDF:
        read = memorandum_as_typed(case, text)
        content = memorandum_as_pdf(read, by=actor_of(request), at=timezone.now())
        return pdf_response(content, f"utkast-{case.number}.pdf")
    try:
        return _done(request, case, _saved(request, case, written, text, typed["on"]))
    except MemorandumConflict as conflict:
        said = _(
            "{name} hann spara före dig. Det som skiljer sig står överst. Rätta och spara igen."
        )
        messages.warning(request, said.format(name=conflict.theirs.saved_by))
        beside = replace(doing, facts=_otherwise(doing, typed, conflict.theirs))
        typed["on"] = str(conflict.theirs.revision)
        page = doing_page(request, case, beside, typed=typed)
        page.status_code = CONFLICT
        return page
    except CaseNotReady as error:
        obstacles_said(request, error)
        return redirect("desk:case", case.number)


def _otherwise(doing: Doing, typed: dict[str, str], theirs: Memorandum) -> list[dict[str, str]]:
    """What is saved where it differs from what was typed, by the names of the fields."""
    return [
        {"label": _("{field}, sparat").format(field=field.label), "text": saved or "–"}
        for field in doing.fields
        if field.label and (saved := getattr(theirs, field.name)) != typed[field.name]
    ]


def _saved(
    request: HttpRequest, case: Case, written: Memorandum | None, text: MemorandumText, seen: str
) -> Memorandum:
    by, at = actor_of(request), timezone.now()
    if written is None:
        return begin_memorandum(case, text, once=once_of(request), by=by, at=at)
    on = int(seen) if seen.isdecimal() and len(seen) < LONGEST_NUMBER else 0
    return save_memorandum(written, text, on=on, by=by, at=at)


def _done(request: HttpRequest, case: Case, saved: Memorandum) -> HttpResponse:
    """What was asked for besides saving."""
    if request.POST.get("do") == FINISH:
        memorandum = found(get_memorandum, case, saved.pk)
        finish_the_memorandum(memorandum, by=actor_of(request), at=timezone.now())
        messages.success(request, _("Tjänsteskrivelsen är klar och ligger bland handlingarna."))
        return redirect(reverse("desk:case", args=[case.number]) + "#documents")
    messages.success(request, _("Sparat."))
    return redirect("desk:memorandum", case.number, saved.pk)
