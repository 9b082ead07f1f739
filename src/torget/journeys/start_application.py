"""Someone begins to fill in a service."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.utils.timezone import localdate

from torget.foundation.actor import Actor, Forbidden
from torget.rooms.eservices.queries import (
    PublishedService,
    is_open_on,
    may_begin,
)
from torget.rooms.eservices.terms import CHILDREN, LISTS
from torget.rooms.identity.actions import look_up_children, state_representation
from torget.rooms.identity.queries import person as own_person
from torget.rooms.identity.terms import OrganisationFacts
from torget.rooms.information.queries import rows_of_lists
from torget.rooms.submissions.actions import start_draft
from torget.rooms.submissions.queries import places_left
from torget.rooms.submissions.terms import ServiceFull

if TYPE_CHECKING:
    from torget.rooms.identity.models import Person
    from torget.rooms.submissions.models import Draft


@transaction.atomic
def start_application(
    service: PublishedService,
    *,
    language: str,
    acting_for: OrganisationFacts | None = None,
    by: Actor,
    at: datetime,
) -> Draft:
    """Begin a draft with what registers already know, for oneself or for an organisation.

    Raises Forbidden for who may not begin, see `may_begin`, and when the service is not open on
    the day; ServiceFull when no more are taken in.
    """
    if not is_open_on(service, localdate(at)) or not may_begin(service, by):
        raise Forbidden("service.start")
    if places_left(service.compiled) == 0:
        raise ServiceFull
    person = own_person(by.person, actor=by) if by.person is not None else None
    if person and CHILDREN in service.compiled.fetches:
        person = look_up_children(person, purpose=service.key, by=by, at=at)
    context = _context(person) if person else {}
    if acting_for and person:
        context["acting_for"] = state_representation(acting_for, by=by, at=at).facts
    if lists := _lists(service):
        context["lists"] = lists
    return start_draft(
        service.version, person=person, context=context, language=language, by=by, at=at
    )


def _context(person: Person) -> dict[str, Any]:
    me = {"email": person.email, "phone": person.phone}
    known = {key: value for key, value in me.items() if value}
    return {"register": person.register, "me": known} if person.register else {"me": known}


def _lists(service: PublishedService) -> dict[str, Any]:
    """The rows of the lists that the service chooses from, as they are today."""
    wanted = [key.removeprefix(LISTS) for key in service.compiled.fetches if key.startswith(LISTS)]
    return rows_of_lists(wanted) if wanted else {}
