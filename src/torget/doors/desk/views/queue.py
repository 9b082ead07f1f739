"""The queue: what is due, most urgent first."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop as N_
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from torget.doors.desk.choosing import (
    IN_ADDRESS,
    NARROWED,
    PERSON,
    SEARCH,
    Choices,
    address,
    choices,
    chosen,
    keep_search,
    narrowed,
)
from torget.doors.ui.requests import actor_of
from torget.doors.ui.staff import staff
from torget.foundation.actor import Actor
from torget.rooms.cases.queries import (
    MOST,
    MOST_FOUND,
    CasesShown,
    Found,
    Hit,
    Place,
    QueueCounts,
    QueueFilter,
    place_of,
    queue_counts,
    queue_page,
    saved_choices,
    urgency_of,
    where_found,
)
from torget.rooms.cases.terms import PartyRole, Status, Urgency

if TYPE_CHECKING:
    from torget.rooms.cases.models import Case

PER_PAGE = 30
VIEWS = ("desk:queue", "desk:board", "desk:calendar")
MOST_DIGITS = 19  # of a key
WHERE = {"case": N_("Ärendet"), "document": N_("Handling"), "answers": N_("Svar")}
KINDS = {
    Status.RECEIVED: "active",
    Status.IN_PROGRESS: "active",
    Status.AWAITING_SIGNATURE: "warning",
    Status.AWAITING_SUPPLEMENT: "warning",
    Status.DECIDED: "good",
    Status.CLOSED: "",
}
CLASSES = {Urgency.LATE: "overdue", Urgency.SOON: "soon"}


@never_cache
@staff
def queue(request: HttpRequest) -> HttpResponse:
    actor, today = actor_of(request), timezone.localdate()
    wanted = chosen(request)
    shown = _shown(request, wanted, actor)
    hits = where_found(shown.cases, shown.found.question)
    above = filters(wanted, actor)
    context = {
        "title": _("Ärenden"),
        "counters": _counters(queue_counts(actor, today=today), wanted),
        "filters": above,
        "ways": ways(wanted, "queue"),
        "saved": saved(wanted, actor, above["offered"]),
        "found": _found_in_words(shown.found),
        "pick": {
            "action": reverse("desk:pick"),
            "fields": [{"name": name, "value": getattr(wanted, name) or ""} for name in IN_ADDRESS],
        },
        "cases": [row(case, today) | {"hits": hits_of(hits, case)} for case in shown.cases],
        "pages": _pages(shown, wanted),
    }
    return render(request, "desk/queue.html", context)


def _shown(request: HttpRequest, wanted: QueueFilter, actor: Actor) -> CasesShown:
    """The page that the address asks for; the first when it says no place in the list."""
    today = timezone.localdate()
    place = _place(request)
    try:
        return queue_page(actor, wanted, today=today, place=place, most=PER_PAGE)
    except ValueError:
        return queue_page(actor, wanted, today=today, place=None, most=PER_PAGE)


def _place(request: HttpRequest) -> Place | None:
    for word, is_before in (("efter", False), ("fore", True)):
        at, _comma, key = request.GET.get(word, "").rpartition(",")
        if key.isascii() and key.isdigit() and len(key) < MOST_DIGITS:
            return Place(at, int(key), is_before=is_before)
    return None


def saved(wanted: QueueFilter, actor: Actor, offered: Choices) -> dict[str, Any]:
    """What is saved to come back to, and what it takes to save this."""
    return {
        "choices": [
            {
                "name": one.name,
                "owner": "" if one.owner_id == actor.employee else one.owner.name,
                "use": reverse("desk:use_choice", args=[one.pk]),
                "remove": reverse("desk:remove_choice", args=[one.pk]),
            }
            for one in saved_choices(actor)
        ],
        "action": reverse("desk:save_choice"),
        "export": reverse("desk:export"),
        "units": [unit for unit in offered.units if unit.value],
        "may_save": not wanted.person,
    }


def ways(wanted: QueueFilter, here: str) -> list[dict[str, Any]]:
    """The same cases seen in other ways."""
    views = (("queue", _("Lista")), ("board", _("Tavla")), ("calendar", _("Kalender")))
    return [
        {"label": label, "url": address(wanted, f"desk:{view}"), "current": view == here}
        for view, label in views
    ]


def filters(wanted: QueueFilter, actor: Actor, view: str = "desk:queue") -> dict[str, Any]:
    """What stands in the form above every view of the cases; it leads back to the view."""
    offered = choices(wanted, actor)
    return {
        "query": wanted.search,
        "person": bool(wanted.person),
        "offered": offered,
        "narrowed": any(getattr(wanted, name) for name in NARROWED),
        "view": view,
        "action": reverse("desk:search"),
    }


@staff
@require_POST
def search(request: HttpRequest) -> HttpResponse:
    """Keep what is searched for out of addresses and logs: it may be a person's name."""
    actor, text = actor_of(request), request.POST.get("q", "")
    wanted = narrowed({name: request.POST.get(name, "") for name in IN_ADDRESS})
    view = request.POST.get("view", "")
    view = view if view in VIEWS else "desk:queue"
    if "clear" in request.POST:
        request.session.update({SEARCH: "", PERSON: ""})
        return redirect(address(QueueFilter(), view))
    if text.strip() or not request.session.get(PERSON):
        keep_search(request, text, actor)
        if text.strip() and wanted.show == "open":
            wanted = replace(wanted, show="all")  # who looks for a name wants closed ones too
    return redirect(address(wanted, view))


