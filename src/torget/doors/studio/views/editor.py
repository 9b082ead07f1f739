"""Writing a service as text: saved as one writes, undone without limit, never overwritten."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme, urlencode
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from torget.doors.studio.editing import (
    TEXTS,
    chosen_view,
    places,
    presence_text,
    preview_choices,
    saved_at,
    state,
    tabs,
)
from torget.doors.ui.requests import actor_of, found
from torget.doors.ui.staff import staff
from torget.rooms.eservices.actions import (
    RevisionConflict,
    be_present,
    restore_revision,
    save_revision,
)
from torget.rooms.eservices.queries import working_copy

if TYPE_CHECKING:
    from torget.rooms.eservices.models import Revision, WorkingCopy

CONFLICT = 409
QUIET = "X-Quiet"  # sent by the script that saves while one writes: it wants only what changed


@never_cache
@staff
def editor(request: HttpRequest, key: str) -> HttpResponse:
    actor, now = actor_of(request), timezone.now()
    copy = found(working_copy, key, actor=actor)
    be_present(copy, by=actor, at=now)
    return _page(request, copy, which=_which(request.GET.get("text", "")))


def _page(request: HttpRequest, copy: WorkingCopy, *, which: str) -> HttpResponse:
    revision = _current(copy)
    page = {
        "service": {"key": copy.key, "title": revision.title or copy.key},
        "tabs": tabs(copy.key, which),
        "which": which,
        "text": getattr(revision, which),
        "state": state(revision, which),
        "show": preview_choices(
            revision, chosen_view(request), reverse("studio:editor", args=[copy.key])
        ),
        "save_action": reverse("studio:save", args=[copy.key]),
        "links": places(copy.key),
        "presence": presence_text(copy, actor=actor_of(request), now=timezone.now()),
        "presence_url": reverse("studio:presence", args=[copy.key]),
    }
    return render(request, "studio/editor.html", page)


def _which(name: str) -> str:
    return name if name in TEXTS else TEXTS[0]


def _current(copy: WorkingCopy) -> Revision:
    current = copy.current
    assert current is not None  # there has been one from the beginning
    return current


@staff
@require_POST
def save(request: HttpRequest, key: str) -> HttpResponse:
    """Save one of the texts. What someone else saved meanwhile is shown beside it."""
    actor = actor_of(request)
    copy = found(working_copy, key, actor=actor)
    which, text = _which(request.POST.get("which", "")), request.POST.get("text", "")
    texts = _current(copy).texts.but(which, text)
    try:
        revision = save_revision(copy, texts, on=_on(request), by=actor, at=timezone.now())
    except RevisionConflict as conflict:
        return _conflict(request, copy, which, text, conflict.theirs)
    if QUIET in request.headers:
        page = {"state": state(revision, which), "service": {"key": key}, "which": which}
        answer = render(request, "studio/state.html", page)
        answer["X-Revision"] = str(revision.number)
        return answer
    query = {"text": which} | {k: v for k in ("steg", "person") if (v := request.POST.get(k, ""))}
    return redirect(f"{reverse('studio:editor', args=[key])}?{urlencode(query)}")


def _on(request: HttpRequest) -> int:
    given = request.POST.get("on", "")
    return int(given) if given.isdigit() else 0


def _conflict(
    request: HttpRequest, copy: WorkingCopy, which: str, text: str, theirs: Revision
) -> HttpResponse:
    page: dict[str, Any] = {
        "service": {"key": copy.key, "title": theirs.title or copy.key},
        "which": which,
        "mine": text,
        "theirs": {
            "text": getattr(theirs, which),
            "name": theirs.saved_by,
            "saved": saved_at(theirs.saved_at),
            "number": theirs.number,
        },
        "save_action": request.path,
        "editor_url": f"{reverse('studio:editor', args=[copy.key])}?text={which}",
    }
    return render(request, "studio/conflict.html", page, status=CONFLICT)


@staff
@require_POST
def restore(request: HttpRequest, key: str) -> HttpResponse:
    """Undo, redo, or go back to any saved text."""
    actor = actor_of(request)
    copy = found(working_copy, key, actor=actor)
    which, number = _which(request.POST.get("which", "")), request.POST.get("number", "")
    wanted = int(number) if number.isdigit() else 0
    try:
        found(restore_revision, copy, wanted, on=_on(request), by=actor, at=timezone.now())
    except RevisionConflict as conflict:
        messages.warning(
            request,
            _("{name} hann spara före dig. Här är den texten.").format(
                name=conflict.theirs.saved_by
            ),
        )
    back, here = request.POST.get("back", ""), reverse("studio:editor", args=[key])
    if back.startswith(here) and url_has_allowed_host_and_scheme(back, allowed_hosts=None):
        return redirect(back)
    return redirect(f"{here}?{urlencode({'text': which})}")


@staff
def presence(request: HttpRequest, key: str) -> HttpResponse:
    """Note that one is still here, and say who else is."""
    actor, now = actor_of(request), timezone.now()
    copy = found(working_copy, key, actor=actor)
    be_present(copy, by=actor, at=now)
    said = presence_text(copy, actor=actor, now=now)
    return render(request, "studio/presence.html", {"presence": said})
