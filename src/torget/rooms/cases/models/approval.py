"""That others have read and approved a decision before it is made."""

import uuid

from django.db import models
from django.db.models import Q

from torget.rooms.cases.models.case import Case
from torget.rooms.cases.terms import Outcome


class Approval(models.Model):
    """A finished text that is sent to be approved, and how it went."""

    case = models.ForeignKey(Case, models.CASCADE, related_name="approvals")
    outcome = models.CharField(max_length=12, choices=Outcome)
    drafted = models.JSONField()  # the text, by the fields of Drafted
    digest = models.CharField(max_length=64)  # of all of it
    rounds = models.JSONField()  # who approves, in order: colleague, manager
    sent_by = models.ForeignKey("organisation.Employee", models.PROTECT, related_name="+")
    sent_at = models.DateTimeField()
    reason = models.TextField(blank=True)  # why it was sent back
    sent_back_by = models.CharField(max_length=150, blank=True)
    approved_at = models.DateTimeField(null=True)  # by the last round
    closed_at = models.DateTimeField(null=True)  # sent back, or another text was sent
    once = models.UUIDField(unique=True, default=uuid.uuid4)

    class Meta:
        indexes = [
            models.Index(
                fields=["case"],
                name="approval_waiting",
                condition=Q(approved_at=None, closed_at=None),
            )
        ]
        constraints = [
            models.UniqueConstraint(
                name="one_waiting_approval",
                fields=["case"],
                condition=Q(approved_at=None, closed_at=None),
            ),
            models.CheckConstraint(
                name="approval_one_end", condition=Q(approved_at=None) | Q(closed_at=None)
            ),
        ]

    def __str__(self) -> str:
        return f"{self.case} {self.pk}"


class ApprovedRound(models.Model):
    """One round's yes."""

    approval = models.ForeignKey(Approval, models.CASCADE, related_name="given")
    number = models.PositiveSmallIntegerField()
    employee = models.ForeignKey("organisation.Employee", models.PROTECT, related_name="+")
    given_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(name="round_once", fields=["approval", "number"]),
            models.UniqueConstraint(name="approver_once", fields=["approval", "employee"]),
        ]

    def __str__(self) -> str:
        return f"{self.approval} {self.number}"