def _counters(counts: QueueCounts, wanted: QueueFilter) -> list[dict[str, Any]]:
    shown = (
        ("mine", _("Mina"), counts.mine),
        ("unassigned", _("Utan handläggare"), counts.unassigned),
        ("late", _("Försenade"), counts.late),
        ("open", _("Alla öppna"), counts.open),
    )
    return [
        {
            "label": label,
            "count": _capped(count),
            "url": address(replace(wanted, show=show)),
            "current": wanted.show == show,
        }
        for show, label, count in shown
    ]


def _capped(count: int) -> str:
    return f"{MOST}+" if count >= MOST else str(count)


def _found_in_words(found: Found) -> str:
    """What should be known about how the search went; empty when there is nothing to say."""
    if found.is_cut:
        return _("Fler än {count} ärenden passar. Skriv ett ord till för att hitta rätt.").format(
            count=MOST_FOUND
        )
    if found.is_spelled_alike and found.cases:
        return _("Inget ärende har just de orden. Här är de med ord som stavas nästan likadant.")
    return ""


def hits_of(hits: dict[int, list[Hit]], case: Case) -> list[dict[str, Any]]:
    return [
        {
            "where": _(WHERE[hit.where]) if hit.where in WHERE else PartyRole(hit.where).label,
            "pieces": [{"text": text, "hit": is_hit} for text, is_hit in hit.pieces],
        }
        for hit in hits.get(case.pk, ())
    ]


def row(case: Case, today: Any) -> dict[str, Any]:
    level = urgency_of(case, today=today)
    return {
        "number": case.number,
        "title": case.title_in(get_language() or "sv")
        + (f", {case.summary}" if case.summary else ""),
        "url": reverse("desk:case", args=[case.number]),
        "applicant": case.applicant_name or _("Anonym"),
        "due": due_in_words(case, today),
        "urgency": CLASSES.get(level, ""),
        "status": case.status_in(get_language() or "sv"),
        "kind": KINDS[Status(case.status)],
        "assigned": case.officer.name if case.officer else "",
        "unread": 1 if getattr(case, "has_unread", False) else 0,
    }


def due_in_words(case: Case, today: Any) -> str:
    """How it stands with the promised day, as one would say it."""
    if case.decided_at is not None or case.closed_at is not None:
        return ""
    days = (case.due_on - today).days
    if days < 0:
        return ngettext("{count} dag försenat", "{count} dagar försenat", -days).format(count=-days)
    if days == 0:
        return _("I dag")
    if days <= 30:
        return ngettext("Om {count} dag", "Om {count} dagar", days).format(count=days)
    return f"{case.due_on:%Y-%m-%d}"


def _pages(shown: CasesShown, wanted: QueueFilter) -> dict[str, Any] | None:
    """Links on from the last row, and back from the first; lists have no numbered pages."""
    if not (shown.has_next or shown.has_previous):
        return None

    def link(word: str, case: Case) -> str:
        place = place_of(case, wanted.show)
        return address(wanted, **{word: f"{place.at},{place.pk}"})

    cases = shown.cases
    return {
        "number": 1,
        "total": 2,  # more than one: how many nobody has counted
        "previous_url": link("fore", cases[0]) if shown.has_previous and cases else "",
        "next_url": link("efter", cases[-1]) if shown.has_next and cases else "",
        "links": [],
    }
