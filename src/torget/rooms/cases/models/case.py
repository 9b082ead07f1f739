"""Cases: what the municipality does with what came in."""

from __future__ import annotations

import uuid
from typing import Self

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Coalesce

from torget.foundation.actor import Actor
from torget.rooms.cases.terms import AppealWay, Author, Kind, Outcome, PartyRole, Status


class Series(models.Model):
    """Numbers of one kind and year, without gaps: BYGG-2026-0001."""

    prefix = models.CharField(max_length=10)
    year = models.PositiveSmallIntegerField()
    last = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [models.UniqueConstraint(name="series_once", fields=["prefix", "year"])]

    def __str__(self) -> str:
        return f"{self.prefix}-{self.year}"


def _at(units: frozenset[int]) -> Q:
    """At one of the units; a single one as an equality, which an index can give in order."""
    return Q(unit=next(iter(units))) if len(units) == 1 else Q(unit__in=units)


class CaseQuerySet(models.QuerySet["Case"]):
    def readable_by(self, actor: Actor) -> Self:
        """What staff may read by unit and sensitivity, or what concerns the resident."""
        if actor.person is not None:
            return self.filter(parties__person=actor.person)
        everything = actor.units_for("case.read.sensitive")
        plain = actor.units_for("case.read") - everything
        readable = _at(everything)
        if plain:
            readable |= _at(plain) & Q(permission="case.read")
        return self.filter(readable)

    def open(self) -> Self:
        return self.exclude(status=Status.CLOSED)


