"""Opinions that are asked for outside the case, and the answers."""

import uuid

from django.db import models
from django.db.models import Q

from torget.rooms.cases.models.case import Case


class Referral(models.Model):
    """A question to someone outside, or to another unit, to answer by a day.

    Someone outside has a link, kept only as its digest, and is bound to it by the first log-in.
    """

    case = models.ForeignKey(Case, models.CASCADE, related_name="referrals")
    key = models.UUIDField(unique=True, default=uuid.uuid4)
    to_name = models.CharField(max_length=150)
    to_email = models.EmailField()
    unit = models.ForeignKey("organisation.Unit", models.PROTECT, null=True, related_name="+")
    question = models.TextField()
    documents = models.ManyToManyField("documents.Document", related_name="referred_in")
    answer_by = models.DateField()
    asked_by = models.ForeignKey("organisation.Employee", models.PROTECT, related_name="+")
    sent_at = models.DateTimeField()
    digest = models.CharField(max_length=64, unique=True)  # of the link; no unit is sent one
    person = models.ForeignKey("identity.Person", models.PROTECT, null=True, related_name="+")
    bound_at = models.DateTimeField(null=True)
    answer = models.TextField(blank=True)
    answer_documents = models.ManyToManyField("documents.Document", related_name="answers_in")
    answered_by = models.CharField(max_length=150, blank=True)
    answered_at = models.DateTimeField(null=True)
    withdrawn_at = models.DateTimeField(null=True)
    reminded_on = models.DateField(null=True)  # that the day is near
    once = models.UUIDField(unique=True, default=uuid.uuid4)

    class Meta:
        indexes = [
            models.Index(
                fields=["answer_by"],
                name="referral_open",
                condition=Q(answered_at=None, withdrawn_at=None),
            ),
            models.Index(
                fields=["unit"],
                name="referral_to_unit",
                condition=Q(answered_at=None, withdrawn_at=None, unit__isnull=False),
            ),
        ]
        constraints = [
            models.CheckConstraint(
                name="referral_answered",
                condition=Q(answered_at=None, answered_by="")
                | Q(answered_at__isnull=False) & ~Q(answered_by=""),
            ),
            models.CheckConstraint(
                name="referral_bound",
                condition=Q(person=None, bound_at=None)
                | Q(person__isnull=False, bound_at__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.case} {self.pk}"

    @property
    def is_open(self) -> bool:
        """Whether an answer is still waited for."""
        return self.answered_at is None and self.withdrawn_at is None
