"""What has been sent, and what could not be."""

from django.db.models import Q, QuerySet

from torget.foundation.actor import Actor
from torget.rooms.messaging.models import Message
from torget.rooms.messaging.terms import State


def undelivered(*, actor: Actor) -> QuerySet[Message]:
    """Messages that failed at the actor's units, newest first."""
    units = actor.units_for("message.resend")
    mine = Q(unit__in=units) | (Q(unit=None) if units else Q(pk=None))
    return Message.objects.filter(mine, state=State.FAILED).order_by("-queued_at")


def messages_about(subject: str) -> QuerySet[Message]:
    """What was sent about something the caller has already been allowed to see."""
    return Message.objects.filter(about=subject).order_by("queued_at")
