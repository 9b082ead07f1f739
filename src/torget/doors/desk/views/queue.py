"""The queue: what is due, most urgent first."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from torget.doors.ui.questions import Option
from torget.doors.ui.requests import actor_of
from torget.doors.ui.staff import staff
from torget.rooms.cases.queries import MOST, QueueCounts, QueueFilter, queue_counts, urgency_of
from torget.rooms.cases.queries import queue as cases_in_queue
from torget.rooms.cases.terms import Status, Urgency
from torget.rooms.organisation.queries import units_by_pk

if TYPE_CHECKING:
    from torget.rooms.cases.models import Case

PER_PAGE = 30
SEARCH = "queue_search"  # in the session, never in the address: it may be a name
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
    chosen = _chosen(request)
    number = _page_number(request)
    start = (number - 1) * PER_PAGE
    found = list(cases_in_queue(actor, chosen, today=today)[start : start + PER_PAGE + 1])
    counts = queue_counts(actor, today=today)
    context = {
        "title": _("Ärenden"),
        "counters": _counters(counts, chosen),
        "filters": {
            "query": chosen.search,
            "units": _units(actor.units_for("case.read"), chosen),
        },
        "show": chosen.show,
        "form_action": reverse("desk:search"),
        "cases": [_row(case, today) for case in found[:PER_PAGE]],
        "pages": _pages(number, chosen, more=len(found) > PER_PAGE),
    }
    return render(request, "desk/queue.html", context)


@staff
@require_POST
def search(request: HttpRequest) -> HttpResponse:
    """Keep what is searched for out of addresses and logs: it may be a person's name."""
    request.session[SEARCH] = request.POST.get("q", "").strip()[:100]
    unit = request.POST.get("unit", "")
    query = {"visa": request.POST.get("show", "open")} | ({"enhet": unit} if unit else {})
    return redirect(f"{reverse('desk:queue')}?{urlencode(query)}")


def _chosen(request: HttpRequest) -> QueueFilter:
    unit = request.GET.get("enhet", "")
    return QueueFilter(
        show=request.GET.get("visa", "open"),
        search=request.session.get(SEARCH, ""),
        unit=int(unit) if unit.isdigit() else None,
    )


def _page_number(request: HttpRequest) -> int:
    page = request.GET.get("sida", "1")
    return max(1, int(page)) if page.isdigit() else 1


def _address(chosen: QueueFilter, **changes: str | int) -> str:
    query: dict[str, str | int] = {"visa": chosen.show}
    if chosen.unit is not None:
        query["enhet"] = chosen.unit
    return f"{reverse('desk:queue')}?{urlencode({**query, **changes})}"


def _counters(counts: QueueCounts, chosen: QueueFilter) -> list[dict[str, Any]]:
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
            "url": _address(chosen, visa=show),
            "current": chosen.show == show,
        }
        for show, label, count in shown
    ]


def _capped(count: int) -> str:
    return f"{MOST}+" if count >= MOST else str(count)


def _units(units: frozenset[int], chosen: QueueFilter) -> list[Option]:
    units_here, language = units_by_pk(), get_language() or "sv"
    names = {pk: units_here[pk].name_in(language) for pk in units & units_here.keys()}
    every = Option(value="", label=_("Alla enheter"), checked=chosen.unit is None)
    return [
        every,
        *(
            Option(value=str(pk), label=name, checked=chosen.unit == pk)
            for pk, name in sorted(names.items(), key=lambda named: named[1])
        ),
    ]


def _row(case: Case, today: Any) -> dict[str, Any]:
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
    if case.decided_at is not None:
        return ""
    days = (case.due_on - today).days
    if days < 0:
        return ngettext("{count} dag försenat", "{count} dagar försenat", -days).format(count=-days)
    if days == 0:
        return _("I dag")
    if days <= 30:
        return ngettext("Om {count} dag", "Om {count} dagar", days).format(count=days)
    return f"{case.due_on:%Y-%m-%d}"


def _pages(number: int, chosen: QueueFilter, *, more: bool) -> dict[str, Any] | None:
    if number == 1 and not more:
        return None
    return {
        "number": number,
        "total": number + 1 if more else number,
        "previous_url": _address(chosen, sida=number - 1) if number > 1 else "",
        "next_url": _address(chosen, sida=number + 1) if more else "",
        "links": [],
    }
