"""Every service that is published or being written, and beginning on one."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from torget.doors.ui.questions import Option
from torget.doors.ui.requests import actor_of, found
from torget.doors.ui.staff import staff
from torget.rooms.eservices.actions import ServiceTaken, abandon, begin_service
from torget.rooms.eservices.queries import (
    ServiceState,
    current_version,
    current_versions,
    library_services,
    services_to_write,
    texts_of,
    working_copy,
)
from torget.rooms.eservices.terms import ServiceTexts, Translated, renamed, skeleton
from torget.rooms.organisation.queries import units_by_pk


@never_cache
@staff
def services(request: HttpRequest) -> HttpResponse:
    search = request.GET.get("q", "").strip()[:100]
    rows = [_row(state) for state in services_to_write(actor_of(request), search)]
    page = {
        "services": rows,
        "query": search,
        "begin_url": reverse("studio:begin"),
        "take_in_url": reverse("studio:take_in"),
        "shelves_url": reverse("studio:shelves"),
        "blocks_url": reverse("studio:blocks"),
    }
    return render(request, "studio/services.html", page)


def _row(state: ServiceState) -> dict[str, Any]:
    being_written = state.saved_at is not None
    where = "studio:editor" if being_written else "studio:begin_on_published"
    return {
        "key": state.key,
        "title": state.title or state.key,
        "url": reverse(where, args=[state.key]),
        "being_written": being_written,
        "version": state.version or "",
        "state": _state(state),
        "kind": "good" if not state.changed else "active" if state.version else "warning",
        "faults": ngettext("{count} fel", "{count} fel", state.faults).format(count=state.faults)
        if state.faults
        else "",
        "saved_at": state.saved_at,
        "saved_by": state.saved_by,
    }


def _state(state: ServiceState) -> str:
    if state.version is None:
        return _("Ny, inte publicerad")
    return _("Ändrad, inte publicerad") if state.changed else _("Publicerad")


@staff
def begin(request: HttpRequest) -> HttpResponse:
    """Ask for a key and something to begin from, and begin."""
    actor = actor_of(request)
    actor.must_anywhere("service.edit")
    values = {name: request.POST.get(name, "").strip() for name in ("key", "title", "title_en")}
    errors: dict[str, str] = {}
    if request.method == "POST":
        errors = {} if values["key"] else {"key": _("Skriv en nyckel")}
        if not errors:
            try:
                copy = begin_service(
                    values["key"],
                    _beginning(request, values),
                    taken_from=_taken_from(request),
                    by=actor,
                    at=timezone.now(),
                )
            except ServiceTaken:
                errors["key"] = _(
                    "Nyckeln går inte att använda: den är upptagen, eller har andra "
                    "tecken än små bokstäver a–z, siffror och _."
                )
            else:
                return redirect("studio:editor", copy.key)
    page = {
        "values": values,
        "errors": errors,
        "problems": [{"id": name, "text": text} for name, text in errors.items()],
        "sources": _sources(request.POST.get("source", "")),
        "kinds": _kinds(request.POST.get("kind", "")),
        "units": _units(request.POST.get("unit", "")),
        "form_action": request.path,
    }
    return render(request, "studio/begin.html", page, status=422 if errors else 200)


def _beginning(request: HttpRequest, values: dict[str, str]) -> ServiceTexts:
    """The texts to begin from: a ready service, a published one, or nearly nothing."""
    origin, _colon, key = request.POST.get("source", "").partition(":")
    if origin == "library" and (ready := library_services().get(key)):
        return renamed(ready, values["key"])
    if origin == "service" and (version := current_versions().get(key)):
        return renamed(texts_of(version), values["key"])
    title = values["title"] or values["key"]
    return skeleton(
        values["key"],
        title=Translated(sv=title, en=values["title_en"] or title),
        kind="notification" if request.POST.get("kind") == "notification" else "application",
        unit=request.POST.get("unit", ""),
    )


def _taken_from(request: HttpRequest) -> tuple[str, str] | None:
    """The shelf and the key there, of a ready service that is begun from."""
    origin, _colon, key = request.POST.get("source", "").partition(":")
    return (origin, key) if origin == "library" and key in library_services() else None


def _sources(chosen: str) -> list[Option]:
    listed = [
        ("", _("Från början")),
        *(
            (f"library:{key}", _("Biblioteket: {key}").format(key=key))
            for key in library_services()
        ),
        *((f"service:{key}", _("Kopia av {key}").format(key=key)) for key in current_versions()),
    ]
    return [Option(value=value, label=label, checked=value == chosen) for value, label in listed]


def _kinds(chosen: str) -> list[Option]:
    listed = (("application", _("Ansökan")), ("notification", _("Anmälan")))
    return [Option(value=value, label=label, checked=value == chosen) for value, label in listed]


def _units(chosen: str) -> list[Option]:
    language = get_language() or "sv"
    units = sorted(units_by_pk().values(), key=lambda unit: unit.name_in(language))
    return [
        Option(value=unit.key, label=unit.name_in(language), checked=unit.key == chosen)
        for unit in units
    ]


@staff
@require_POST
def begin_on_published(request: HttpRequest, key: str) -> HttpResponse:
    """Begin to change what is published; someone else's copy is opened if there is one."""
    version = found(current_version, key)
    try:
        begin_service(
            key, texts_of(version), based_on=version, by=actor_of(request), at=timezone.now()
        )
    except ServiceTaken:
        messages.info(request, _("Någon hade redan börjat. Här är den texten."))
    return redirect("studio:editor", key)


@staff
@require_POST
def give_up(request: HttpRequest, key: str) -> HttpResponse:
    actor = actor_of(request)
    abandon(found(working_copy, key, actor=actor), by=actor, at=timezone.now())
    messages.success(request, _("Arbetet är nedlagt. Det som är publicerat är som förut."))
    return redirect("studio:services")
