"""Who is reminded in the morning of what waits."""

from django.db import models


class Reminder(models.Model):
    """An employee's choice, and the last day it was seen what waits for them. No row: wanted."""

    employee = models.OneToOneField("organisation.Employee", models.CASCADE, related_name="+")
    wanted = models.BooleanField(default=True)
    looked_on = models.DateField(null=True)

    def __str__(self) -> str:
        return f"{self.employee} {self.looked_on}"
