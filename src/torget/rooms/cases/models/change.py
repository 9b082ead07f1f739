"""A slip in a decision, put right beside it."""

from __future__ import annotations

import uuid

from django.db import models

from torget.rooms.cases.models.case import Decision
from torget.rooms.cases.terms import Slip


class Correction(models.Model):
    """What a decision says by a slip, and what it should say
    (förvaltningslagen (2017:900) 36 §).
    """

    decision = models.ForeignKey(Decision, models.PROTECT, related_name="corrections")
    wrong = models.TextField()
    right = models.TextField()
    slip = models.CharField(max_length=10, choices=Slip)
    officer_name = models.CharField(max_length=150)
    officer_title = models.CharField(max_length=100)
    corrected_at = models.DateTimeField()
    document = models.ForeignKey("documents.Document", models.PROTECT, null=True, related_name="+")
    once = models.UUIDField(unique=True, default=uuid.uuid4)

    def __str__(self) -> str:
        return f"{self.decision} {self.corrected_at}"
