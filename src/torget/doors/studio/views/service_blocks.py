"""The blocks that a service uses: adding one, leading it on, or writing its questions out."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from torget.doors.studio.changing import frame, open_copy
from torget.doors.ui.questions import Option
from torget.doors.ui.requests import actor_of
from torget.doors.ui.staff import staff
from torget.rooms.eservices.actions import RevisionConflict, save_revision
from torget.rooms.eservices.queries import block_versions, detached, led_to
from torget.rooms.eservices.terms import NotEditable, ServiceTexts, editing

if TYPE_CHECKING:
    from torget.foundation.actor import Actor


@never_cache
@staff
def used_blocks(request: HttpRequest, key: str) -> HttpResponse:
    copy, revision = open_copy(request, key)
    try:
        steps = editing.definition(revision.source)["steps"]
    except NotEditable:
        messages.error(request, _("Texten har fel som måste rättas innan formulären fungerar."))
        return redirect("studio:editor", key)
    latest = _latest(actor_of(request))
    page = {
        **frame(request, copy, revision),
        "uses": [use for step in steps for use in _uses(step, latest)],
        "steps": _options([(str(n), _title(step)) for n, step in enumerate(steps)]),
        "blocks": _options([(one, one) for one in latest.values()]),
        "change_action": reverse("studio:change_blocks", args=[key]),
    }
    return render(request, "studio/service_blocks.html", page)


def _latest(actor: Actor) -> dict[str, str]:
    """The newest version of each block, by key."""
    found: dict[str, str] = {}
    for version in block_versions(actor):
        found.setdefault(version.block.key, str(version))
    return found


def _uses(step: editing.Plain, latest: dict[str, str]) -> list[dict[str, Any]]:
    lines = [question for question in step["questions"] if "use" in question]
    found = []
    for line in lines:
        reference = str(line["use"])
        key = reference.partition("@")[0]
        newer = latest.get(key, reference)
        found.append(
            {
                "step": _title(step),
                "reference": reference,
                "prefix": str(line.get("prefix") or ""),
                "newer": newer if newer != reference else "",
                "url": reverse("studio:block", args=[key]) if key in latest else "",
            }
        )
    return found


def _title(step: editing.Plain) -> str:
    title = step.get("title")
    said = title.get(get_language() or "sv") if isinstance(title, dict) else None
    return str(said or step.get("key", ""))


def _options(pairs: list[tuple[str, str]]) -> list[Option]:
    return [Option(value=value, label=label) for value, label in pairs]


@staff
@require_POST
def change(request: HttpRequest, key: str) -> HttpResponse:
    """Add a block, lead one on, or write one out, as the pressed button says."""
    copy, revision = open_copy(request, key)
    what, _colon, reference = request.POST.get("do", "").partition(":")
    try:
        texts = _changed(request, revision.texts, what, reference)
    except NotEditable as error:
        raise Http404 from error
    on = request.POST.get("on", "")
    try:
        save_revision(
            copy, texts, on=int(on) if on.isdigit() else 0, by=actor_of(request), at=timezone.now()
        )
    except RevisionConflict as conflict:
        said = _("{name} hann spara före dig. Se efter att allt står rätt och spara igen.")
        messages.warning(request, said.format(name=conflict.theirs.saved_by))
    return redirect("studio:service_blocks", key)


def _changed(request: HttpRequest, texts: ServiceTexts, what: str, reference: str) -> ServiceTexts:
    key, at, _number = reference.partition("@")
    known = {str(version): version.text for version in block_versions(actor_of(request))}
    if what == "add":
        return replace(texts, source=editing.edited(texts.source, _adding(request, known)))
    if what == "detach" and at:
        return replace(texts, source=detached(texts.source, {reference: known.get(reference, "")}))
    newest = _latest(actor_of(request)).get(key)
    if what == "lead" and newest:
        return led_to(texts, key, newest, known[newest])
    raise Http404


def _adding(request: HttpRequest, known: dict[str, str]) -> Any:
    """A new last line of a step, that uses the chosen block."""
    reference, prefix = request.POST.get("block", ""), request.POST.get("prefix", "").strip()
    step = request.POST.get("step", "")

    def make(plain: editing.Plain) -> None:
        steps = plain["steps"]
        if reference not in known or not step.isdigit() or int(step) >= len(steps):
            raise NotEditable
        line = {"use": reference} | ({"prefix": prefix} if prefix else {})
        steps[int(step)]["questions"].append(line)

    return make
