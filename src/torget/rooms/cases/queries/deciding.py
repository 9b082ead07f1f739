"""Who may decide a case, what its text starts from, and what has been decided for committees."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict
from datetime import date, datetime
from typing import TYPE_CHECKING

import msgspec
from django.db.models import Q
from django.utils.formats import date_format
from django.utils.timezone import localdate, localtime
from django.utils.translation import override

from torget.foundation.actor import Actor
from torget.rooms.cases.models import Decision
from torget.rooms.cases.process import facts_of
from torget.rooms.cases.terms import Drafted, Outcome
from torget.rooms.organisation.queries import (
    amount_matters,
    authority_of,
    employee,
    right_to_decide,
)
from torget.rooms.organisation.terms import Matter
from torget.rooms.submissions.queries import service_of

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from torget.rooms.cases.models import Case
    from torget.rooms.eservices.terms import Decided, DecisionDraft
    from torget.rooms.organisation.models import Delegation


def right_for(
    case: Case, outcome: Outcome, amount: int | None, *, actor: Actor, today: date
) -> Delegation | None:
    """The row of the delegation order by which the actor may decide so; None: the committee does.

    `amount`: kronor, or None where the decision is not of money.
    """
    matter = Matter(service=case.service, outcome=outcome, amount=amount)
    return right_to_decide(actor.employee or 0, matter, unit=case.unit, today=today)


def asks_amount(case: Case, *, today: date) -> bool:
    """Whether who may decide the case depends on an amount."""
    return amount_matters(case.service, committee=case.unit.committee_id, today=today)


def as_drafted(case: Case, drafted: Drafted, *, actor: Actor, at: datetime) -> Decision:
    """The decision as it would read if the actor made it now; not made."""
    officer = employee(actor.employee or 0)
    matter = Matter(service=case.service, outcome=drafted.outcome, amount=drafted.amount)
    row = right_to_decide(officer.pk, matter, unit=case.unit, today=localdate(at))
    return Decision(
        case=case,
        decided_at=at,
        officer_name=officer.name,
        officer_title=officer.title,
        authority=authority_of(row) if row else "",
        **asdict(drafted),
    )


def unreported_decisions(actor: Actor) -> QuerySet[Decision]:
    """What has been decided by delegation or by a table and not been reported to its committee yet,
    oldest first, at the committees for which the actor may report and in cases that they may read.
    """
    return (
        Decision.objects.filter(
            Q(delegation__isnull=False) | Q(automated__isnull=False),
            reported_on=None,
            committee__units__in=actor.units_for("decision.report"),
        )
        .select_related("case", "committee", "delegation", "automated")
        .order_by("committee", "decided_at")
        .distinct()
    )


DECIDED: Mapping[Outcome, Decided] = {
    Outcome.GRANTED: "granted",
    Outcome.REFUSED: "refused",
    Outcome.DISMISSED: "dismissed",
    Outcome.WRITTEN_OFF: "written_off",
}


def decision_template(case: Case, outcome: Outcome, *, at: datetime) -> DecisionDraft:
    """Where the officer's text starts from, in Swedish (språklagen (2009:600) 10 §)."""
    sent = case.submission
    facts = msgspec.structs.replace(facts_of(case, at=at), outcome=outcome.value)
    return service_of(sent).decision_draft(
        DECIDED[outcome], sent.answers, sent.context, facts, _said_of(case, at)
    )


def _said_of(case: Case, at: datetime) -> dict[str, str]:
    """The words of what texts can say of a case, in Swedish."""
    service, committee = service_of(case.submission).service, case.unit.committee
    title = case.title_in("sv")
    with override("sv"):
        received = date_format(localtime(case.received_at), "j F Y")
        today = date_format(localdate(at), "j F Y")
    return {
        "number": case.number,
        "title": title,
        "subject": f"{title}, {case.summary}" if case.summary else title,
        "applicant": case.applicant_name,
        "received": received,
        "today": today,
        "committee": committee.name["sv"],
        "email": committee.email,
        "court": service.appeal_to.sv,
        "laws": "\n".join(f"{basis.law} {basis.paragraph}" for basis in service.legal_bases),
    }
