"""The last page before publishing: every check, and the button."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from torget.doors.studio.editing import places
from torget.doors.ui.requests import actor_of, found, written
from torget.doors.ui.staff import staff
from torget.rooms.eservices.actions import NotPublishable, RevisionConflict, publish_copy
from torget.rooms.eservices.queries import Check, Outcome, checks_of, working_copy


@never_cache
@staff
def gate(request: HttpRequest, key: str) -> HttpResponse:
    actor = actor_of(request)
    copy = found(working_copy, key, actor=actor)
    assert copy.current is not None  # there has been one from the beginning
    checks = checks_of(copy)
    stopped = any(check.outcome is Outcome.STOPS for check in checks)
    page = {
        "service": {"key": key, "title": copy.current.title or key},
        "checks": [_check(check) for check in checks],
        "stopped": stopped,
        "may_publish": bool(actor.units_for("service.publish")),
        "revision": copy.current.number,
        "publish_action": reverse("studio:publish", args=[key]),
        "links": places(key),
    }
    return render(request, "studio/gate.html", page)


def _check(check: Check) -> dict[str, Any]:
    language = get_language() or "sv"
    return {
        "outcome": str(check.outcome),
        "about": check.about.say(_, language),
        "remedy": check.remedy.say(_, language),
        "says": [said.say(_, language) for said in check.says],
    }


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
