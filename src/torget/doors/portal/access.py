"""Getting at what is one's own, or being asked to log in."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from functools import wraps
from typing import TYPE_CHECKING, Concatenate, ParamSpec, TypeVar
from urllib.parse import urlencode
from uuid import UUID

from django.core.exceptions import ObjectDoesNotExist
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from torget.doors.ui.requests import act_as, actor_of, employee_of
from torget.rooms.submissions.queries import draft, is_for_someone

if TYPE_CHECKING:
    from torget.rooms.submissions.models import Draft

P = ParamSpec("P")
R = TypeVar("R", bound=HttpResponseBase)
UNSAVED = "unsaved"  # in the session: what was typed when the log-in had run out
MOST_UNSAVED = 60_000  # characters

View = Callable[Concatenate[HttpRequest, P], R]


def resident(view: View[P, R]) -> View[P, HttpResponseBase]:
    """Only for someone logged in; others come back here after logging in."""

    @wraps(view)
    def guarded(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
        if actor_of(request).person is None:
            return redirect(login_url(request.get_full_path()))
        return view(request, *args, **kwargs)

    return guarded


def with_draft(
    view: Callable[Concatenate[HttpRequest, Draft, P], R],
) -> Callable[..., HttpResponseBase]:
    """Fetch the draft by key for its owner; whoever is not logged in is asked to.

    What was typed is kept in the session meanwhile, so that it is there after logging in.
    """

    @wraps(view)
    def guarded(
        request: HttpRequest, /, key: UUID, *args: P.args, **kwargs: P.kwargs
    ) -> HttpResponseBase:
        own = _own_draft(request, key)
        if own is None:
            if actor_of(request).person is not None:
                raise Http404
            return _log_in_again(request)
        return view(request, own, *args, **kwargs)

    return guarded


def _own_draft(request: HttpRequest, key: UUID) -> Draft | None:
    """The draft, if it is theirs as a resident, in this browser, or as an employee."""
    for actor in filter(None, (actor_of(request), employee_of(request))):
        with suppress(ObjectDoesNotExist):
            own = draft(key, actor=actor)
            act_as(request, actor)
            return own
    return None


def _log_in_again(request: HttpRequest) -> HttpResponse:
    next_url = request.get_full_path()
    if request.method == "POST":
        typed = request.POST.urlencode()
        request.session[UNSAVED] = {"path": request.path, "typed": typed[:MOST_UNSAVED]}
        next_url = request.path
    context = {"login_url": login_url(next_url), "saved": True}
    return render(request, "portal/session_expired.html", context, status=403)


def login_url(next_url: str) -> str:
    return f"{reverse('portal:login')}?{urlencode({'next': next_url})}"


def step_url(draft: Draft, step: str, *, checking: bool = False) -> str:
    """Where a step of the draft is filled in; `checking` comes back to what remains."""
    url = reverse("portal:step", args=[draft.key, step])
    return f"{url}?kontroll=1" if checking else url


def filled_in_for(request: HttpRequest, draft: Draft) -> str:
    """Whom an employee is filling the draft in for, to say at the top; empty for one's own."""
    if not is_for_someone(draft, actor_of(request)):
        return ""
    name = draft.person.name if draft.person else _("någon som inte säger sitt namn")
    return _("Du fyller i åt {name}. Skriv det personen säger.").format(name=name)
