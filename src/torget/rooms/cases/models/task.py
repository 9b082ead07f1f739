"""What is to be done in a case: a checklist, and what is followed up after the decision."""

from __future__ import annotations

import uuid
from typing import Self

from django.db import models
from django.db.models import Q

from torget.rooms.cases.models.case import Case


class TaskQuerySet(models.QuerySet["Task"]):
    def before_closing(self) -> Self:
        """What is left to do before the case can be closed."""
        return self.filter(done_at=None, follows_up=False)


class Task(models.Model):
    """Something to do in a case, by a day if one is set; anyone's who handles it if nobody's.

    One that follows up comes up on its day, also in a closed case, and hinders nothing.
    """

    case = models.ForeignKey(Case, models.CASCADE, related_name="tasks")
    title = models.CharField(max_length=200)
    due_on = models.DateField(null=True)
    follows_up = models.BooleanField(default=False, db_default=False)
    officer = models.ForeignKey(
        "organisation.Employee", models.SET_NULL, null=True, related_name="+"
    )
    added_by = models.CharField(max_length=150)
    added_at = models.DateTimeField()
    done_by = models.CharField(max_length=150, blank=True)
    done_at = models.DateTimeField(null=True)
    once = models.UUIDField(unique=True, default=uuid.uuid4)  # the form's key

    objects = TaskQuerySet.as_manager()

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
            ),
            models.CheckConstraint(
                name="task_followed_up_on", condition=Q(follows_up=False) | Q(due_on__isnull=False)
            ),
        ]

    def __str__(self) -> str:
        return f"{self.case} {self.pk}"
