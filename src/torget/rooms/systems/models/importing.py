"""Lists of systems that came as files."""

from django.db import models
from django.db.models import Q


class Import(models.Model):
    """A file's rows as text, what its columns are, and what was done with them.

    `headings` and `rows`: as in the file. `columns`: ours → the number of theirs. `undo`: what
    each system was before, by key; null where the import added it.
    """

    file_name = models.CharField(max_length=200)
    headings = models.JSONField()
    rows = models.JSONField()
    columns = models.JSONField(default=dict)
    committee = models.CharField(max_length=50, blank=True)  # key: for rows that name none
    by = models.CharField(max_length=200)
    at = models.DateTimeField()
    done_at = models.DateTimeField(null=True)
    undone_at = models.DateTimeField(null=True)
    undo = models.JSONField(default=dict)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="import_undone_when_done", condition=Q(undone_at=None) | ~Q(done_at=None)
            ),
        ]

    def __str__(self) -> str:
        return f"import:{self.pk}"
