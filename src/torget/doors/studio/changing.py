"""Changing a working copy by forms: opening it, and saving without overwriting anyone."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.http import Http404, HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from torget.doors.studio.editing import places, presence_text
from torget.doors.ui.requests import actor_of, found
from torget.rooms.eservices.actions import RevisionConflict, be_present, save_revision
from torget.rooms.eservices.queries import working_copy
from torget.rooms.eservices.terms import NotEditable, editing

if TYPE_CHECKING:
    from torget.rooms.eservices.models import Revision, WorkingCopy

Change = Callable[[editing.Plain], None]


def open_copy(request: HttpRequest, key: str) -> tuple[WorkingCopy, Revision]:
    """The service's working copy and its current revision; Http404."""
    copy = found(working_copy, key, actor=actor_of(request))
    assert copy.current is not None  # there has been one from the beginning
    return copy, copy.current


def frame(request: HttpRequest, copy: WorkingCopy, revision: Revision) -> dict[str, Any]:
    """What every page with forms shows of the service; colleagues see that one is there."""
    actor, now = actor_of(request), timezone.now()
    be_present(copy, by=actor, at=now)
    return {
        "presence": presence_text(copy, actor=actor, now=now),
        "presence_url": reverse("studio:presence", args=[copy.key]),
        "service": {"key": copy.key, "title": revision.title or copy.key},
        "links": places(copy.key),
        "revision": revision.number,
        "faults": revision.faults,
        "loses_comments": editing.has_comments(revision.source),
    }


def part_of(revision: Revision, find: Callable[[editing.Plain], editing.Plain]) -> editing.Plain:
    """The step or question that is asked for; Http404 when it is not there."""
    try:
        return find(editing.definition(revision.source))
    except NotEditable as error:
        raise Http404 from error


def save_change(request: HttpRequest, copy: WorkingCopy, revision: Revision, make: Change) -> bool:
    """Whether the change was saved; if someone else saved first, the person is told so."""
    on = request.POST.get("on", "")
    try:
        texts = replace(revision.texts, source=editing.edited(revision.source, make))
        save_revision(
            copy,
            texts,
            on=int(on) if on.isdigit() else 0,
            by=actor_of(request),
            at=timezone.now(),
        )
    except NotEditable as error:
        raise Http404 from error
    except RevisionConflict as conflict:
        said = _("{name} hann spara före dig. Se efter att allt står rätt och spara igen.")
        messages.warning(request, said.format(name=conflict.theirs.saved_by))
        return False
    return True
