"""Opening a case of what came in, whichever way it came."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from django.db import connection, transaction
from django.utils.timezone import localdate

from torget.foundation.actor import Actor
from torget.foundation.calendar import public_holidays
from torget.rooms.audit.actions import record
from torget.rooms.cases.actions.moving import begin
from torget.rooms.cases.models import Case, Event, Party
from torget.rooms.cases.rules import promised_day
from torget.rooms.cases.search_rows import keep_findable
from torget.rooms.cases.terms import PartyRole
from torget.rooms.submissions.queries import service_of

if TYPE_CHECKING:
    from torget.rooms.organisation.models import Unit
    from torget.rooms.submissions.models import Submission


@dataclass(frozen=True, slots=True, kw_only=True)
class Opening:
    """What a new case is: its words, where it goes and when an answer is promised.

    `permission`: what it takes to read it. `contact`: name, email and phone of the applicant, as
    far as known.
    """

    kind: str
    title: dict[str, str]
    summary: str
    series: str
    unit: Unit
    permission: str
    promised_days: int
    contact: dict[str, str]
    awaiting_signature: bool = False
    received_at: datetime | None = None  # when it came in, unless that is now


@transaction.atomic
def open_case(submission: Submission, opening: Opening, *, by: Actor, at: datetime) -> Case:
    """Open the case of a submission; its times are counted from the day that it came in."""
    person = submission.person
    received_at = opening.received_at or at
    received_on = localdate(received_at)
    case = Case(
        number=_next_number(opening.series, localdate(at).year),
        kind=opening.kind,
        title=opening.title,
        service=service_of(submission).service.key,
        summary=opening.summary[:200],
        submission=submission,
        unit=opening.unit,
        permission=opening.permission,
        applicant_name=(opening.contact.get("name") or (person.name if person else ""))[:150],
        protected=bool(person and person.protected_identity),
        received_at=received_at,
        due_on=promised_day(received_on, opening.promised_days, public_holidays(received_on.year)),
    )
    begin(case, awaits_signature=opening.awaiting_signature)
    _add_applicant(case, submission, opening.contact)
    Event.objects.create(case=case, what="received", at=received_at)
    record(
        "case.opened", f"case:{case}", by=by, at=at,
        person=submission.person_id, unit=opening.unit.key,
    )  # fmt: skip
    return case


def _add_applicant(case: Case, submission: Submission, contact: dict[str, str]) -> None:
    Party.objects.create(
        case=case,
        person=submission.person,
        role=PartyRole.APPLICANT if submission.person else PartyRole.REPORTER,
        name=case.applicant_name,
        email=contact.get("email", ""),
        phone=contact.get("phone", ""),
        language=submission.language,
    )
    keep_findable(case)


def _next_number(series: str, year: int) -> str:
    """The next number without gaps: the row is locked until the case is committed."""
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO cases_series (prefix, year, last) VALUES (%s, %s, 1)"
            " ON CONFLICT (prefix, year) DO UPDATE SET last = cases_series.last + 1"
            " RETURNING last",
            [series, year],
        )
        return f"{series}-{year}-{cursor.fetchone()[0]:04}"
