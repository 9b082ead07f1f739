"""Someone begins to fill in a service."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.utils.timezone import localdate

from torget.foundation.actor import Actor, Forbidden
from torget.rooms.eservices.queries import (
    PublishedService,
    demands,
    is_open_on,
    may_begin,
)
from torget.rooms.eservices.terms import CHILDREN, LISTS
from torget.rooms.identity.actions import look_up_children, look_up_person, state_representation
from torget.rooms.identity.queries import person as own_person
from torget.rooms.identity.terms import OrganisationFacts
from torget.rooms.information.queries import rows_of_lists
from torget.rooms.submissions.actions import start_draft
from torget.rooms.submissions.queries import places_left
from torget.rooms.submissions.terms import Channel, ServiceFull

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
    stated = state_representation(acting_for, by=by, at=at).facts if acting_for and person else None
    return _begin(service, person, stated, language=language, by=by, at=at)


@transaction.atomic
def start_for_someone(
    service: PublishedService,
    person: Person | None,
    *,
    channel: Channel,
    language: str,
    by: Actor,
    at: datetime,
) -> Draft:
    """An employee begins a draft for a person who has asked for help, or for nobody known.

    The person's draft as much as theirs. Raises Forbidden for who may not register, for a service
    that is not open or needs to know who applies, and for a protected person; ServiceFull.
    """
    by.must_anywhere("case.register")
    if (
        not is_open_on(service, localdate(at))
        or "residents" not in service.compiled.service.audience
    ):
        raise Forbidden("service.start")
    if person is None and demands(service.compiled).assurance_level:
        raise Forbidden("service.start")
    if places_left(service.compiled) == 0:
        raise ServiceFull
    if person is not None:
        person = look_up_person(person, purpose=service.key, by=by, at=at)
        if person.protected_identity:
            by.must_anywhere("case.read.sensitive")
    return _begin(service, person, None, channel=channel, language=language, by=by, at=at)


def _begin(
    service: PublishedService,
    person: Person | None,
    acting_for: OrganisationFacts | None,
    *,
    channel: Channel = Channel.E_SERVICE,
    language: str,
    by: Actor,
    at: datetime,
) -> Draft:
    if person and CHILDREN in service.compiled.fetches:
        person = look_up_children(person, purpose=service.key, by=by, at=at)
    context = _context(person) if person else {}
    if acting_for:
        context["acting_for"] = acting_for
    if lists := _lists(service):
        context["lists"] = lists
    return start_draft(
        service.version,
        person=person,
        context=context,
        language=language,
        channel=channel,
        by=by,
        at=at,
    )


def _context(person: Person) -> dict[str, Any]:
    me = {"email": person.email, "phone": person.phone}
    known = {key: value for key, value in me.items() if value}
    return {"register": person.register, "me": known} if person.register else {"me": known}


def _lists(service: PublishedService) -> dict[str, Any]:
    """The rows of the lists that the service chooses from, as they are today."""
    wanted = [key.removeprefix(LISTS) for key in service.compiled.fetches if key.startswith(LISTS)]
    return rows_of_lists(wanted) if wanted else {}
