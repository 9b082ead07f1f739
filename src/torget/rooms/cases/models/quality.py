"""Closed cases that are drawn, and looked through afterwards by someone who did not handle them."""

from django.db import models
from django.db.models import Q

from torget.rooms.cases.models.case import Case
from torget.rooms.cases.terms import Verdict


class QualityCheck(models.Model):
    """Whether the case was handled well, point by point (see `CheckPoint`). Changes nothing in it.

    The case itself is as it was: what is found wrong is put right in the ordinary way.
    """

    case = models.OneToOneField(Case, models.CASCADE, related_name="quality_check")
    drawn_at = models.DateTimeField()
    basis = models.CharField(max_length=5, choices=Verdict, blank=True)
    reasons = models.CharField(max_length=5, choices=Verdict, blank=True)
    served = models.CharField(max_length=5, choices=Verdict, blank=True)
    documents = models.CharField(max_length=5, choices=Verdict, blank=True)
    comment = models.TextField(blank=True)
    checked_by = models.CharField(max_length=150, blank=True)
    checked_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [
            models.Index(fields=["drawn_at"], name="check_waiting", condition=Q(checked_at=None)),
            models.Index(fields=["checked_at"], name="check_done"),
        ]
        constraints = [
            models.CheckConstraint(
                name="check_whole",
                condition=Q(
                    checked_at=None, basis="", reasons="", served="", documents="", checked_by=""
                )
                | Q(checked_at__isnull=False)
                & ~Q(basis="")
                & ~Q(reasons="")
                & ~Q(served="")
                & ~Q(documents="")
                & ~Q(checked_by=""),
            )
        ]

    def __str__(self) -> str:
        return f"{self.case} {self.checked_at}"
