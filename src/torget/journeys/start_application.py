"""Someone begins to fill in a service."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.utils.timezone import localdate

from torget.foundation.actor import Actor, Forbidden
from torget.rooms.eservices.queries import PublishedService, demands, is_open_on
from torget.rooms.identity.actions import look_up_children
from torget.rooms.identity.queries import person as own_person
from torget.rooms.submissions.actions import start_draft

if TYPE_CHECKING:
    from torget.rooms.identity.models import Person
    from torget.rooms.submissions.models import Draft


@transaction.atomic
def start_application(
    service: PublishedService, *, language: str, by: Actor, at: datetime
) -> Draft:
    """Begin a draft with what registers already know.

    Raises Forbidden without log-in enough, and when the service is not open on the day.
    """
    if not is_open_on(service, localdate(at)):
        raise Forbidden("service.start")
    if by.assurance_level < demands(service.compiled).assurance_level:
        raise Forbidden("service.start")
    person = own_person(by.person, actor=by) if by.person is not None else None
    context: dict[str, Any] = {}
    if person:
        if _asks_for_children(service):
            person = look_up_children(person, purpose=service.key, by=by, at=at)
        context = _context(person)
    return start_draft(
        service.version, person=person, context=context, language=language, by=by, at=at
    )


def _asks_for_children(service: PublishedService) -> bool:
    return any(
        getattr(question, "options_from", "") == "register.children"
        for question in service.compiled.questions.values()
    )


def _context(person: Person) -> dict[str, Any]:
    me = {"email": person.email, "phone": person.phone}
    known = {key: value for key, value in me.items() if value}
    return {"register": person.register, "me": known} if person.register else {"me": known}
