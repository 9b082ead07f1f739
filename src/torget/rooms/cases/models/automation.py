"""What a decision table has said of a case, kept beside the decision that was made."""

from django.db import models

from torget.rooms.cases.models.case import Decision


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
