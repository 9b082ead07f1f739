"""Looking through closed cases that have been drawn, and what was found."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from torget.doors.desk.case_page import obstacles_said
from torget.doors.desk.doing import Doing, Field, doing_page
from torget.doors.ui.formats import date_long
from torget.doors.ui.requests import actor_of, found
from torget.doors.ui.staff import staff
from torget.rooms.cases.actions import CaseNotReady, check_quality
from torget.rooms.cases.queries import (
    get_case,
    quality_check_of,
    quality_comments,
    quality_results,
)
from torget.rooms.cases.terms import CheckPoint, Verdict
from torget.rooms.eservices.queries import published

if TYPE_CHECKING:
    from torget.rooms.cases.models import QualityCheck
    from torget.rooms.cases.queries import CheckedService

A_YEAR = timedelta(days=365)
COMMENTS_SHOWN = 20


def _checking() -> Doing:
    answers = [(str(one.value), str(one.label)) for one in Verdict]
    points = [
        Field(str(point.value), str(point.label), type="choice", options=answers,
              missing=_("Välj ett svar: {question}").format(question=point.label))
        for point in CheckPoint
    ]  # fmt: skip
    hint = _("Skriv det andra kan lära av, och inga uppgifter om sökanden.")
    return Doing(
        title=_("Kvalitetsgranska"),
        lead=[
            _("Lotten har fallit på ärendet. Läs det, och svara på hur det är handlagt. Svaren "
              "ändrar inget i ärendet: är något fel rättas det på vanligt sätt.")
        ],
        fields=[*points, Field("comment", _("Kommentar"), hint, rows=4, required=False)],
        button=_("Spara granskningen"),
    )  # fmt: skip


@never_cache
@staff
def check(request: HttpRequest, number: str) -> HttpResponse:
    """Answer the checklist of a case that one has not handled oneself."""
    actor = actor_of(request)
    case = found(get_case, number, actor=actor)
    drawn = found(quality_check_of, case, actor=actor)
    if drawn.checked_at is not None:
        messages.info(request, _("Ärendet är redan granskat."))
        return redirect("desk:quality")
    doing = _checking()
    if request.method != "POST":
        return doing_page(request, case, doing)
    typed = doing.typed(request)
    if faults := doing.faults(typed):
        return doing_page(request, case, doing, typed=typed, faults=faults)
    verdicts = {point: Verdict(typed[point.value]) for point in CheckPoint}
    try:
        check_quality(drawn, verdicts, typed["comment"], by=actor, at=timezone.now())
    except CaseNotReady as error:
        obstacles_said(request, error)
        return redirect("desk:case", number)
    messages.success(request, _("Granskningen är sparad."))
    return redirect("desk:quality")


@never_cache
@staff
def results(request: HttpRequest) -> HttpResponse:
    """What was found the last year, by service and point, and what was written."""
    actor = actor_of(request)
    actor.must_anywhere("case.check")
    since = timezone.now() - A_YEAR
    language = get_language() or "sv"
    titles = {one.key: one.compiled.service.title.in_(language) for one in published()}
    page = {
        "back_url": reverse("desk:my_day"),
        "verdicts": [str(one.label) for one in Verdict],
        "services": [_service(one, titles) for one in quality_results(actor, since=since)],
        "comments": [
            _comment(one) for one in quality_comments(actor, since=since)[:COMMENTS_SHOWN]
        ],
    }
    return render(request, "desk/quality.html", page)


def _service(one: CheckedService, titles: dict[str, str]) -> dict[str, Any]:
    return {
        "title": titles.get(one.service, one.service),
        "checked": one.checked,
        "rows": [
            {"label": str(point.label), "cells": [counts[verdict] for verdict in Verdict]}
            for point, counts in one.points.items()
        ],
    }


def _comment(one: QualityCheck) -> dict[str, str]:
    return {
        "number": one.case.number,
        "url": reverse("desk:case", args=[one.case.number]),
        "text": one.comment,
        "about": f"{one.checked_by}, {date_long(timezone.localdate(one.checked_at))}",
    }


def check_waiting(one: QualityCheck) -> dict[str, Any]:
    """One that waits, for the day of whoever checks."""
    title = one.case.title_in(get_language() or "sv")
    return {
        "title": ", ".join(part for part in (title, one.case.summary) if part),
        "number": one.case.number,
        "url": reverse("desk:quality_check", args=[one.case.number]),
    }
