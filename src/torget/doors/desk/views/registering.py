"""Registering what came in on paper, by phone, at a visit or by e-mail."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from torget.doors.desk.doing import Doing, Field, day_of, doing_page
from torget.doors.ui.attached import stored_files
from torget.doors.ui.requests import actor_of, found, once_of
from torget.doors.ui.staff import staff
from torget.foundation.identity_numbers import IdentityNumber, NotAnIdentityNumber
from torget.journeys.register_incoming import Registration, register_incoming
from torget.rooms.cases.queries import cases_for, may_have_reached
from torget.rooms.eservices.queries import demands, public_services, published_service
from torget.rooms.submissions.terms import AlreadySubmitted, Channel

if TYPE_CHECKING:
    from torget.foundation.actor import Actor
    from torget.rooms.cases.models import Case
    from torget.rooms.documents.models import Document
    from torget.rooms.eservices.queries import PublishedService

NOT_SENT = (Channel.E_SERVICE, Channel.CASE)  # what nobody carries to the counter
MOST = {"name": 80, "phone": 30}  # characters


@never_cache
@staff
def pick(request: HttpRequest) -> HttpResponse:
    """What does it concern?"""
    actor_of(request).must_anywhere("case.register")
    language = get_language() or "sv"
    listed = [one.compiled.service for one in public_services()]
    services = [
        {
            "title": service.title.in_(language),
            "summary": service.summary.in_(language),
            "url": reverse("desk:register_service", args=[service.key]),
        }
        for service in sorted(listed, key=lambda service: service.title.in_(language))
    ]
    page = {
        "title": _("Registrera det som kom in"),
        "lead": _(
            "För det som kom på papper, per telefon, vid ett besök eller med e-post. "
            "Välj vad det gäller."
        ),
        "back": None,
        "services": services,
    }
    return render(request, "desk/register.html", page)


def _registering(service: PublishedService) -> Doing:
    channels = [(one.value, str(one.label)) for one in Channel if one not in NOT_SENT]
    return Doing(
        title=service.compiled.service.title.in_(get_language() or "sv"),
        lead=[
            _("Skriv det du vet och lägg till det som kom in. Det som saknas, också en "
              "underskrift, kan du sedan be om i ärendet.")
        ],
        fields=[
            Field("channel", _("Hur kom det in?"), type="choice", options=channels,
                  missing=_("Välj hur det kom in"),
                  hint=_("Det som kommer med posten räknas som inkommet arbetsdagen innan "
                         "(förvaltningslagen (2017:900) 22 §).")),
            Field("reached_on", _("Dagen det nådde oss"), type="date",
                  value=timezone.localdate().isoformat()),
            Field("number", _("Personnummer"), required=False,
                  hint=_("Då hämtas namnet från folkbokföringen, och personen ser ärendet på "
                         "Mina sidor.")),
            Field("name", _("Namn"), required=False,
                  hint=_("Om det inte finns något personnummer.")),
            Field("email", _("E-postadress"), required=False,
                  hint=_("Dit skickas en bekräftelse.")),
            Field("phone", _("Telefonnummer"), required=False),
            Field("language", _("Språk för svar"), type="choice", value="sv",
                  options=[("sv", "Svenska"), ("en", "English")]),
            Field("text", _("Vad gäller det?"), rows=6, missing=_("Skriv vad det gäller"),
                  hint=_("Den som det kommer från kan läsa det. Står det i en fil räcker det "
                         "att skriva det.")),
            Field("files", _("Filer"), type="files", required=False,
                  hint=_("Till exempel en inskannad blankett.")),
        ],
        button=_("Registrera"),
    )  # fmt: skip


@never_cache
@staff
def register(request: HttpRequest, service: str) -> HttpResponse:
    """The form; sent twice it makes one case."""
    actor, now = actor_of(request), timezone.now()
    actor.must_anywhere("case.register")
    chosen = found(published_service, service)
    doing = _registering(chosen)
    if request.method != "POST":
        return doing_page(request, None, doing)
    typed = doing.typed(request)
    faults = doing.faults(typed) | _faults(typed, chosen)
    documents, refused = ([], "") if faults else stored_files(request, by=actor, at=now)
    if refused:
        faults = {"files": refused}
    reached_on = day_of(typed["reached_on"])
    if faults or reached_on is None:
        return doing_page(request, None, doing, typed=typed, faults=faults)
    told = _told(service, typed, reached_on, once_of(request))
    return _register(request, told, documents, actor)


def _faults(typed: dict[str, str], service: PublishedService) -> dict[str, str]:
    """What cannot be right, by field."""
    faults: dict[str, str] = {
        name: _("Skriv högst {most} tecken").format(most=most)
        for name, most in MOST.items()
        if len(typed[name]) > most
    }
    reached_on = day_of(typed["reached_on"])
    if reached_on and not may_have_reached(reached_on, today=timezone.localdate()):
        faults["reached_on"] = _("Skriv en dag i dag eller högst ett år tillbaka")
    if typed["email"] and not _is_email(typed["email"]):
        faults["email"] = _("Skriv en e-postadress som namn@exempel.se")
    if typed["number"] and _number(typed["number"]) is None:
        faults["number"] = _("Skriv ett personnummer som 19880320-2384")
    anonymous = demands(service.compiled).assurance_level == 0
    if not (typed["number"] or typed["name"] or anonymous):
        faults["number"] = _("Skriv ett personnummer, eller ett namn")
    return faults


def _is_email(text: str) -> bool:
    try:
        validate_email(text)
    except ValidationError:
        return False
    return True


def _number(text: str) -> IdentityNumber | None:
    try:
        return IdentityNumber.read(text, today=timezone.localdate())
    except NotAnIdentityNumber:
        return None


def _told(service: str, typed: dict[str, str], reached_on: date, once: UUID) -> Registration:
    return Registration(
        service=service,
        channel=Channel(typed["channel"]),
        reached_on=reached_on,
        number=_number(typed["number"]),
        name=typed["name"],
        email=typed["email"],
        phone=typed["phone"],
        text=typed["text"],
        language=typed["language"],
        once=once,
    )


def _register(
    request: HttpRequest, told: Registration, documents: list[Document], actor: Actor
) -> HttpResponse:
    """Register it, and go to the case for those who may read it."""
    try:
        case = register_incoming(told, documents=documents, by=actor, at=timezone.now())
    except AlreadySubmitted:
        messages.success(request, _("Det är redan registrerat."))
        return redirect("desk:register")
    messages.success(request, _said(case))
    if cases_for(actor).filter(pk=case.pk).exists():
        return redirect("desk:case", case.number)
    return redirect("desk:register")


def _said(case: Case) -> str:
    return _("Ärende {number} är registrerat hos {unit}.").format(
        number=case.number, unit=case.unit.name_in(get_language() or "sv")
    )
