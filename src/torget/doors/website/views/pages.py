"""Finding one's way: the start page, search, life events, and what the law wants said."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from torget.rooms.eservices.queries import (
    PublishedService,
    life_events,
    matching_services,
    public_services,
    topics,
)
from torget.rooms.organisation.queries import the_municipality, units_by_pk

if TYPE_CHECKING:
    from torget.rooms.eservices.models import LifeEvent

MOST_POPULAR = 6  # on the start page; the rest is one link away
TESTED_ON = date(2026, 11, 22)  # the last time the whole site was gone through


def home(request: HttpRequest) -> HttpResponse:
    context = {
        "notices": [],
        "life_events": [_event_card(event) for event in life_events()],
        "popular": [card(service) for service in _most_used()],
        "topics": [
            {"label": _in_language(topic.name), "url": reverse("website:topic", args=[topic.key])}
            for topic in topics()
        ],
    }
    return render(request, "website/home.html", context)


def _most_used() -> list[PublishedService]:
    """Those that most people are expected to use; no one is counted for it."""
    known = sorted(public_services(), key=lambda service: -service.compiled.service.yearly_volume)
    return known[:MOST_POPULAR]


def _by_title() -> list[PublishedService]:
    return matching_services("", get_language())


def search(request: HttpRequest) -> HttpResponse:
    query = request.GET.get("q", "").strip()[:100]
    hits = matching_services(query, get_language())
    results = [{**card(service), "kind": _("E-tjänst")} for service in hits]
    context = {
        "query": query,
        "total": len(results),
        "results": results,
        "suggestions": [] if results else [card(service) for service in _by_title()],
        "pages": None,
    }
    return render(request, "website/search.html", context)


def life_event(request: HttpRequest, key: str) -> HttpResponse:
    event = next((event for event in life_events() if event.key == key), None)
    if event is None:
        raise Http404
    title, text = _in_language(event.name), _in_language(event.text)
    services = [found for found in _by_title() if key in found.compiled.service.life_events]
    return _topic_page(request, title, text, services)


def topic(request: HttpRequest, key: str) -> HttpResponse:
    chosen = next((topic for topic in topics() if topic.key == key), None)
    if chosen is None:
        raise Http404
    services = [found for found in _by_title() if key in found.compiled.service.topics]
    return _topic_page(request, _in_language(chosen.name), "", services)


def _topic_page(
    request: HttpRequest, title: str, text: str, services: list[PublishedService]
) -> HttpResponse:
    context = {
        "crumbs": [{"label": _("Start"), "url": reverse("website:home")}],
        "topic": {"title": title, "introduction": text},
        "services": [card(service) for service in services],
        "related": [
            {"label": _in_language(event.name), "url": _event_url(event)}
            for event in life_events()
            if _in_language(event.name) != title
        ],
    }
    return render(request, "website/topic.html", context)


def privacy(request: HttpRequest) -> HttpResponse:
    context = {
        "controller": controller(),
        "services": [
            {**card(service), "url": reverse("website:service_privacy", args=[service.key])}
            for service in _by_title()
        ],
    }
    return render(request, "website/privacy.html", context)


def accessibility(request: HttpRequest) -> HttpResponse:
    statement = {
        "conforms": _(
            "Webbplatsen följer lagen om tillgänglighet till digital offentlig service. "
            "Vi har inte hittat något som bryter mot WCAG 2.2 nivå AA."
        ),
        "method": _(
            "Alla sidor testas automatiskt i ljust och mörkt läge, på mobil och dator. Vi går "
            "också igenom tjänsterna med bara tangentbord och utan JavaScript. Ingen utanför "
            "kommunen har granskat webbplatsen, och den är inte testad med skärmläsare ännu."
        ),
        "tested_on": TESTED_ON,
        "faults": [],
        "feedback_email": the_municipality().email,
    }
    return render(request, "website/accessibility.html", {"statement": statement})


def reach_us(request: HttpRequest) -> HttpResponse:
    units = [
        {
            "name": unit.name_in(get_language()),
            "text": unit.committee.name.get(get_language(), unit.committee.name["sv"]),
            "phone": unit.phone,
            "phone_link": phone_link(unit.phone),
            "email": unit.email,
        }
        for unit in units_by_pk().values()
    ]
    return render(request, "website/reach_us.html", {"units": units})


# --- what several pages show ----------------------------------------------------------------


def card(service: PublishedService) -> dict[str, Any]:
    facts, language = service.compiled.service, get_language()
    return {
        "title": facts.title.in_(language),
        "text": facts.summary.in_(language),
        "url": reverse("website:service", args=[service.key]),
    }


def controller() -> dict[str, str]:
    municipality = the_municipality()
    return {
        "name": municipality.name,
        "email": municipality.email,
        "officer_email": municipality.data_protection_email,
    }


def phone_link(phone: str) -> str:
    digits = "".join(character for character in phone if character.isdigit())
    return f"tel:+46{digits.removeprefix('0')}" if digits else ""


def _event_card(event: LifeEvent) -> dict[str, Any]:
    return {
        "title": _in_language(event.name),
        "text": _in_language(event.text),
        "url": _event_url(event),
        "icon": event.icon,
    }


def _event_url(event: LifeEvent) -> str:
    return reverse("website:life_event", args=[event.key])


def _in_language(text: dict[str, str]) -> str:
    return text.get(get_language()) or text.get("sv", "")
