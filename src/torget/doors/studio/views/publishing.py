"""The last page before publishing: every check, and the button."""

from __future__ import annotations

import json
from http import HTTPStatus
from typing import Any

import msgspec
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import get_script_prefix, reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from torget.doors.studio.editing import places
from torget.doors.studio.words import PAGES, page_of
from torget.doors.ui.requests import actor_of, found, written
from torget.doors.ui.staff import staff
from torget.rooms.eservices.actions import (
    NotPublishable,
    RevisionConflict,
    publish_copy,
    record_inspection,
)
from torget.rooms.eservices.queries import Check, Outcome, checks_of, working_copy
from torget.rooms.eservices.terms import (
    InspectionPlan,
    Report,
    ReportRefused,
    inspection_plan,
    review,
)

URGENCY = (Outcome.STOPS, Outcome.ADVISES, Outcome.HOLDS)  # what there is to do comes first


@never_cache
@staff
def gate(request: HttpRequest, key: str) -> HttpResponse:
    actor = actor_of(request)
    copy = found(working_copy, key, actor=actor)
    assert copy.current is not None  # there has been one from the beginning
    checks = sorted(checks_of(copy), key=lambda check: URGENCY.index(check.outcome))
    stopped = any(check.outcome is Outcome.STOPS for check in checks)
    plan = inspection_plan(review(copy.current.texts))
    page = {
        "service": {"key": key, "title": copy.current.title or key},
        "checks": [_check(check, key) for check in checks],
        "stopped": stopped,
        "may_publish": bool(actor.units_for("service.publish")),
        "revision": copy.current.number,
        "publish_action": reverse("studio:publish", args=[key]),
        "inspection": _inspection(key, plan) if plan else None,
        "links": places(key),
    }
    return render(request, "studio/gate.html", page)


def _inspection(key: str, plan: InspectionPlan) -> dict[str, Any]:
    """What the browser looks at, page by page, and where it tells what it found."""
    path = reverse("studio:preview", args=[key]).removeprefix(get_script_prefix())
    pages = [
        f"/{'en/' if sight.language == 'en' else ''}{path}?"
        + urlencode({"steg": sight.step, "person": _number(sight.person), "granska": "1"})
        for sight in plan.sights
    ]
    return {
        "pages": json.dumps(pages),
        "count": len(pages),
        "plan": plan.hash,
        "action": reverse("studio:inspect", args=[key]),
        "command": f"torget service accessibility {key}",
    }


def _number(person: int | None) -> str:
    return "" if person is None else str(person)


# The field in which a failed check is mended, where it is one of the service's own.
MENDED_IN = {
    "units": "unit",
    "other_ways": "other_ways",
    "contact": "contact",
    "delivery": "delivery",
    "expected_use": "yearly_volume",
}


def _check(check: Check, key: str) -> dict[str, Any]:
    language = get_language() or "sv"
    field = MENDED_IN.get(check.name)
    return {
        "name": check.name,
        "outcome": str(check.outcome),
        "about": check.about.say(_, language),
        "remedy": check.remedy.say(_, language),
        "says": [said.say(_, language) for said in check.says],
        "mend": _page_to_mend(key, field) if field else None,
    }


def _page_to_mend(key: str, field: str) -> dict[str, str]:
    page = page_of(field)
    return {"title": _(PAGES[page][0]), "url": reverse("studio:facts", args=[key, page])}


@staff
@require_POST
def inspect(request: HttpRequest, key: str) -> HttpResponse:
    """Keep what axe found in the builder's own browser; the gate is then shown anew."""
    actor = actor_of(request)
    copy = found(working_copy, key, actor=actor)
    on = request.POST.get("on", "")
    try:
        report = msgspec.json.decode(request.POST.get("report", ""), type=Report)
        record_inspection(
            copy, report, on=int(on) if on.isdigit() else 0, by=actor, at=timezone.now()
        )
    except (msgspec.DecodeError, ReportRefused):
        return HttpResponse(status=HTTPStatus.BAD_REQUEST)
    except RevisionConflict:
        messages.warning(request, _("Texten ändrades medan sidorna granskades. Granska igen."))
    else:
        messages.success(request, _("Sidorna är granskade. Se vad som hittades nedan."))
    return redirect("studio:gate", key)


@staff
@require_POST
def publish(request: HttpRequest, key: str) -> HttpResponse:
    actor = actor_of(request)
    copy = found(working_copy, key, actor=actor)
    on, news = request.POST.get("on", ""), written(request, "what_is_new")
    try:
        version = publish_copy(
            copy,
            on=int(on) if on.isdigit() else 0,
            what_is_new=news,
            by=actor,
            at=timezone.now(),
        )
    except RevisionConflict:
        messages.warning(request, _("Texten har ändrats sedan du läste. Läs igenom den igen."))
    except NotPublishable:
        messages.error(request, _("Tjänsten är inte publicerad: något stoppar, se nedan."))
    else:
        messages.success(
            request, _("Version {number} är publicerad.").format(number=version.number)
        )
        return redirect("studio:services")
    return redirect("studio:gate", key)
