"""That a colleague is named in a note."""

from django.db import models
from django.db.models import Q

from torget.rooms.cases.models.case import Note


class Mention(models.Model):
    """Someone who should read the note; new to them until they have opened the case."""

    note = models.ForeignKey(Note, models.CASCADE, related_name="mentions")
    employee = models.ForeignKey("organisation.Employee", models.CASCADE, related_name="+")
    seen_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(name="mention_once", fields=["note", "employee"])]
        indexes = [
            models.Index(fields=["employee"], name="mention_unseen", condition=Q(seen_at=None))
        ]

    def __str__(self) -> str:
        return f"{self.note} {self.employee}"
