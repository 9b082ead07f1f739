"""E-services for the municipality's own employees."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import get_language
from django.views.decorators.cache import never_cache

from torget.doors.ui.requests import actor_of
from torget.doors.ui.staff import staff
from torget.rooms.eservices.queries import internal_services
from torget.rooms.submissions.queries import drafts_of, service_of


@never_cache
@staff
def internal(request: HttpRequest) -> HttpResponse:
    """What an employee can apply for, and what they have begun."""
    language = get_language() or "sv"
    listed = [one.compiled.service for one in internal_services()]
    page = {
        "services": [
            {
                "title": service.title.in_(language),
                "summary": service.summary.in_(language),
                "url": reverse("website:service", args=[service.key]),
            }
            for service in sorted(listed, key=lambda service: service.title.in_(language))
        ],
        "drafts": [
            {
                "title": service_of(draft).service.title.in_(language),
                "changed_at": draft.changed_at,
                "url": reverse("portal:resume", args=[draft.key]),
            }
            for draft in drafts_of(actor_of(request))
        ],
    }
    return render(request, "desk/internal.html", page)
