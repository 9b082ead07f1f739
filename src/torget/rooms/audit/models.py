"""The trail. Rows are only ever added: a trigger in the first migration refuses anything else."""

from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import Func


class AuditClock(Func):
    """The number of the writing transaction; see migration 0001 for how it survives a restore."""

    function = "audit_clock"
    output_field = models.BigIntegerField()


class Entry(models.Model):
    """What happened or was seen, by whom, from where. Text only: outlives what it describes."""

    what = models.CharField(max_length=100)  # case.opened, answers.viewed …
    subject = models.CharField(max_length=200)  # "case:BYGG-2026-0001"
    person = models.BigIntegerField(null=True)  # whose data it concerns: a row in `identity`
    actor = models.CharField(max_length=100)
    actor_name = models.CharField(max_length=200)
    door = models.CharField(max_length=20, blank=True)
    at = models.DateTimeField()
    details = models.JSONField(default=dict)
    transaction = models.BigIntegerField(db_default=AuditClock(), editable=False)

    class Meta:
        indexes = [
            models.Index(fields=["subject", "id"], name="entry_subject"),
            models.Index(fields=["person", "-id"], name="entry_person"),
            models.Index(fields=["transaction"], name="entry_transaction"),
        ]

    def __str__(self) -> str:
        return f"{self.what} {self.subject}"


class Version(models.Model):
    """A row of a register as it was from `at` on, until its next version; written by a trigger.

    `transaction` is that of the entries that tell who made it so, and why.
    """

    table = models.CharField(max_length=63)
    row = models.BigIntegerField()
    state = models.JSONField()  # the columns; of a row that is gone, as they were last
    gone = models.BooleanField()
    at = models.DateTimeField()
    transaction = models.BigIntegerField()

    class Meta:
        indexes = [
            models.Index(fields=["table", "row", "-id"], name="version_row"),
            GinIndex(fields=["state"], name="version_state", opclasses=["jsonb_path_ops"]),
        ]

    def __str__(self) -> str:
        return f"{self.table}:{self.row} {self.at}"


class Seal(models.Model):
    """A fingerprint over every entry of a span of transactions, chained to the seal before.

    The span is [first, until) in the numbers of `Entry.transaction`. Only transactions that can
    no longer add entries are sealed, so writers never wait for the sealer or one another.
    """

    first = models.BigIntegerField()
    until = models.BigIntegerField(unique=True)
    count = models.PositiveIntegerField()
    digest = models.CharField(max_length=64)
    previous = models.CharField(max_length=64)
    at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.first}–{self.until}"
