"""Rights to decide on a committee's behalf."""

from datetime import date, datetime

from django.db import transaction

from torget.foundation.actor import Actor
from torget.rooms.audit.actions import record
from torget.rooms.organisation.models import (
    Committee,
    Delegation,
    Unit,
)
from torget.rooms.organisation.queries import right_of
from torget.rooms.organisation.rules import widens
from torget.rooms.organisation.terms import DelegationFacts


class WiderThanAbove(Exception):
    """A right cannot be passed on wider than it was given, nor twice
    (kommunallagen (2017:725) 7 kap. 6 §).
    """


@transaction.atomic
def delegate(
    committee: Committee,
    row: DelegationFacts,
    *,
    unit: Unit | None = None,
    parent: Delegation | None = None,
    by: Actor,
    at: datetime,
) -> Delegation:
    """Add a row to the committee's delegation order; needs `organisation.appoint`.

    With a `parent` the right is passed on, and WiderThanAbove is raised when it reaches beyond.
    Doing it twice is once.
    """
    by.must_anywhere("organisation.appoint")
    if parent is not None and (
        parent.parent_id is not None
        or parent.committee_id != committee.pk
        or widens(row.right, right_of(parent))
    ):
        raise WiderThanAbove(row.number)
    kept, new = Delegation.objects.get_or_create(
        committee=committee,
        number=row.number,
        valid_from=row.valid_from,
        defaults={
            "title": row.title,
            "services": sorted(row.right.services),
            "outcomes": sorted(row.right.outcomes),
            "amount_most": row.right.amount_most,
            "roles": [str(role) for role in row.roles],
            "resolution": row.resolution,
            "unit": unit,
            "parent": parent,
        },
    )
    if new:
        subject = f"committee:{committee.key}"
        record("delegation.given", subject, by=by, at=at, number=row.number)
    return kept


@transaction.atomic
def end_delegation(row: Delegation, *, valid_to: date, by: Actor, at: datetime) -> None:
    """End a row and what was passed on from it, from a day on; needs `organisation.appoint`."""
    by.must_anywhere("organisation.appoint")
    ending = [row.pk, *row.below.values_list("pk", flat=True)]
    Delegation.objects.filter(pk__in=ending, valid_to=None).update(valid_to=valid_to)
    subject = f"committee:{row.committee.key}"
    record("delegation.ended", subject, by=by, at=at, number=row.number)
