"""What has been published, what differs, and those who are filling in an older version."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from torget.doors.studio.editing import differences_said, places
from torget.doors.ui.questions import Option
from torget.doors.ui.requests import actor_of, found
from torget.doors.ui.staff import staff
from torget.foundation.actor import Actor
from torget.rooms.eservices.queries import compiled_version, versions_of, working_copy
from torget.rooms.eservices.terms import CompiledService, review
from torget.rooms.statistics.queries import drop_off
from torget.rooms.statistics.terms import FEW
from torget.rooms.submissions.actions import move_drafts
from torget.rooms.submissions.queries import drafts_beside

if TYPE_CHECKING:
    from torget.rooms.eservices.models import Version, WorkingCopy

NOW = "nu"  # the working copy, among versions to compare


@never_cache
@staff
def versions(request: HttpRequest, key: str) -> HttpResponse:
    actor = actor_of(request)
    copy = found(working_copy, key, actor=actor)
    assert copy.current is not None  # there has been one from the beginning
    published = list(versions_of(key))
    written = review(copy.current.texts).service
    before, after = _chosen(request, published, written)
    page = {
        "service": {"key": key, "title": copy.current.title or key},
        "links": places(key),
        "versions": [_row(key, version) for version in published],
        "before": _options(published, before, written is not None),
        "after": _options(published, after, written is not None),
        "changes": differences_said(
            _service(before, copy, published), _service(after, copy, published)
        ),
        "left": _left(key, published, actor),
        "few": FEW,
        "drafts": _drafts(key, published, written, actor),
        "may_move": bool(actor.units_for("service.publish")),
        "move_action": reverse("studio:move", args=[key]),
    }
    return render(request, "studio/versions.html", page)


def _left(key: str, published: list[Version], actor: Actor) -> list[dict[str, Any]]:
    """How many sent the latest version, and at which questions unsent drafts were left."""
    if not published:
        return []
    latest = max(published, key=lambda version: version.number)
    service, language = compiled_version(latest.pk), get_language() or "sv"
    sent, *left = drop_off(key, latest.number, actor=actor, today=timezone.localdate())
    rows = [{"step": _("Skickade"), "question": "", "count": sent.count}]
    for one in left:
        step, question = service.steps.get(one.step), service.questions.get(one.question)
        rows.append(
            {
                "step": step.title.in_(language) if step else _("Granska och skicka"),
                "question": question.label.in_(language) if question else "",
                "count": one.count,
            }
        )
    return rows


def _row(key: str, version: Version) -> dict[str, Any]:
    return {
        "export_url": reverse("studio:export_version", args=[key, version.number]),
        "number": version.number,
        "at": version.published_at,
        "by": version.published_by,
        "what_is_new": version.what_is_new,
    }


def _chosen(
    request: HttpRequest, published: list[Version], written: CompiledService | None
) -> tuple[str, str]:
    """Which two to compare: those asked for, or what is published with what is written now."""
    known = [str(version.number) for version in published]
    latest = known[0] if known else NOW
    after = NOW if written is not None else latest
    given = [request.GET.get("fran", latest), request.GET.get("till", after)]
    return given[0] if given[0] in [*known, NOW] else latest, (
        given[1] if given[1] in [*known, NOW] else after
    )


def _options(published: list[Version], chosen: str, with_now: bool) -> list[Option]:
    listed = [(NOW, _("Det som skrivs nu"))] if with_now else []
    listed += [
        (str(one.number), _("Version {number}").format(number=one.number)) for one in published
    ]
    return [Option(value=value, label=label, checked=value == chosen) for value, label in listed]


def _service(chosen: str, copy: WorkingCopy, published: list[Version]) -> CompiledService | None:
    if chosen == NOW:
        return review(copy.current.texts).service if copy.current else None
    return next((compiled_version(one.pk) for one in published if str(one.number) == chosen), None)


def _drafts(
    key: str, published: list[Version], written: CompiledService | None, actor: Actor
) -> list[dict[str, Any]]:
    """How open drafts fit what is published, and what would be if it were published now."""
    targets: list[tuple[str, CompiledService]] = []
    current = compiled_version(published[0].pk) if published else None
    if current is not None:
        targets.append(("published", current))
    if written is not None and (current is None or written.hash != current.hash):
        targets.append(("written", written))
    return [_fit(name, service, actor) for name, service in targets]


def _fit(name: str, service: CompiledService, actor: Actor) -> dict[str, Any]:
    language = get_language() or "sv"
    fit = drafts_beside(service, actor=actor, today=timezone.localdate())
    return {
        "target": name,
        "total": fit.total,
        "fitting": len(fit.fitting),
        "reasons": [
            {"text": message.say(_, language), "count": count}
            for message, count in fit.reasons.values()
        ],
    }


@staff
@require_POST
def move(request: HttpRequest, key: str) -> HttpResponse:
    """Move the open drafts that fit to the published version."""
    moved = found(move_drafts, key, by=actor_of(request), at=timezone.now())
    messages.success(request, _("{count} utkast flyttades.").format(count=moved))
    return redirect("studio:versions", key)
