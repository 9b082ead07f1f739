"""Staff register what someone sent on paper or by e-mail, or said on the phone or at a visit."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import TYPE_CHECKING
from uuid import UUID

from django.db import transaction
from django.utils.timezone import get_current_timezone, localdate

from torget.foundation.actor import Actor
from torget.foundation.identity_numbers import IdentityNumber
from torget.journeys.decide_automatically import try_the_table
from torget.journeys.submit_application import opening_of
from torget.rooms.cases.actions import assign_by_rule, open_case
from torget.rooms.cases.queries import counted_as_received
from torget.rooms.eservices.queries import published_service
from torget.rooms.identity.actions import look_up_person, named_person
from torget.rooms.jobs.actions import enqueue
from torget.rooms.submissions.actions import file_incoming
from torget.rooms.submissions.queries import service_of
from torget.rooms.submissions.terms import Channel, Incoming

if TYPE_CHECKING:
    from torget.rooms.cases.models import Case
    from torget.rooms.documents.models import Document
    from torget.rooms.identity.models import Person


@dataclass(frozen=True, slots=True, kw_only=True)
class Registration:
    """What was registered. `number`: of the one it is from, if told; `once`: the form's key."""

    service: str
    channel: Channel
    reached_on: date
    number: IdentityNumber | None
    name: str
    email: str
    phone: str
    text: str
    language: str
    once: UUID


@transaction.atomic
def register_incoming(
    told: Registration, *, documents: Sequence[Document], by: Actor, at: datetime
) -> Case:
    """Open a case of what came in, on the day it came in, and queue the receipt.

    Needs `case.register`, which gives no right to read it. Raises AlreadySubmitted.
    """
    by.must_anywhere("case.register")
    person = _sender(told, by=by, at=at)
    incoming = Incoming(
        once=told.once,
        version=published_service(told.service).version,
        channel=told.channel,
        text=told.text,
        language=told.language,
        received_at=_moment(counted_as_received(told.reached_on, told.channel), at),
    )
    submission = file_incoming(incoming, person=person, documents=documents, by=by, at=at)
    contact = {
        "name": person.name if person else told.name,
        "email": told.email or (person.email if person else ""),
        "phone": told.phone or (person.phone if person else ""),
    }
    case = open_case(submission, opening_of(submission, contact), by=by, at=at)
    assign_by_rule(case, service_of(submission).service.assign, by=by, at=at)
    enqueue("send_receipt", submission=str(submission.key), by=by, at=at)
    try_the_table(case, by=by, at=at)
    return case


def _sender(told: Registration, *, by: Actor, at: datetime) -> Person | None:
    """Whom it is from, as the population register says now; None without a number."""
    if told.number is None:
        return None
    known = named_person(told.number, name=told.name, by=by, at=at)
    return look_up_person(known, purpose=told.service, by=by, at=at)


def _moment(received_on: date, at: datetime) -> datetime:
    """Now, for what came today; the beginning of any other day, since its hour is not known."""
    if received_on == localdate(at):
        return at
    return datetime.combine(received_on, time(), get_current_timezone())