class Case(models.Model):
    number = models.CharField(max_length=24, unique=True)
    title = models.JSONField()  # {"sv": …, "en": …}: the service's name
    kind = models.CharField(max_length=12, choices=Kind, default=Kind.APPLICATION)
    service = models.SlugField(max_length=60, blank=True, db_index=False)  # the e-service's key
    summary = models.CharField(max_length=200, blank=True)  # what tells it from its neighbours
    submission = models.OneToOneField("submissions.Submission", models.PROTECT, related_name="case")
    unit = models.ForeignKey("organisation.Unit", models.PROTECT, related_name="+")
    officer = models.ForeignKey(
        "organisation.Employee", models.SET_NULL, null=True, related_name="+"
    )
    permission = models.CharField(max_length=30)  # what it takes to read it, from its information
    status = models.CharField(max_length=20, choices=Status, default=Status.RECEIVED)
    # Where it stands in its process, and the words people read of it: {"title": {"sv": …}, …}.
    # Nothing of a case from before there were processes: then the status says it.
    step = models.CharField(max_length=50, blank=True, default="", db_default="")
    step_words = models.JSONField(null=True)
    applicant_name = models.CharField(max_length=150, blank=True)
    protected = models.BooleanField(default=False)  # someone in it has protected identity
    received_at = models.DateTimeField()
    due_on = models.DateField()  # the day an answer is promised
    decided_at = models.DateTimeField(null=True)
    closed_at = models.DateTimeField(null=True)

    objects = CaseQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(
                fields=["unit", "due_on", "id"],
                include=["officer", "decided_at"],  # what the queue's counters ask, without the row
                name="case_queue",
                condition=~Q(status=Status.CLOSED),
            ),
            models.Index(
                fields=["due_on", "id"],
                name="case_due",
                condition=~Q(status=Status.CLOSED),
            ),
            models.Index(
                fields=["officer", "due_on", "id"],
                name="case_officer",
                condition=~Q(status=Status.CLOSED),
            ),
            models.Index(
                fields=["unit", "-closed_at", "-id"],
                name="case_closed",
                condition=Q(status=Status.CLOSED),
            ),
            # What statistics count by day.
            models.Index(fields=["received_at"], name="case_by_receipt"),
            models.Index(fields=["closed_at"], name="case_by_closing"),
            models.Index(Coalesce("decided_at", "closed_at"), name="case_by_answer"),
        ]
        constraints = [
            models.CheckConstraint(
                name="case_closed_at",
                condition=Q(status=Status.CLOSED, closed_at__isnull=False)
                | ~Q(status=Status.CLOSED) & Q(closed_at=None),
            ),
            models.CheckConstraint(
                name="case_decided_at",
                condition=~Q(status=Status.DECIDED) | Q(decided_at__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return self.number

    def title_in(self, language: str) -> str:
        return str(self.title.get(language) or self.title["sv"])

    def status_in(self, language: str) -> str:
        """Where it stands, in the words of its process."""
        return self._said("title", language) or str(Status(self.status).label)

    def now_in(self, language: str) -> str:
        """What is happening now, where its process says; otherwise nothing."""
        return self._said("text", language)

    def _said(self, what: str, language: str) -> str:
        words = (self.step_words or {}).get(what) or {}
        return str(words.get(language) or words.get("sv") or "")


class Party(models.Model):
    """Someone the case is about. No person: anonymous, with an address to answer to at most."""

    case = models.ForeignKey(Case, models.CASCADE, related_name="parties")
    person = models.ForeignKey("identity.Person", models.PROTECT, null=True, related_name="+")
    role = models.CharField(max_length=20, choices=PartyRole)
    name = models.CharField(max_length=150, blank=True)
    email = models.EmailField(blank=True)
    phone = models.CharField(max_length=30, blank=True)
    language = models.CharField(max_length=5, default="sv")

    class Meta:
        constraints = [models.UniqueConstraint(name="party_once", fields=["case", "person"])]

    def __str__(self) -> str:
        return f"{self.case} {self.role}"


class Event(models.Model):
    """Something the resident may read on the case's line of time."""

    case = models.ForeignKey(Case, models.CASCADE, related_name="events")
    what = models.CharField(max_length=40)  # keys of cases.texts
    values = models.JSONField(default=dict)
    at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["case", "at"], name="event_case")]

    def __str__(self) -> str:
        return f"{self.case} {self.what}"


class Post(models.Model):
    """One message in the conversation between the applicant and the officer.

    It begins a thread, or answers the one that began it (`thread`).
    """

    case = models.ForeignKey(Case, models.CASCADE, related_name="posts")
    thread = models.ForeignKey("self", models.CASCADE, null=True, related_name="answers")
    subject = models.CharField(max_length=100, blank=True, db_default="")  # of what begins one
    author = models.CharField(max_length=10, choices=Author)
    author_name = models.CharField(max_length=150)
    text = models.TextField()
    documents = models.ManyToManyField("documents.Document")
    written_at = models.DateTimeField()
    read_at = models.DateTimeField(null=True)  # by the other side
    once = models.UUIDField(unique=True, default=uuid.uuid4)  # the form's key: sent twice is once
    mailed_from = models.CharField(max_length=254, blank=True, db_default="")  # if by e-mail
    whole = models.TextField(blank=True, db_default="")  # of an e-mail, when `text` is a part of it

    class Meta:
        indexes = [
            models.Index(
                fields=["case"],
                name="post_unread",
                condition=Q(author=Author.RESIDENT, read_at=None),
            )
        ]

    def __str__(self) -> str:
        return f"{self.case} {self.written_at}"


class SupplementRequest(models.Model):
    """The officer asks for something more, by a day."""

    case = models.ForeignKey(Case, models.CASCADE, related_name="supplements")
    text = models.TextField()
    answer_by = models.DateField()
    asked_by = models.CharField(max_length=150)
    asked_at = models.DateTimeField()
    answer = models.TextField(blank=True)
    documents = models.ManyToManyField("documents.Document")
    answered_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="one_open_supplement", fields=["case"], condition=Q(answered_at=None)
            )
        ]

    def __str__(self) -> str:
        return f"{self.case} {self.asked_at}"


class Note(models.Model):
    """A working note among officers; not shown to the applicant in the service."""

    case = models.ForeignKey(Case, models.CASCADE, related_name="notes")
    text = models.TextField()
    author = models.ForeignKey("organisation.Employee", models.PROTECT, related_name="+")
    written_at = models.DateTimeField()
    once = models.UUIDField(unique=True, default=uuid.uuid4)

    def __str__(self) -> str:
        return f"{self.case} {self.written_at}"


