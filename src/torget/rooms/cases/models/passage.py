"""Where a case has stood, and how long: what time in each phase is measured from."""

from django.db import models
from django.db.models import Q

from torget.rooms.cases.models.case import Case


class Passage(models.Model):
    """A status that a case stood in, from one moment to another; open while it stands there."""

    case = models.ForeignKey(Case, models.CASCADE, related_name="passages")
    step = models.CharField(max_length=50)
    phase = models.CharField(max_length=50, blank=True)  # of the process, as it then was
    entered_at = models.DateTimeField()
    left_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="passage_open_once", fields=["case"], condition=Q(left_at=None)
            )
        ]

    def __str__(self) -> str:
        return f"{self.case} {self.step}"
