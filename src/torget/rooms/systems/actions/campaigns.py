"""Asking everyone who owns a system whether what stands about it is true."""

from datetime import date, datetime

from django.db import transaction
from django.utils import timezone

from torget.foundation.actor import Actor
from torget.rooms.audit.actions import record
from torget.rooms.systems.models import Campaign


class DueTooSoon(Exception):
    """Owners get at least a day to answer."""


@transaction.atomic
def start_campaign(due_on: date, *, by: Actor, at: datetime) -> tuple[Campaign, bool]:
    """Ask all owners to confirm by the day; answers whether it is new. Needs `systems.edit`.

    One that was started the same day is the same. Raises DueTooSoon.
    """
    by.must_anywhere("systems.edit")
    if due_on <= timezone.localdate(at):
        raise DueTooSoon
    latest = Campaign.objects.select_for_update().order_by("-pk").first()
    if latest and timezone.localdate(latest.started_at) == timezone.localdate(at):
        return latest, False
    campaign = Campaign.objects.create(started_at=at, started_by=by.name, due_on=due_on)
    record("campaign.started", str(campaign), by=by, at=at)
    return campaign, True


@transaction.atomic
def note_reminded(campaign: Campaign, *, by: Actor, at: datetime) -> bool:
    """Say that those who have not answered are reminded; False when someone just did so."""
    campaign = Campaign.objects.select_for_update().get(pk=campaign.pk)
    if campaign.reminded_on == timezone.localdate(at):
        return False
    campaign.reminded_on = timezone.localdate(at)
    campaign.save(update_fields=["reminded_on"])
    record("campaign.reminded", str(campaign), by=by, at=at)
    return True
