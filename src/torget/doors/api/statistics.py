"""Figures of how cases are handled: open to all, exact for those who may read the cases.

The shape is told in docs/utveckla/api.md.
"""

from __future__ import annotations

from http import HTTPStatus
from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from torget.doors.ui.figures import UnknownChoice, chosen, data_of, phase_titles
from torget.doors.ui.requests import SECOND_FACTOR, actor_of
from torget.foundation.actor import NOBODY, Actor
from torget.rooms.eservices.queries import public_services
from torget.rooms.organisation.queries import units_by_pk
from torget.rooms.statistics.queries import figures


@require_safe
def about(request: HttpRequest) -> HttpResponse:
    """What can be asked for: services, units, and where the figures are."""
    language = get_language() or "sv"
    return _answer(
        {
            "services": [
                {"key": one.key, "title": one.compiled.service.title.in_(language)}
                for one in public_services()
            ],
            "units": [
                {"key": unit.key, "name": unit.name_in(language)} for unit in units_by_pk().values()
            ],
            "cases": request.build_absolute_uri(reverse("api:case_statistics")),
        }
    )


@never_cache
@require_safe
def cases(request: HttpRequest) -> HttpResponse:
    """The figures of a service, a unit and a period; each may be left out."""
    try:
        choice = chosen(request.GET)
    except UnknownChoice as unknown:
        said = _("{value} finns inte: {name}").format(value=unknown.value, name=unknown.name)
        return _answer({"error": said, "field": unknown.name}, status=HTTPStatus.BAD_REQUEST)
    found = figures(choice, actor=_asker(request), today=timezone.localdate())
    return _answer(data_of(found, choice.period, phase_titles(choice.service)))


def _asker(request: HttpRequest) -> Actor:
    """Staff who have logged in with two factors; everyone else is nobody."""
    actor = actor_of(request)
    return actor if actor.employee and request.session.get(SECOND_FACTOR) else NOBODY


def _answer(data: dict[str, Any], status: int = HTTPStatus.OK) -> JsonResponse:
    """Pages anywhere may read it, but then without the reader's log-in."""
    answer = JsonResponse(data, status=status, json_dumps_params={"ensure_ascii": False})
    answer["Access-Control-Allow-Origin"] = "*"
    return answer
