"""Beginning, for oneself or for an organisation."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.views.decorators.cache import never_cache

from torget.doors.portal.access import login_url, step_url
from torget.doors.portal.representing import Answer, offered, questions, read_answer
from torget.doors.ui.questions import problems_of
from torget.doors.ui.requests import HOLDS, act_as, actor_of, employee_of, found
from torget.doors.ui.widgets import views_of
from torget.foundation.actor import NOBODY, Actor
from torget.journeys.start_application import start_application
from torget.rooms.eservices.queries import (
    PublishedService,
    is_open_on,
    may_begin,
    published_service,
)
from torget.rooms.identity.queries import representations_of
from torget.rooms.identity.terms import OrganisationFacts
from torget.rooms.submissions.queries import places_left


def start(request: HttpRequest, service: str) -> HttpResponse:
    """Begin a draft. A GET, as after logging in, shows the service's page with its button."""
    chosen = found(published_service, service)
    if "employees" in chosen.compiled.service.audience:
        act_as(request, employee_of(request) or NOBODY)
    actor = actor_of(request)
    if turned_away := _turned_away(request, chosen, actor):
        return turned_away
    if request.method != "POST" and request.session.pop("logged_in_to", "") != request.path:
        return redirect("website:service", service)
    if actor.person is not None and "residents" not in chosen.compiled.service.audience:
        return redirect("portal:on_behalf", service)
    return _begin(request, chosen, None)


@never_cache
def on_behalf(request: HttpRequest, service: str) -> HttpResponse:
    """Say which organisation it is for, and what one is in it; then begin."""
    chosen, actor = found(published_service, service), actor_of(request)
    kinds = offered(chosen)
    if not kinds:
        return redirect("website:service", service)
    if turned_away := _turned_away(request, chosen, actor):
        return turned_away
    if actor.person is None:
        return redirect(login_url(request.path))
    known = list(representations_of(actor)[:10])
    answer = Answer()
    if request.method == "POST":
        raw = {name: [str(value) for value in values] for name, values in request.POST.lists()}
        answer = read_answer(raw, kinds, known, timezone.localdate())
        if answer.organisation:
            return _begin(request, chosen, answer.organisation)
    views = views_of(questions(kinds, known), raw=answer.raw, problems=answer.problems)
    page = {
        "service_title": chosen.compiled.service.title.in_(get_language()),
        "questions": views,
        "problems": problems_of(views),
        "form_action": request.path,
        "back_url": reverse("website:service", args=[service]),
    }
    return render(request, "portal/on_behalf.html", page, status=422 if answer.problems else 200)


def _turned_away(
    request: HttpRequest, chosen: PublishedService, actor: Actor
) -> HttpResponse | None:
    """Where to go instead: the service is closed or full, or one must log in first."""
    if not is_open_on(chosen, timezone.localdate()) or places_left(chosen.compiled) == 0:
        return redirect("website:service", chosen.key)
    if may_begin(chosen, actor):
        return None
    if "employees" in chosen.compiled.service.audience:
        return redirect(f"{reverse('account_login')}?next={request.path}")
    return redirect(login_url(request.path))


def _begin(
    request: HttpRequest, chosen: PublishedService, acting_for: OrganisationFacts | None
) -> HttpResponse:
    actor = actor_of(request)
    draft = start_application(
        chosen, language=get_language(), acting_for=acting_for, by=actor, at=timezone.now()
    )
    if actor.person is None and actor.employee is None:
        request.session[HOLDS] = [*request.session.get(HOLDS, []), str(draft.key)][-20:]
    first = chosen.compiled.visible_steps({}, draft.context)[0]
    return redirect(step_url(draft, first.key))
