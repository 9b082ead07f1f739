"""Every hour: what nobody can appeal any more is sealed as final."""

from django.utils import timezone

from torget.foundation.actor import the_system
from torget.rooms.cases.actions import seal_final
from torget.rooms.cases.queries import decisions_not_final
from torget.rooms.jobs.ports import pulse

HOUR = 3600
MOST = 500  # at a time; the rest the next hour


@pulse("mind the clock", seconds=HOUR)
def mind_the_clock() -> None:
    """Seal the day decisions became final; two workers at once seal each once."""
    at = timezone.now()
    for decision in decisions_not_final(today=timezone.localdate(at))[:MOST]:
        seal_final(decision, by=the_system("worker"), at=at)
