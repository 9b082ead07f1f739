"""That somebody called, came or wrote: the work of a contact centre, with or without a case."""

import uuid

from django.db import models
from django.db.models import Q

from torget.rooms.cases.models.case import Case
from torget.rooms.submissions.terms import Channel


class Contact(models.Model):
    """One contact: solved at once, or passed on to a unit that takes care of it."""

    case = models.ForeignKey(Case, models.CASCADE, null=True, related_name="contacts")
    person = models.ForeignKey("identity.Person", models.PROTECT, null=True, related_name="+")
    channel = models.CharField(max_length=10, choices=Channel)
    service = models.SlugField(max_length=60, blank=True, db_index=False)  # the e-service's key
    text = models.TextField()  # what about, and where to answer
    passed_to = models.ForeignKey("organisation.Unit", models.PROTECT, null=True, related_name="+")
    taken_by = models.ForeignKey("organisation.Employee", models.PROTECT, related_name="+")
    at = models.DateTimeField()
    done_by = models.CharField(max_length=150, blank=True)
    done_at = models.DateTimeField(null=True)
    once = models.UUIDField(unique=True, default=uuid.uuid4)  # the form's key

    class Meta:
        indexes = [
            models.Index(fields=["person", "-at"], name="contact_person"),
            models.Index(fields=["at"], name="contact_at"),
            models.Index(
                fields=["passed_to", "at"],
                name="contact_waiting",
                condition=Q(passed_to__isnull=False, done_at=None),
            ),
        ]
        constraints = [
            models.CheckConstraint(
                name="contact_done_by",
                condition=Q(done_at=None, done_by="") | Q(done_at__isnull=False) & ~Q(done_by=""),
            )
        ]

    def __str__(self) -> str:
        return f"contact:{self.pk}"
