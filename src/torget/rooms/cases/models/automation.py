"""What a decision table has said of a case, kept beside the decision that was made."""

from django.db import models
from django.db.models import Q

from torget.rooms.cases.models.case import Case, Decision
from torget.rooms.cases.terms import ReviewKind


class WeighedByTable(models.Model):
    """What the table was told and which row hit, as it then was.

    `inputs`: [{key, title, source, value, shown}], as the table's own words have them.
    """

    table = models.CharField(max_length=64)  # its hash
    version = models.PositiveIntegerField()  # of the service
    service = models.SlugField(max_length=60, db_index=False)
    row = models.CharField(max_length=50, blank=True)  # the key of the row that hit; none did
    inputs = models.JSONField()
    weighed_at = models.DateTimeField()

    class Meta:
        abstract = True


class TableProposal(WeighedByTable):
    """What a table in shadow proposed, beside what a person then decided.

    `agreed`: nothing where the table left it to a person, or the application fell away.
    """

    decision = models.OneToOneField(Decision, models.CASCADE, related_name="proposal")
    why = models.CharField(max_length=10)
    grants = models.BooleanField()
    agreed = models.BooleanField(null=True)

    class Meta:
        indexes = [models.Index(fields=["service", "-id"], name="proposal_service")]

    def __str__(self) -> str:
        return f"{self.decision} {self.row}"


class AutomatedDecision(WeighedByTable):
    """A decision that a table made: what it was told, which row hit and by which law. Once a case.

    `sampled`: a person is to look at it afterwards.
    """

    case = models.OneToOneField(Case, models.CASCADE, related_name="automated")
    decision = models.OneToOneField(Decision, models.CASCADE, related_name="automated")
    reasons = models.TextField()
    law = models.TextField()
    resolution = models.TextField()
    sampled = models.BooleanField()

    class Meta:
        indexes = [models.Index(fields=["service"], name="automated_service")]

    def __str__(self) -> str:
        return f"{self.decision} {self.row}"


class HumanReview(models.Model):
    """Someone looks at what a table decided: the applicant has asked, or it is a sample."""

    automated = models.ForeignKey(AutomatedDecision, models.CASCADE, related_name="reviews")
    kind = models.CharField(max_length=10, choices=ReviewKind)
    text = models.TextField(blank=True)  # what the applicant wrote
    asked_at = models.DateTimeField()
    answer_by = models.DateField()
    right = models.BooleanField(null=True)
    reasons = models.TextField(blank=True)
    answered_by = models.CharField(max_length=150, blank=True)
    answered_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [
            models.Index(
                fields=["answer_by"], name="review_unanswered", condition=Q(answered_at=None)
            )
        ]
        constraints = [
            models.UniqueConstraint(name="review_once_of_kind", fields=["automated", "kind"]),
            models.CheckConstraint(
                name="review_answered_whole",
                condition=Q(answered_at=None, right=None, reasons="", answered_by="")
                | Q(answered_at__isnull=False, right__isnull=False)
                & ~Q(reasons="")
                & ~Q(answered_by=""),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.automated} {self.kind}"
