"""Drafts that people fill in, and the submissions they become."""

import uuid

from django.db import models
from django.db.models import Q

from torget.rooms.submissions.terms import UNANSWERED, Channel, SignatureState


class Draft(models.Model):
    """Answers on their way.

    Belongs to a person, to an employee where the service is for them, or without log-in to
    whoever holds its key. One that an employee fills in for someone belongs to both.
    """

    key = models.UUIDField(primary_key=True, default=uuid.uuid4)
    version = models.ForeignKey("eservices.Version", models.PROTECT, related_name="+")
    person = models.ForeignKey("identity.Person", models.CASCADE, null=True, related_name="drafts")
    employee = models.ForeignKey(
        "organisation.Employee", models.PROTECT, null=True, related_name="+"
    )
    answers = models.JSONField(default=dict)
    context = models.JSONField(default=dict)  # what was prefilled from, with source and time
    language = models.CharField(max_length=5, default="sv")
    channel = models.CharField(
        max_length=10, choices=Channel, default=Channel.E_SERVICE, db_default=Channel.E_SERVICE
    )  # the way it is told, when an employee fills it in for someone
    step = models.CharField(max_length=60, blank=True)  # where the person goes on
    started_at = models.DateTimeField()
    changed_at = models.DateTimeField()
    submitted_at = models.DateTimeField(null=True)
    moved_at = models.DateTimeField(null=True)  # to a newer version; until the person is told

    class Meta:
        indexes = [
            models.Index(
                fields=["person", "-changed_at"],
                name="draft_open",
                condition=Q(submitted_at=None),
            ),
            models.Index(
                fields=["employee", "-changed_at"],
                name="draft_open_employee",
                condition=Q(submitted_at=None, employee__isnull=False),
            ),
            models.Index(fields=["changed_at"], name="draft_left", condition=Q(submitted_at=None)),
            models.Index(
                fields=["submitted_at"],
                name="draft_sent",
                condition=Q(submitted_at__isnull=False),
            ),
        ]
        constraints = [
            models.CheckConstraint(
                name="draft_owned_as_told",
                condition=Q(person=None)
                | Q(employee=None)
                | Q(employee__isnull=False) & ~Q(channel=Channel.E_SERVICE),
            )
        ]

    def __str__(self) -> str:
        return f"draft:{self.key}"


class Attachment(models.Model):
    """A file given as an answer."""

    draft = models.ForeignKey(Draft, models.CASCADE, related_name="attachments")
    question = models.CharField(max_length=60)
    document = models.ForeignKey("documents.Document", models.PROTECT, related_name="+")
    removed_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [models.Index(fields=["draft", "question"], name="attachment_question")]

    def __str__(self) -> str:
        return f"{self.question}: {self.document_id}"


class Submission(models.Model):
    """What was sent, exactly as it was. A trigger refuses changes to these columns."""

    key = models.UUIDField(unique=True, default=uuid.uuid4)
    draft = models.OneToOneField(Draft, models.PROTECT, related_name="submission")
    version = models.ForeignKey("eservices.Version", models.PROTECT, related_name="+")
    person = models.ForeignKey(
        "identity.Person", models.PROTECT, null=True, related_name="submissions"
    )
    answers = models.JSONField()  # only what was visible when it was sent
    context = models.JSONField()  # register facts that the answers were prefilled from
    files = models.JSONField(default=list)  # [{question, document, name, size, sha256}]
    text = models.TextField()  # the readable summary that was shown and signed
    digest = models.CharField(max_length=64)  # over canonical answers and files
    language = models.CharField(max_length=5)
    channel = models.CharField(
        max_length=10,
        choices=Channel,
        default=Channel.E_SERVICE,
        db_default=Channel.E_SERVICE,
    )
    submitted_at = models.DateTimeField()  # when it came in

    def __str__(self) -> str:
        return f"submission:{self.key}"


class Signature(models.Model):
    """Someone's signature under a submission, with the evidence to verify it years later."""

    submission = models.ForeignKey(Submission, models.PROTECT, related_name="signatures")
    person = models.ForeignKey("identity.Person", models.PROTECT, related_name="+")
    order = models.OneToOneField("identity.Order", models.PROTECT, related_name="+")
    method = models.CharField(max_length=20)
    name = models.CharField(max_length=150)
    text = models.TextField()  # what the person was shown
    hidden_data = models.BinaryField()  # the digest bound into the signature
    signature = models.BinaryField()
    ocsp = models.BinaryField()
    signed_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(name="signature_once", fields=["submission", "person"])
        ]

    def __str__(self) -> str:
        return f"{self.submission} {self.person}"


class Receipt(models.Model):
    """The PDF that says what was received; made by the worker soon after."""

    submission = models.OneToOneField(Submission, models.PROTECT, related_name="receipt")
    document = models.ForeignKey("documents.Document", models.PROTECT, related_name="+")
    made_at = models.DateTimeField()

    def __str__(self) -> str:
        return str(self.submission)


class SignatureRequest(models.Model):
    """Someone else who is asked to sign: the other custodian, a partner, a second signatory."""

    key = models.UUIDField(unique=True, default=uuid.uuid4)
    submission = models.ForeignKey(Submission, models.CASCADE, related_name="requests")
    person = models.ForeignKey("identity.Person", models.PROTECT, related_name="signature_requests")
    place = models.PositiveSmallIntegerField(default=0)  # in the order they are asked
    email = models.EmailField(blank=True)  # as the sender gave it
    state = models.CharField(max_length=10, choices=SignatureState, default=SignatureState.WAITING)
    asked_at = models.DateTimeField()
    told_at = models.DateTimeField(null=True)  # when a message about it was queued
    answered_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(name="request_once", fields=["submission", "person"]),
            models.CheckConstraint(
                name="request_answered_at",
                condition=Q(state__in=UNANSWERED, answered_at=None)
                | ~Q(state__in=UNANSWERED) & Q(answered_at__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.submission} {self.person}"
