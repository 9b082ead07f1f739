"""Writing and sealing the trail."""

from datetime import datetime

from django.db import connection, transaction

from torget.foundation.actor import Actor
from torget.rooms.audit.models import Entry, Seal
from torget.rooms.audit.queries import entries_between, last_seal
from torget.rooms.audit.rules import GENESIS, batch_digest


def record(
    what: str,
    subject: str,
    *,
    by: Actor,
    at: datetime,
    person: int | None = None,
    **details: object,
) -> None:
    """Write one entry, in the transaction of the change it describes.

    `subject` names the thing ("case:BYGG-2026-0001"), `person` whose data it concerns. Details
    are JSON values and hold no identity numbers.
    """
    Entry.objects.create(
        what=what,
        subject=subject,
        person=person,
        actor=by.id,
        actor_name=by.name,
        door=by.door,
        at=at,
        details=details,
    )


def record_view(subject: str, *, by: Actor, at: datetime, person: int | None, what: str) -> None:
    """Write that someone looked at personal data (patientdatalagen has it; we do it for all)."""
    record(what, subject, by=by, at=at, person=person)


@transaction.atomic
def seal_batch(*, by: Actor, at: datetime) -> Seal | None:
    """Seal every finished entry that no seal covers; None when there is nothing to seal.

    Safe to run twice at once: the second waits and finds nothing. Writers are never locked out.
    """
    by.must_anywhere("audit.seal")
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtext('torget.audit.seal'))")
        previous = last_seal()
        first = previous.until if previous else 0
        cursor.execute("SELECT audit_horizon()")
        until = cursor.fetchone()[0]
    entries = list(entries_between(first, until))
    if not entries:
        return None
    digest = previous.digest if previous else GENESIS
    return Seal.objects.create(
        first=first,
        until=until,
        count=len(entries),
        previous=digest,
        digest=batch_digest(digest, entries),
        at=at,
    )
