"""That cases belong together."""

from django.db import models
from django.db.models import F, Q

from torget.rooms.cases.models.case import Case
from torget.rooms.cases.terms import Bond


class Relation(models.Model):
    """One case has to do with another, or was begun from it. Each keeps its own trail."""

    case = models.ForeignKey(Case, models.CASCADE, related_name="relations")
    other = models.ForeignKey(Case, models.CASCADE, related_name="relations_from")
    bond = models.CharField(max_length=10, choices=Bond)
    made_by = models.CharField(max_length=150)
    made_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(name="relation_once", fields=["case", "other"]),
            models.CheckConstraint(name="relation_of_two", condition=~Q(case=F("other"))),
        ]

    def __str__(self) -> str:
        return f"{self.case} {self.other}"
