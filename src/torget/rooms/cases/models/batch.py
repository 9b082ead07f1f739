"""The same thing done to many cases: asked for, looked at beforehand, and done once."""

import uuid

from django.db import models
from django.db.models import Q

from torget.rooms.cases.models.case import Case
from torget.rooms.cases.terms import BatchAct


class Batch(models.Model):
    """Cases an officer has picked. `act` is empty until they have said what to do."""

    key = models.UUIDField(primary_key=True, default=uuid.uuid4)
    employee = models.ForeignKey("organisation.Employee", models.CASCADE, related_name="+")
    act = models.CharField(max_length=10, choices=BatchAct, blank=True)
    officer = models.ForeignKey(
        "organisation.Employee", models.SET_NULL, null=True, related_name="+"
    )
    text = models.TextField(blank=True)
    picked_at = models.DateTimeField()
    confirmed_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="batch_confirmed_with_act", condition=Q(confirmed_at=None) | ~Q(act="")
            )
        ]

    def __str__(self) -> str:
        return f"batch:{self.key}"


class BatchItem(models.Model):
    """One of the cases, and how it went: `done`, or why it could not be done."""

    batch = models.ForeignKey(Batch, models.CASCADE, related_name="items")
    case = models.ForeignKey(Case, models.CASCADE, related_name="+")
    outcome = models.CharField(max_length=40, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(name="batch_case_once", fields=["batch", "case"])]

    def __str__(self) -> str:
        return f"{self.batch_id} {self.case_id}"
