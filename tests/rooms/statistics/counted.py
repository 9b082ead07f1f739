"""A few cases whose right figures can be worked out by hand."""

from dataclasses import replace
from datetime import date, datetime
from zoneinfo import ZoneInfo

from tests.factories import a_case
from torget.foundation.actor import NOBODY, Actor
from torget.rooms.cases.models import Case
from torget.rooms.organisation.queries import units_by_pk

SWEDEN = ZoneInfo("Europe/Stockholm")
TODAY = date(2028, 3, 1)  # the day after the leap day


def moment(text: str) -> datetime:
    """The moment when clocks in Sweden show the time."""
    return datetime.fromisoformat(text).replace(tzinfo=SWEDEN)


def a_counted_case(received: str, answered: str = "", *, promised: date = TODAY) -> Case:
    """A building permit received, and decided, when clocks in Sweden showed the times."""
    case = a_case()
    decided = moment(answered) if answered else None
    Case.objects.filter(pk=case.pk).update(
        received_at=moment(received), decided_at=decided, due_on=promised
    )
    return case


def a_manager() -> Actor:
    """Someone who may read everything at every unit."""
    units = frozenset(units_by_pk())
    return replace(NOBODY, grants={"statistics.read": units, "case.read": units})
