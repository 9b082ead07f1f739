"""Giving a service to someone else, and taking one in."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from torget.doors.studio.editing import differences_said
from torget.doors.ui.requests import actor_of, found
from torget.doors.ui.staff import staff
from torget.foundation.actor import Actor
from torget.rooms.eservices.actions import RevisionConflict, ServiceTaken, take_in_service
from torget.rooms.eservices.queries import (
    bundle_of,
    current_versions,
    texts_of,
    working_copies,
)
from torget.rooms.eservices.terms import (
    Bundle,
    BundleRefused,
    ServiceTexts,
    packed,
    review,
    unpacked,
)
from torget.rooms.organisation.queries import the_municipality

LARGEST_UPLOAD = 2_000_000
FIELDS = ("key", "source", "personas", "notes", "origin", "made_on")


@staff
def export(request: HttpRequest, key: str, number: int | None = None) -> HttpResponse:
    """A service as a file: what is written now, or a published version."""
    origin = the_municipality().name
    bundle = found(bundle_of, key, number, origin=origin, actor=actor_of(request))
    response = HttpResponse(packed(bundle, on=timezone.localdate()), content_type="application/zip")
    name = f"{key}-v{number}.zip" if number else f"{key}.zip"
    response["Content-Disposition"] = content_disposition_header(True, name) or "attachment"
    return response


@staff
def take_in(request: HttpRequest) -> HttpResponse:
    """Ask for a file; show what taking it in would change; take it in."""
    actor = actor_of(request)
    actor.must_anywhere("service.edit")
    if "key" in request.POST:
        return _take(request, actor)
    refusal = ""
    upload = request.FILES.get("file")
    if request.method == "POST":
        try:
            return _compare(request, _received(upload), actor)
        except BundleRefused as error:
            refusal = error.why.say(_, get_language() or "sv")
    page = {"refusal": refusal, "form_action": request.path}
    return render(request, "studio/take_in.html", page, status=422 if refusal else 200)


def _received(upload: Any) -> Bundle:
    """The bundle in the uploaded file; raises BundleRefused."""
    return unpacked(upload.read(LARGEST_UPLOAD + 1) if upload else b"")


def _compare(request: HttpRequest, bundle: Bundle, actor: Actor) -> HttpResponse:
    """What stands here now, beside what would stand here."""
    copy = working_copies(actor).filter(key=bundle.key).first()
    now = copy.current if copy else None
    published = current_versions().get(bundle.key)
    here = now.texts if now else texts_of(published) if published else None
    reviewed = review(bundle.texts)
    before = review(here).service if here else None
    page = {
        "bundle": {
            "key": bundle.key,
            "origin": bundle.origin,
            "version": bundle.version,
            "made_on": bundle.made_on,
        },
        "fields": _fields(bundle),
        "is_new": here is None,
        "on": now.number if now else "",
        "faults": len(reviewed.problems) + len(reviewed.persona_problems),
        "failed_tests": sum(not test.passed for test in reviewed.tests),
        "changes": differences_said(before, reviewed.service),
        "form_action": request.path,
    }
    return render(request, "studio/take_in_compare.html", page)


def _fields(bundle: Bundle) -> list[dict[str, str]]:
    texts = bundle.texts
    values = (
        bundle.key, texts.source, texts.personas, texts.notes, bundle.origin, bundle.made_on
    )  # fmt: skip
    return [{"name": name, "value": value} for name, value in zip(FIELDS, values, strict=True)]


def _take(request: HttpRequest, actor: Actor) -> HttpResponse:
    key, source, personas, notes, origin, made_on = (request.POST.get(name, "") for name in FIELDS)
    bundle = Bundle(key, ServiceTexts(source, personas, notes), origin, 0, made_on)
    on = request.POST.get("on", "")
    try:
        copy = take_in_service(
            bundle, on=int(on) if on.isdigit() else None, by=actor, at=timezone.now()
        )
    except RevisionConflict as conflict:
        said = _("{name} har sparat sedan du jämförde. Jämför igen.")
        messages.warning(request, said.format(name=conflict.theirs.saved_by))
        return redirect("studio:take_in")
    except ServiceTaken:
        messages.error(request, _("Nyckeln i filen går inte att använda här."))
        return redirect("studio:take_in")
    messages.success(request, _("E-tjänsten är inläst. Det som stod här förut når du med Ångra."))
    return redirect(reverse("studio:editor", args=[copy.key]))
