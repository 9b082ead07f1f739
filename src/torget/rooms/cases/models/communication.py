"""What the parties are shown before a decision, and what they say of it."""

import uuid

from django.db import models

from torget.rooms.cases.models.case import Case, Party


class Communication(models.Model):
    """Material that a decision may rest on, sent to the parties to answer by a day."""

    case = models.ForeignKey(Case, models.CASCADE, related_name="communications")
    text = models.TextField()
    documents = models.ManyToManyField("documents.Document")
    answer_by = models.DateField()
    sent_by = models.CharField(max_length=150)
    sent_at = models.DateTimeField()
    once = models.UUIDField(unique=True, default=uuid.uuid4)

    def __str__(self) -> str:
        return f"{self.case} {self.sent_at}"


class Statement(models.Model):
    """What a party says of what they were shown, once."""

    communication = models.ForeignKey(Communication, models.CASCADE, related_name="statements")
    party = models.ForeignKey(Party, models.PROTECT, related_name="+")
    text = models.TextField()
    documents = models.ManyToManyField("documents.Document")
    made_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(name="statement_once", fields=["communication", "party"])
        ]

    def __str__(self) -> str:
        return f"{self.communication} {self.party}"
