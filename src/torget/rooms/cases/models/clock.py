"""What the law's clock counts: what is due, who is served, what is appealed or asked for."""

from __future__ import annotations

import uuid

from django.db import models
from django.db.models import Q

from torget.rooms.cases.models.case import Case, Decision, Party
from torget.rooms.cases.terms import CourtOutcome, Due, Ended, Review, Way


class Deadline(models.Model):
    """Something that is due in a case. It is never changed to another day: it ends as moved."""

    case = models.ForeignKey(Case, models.CASCADE, related_name="deadlines")
    kind = models.CharField(max_length=12, choices=Due)
    due_on = models.DateField()
    counted_from = models.DateField(null=True)  # the day a time by law began
    reason = models.TextField(blank=True)  # of a later day than the one before, to the applicant
    set_at = models.DateTimeField()
    ended = models.CharField(max_length=8, choices=Ended, blank=True)
    ended_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="deadline_open_once", fields=["case", "kind"], condition=Q(ended="")
            ),
            models.CheckConstraint(
                name="deadline_ended_at",
                condition=Q(ended="", ended_at=None) | ~Q(ended="") & Q(ended_at__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.case} {self.kind} {self.due_on}"


class Serving(models.Model):
    """One attempt to let a party have the decision; the first that takes effect counts."""

    decision = models.ForeignKey(Decision, models.CASCADE, related_name="servings")
    party = models.ForeignKey(Party, models.CASCADE, related_name="servings")
    way = models.CharField(max_length=12, choices=Way)
    sent_on = models.DateField()
    second_sent_on = models.DateField(null=True)  # the message after the document, or the notice
    confirmed_on = models.DateField(null=True)  # the receipt, the call, the handing over
    effective_on = models.DateField(null=True)  # by rules.served_on; None while not certain
    noted_by = models.CharField(max_length=150)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="serving_once", fields=["decision", "party", "way", "sent_on"]
            )
        ]

    def __str__(self) -> str:
        return f"{self.decision} {self.way}"


class Appeal(models.Model):
    """Someone asks the court to change the decision."""

    decision = models.ForeignKey(Decision, models.PROTECT, related_name="appeals")
    party = models.ForeignKey(Party, models.PROTECT, null=True, related_name="+")  # None: another
    appellant = models.CharField(max_length=150)
    text = models.TextField()
    documents = models.ManyToManyField("documents.Document")
    received_on = models.DateField()
    review = models.CharField(max_length=16, choices=Review, blank=True)
    review_reasons = models.TextField(blank=True)
    reviewed_at = models.DateTimeField(null=True)
    forwarded_at = models.DateTimeField(null=True)
    court_outcome = models.CharField(max_length=12, choices=CourtOutcome, blank=True)
    court_decided_on = models.DateField(null=True)
    court_final = models.BooleanField(default=False)  # nobody can take it further
    once = models.UUIDField(unique=True, default=uuid.uuid4)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="appeal_reviewed_at",
                condition=Q(review="", reviewed_at=None)
                | ~Q(review="") & Q(reviewed_at__isnull=False),
            ),
            models.CheckConstraint(
                name="appeal_court_after_forwarding",
                condition=Q(court_outcome="", court_decided_on=None)
                | Q(forwarded_at__isnull=False, court_decided_on__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.decision} {self.received_on}"


class DelayRequest(models.Model):
    """The applicant asks that the case be concluded; possible once in a case."""

    case = models.OneToOneField(Case, models.CASCADE, related_name="delay_request")
    text = models.TextField(blank=True)
    asked_at = models.DateTimeField()
    answer_by = models.DateField()
    refused_at = models.DateTimeField(null=True)
    reasons = models.TextField(blank=True)  # for refusing, which can be appealed

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="delay_refused_with_reasons",
                condition=Q(refused_at=None, reasons="")
                | Q(refused_at__isnull=False) & ~Q(reasons=""),
            )
        ]

    def __str__(self) -> str:
        return f"{self.case} {self.asked_at}"
