"""When everyone who owns a system was asked whether what stands about it is true."""

from django.db import models


class Campaign(models.Model):
    """A time when all owners were asked. A system has answered when confirmed since then."""

    started_at = models.DateTimeField()
    started_by = models.CharField(max_length=200)
    due_on = models.DateField()
    reminded_on = models.DateField(null=True)

    def __str__(self) -> str:
        return f"campaign:{self.pk}"
