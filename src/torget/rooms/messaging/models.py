"""Messages out of the house, and how it went."""

import uuid

from django.db import models
from django.db.models import Q

from torget.rooms.messaging.terms import State


class Message(models.Model):
    """One message to one address. Holds no identity numbers and nothing secret in its text;

    a text with a link that opens something is kept only until it is sent."""

    key = models.UUIDField(unique=True, default=uuid.uuid4)
    channel = models.CharField(max_length=20, default="email")
    to = models.CharField(max_length=254)
    reply_to = models.CharField(max_length=254, blank=True, db_default="")
    subject = models.CharField(max_length=200)
    body = models.TextField()
    language = models.CharField(max_length=5, default="sv")
    about = models.CharField(max_length=60)  # "case:BYGG-2026-0001"
    unit = models.BigIntegerField(null=True)  # whose staff looks after it if it fails
    holds_link = models.BooleanField(default=False, db_default=False)  # forgotten once sent
    documents = models.ManyToManyField("documents.Document")
    state = models.CharField(max_length=10, choices=State, default=State.WAITING)
    attempts = models.PositiveIntegerField(default=0)
    last_error = models.TextField(blank=True)  # plain Swedish
    queued_at = models.DateTimeField()
    sent_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="message_sent_at",
                condition=Q(state=State.SENT, sent_at__isnull=False)
                | ~Q(state=State.SENT) & Q(sent_at=None),
            )
        ]
        indexes = [
            models.Index(fields=["unit"], name="message_failed", condition=Q(state=State.FAILED))
        ]

    def __str__(self) -> str:
        return f"message:{self.key}"
