"""Taking in a service that someone else wrote: from a file, or from a shelf of shared services."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop as N_
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from torget.doors.studio.editing import differences_said
from torget.doors.ui.requests import actor_of
from torget.doors.ui.staff import staff
from torget.foundation.actor import Actor
from torget.rooms.eservices.actions import RevisionConflict, ServiceTaken, take_in_service
from torget.rooms.eservices.queries import Offer, Shelf, Standing, offer, proposal, shelves
from torget.rooms.eservices.terms import (
    HEADINGS,
    Became,
    Bundle,
    Conflict,
    Imported,
    ImportRefused,
    Line,
    ServiceTexts,
    differing,
    imported,
    place_of,
    review,
    said,
)

LARGEST_UPLOAD = 5_000_000
FIELDS = ("key", "source", "personas", "notes", "origin", "made_on", "shelf", "there")
CHOICE = "choice:"  # begins the names of the fields that choose between ours and theirs
STANDINGS = {
    Standing.NEW: ("", ""),
    Standing.TAKEN: ("good", N_("Som hos er")),
    Standing.SAME: ("good", N_("Som hos er")),
    Standing.CHANGED: ("active", N_("Ändrad sedan ni tog in den")),
    Standing.OTHER: ("warning", N_("Skiljer sig från er")),
}


@staff
def take_in(request: HttpRequest) -> HttpResponse:
    """Ask for a file; show what taking it in would change; take it in."""
    actor = actor_of(request)
    actor.must_anywhere("service.edit")
    if "source" in request.POST:
        return _take(request, actor)
    refusal = ""
    if request.method == "POST":
        upload = request.FILES.get("file")
        try:
            return _compare(request, _received(request, upload), actor)
        except ImportRefused as error:
            refusal = error.why.say(_, get_language() or "sv")
    page = {
        "refusal": refusal,
        "key": request.POST.get("key", ""),
        "form_action": reverse("studio:take_in"),
        "shelves_url": reverse("studio:shelves"),
    }
    return render(request, "studio/take_in.html", page, status=422 if refusal else 200)


def _received(request: HttpRequest, upload: Any) -> Imported:
    """The service in the uploaded file; raises ImportRefused."""
    data = upload.read(LARGEST_UPLOAD + 1) if upload else b""
    return imported(data, upload.name if upload else "", key=request.POST.get("key", "").strip())


def _compare(
    request: HttpRequest, found: Imported, actor: Actor, shelf: str = "", there: str = ""
) -> HttpResponse:
    """What stands here now, beside what would stand here; the choices where both have changed."""
    bundle = found.bundle
    would = proposal(bundle, actor=actor)
    after = review(would.after)
    page = {
        "bundle": {
            "key": bundle.key,
            "origin": bundle.origin,
            "version": bundle.version,
            "made_on": bundle.made_on,
            "format": found.format,
        },
        "report": _report(found.report),
        "fields": _fields(bundle, shelf, there),
        "is_new": would.here is None,
        "is_merged": would.merged,
        "on": would.on or "",
        "faults": len(after.problems) + len(after.persona_problems),
        "failed_tests": sum(not test.passed for test in after.tests),
        "conflicts": [_conflict(number, one) for number, one in enumerate(would.conflicts)],
        "changes": _changes(would.here, would.after),
        "form_action": reverse("studio:take_in"),
    }
    return render(request, "studio/take_in_compare.html", page)


def _changes(here: ServiceTexts | None, after: ServiceTexts) -> list[dict[str, str]]:
    """What would change, in the words of the service when it can be read, else field by field."""
    if here is None:
        return []
    said_well = differences_said(review(here).service, review(after).service)
    return _by_field(here, after) if said_well is None else said_well


def _by_field(here: ServiceTexts, after: ServiceTexts) -> list[dict[str, str]]:
    found = []
    for one in differing(here.source, after.source):
        what, fields = place_of(one)
        before, now = said(one.ours), said(one.theirs)
        found.append(
            {
                "kind": "changed" if before and now else "removed" if before else "added",
                "what": what.say(_, get_language() or "sv"),
                "field": ", ".join(_(word) for word in fields),
                "before": before,
                "after": now,
            }
        )
    return found


def _report(lines: tuple[Line, ...]) -> list[dict[str, Any]]:
    """What became of each part of a foreign form, what remains to do first."""
    language = get_language() or "sv"
    found = []
    for became in (Became.TO_DO, Became.LEFT_OUT, Became.CHANGED, Became.CARRIED):
        texts = [line.say(_, language) for line in lines if line.became is became]
        if texts:
            open_ = became in (Became.TO_DO, Became.LEFT_OUT)
            found.append({"heading": _(HEADINGS[became]), "lines": texts, "open": open_})
    return found


def _conflict(number: int, one: Conflict) -> dict[str, Any]:
    what, fields = place_of(one)
    return {
        "number": number,
        "name": f"{CHOICE}{one.id}",
        "what": what.say(_, get_language() or "sv"),
        "field": ", ".join(_(word) for word in fields),
        "ours": said(one.ours),
        "theirs": said(one.theirs),
    }


def _fields(bundle: Bundle, shelf: str, there: str) -> list[dict[str, str]]:
    texts = bundle.texts
    values = (
        bundle.key, texts.source, texts.personas, texts.notes, bundle.origin, bundle.made_on,
        shelf, there,
    )  # fmt: skip
    return [{"name": name, "value": value} for name, value in zip(FIELDS, values, strict=True)]


def _take(request: HttpRequest, actor: Actor) -> HttpResponse:
    given = {name: request.POST.get(name, "") for name in FIELDS}
    one = offer(given["shelf"], given["there"], actor=actor) if given["shelf"] else None
    blocks = one.texts.blocks if one else ()
    texts = ServiceTexts(given["source"], given["personas"], given["notes"], blocks)
    bundle = Bundle(given["key"], texts, given["origin"], 0, given["made_on"][:10])
    on = request.POST.get("on", "")
    chosen = {
        name.removeprefix(CHOICE)
        for name, value in request.POST.items()
        if name.startswith(CHOICE) and value == "theirs"
    }
    try:
        copy = take_in_service(
            bundle,
            on=int(on) if on.isdigit() else None,
            chosen=chosen,
            source=given["shelf"][:50],
            there=given["there"][:50],
            by=actor,
            at=timezone.now(),
        )
    except RevisionConflict as conflict:
        told = _("{name} har sparat sedan du jämförde. Jämför igen.")
        messages.warning(request, told.format(name=conflict.theirs.saved_by))
        return redirect("studio:take_in")
    except ServiceTaken:
        messages.error(request, _("Nyckeln i filen går inte att använda här."))
        return redirect("studio:take_in")
    messages.success(request, _("E-tjänsten är inläst. Det som stod här förut når du med Ångra."))
    return redirect("studio:editor", copy.key)


# --- shelves of shared services ---------------------------------------------------------------


@never_cache
@staff
def shelves_page(request: HttpRequest) -> HttpResponse:
    """Every source, which of its services are here, and what their originals have changed."""
    page = {
        "shelves": [_shelf(one) for one in shelves(actor_of(request))],
        "ask_again_action": reverse("studio:ask_again"),
        "take_in_url": reverse("studio:take_in"),
    }
    return render(request, "studio/shelves.html", page)


def _shelf(shelf: Shelf) -> dict[str, Any]:
    rows = [_offer(shelf.source, one) for one in shelf.offers]
    return {"key": shelf.source, "title": shelf.title, "fault": shelf.fault, "services": rows}


def _offer(source: str, one: Offer) -> dict[str, Any]:
    kind, text = STANDINGS[one.standing]
    return {
        "title": one.title,
        "there": one.there,
        "key": one.key,
        "kind": kind,
        "standing": _(text) if text else "",
        "is_new": one.standing is Standing.NEW,
        "differs": one.standing in (Standing.CHANGED, Standing.OTHER),
        "url": reverse("studio:from_shelf", args=[source, one.there]),
    }


@staff
@require_POST
def ask_again(request: HttpRequest) -> HttpResponse:
    """Ask the sources now, and not only when what they said last is old."""
    shelves(actor_of(request), ask_again=True)
    return redirect("studio:shelves")


@never_cache
@staff
def from_shelf(request: HttpRequest, source: str, there: str) -> HttpResponse:
    """What taking in a service from a shelf would change here."""
    actor = actor_of(request)
    one = offer(source, there, actor=actor)
    if one is None:
        raise Http404
    title = next(shelf.title for shelf in shelves(actor) if shelf.source == source)
    bundle = Bundle(one.key, one.texts, title)
    return _compare(request, Imported(bundle, "Torget"), actor, source, there)