class Decision(models.Model):
    """What was decided, by whom, why, by which law, and how to appeal. Never rewritten."""

    case = models.ForeignKey(Case, models.PROTECT, related_name="decisions")
    in_force = models.OneToOneField(
        Case, models.PROTECT, null=True, related_name="decision"
    )  # the case that it settles; none: a later one has replaced it
    replaces = models.OneToOneField(
        "self", models.PROTECT, null=True, related_name="replaced_by"
    )  # the one it changed (förvaltningslagen (2017:900) 37–38 §§)
    outcome = models.CharField(max_length=12, choices=Outcome)
    text = models.TextField()
    reasons = models.TextField()
    legal_basis = models.TextField()
    appeal = models.TextField()  # how to appeal, as the applicant reads it
    appeal_way = models.CharField(
        max_length=10, choices=AppealWay, blank=True, default="", db_default=""
    )  # nothing: it goes the applicant's way, or is from before it was noted
    posted_on = models.DateField(null=True)  # on the board, where legality review counts from it
    committee = models.ForeignKey(
        "organisation.Committee", models.PROTECT, null=True, related_name="+"
    )
    delegation = models.ForeignKey(
        "organisation.Delegation", models.PROTECT, null=True, related_name="+"
    )  # none: the committee decided itself
    authority = models.CharField(max_length=250, blank=True)  # by what right, as it then read
    amount = models.PositiveBigIntegerField(null=True)  # kronor, where the decision is of money
    meeting_on = models.DateField(null=True)  # of the committee that decided
    item = models.CharField(max_length=20, blank=True)  # of its minutes: § 12
    memorandum = models.ForeignKey(
        "cases.Memorandum", models.PROTECT, null=True, related_name="+"
    )  # what the committee had before it
    extract = models.ForeignKey("documents.Document", models.PROTECT, null=True, related_name="+")
    reported_on = models.DateField(null=True)  # the meeting it was reported to
    officer_name = models.CharField(max_length=150)
    officer_title = models.CharField(max_length=100)
    decided_at = models.DateTimeField()
    document = models.ForeignKey("documents.Document", models.PROTECT, null=True, related_name="+")
    served_at = models.DateTimeField(null=True)
    read_at = models.DateTimeField(null=True)  # when the applicant opened it here
    final_on = models.DateField(null=True)  # sealed when nobody can appeal any more

    class Meta:
        indexes = [
            models.Index(
                fields=["id"],
                name="decision_not_final",
                condition=Q(final_on=None, served_at__isnull=False),
            ),
            models.Index(
                fields=["committee", "decided_at"],
                name="decision_not_reported",
                condition=Q(reported_on=None, delegation__isnull=False),
            ),
        ]
        constraints = [
            models.CheckConstraint(
                name="in_force_in_its_case", condition=Q(in_force=None) | Q(in_force=F("case"))
            ),
            models.CheckConstraint(
                name="committee_decides_in_minutes",
                condition=Q(meeting_on=None, item="", extract=None)
                | Q(meeting_on__isnull=False, extract__isnull=False, delegation=None) & ~Q(item=""),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.case} {self.outcome}"


class Disqualification(models.Model):
    """An employee who may not handle the case (förvaltningslagen (2017:900) 16 §)."""

    case = models.ForeignKey(Case, models.CASCADE, related_name="disqualifications")
    employee = models.ForeignKey("organisation.Employee", models.PROTECT, related_name="+")
    reason = models.TextField()
    declared_by = models.CharField(max_length=150)
    declared_at = models.DateTimeField()
    lifted_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="disqualified_once",
                fields=["case", "employee"],
                condition=Q(lifted_at=None),
            )
        ]

    def __str__(self) -> str:
        return f"{self.case} {self.employee}"


class Presence(models.Model):
    """An officer who has a case open."""

    case = models.ForeignKey(Case, models.CASCADE, related_name="presences")
    employee = models.ForeignKey("organisation.Employee", models.CASCADE, related_name="+")
    seen_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(name="presence_once", fields=["case", "employee"])]

    def __str__(self) -> str:
        return f"{self.case} {self.employee}"
