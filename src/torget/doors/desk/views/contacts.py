"""Registering a contact, taking care of those passed on, and filling in for someone."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from torget.doors.desk.doing import Doing, Field, doing_page
from torget.doors.desk.views.contact_centre import contact_row, met
from torget.doors.ui.requests import actor_of, found, once_of
from torget.doors.ui.staff import staff
from torget.journeys.start_application import start_for_someone
from torget.rooms.cases.actions import finish_contact, register_contact
from torget.rooms.cases.queries import get_case, waiting_contact, waiting_contacts
from torget.rooms.eservices.queries import demands, is_open_on, public_services, published_service
from torget.rooms.organisation.queries import units_by_pk
from torget.rooms.submissions.queries import places_left
from torget.rooms.submissions.terms import Channel, ServiceFull

if TYPE_CHECKING:
    from torget.rooms.cases.models import Case
    from torget.rooms.eservices.queries import PublishedService
    from torget.rooms.identity.models import Person
    from torget.rooms.organisation.models import Unit

BY_CONTACT = (Channel.PHONE, Channel.VISIT, Channel.EMAIL)
SHOWN = 100


def _channel() -> Field:
    options = [(one.value, str(one.label)) for one in BY_CONTACT]
    return Field("channel", _("Hur?"), type="choice", options=options, value=Channel.PHONE)


def _contact(back: tuple[str, str], case: Case | None) -> Doing:
    """The form of a contact; what service it is about is known when there is a case."""
    language = get_language() or "sv"
    services = [
        (one.compiled.service.key, one.compiled.service.title.in_(language))
        for one in public_services()
    ]
    service = Field(
        "service", _("Vilken e-tjänst gäller det?"), type="select", required=False,
        options=[("", _("Ingen särskild")), *sorted(services, key=lambda one: one[1])],
    )  # fmt: skip
    units = [(one.key, one.name_in(language)) for one in units_by_pk().values()]
    return Doing(
        title=_("Registrera en kontakt"),
        lead=[],
        fields=[
            _channel(),
            Field("text", _("Vad gällde det?"), rows=4, missing=_("Skriv vad det gällde"),
                  hint=_("Skriv kort. Ska någon ringa upp behövs telefonnumret.")),
            *([] if case else [service]),
            Field("passed_to", _("Vem tar hand om det?"), type="select", required=False,
                  options=[("", _("Ingen, det löstes direkt")),
                           *sorted(units, key=lambda one: one[1])],
                  hint=_("Enheten ser det på sin lista över kontakter.")),
        ],
        button=_("Spara kontakten"),
        back=back,
    )  # fmt: skip


@never_cache
@staff
def contact(request: HttpRequest) -> HttpResponse:
    """With someone who is not known, or does not say."""
    return _registering(request, reverse("desk:contact_centre"), _("Kontaktcenter"))


@never_cache
@staff
def contact_of_person(request: HttpRequest, person: int) -> HttpResponse:
    known = met(request, person)
    url = reverse("desk:contact_person", args=[known.pk])
    return _registering(request, url, known.name or _("Personen"), person=known)


@never_cache
@staff
def contact_of_case(request: HttpRequest, number: str) -> HttpResponse:
    """About a case; with the one it concerns."""
    case = found(get_case, number, actor=actor_of(request))
    url = reverse("desk:case", args=[number])
    return _registering(request, url, number, case=case, person=case.submission.person)


def _registering(
    request: HttpRequest,
    url: str,
    label: str,
    *,
    case: Case | None = None,
    person: Person | None = None,
) -> HttpResponse:
    actor = actor_of(request)
    actor.must_anywhere("case.register")
    doing = _contact((label, url), case)
    if request.method != "POST":
        return doing_page(request, case, doing)
    typed = doing.typed(request)
    if faults := doing.faults(typed):
        return doing_page(request, case, doing, typed=typed, faults=faults)
    register_contact(
        typed["text"],
        channel=Channel(typed["channel"]),
        service=typed.get("service", ""),
        case=case,
        person=person,
        passed_to=_unit(typed["passed_to"]),
        once=once_of(request),
        by=actor,
        at=timezone.now(),
    )
    messages.success(request, _("Kontakten är sparad."))
    return redirect(url)


def _unit(key: str) -> Unit | None:
    return next((one for one in units_by_pk().values() if one.key == key), None)


@never_cache
@staff
def waiting(request: HttpRequest) -> HttpResponse:
    """What has been passed on to one's units; a button says that it is done."""
    actor = actor_of(request)
    actor.must_anywhere("case.assign")
    contacts = waiting_contacts(actor)[:SHOWN]
    page = {
        "contacts": [
            contact_row(one)
            | {
                "name": one.person.name if one.person else "",
                "done_url": reverse("desk:contact_done", args=[one.pk]),
            }
            for one in contacts
        ],
        "day_url": reverse("desk:my_day"),
    }
    return render(request, "desk/contacts.html", page)


