"""Keeping contacts, and taking care of those that were passed on."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING
from uuid import UUID

from django.db import transaction

from torget.foundation.actor import Actor, Forbidden
from torget.rooms.audit.actions import record
from torget.rooms.cases.actions.access import must_read
from torget.rooms.cases.models import Case, Contact
from torget.rooms.submissions.terms import Channel

if TYPE_CHECKING:
    from torget.rooms.identity.models import Person
    from torget.rooms.organisation.models import Unit


@transaction.atomic
def register_contact(
    text: str,
    *,
    channel: Channel,
    service: str = "",
    case: Case | None = None,
    person: Person | None = None,
    passed_to: Unit | None = None,
    once: UUID,
    by: Actor,
    at: datetime,
) -> bool:
    """Keep a contact; False when the form with this `once` has been sent already.

    `passed_to`: the unit that takes care of it; nobody when it was solved at once. Needs
    `case.register`, and to read the case if there is one.
    """
    by.must_anywhere("case.register")
    if case is not None:
        must_read(case, by)
    kept, new = Contact.objects.get_or_create(
        once=once,
        defaults={
            "case": case,
            "person": person,
            "channel": channel,
            "service": case.service if case else service,
            "text": text,
            "passed_to": passed_to,
            "taken_by_id": _employee(by),
            "at": at,
        },
    )
    if new:
        record("contact.registered", f"case:{case}" if case else str(kept), by=by, at=at,
               person=person.pk if person else None, channel=str(channel),
               passed_to=passed_to.key if passed_to else "")  # fmt: skip
    return new


@transaction.atomic
def note_filled_in(case: Case, text: str, *, by: Actor, at: datetime) -> None:
    """Count as a contact that an employee has filled in what opened the case."""
    submission = case.submission
    employee = _employee(by)
    if submission.draft.employee_id != employee:
        raise Forbidden("case.register")
    kept = Contact.objects.create(
        case=case,
        person=submission.person,
        channel=submission.channel,
        service=case.service,
        text=text,
        taken_by_id=employee,
        at=at,
    )
    record("contact.registered", f"case:{case}", by=by, at=at, person=submission.person_id,
           channel=str(kept.channel), passed_to="")  # fmt: skip


@transaction.atomic
def finish_contact(contact: Contact, *, by: Actor, at: datetime) -> None:
    """Note that what was passed on is taken care of; once. Needs `case.assign` at the unit."""
    locked = Contact.objects.select_for_update(of=("self",)).get(pk=contact.pk)
    if locked.passed_to_id is None or locked.done_at:
        return
    by.must("case.assign", unit=locked.passed_to_id)
    locked.done_by, locked.done_at = by.name, at
    locked.save(update_fields=["done_by", "done_at"])
    record("contact.finished", str(locked), by=by, at=at, person=locked.person_id)


def _employee(by: Actor) -> int:
    """Only people at work take contacts."""
    if by.employee is None:
        raise Forbidden("case.register")
    return by.employee
