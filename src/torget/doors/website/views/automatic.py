"""The register of automated decisions: what decides, why, by which rules and how it goes."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from torget.doors.ui.automatic import MODES, entry_of, numbers_said, registered
from torget.doors.website.views.pages import phone_link


def listed(request: HttpRequest) -> HttpResponse:
    """Every service where a table decides or proposes."""
    language = get_language() or "sv"
    services = [
        {
            "title": one.compiled.service.title.in_(language),
            "text": _(MODES[one.compiled.table.table.mode]),
            "url": reverse("website:automatic_service", args=[one.key]),
        }
        for one in registered()
        if one.compiled.table
    ]
    return render(request, "website/automatic.html", {"services": services})


def one(request: HttpRequest, key: str) -> HttpResponse:
    """All that is said of one table."""
    chosen = next((found for found in registered() if found.key == key), None)
    if chosen is None:
        raise Http404
    entry = entry_of(chosen, get_language() or "sv")
    context: dict[str, Any] = {
        **entry,
        "crumbs": [
            {"label": _("Start"), "url": reverse("website:home")},
            {"label": _("Automatiska beslut"), "url": reverse("website:automatic")},
        ],
        "numbers": numbers_said(entry["numbers"]),
        "phone_link": phone_link(entry["contact"]["phone"]),
        "service_url": reverse("website:service", args=[key]),
        "privacy_url": reverse("website:service_privacy", args=[key]),
    }
    return render(request, "website/automatic_service.html", context)