@staff
@require_POST
def done(request: HttpRequest, key: int) -> HttpResponse:
    """Somebody at the unit has taken care of it."""
    actor = actor_of(request)
    finish_contact(found(waiting_contact, key, actor=actor), by=actor, at=timezone.now())
    messages.success(request, _("Kontakten är klar."))
    return redirect("desk:contacts")


# --- filling in for someone -----------------------------------------------------------------


@never_cache
@staff
def help_person(request: HttpRequest, person: int) -> HttpResponse:
    """Which service should be filled in for the person?"""
    return _offered(request, met(request, person))


@never_cache
@staff
def help_anyone(request: HttpRequest) -> HttpResponse:
    """The services that ask for no log-in, for someone who does not say who they are."""
    return _offered(request, None)


def _offered(request: HttpRequest, person: Person | None) -> HttpResponse:
    actor_of(request).must_anywhere("case.register")
    language = get_language() or "sv"
    services = [one for one in public_services() if _may_be_filled_in(one, person)]
    page: dict[str, Any] = {
        "title": _("Fyll i åt {name}").format(name=person.name)
        if person
        else _("Fyll i åt någon som inte säger sitt namn"),
        "lead": _("Välj e-tjänst. Du ställer frågorna och skriver svaren."),
        "back": _back(person),
        "services": [
            {
                "title": one.compiled.service.title.in_(language),
                "summary": one.compiled.service.summary.in_(language),
                "url": _help_url(person, one.key),
            }
            for one in services
        ],
    }
    page["services"].sort(key=lambda one: one["title"])
    return render(request, "desk/register.html", page)


def _may_be_filled_in(service: PublishedService, person: Person | None) -> bool:
    if "residents" not in service.compiled.service.audience:
        return False
    if not is_open_on(service, timezone.localdate()) or places_left(service.compiled) == 0:
        return False
    return person is not None or not demands(service.compiled).assurance_level


def _help_url(person: Person | None, service: str) -> str:
    if person is None:
        return reverse("desk:help_anyone_with", args=[service])
    return reverse("desk:help_with", args=[person.pk, service])


def _back(person: Person | None) -> dict[str, str]:
    if person is None:
        return {"label": _("Kontaktcenter"), "url": reverse("desk:contact_centre")}
    return {"label": person.name, "url": reverse("desk:contact_person", args=[person.pk])}


@never_cache
@staff
def help_with(request: HttpRequest, service: str, person: int | None = None) -> HttpResponse:
    """How are they in touch? Then the service's own pages."""
    actor = actor_of(request)
    actor.must_anywhere("case.register")
    known = met(request, person) if person is not None else None
    chosen = found(published_service, service)
    if not _may_be_filled_in(chosen, known):
        raise Http404
    back = _back(known)
    doing = _helping(chosen, known, (back["label"], back["url"]))
    if request.method != "POST":
        return doing_page(request, None, doing)
    typed = doing.typed(request)
    if faults := doing.faults(typed):
        return doing_page(request, None, doing, typed=typed, faults=faults)
    try:
        draft = start_for_someone(
            chosen,
            known,
            channel=Channel(typed["channel"]),
            language=typed["language"],
            by=actor,
            at=timezone.now(),
        )
    except ServiceFull:
        messages.warning(request, _("Det blev just fullt. Inget är påbörjat."))
        return redirect(back["url"])
    return redirect("portal:resume", draft.key)


def _helping(service: PublishedService, person: Person | None, back: tuple[str, str]) -> Doing:
    lead = [_("Kontrollera vem du talar med innan du börjar.")] if person else []
    if person and service.compiled.service.signing.required:
        lead.append(
            _(
                "E-tjänsten kräver underskrift. När du har skickat in ber vi {name} att "
                "läsa igenom och skriva under på Mina sidor."
            ).format(name=person.name)
        )
    return Doing(
        title=service.compiled.service.title.in_(get_language() or "sv"),
        lead=lead,
        fields=[
            _channel(),
            Field("language", _("Språk för svar"), type="choice",
                  value=person.language if person else "sv",
                  options=[("sv", "Svenska"), ("en", "English")]),
        ],
        button=_("Börja fylla i"),
        back=back,
    )  # fmt: skip
