"""What an officer has chosen to see: in the address what is nobody's name, the rest in the session.

The lists, the board, the calendar and what is done to many cases all begin here.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop as N_

from torget.doors.ui.questions import Option
from torget.foundation.actor import Actor
from torget.foundation.identity_numbers import IdentityNumber, NotAnIdentityNumber
from torget.rooms.cases.actions import look_for_person
from torget.rooms.cases.queries import QueueFilter
from torget.rooms.cases.terms import Status
from torget.rooms.eservices.queries import published
from torget.rooms.organisation.queries import colleagues_at, units_by_pk

if TYPE_CHECKING:
    from collections.abc import Iterable

    from torget.rooms.cases.models import SavedChoice

SEARCH = "queue_search"  # in the session, never in the address: it may be a name
PERSON = "queue_person"  # in the session: the digest of an identity number
SHOWN = {
    "open": N_("Alla öppna"),
    "mine": N_("Mina"),
    "unassigned": N_("Utan handläggare"),
    "late": N_("Försenade"),
    "soon": N_("Klara inom en vecka"),
    "unread": N_("Med nya meddelanden"),
    "closed": N_("Avslutade"),
    "all": N_("Alla, även avslutade"),
}
NARROWED = ("unit", "service", "status", "officer")
IN_ADDRESS = {
    "show": "visa",
    "unit": "enhet",
    "service": "tjanst",
    "status": "status",
    "officer": "handlaggare",
}


@dataclass(frozen=True, slots=True)
class Choices:
    """What there is to choose between, the chosen ones marked."""

    show: list[Option]
    units: list[Option]
    services: list[Option]
    statuses: list[Option]
    officers: list[Option]


def chosen(request: HttpRequest) -> QueueFilter:
    """From the address, and the session for what is searched for."""
    given = {name: request.GET.get(word, "") for name, word in IN_ADDRESS.items()}
    return narrowed(given, request.session.get(SEARCH, ""), request.session.get(PERSON, ""))


def narrowed(given: dict[str, str], search: str = "", person: str = "") -> QueueFilter:
    """The choice with what is understood of what was given; the rest is left out."""
    show, status = given.get("show", ""), given.get("status", "")
    return QueueFilter(
        show=show if show in SHOWN else "open",
        search=search,
        person=person,
        unit=_key(given.get("unit", "")),
        officer=_key(given.get("officer", "")),
        service=given.get("service", "")[:60],
        status=status if status in Status.values else "",
    )


def _key(text: str) -> int | None:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else None


def address(wanted: QueueFilter, view: str = "desk:queue", **more: str | int) -> str:
    """Where the choice is shown, without what is searched for."""
    query = {IN_ADDRESS["show"]: wanted.show} | {
        IN_ADDRESS[name]: getattr(wanted, name) for name in NARROWED if getattr(wanted, name)
    }
    return f"{reverse(view)}?{urlencode({**query, **more})}"


def as_filter(choice: SavedChoice) -> QueueFilter:
    """The saved choice as the queue takes it."""
    return QueueFilter(
        show=choice.show,
        search=choice.search,
        unit=choice.unit,
        service=choice.service,
        status=choice.status,
        officer=choice.officer,
    )


def keep_search(request: HttpRequest, text: str, actor: Actor) -> None:
    """Remember what is searched for. A whole identity number becomes a digest, and an entry."""
    text, now = text.strip()[:100], timezone.now()
    try:
        number = IdentityNumber.read(text, today=timezone.localdate())
    except NotAnIdentityNumber:
        request.session[SEARCH], request.session[PERSON] = text, ""
    else:
        request.session[PERSON] = look_for_person(number, by=actor, at=now)
        request.session[SEARCH] = ""


def choices(wanted: QueueFilter, actor: Actor) -> Choices:
    units, language = units_by_pk(), get_language() or "sv"
    mine = actor.units_for("case.read") & units.keys()
    return Choices(
        show=[
            Option(value=key, label=_(label), checked=wanted.show == key)
            for key, label in SHOWN.items()
        ],
        units=_options(
            _("Alla enheter"), ((pk, units[pk].name_in(language)) for pk in mine), wanted.unit
        ),
        services=_options(
            _("Alla e-tjänster"),
            (
                (one.compiled.service.key, one.compiled.service.title.in_(language))
                for one in published()
            ),
            wanted.service,
        ),
        statuses=_options(_("Alla statusar"), Status.choices, wanted.status, sort=False),
        officers=_options(
            _("Alla handläggare"),
            ((one.pk, one.name) for one in colleagues_at(mine, today=timezone.localdate())),
            wanted.officer,
        ),
    )


def _options(
    every: str, values: Iterable[tuple[object, object]], wanted: object, *, sort: bool = True
) -> list[Option]:
    options = [
        Option(value=str(value), label=str(label), checked=value == wanted)
        for value, label in values
    ]
    if sort:
        options.sort(key=lambda option: option.label)
    return [Option(value="", label=every, checked=not wanted), *options]
