"""Every night: what happened on the days that have ended is counted."""

from datetime import date, timedelta

from django.utils import timezone

from torget.foundation.actor import Actor
from torget.rooms.jobs.ports import pulse
from torget.rooms.statistics.actions import measure_days
from torget.rooms.statistics.queries import days_to_measure

MEASURER = Actor(
    id="system:measurer",
    name="Torget",
    grants={"statistics.measure": frozenset({0})},
    door="worker",
)
HALF_AN_HOUR = 1800
AT_A_TIME = 31  # days in one transaction, so that years are kept as they are counted


@pulse("measure days", seconds=HALF_AN_HOUR)
def measure_closed_days() -> None:
    """Measure what is left to measure; soon after midnight, or when Torget runs again."""
    at = timezone.now()
    wanted = days_to_measure(timezone.localdate(at))
    if wanted is None:
        return
    first, last = wanted
    while first <= last:
        until = min(last, first + timedelta(days=AT_A_TIME - 1))
        measure_days(first, until, by=MEASURER, at=at)
        first = date.fromordinal(until.toordinal() + 1)
