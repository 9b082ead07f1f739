"""What officers write to the committee before it decides (tjänsteskrivelse)."""

import uuid

from django.db import models
from django.db.models import Q

from torget.rooms.cases.models.case import Case


class Memorandum(models.Model):
    """A draft that several may write in, until it is finished and has its document."""

    case = models.ForeignKey(Case, models.CASCADE, related_name="memoranda")
    heading = models.CharField(max_length=200)
    summary = models.TextField(blank=True)
    background = models.TextField(blank=True)
    assessment = models.TextField(blank=True)
    proposal = models.TextField(blank=True)
    revision = models.PositiveIntegerField(default=1)  # how often it has been saved
    saved_by = models.CharField(max_length=150)
    saved_at = models.DateTimeField()
    document = models.ForeignKey("documents.Document", models.PROTECT, null=True, related_name="+")
    finished_at = models.DateTimeField(null=True)
    once = models.UUIDField(unique=True, default=uuid.uuid4)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="memorandum_finished",
                condition=Q(finished_at=None, document=None)
                | Q(finished_at__isnull=False, document__isnull=False),
            )
        ]

    def __str__(self) -> str:
        return f"{self.case} {self.pk}"
