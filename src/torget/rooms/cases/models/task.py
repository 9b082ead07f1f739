"""What is to be done in a case: a checklist, follow-up days, reminders to oneself."""

import uuid

from django.db import models
from django.db.models import Q

from torget.rooms.cases.models.case import Case


class Task(models.Model):
    """Something to do in a case, by a day if one is set; anyone's who handles it if nobody's."""

    case = models.ForeignKey(Case, models.CASCADE, related_name="tasks")
    title = models.CharField(max_length=200)
    due_on = models.DateField(null=True)
    officer = models.ForeignKey(
        "organisation.Employee", models.SET_NULL, null=True, related_name="+"
    )
    added_by = models.CharField(max_length=150)
    added_at = models.DateTimeField()
    done_by = models.CharField(max_length=150, blank=True)
    done_at = models.DateTimeField(null=True)
    once = models.UUIDField(unique=True, default=uuid.uuid4)  # the form's key

    class Meta:
        indexes = [
            models.Index(fields=["case"], name="task_open", condition=Q(done_at=None)),
            models.Index(
                fields=["officer", "due_on"], name="task_officer", condition=Q(done_at=None)
            ),
        ]
        constraints = [
            models.CheckConstraint(
                name="task_done_by",
                condition=Q(done_at=None, done_by="") | Q(done_at__isnull=False) & ~Q(done_by=""),
            )
        ]

    def __str__(self) -> str:
        return f"{self.case} {self.pk}"
