"""Each working morning: those who handle cases are told how much waits, and nothing of what."""

from datetime import datetime

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from torget.foundation.actor import the_system
from torget.journeys.letters import day_letter
from torget.rooms.cases.actions import note_morning
from torget.rooms.cases.queries import officers_to_remind, what_waits
from torget.rooms.jobs.ports import pulse
from torget.rooms.messaging.actions import send_message
from torget.rooms.organisation.queries import actor_for_employee

QUARTER = 900
MOST = 500  # at a time; the rest the next quarter


@pulse("remind officers", seconds=QUARTER)
def remind_officers() -> None:
    """One message to each for whom something waits; two workers at once send one."""
    remind_at(timezone.now())


def remind_at(at: datetime) -> None:
    """What the worker does at that time."""
    by, today = the_system("worker"), timezone.localdate(at)
    for officer in officers_to_remind(at=at)[:MOST]:
        actor = actor_for_employee(officer, today=today, door="worker")
        with transaction.atomic():
            waits = what_waits(actor, today=today)
            if not note_morning(officer, waiting=bool(waits), by=by, at=at):
                continue
            letter = day_letter(waits, f"{settings.ENVIRONMENT.site_url}/desk/min-dag/")
            send_message(
                officer.email, subject=letter.subject, body=letter.body, language="sv",
                about=f"employee:{officer.pk}", unit=None, by=by, at=at,
            )  # fmt: skip
