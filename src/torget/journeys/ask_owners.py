"""Those who own systems are asked whether what stands about them is true, and reminded."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from torget.foundation.actor import the_system
from torget.rooms.jobs.ports import pulse
from torget.rooms.messaging.actions import send_message
from torget.rooms.systems.actions import note_reminded, start_campaign
from torget.rooms.systems.queries import campaigns_to_remind, to_ask

if TYPE_CHECKING:
    from datetime import date, datetime

    from torget.foundation.actor import Actor
    from torget.rooms.systems.models import Campaign

HOUR = 3600
# Letters to staff are in Swedish.
ASKED = "Stämmer uppgifterna om dina system?"
BODY = """Hej!

Du äger {count} som kommunen behöver veta att uppgifterna stämmer om. Läs igenom dem och svara \
senast den {day}:
{url}

Det tar några minuter."""


@transaction.atomic
def ask_owners(due_on: date, *, by: Actor, at: datetime) -> Campaign:
    """Start a campaign and write to every owner at once: all of it, or nothing."""
    campaign, is_new = start_campaign(due_on, by=by, at=at)
    if is_new:
        _write(campaign, by=by, at=at)
    return campaign


@pulse("remind owners", seconds=HOUR)
def remind_owners() -> None:
    """Remind those who have not answered; two workers at once remind once."""
    remind_at(timezone.now())


def remind_at(at: datetime) -> None:
    """What the worker does at that time."""
    by = the_system("worker")
    for campaign in campaigns_to_remind(timezone.localdate(at)):
        with transaction.atomic():
            if note_reminded(campaign, by=by, at=at):
                _write(campaign, by=by, at=at)


def _write(campaign: Campaign, *, by: Actor, at: datetime) -> None:
    """How many and nothing of which: mail is read by others too."""
    url = f"{settings.ENVIRONMENT.site_url}/office/system/mina/"
    for asked in to_ask(campaign, today=timezone.localdate(at)):
        count = "1 system" if asked.systems == 1 else f"{asked.systems} system"
        send_message(
            asked.email, subject=ASKED,
            body=BODY.format(count=count, day=campaign.due_on, url=url), language="sv",
            about=f"employee:{asked.employee}", unit=None, by=by, at=at,
        )  # fmt: skip
