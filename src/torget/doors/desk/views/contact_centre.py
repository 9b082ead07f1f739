"""Meeting people: finding who it is and what is going on, and answering."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from torget.doors.desk.notes import outcome_of
from torget.doors.desk.views.queue import KINDS
from torget.doors.ui.requests import actor_of, found
from torget.doors.ui.staff import staff
from torget.foundation.identity_numbers import IdentityNumber, NotAnIdentityNumber
from torget.journeys.meet_person import meet_person
from torget.rooms.audit.actions import record_view
from torget.rooms.cases.actions import look_for_person
from torget.rooms.cases.queries import (
    asked_of,
    cases_for,
    cases_with,
    contacts_since,
    contacts_with,
    found_cases,
    person_met,
    waiting_contacts,
)
from torget.rooms.cases.terms import Status
from torget.rooms.identity.queries import person_numbered
from torget.rooms.submissions.queries import drafts_for_others, service_of, unsigned_by
from torget.rooms.submissions.terms import Channel

if TYPE_CHECKING:
    from torget.foundation.actor import Actor
    from torget.rooms.cases.models import Case, Contact
    from torget.rooms.identity.models import Person

SEARCH = "contact_search"  # in the session, never in the address: it may be a name
FOUND = "contact_found"  # in the session: rows of people asked for by number
SHOWN, CONTACTS_SHOWN, MOST_FOUND = 20, 10, 50
MEASURED = timedelta(days=30)


@never_cache
@staff
def contact_centre(request: HttpRequest) -> HttpResponse:
    """One field that finds a person or a case, and what one has begun."""
    actor = actor_of(request)
    actor.must_anywhere("contact.meet")
    text = request.session.get(SEARCH, "")
    page = _front(request, actor) | {"query": text, "searched": bool(text)}
    if text:
        page["cases"] = _hits(text, actor)
    return render(request, "desk/contact_centre.html", page)


def _front(request: HttpRequest, actor: Actor) -> dict[str, Any]:
    counted = contacts_since(timezone.now() - MEASURED, actor=actor)
    count, solved = sum(one.count for one in counted), sum(one.solved for one in counted)
    language = get_language() or "sv"
    return {
        "find_url": reverse("desk:find_person"),
        "contact_url": reverse("desk:contact"),
        "anyone_url": reverse("desk:help_anyone"),
        "waiting_url": reverse("desk:contacts"),
        "query": "",
        "searched": False,
        "cases": [],
        "unknown": "",
        "waiting": waiting_contacts(actor).count(),
        "drafts": [
            {
                "title": service_of(draft).service.title.in_(language),
                "name": draft.person.name if draft.person else "",
                "at": draft.changed_at,
                "url": reverse("portal:resume", args=[draft.key]),
            }
            for draft in drafts_for_others(actor)[:SHOWN]
        ],
        "figures": [
            {"label": str(Channel(one.channel).label), "text": str(one.count)} for one in counted
        ],
        "solved": round(100 * solved / count) if count else 0,
    }


def _hits(text: str, actor: Actor) -> list[dict[str, Any]]:
    keys = found_cases(text, actor=actor).cases[:SHOWN]
    cases = cases_for(actor).filter(pk__in=keys).select_related("officer")
    rows = []
    for case in cases.prefetch_related("parties__person"):
        rows.append(
            case_row(case)
            | {
                "applicant": case.applicant_name or _("Anonym"),
                "people": [
                    {
                        "name": party.name,
                        "url": reverse("desk:contact_person", args=[party.person_id]),
                    }
                    for party in case.parties.all()
                    if party.person_id and party.name
                ],
            }
        )
    return rows


def case_row(case: Case) -> dict[str, Any]:
    """Where a case stands, in words to say to the one it concerns."""
    language = get_language() or "sv"
    open_ = case.decided_at is None and case.status != Status.CLOSED
    return {
        "number": case.number,
        "title": case.title_in(language) + (f", {case.summary}" if case.summary else ""),
        "url": reverse("desk:case", args=[case.number]),
        "status": case.status_in(language),
        "kind": KINDS[Status(case.status)],
        "now": case.now_in(language),
        "due": date_format(case.due_on, "j F Y") if open_ else "",
        "officer": case.officer.name if case.officer else "",
    }


@staff
@require_POST
def find(request: HttpRequest) -> HttpResponse:
    """Look for what was typed. A whole identity number is a person, and leaves an entry."""
    actor, now = actor_of(request), timezone.now()
    actor.must_anywhere("contact.meet")
    text = request.POST.get("q", "").strip()[:100]
    request.session[SEARCH] = ""
    try:
        number = IdentityNumber.read(text, today=timezone.localdate())
    except NotAnIdentityNumber:
        request.session[SEARCH] = text
        return redirect("desk:contact_centre")
    look_for_person(number, by=actor, at=now)
    person = person_numbered(number, actor=actor)
    if person is None and "fetch" in request.POST:
        person = meet_person(number, by=actor, at=now)
    if person is None:
        page = _front(request, actor) | {"query": text, "searched": True, "unknown": text}
        return render(request, "desk/contact_centre.html", page)
    if person.protected_identity and not actor.units_for("case.read.sensitive"):
        messages.error(request, _("Det går inte att visa personen. Be personen ringa växeln."))
        return redirect("desk:contact_centre")
    request.session[FOUND] = [*request.session.get(FOUND, []), person.pk][-MOST_FOUND:]
    return redirect("desk:contact_person", person.pk)


def met(request: HttpRequest, pk: int) -> Person:
    """The person, if the employee has asked for them by number or may read a case of theirs."""
    asked_for = pk in request.session.get(FOUND, [])
    return found(person_met, pk, found=asked_for, actor=actor_of(request))


@never_cache
@staff
def person(request: HttpRequest, person: int) -> HttpResponse:
    """Who it is, what is going on, and what can be done now."""
    actor, now = actor_of(request), timezone.now()
    known = met(request, person)
    record_view(f"person:{known.pk}", what="person.viewed", by=actor, at=now, person=known.pk)
    cases = list(cases_with(known, actor=actor).select_related("officer")[: SHOWN * 2])
    page = {
        "name": known.name or _("Namn saknas"),
        "home_url": reverse("desk:contact_centre"),
        "facts": _facts(known),
        "contact_url": reverse("desk:contact_of_person", args=[known.pk]),
        "start_url": reverse("desk:help_person", args=[known.pk])
        if actor.units_for("case.register")
        else "",
        "asked": _asked(known, actor),
        "cases": [_with_ways(case, actor) for case in cases if case.status != Status.CLOSED],
        "ended": [case_row(case) for case in cases if case.status == Status.CLOSED],
        "contacts": [
            contact_row(one) for one in contacts_with(known, actor=actor)[:CONTACTS_SHOWN]
        ],
    }
    return render(request, "desk/contact_person.html", page)


def _facts(known: Person) -> list[dict[str, str]]:
    facts = [
        (_("Personnummer"), IdentityNumber(known.number).written(timezone.localdate())),
        (_("E-postadress"), known.email),
        (_("Telefonnummer"), known.phone),
        (_("Språk"), "English" if known.language == "en" else "Svenska"),
    ]
    return [{"label": label, "text": text} for label, text in facts if text]


def _asked(known: Person, actor: Actor) -> list[str]:
    """What the person should do, to remind them of."""
    to_sign = [
        _("Skriva under: {title}").format(
            title=service_of(one.submission).service.title.in_(get_language() or "sv")
        )
        for one in unsigned_by(known, actor=actor).select_related("submission")
    ]
    to_add = [
        _("Komplettera {number} senast {day}: {text}").format(
            number=one.case.number, day=date_format(one.answer_by, "j F"), text=one.text
        )
        for one in asked_of(known, actor=actor)
    ]
    return to_sign + to_add


def _with_ways(case: Case, actor: Actor) -> dict[str, Any]:
    writes = actor.may("case.write", unit=case.unit_id)
    ways = [("desk:contact_of_case", _("Registrera kontakt"))]
    if writes:
        ways += [
            ("desk:write", _("Skriv i ärendet")),
            ("desk:note", _("Anteckna till handläggaren")),
        ]
    links = [{"label": label, "url": reverse(view, args=[case.number])} for view, label in ways]
    return case_row(case) | {"ways": links}


def contact_row(contact: Contact) -> dict[str, Any]:
    return {
        "name": "",
        "done_url": "",
        "channel": str(Channel(contact.channel).label),
        "at": contact.at,
        "by": contact.taken_by.name,
        "text": contact.text,
        "outcome": outcome_of(contact),
        "number": contact.case.number if contact.case else "",
        "url": reverse("desk:case", args=[contact.case.number]) if contact.case else "",
    }
