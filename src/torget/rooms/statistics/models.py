"""How many had which value each day. Nothing here points at a person, a case or an answer."""

from django.db import models

from torget.rooms.statistics.terms import What


class Series(models.Model):
    """What is measured, in which service, at which unit and in which part of it.

    `part`: a phase of the process, or the version, step and question of a form:
    "3:property:address".
    """

    what = models.CharField(max_length=12, choices=What)
    service = models.CharField(max_length=60, blank=True)
    unit = models.ForeignKey("organisation.Unit", models.PROTECT, null=True, related_name="+")
    part = models.CharField(max_length=140, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="statistics_series_once",
                fields=["what", "service", "unit", "part"],
                nulls_distinct=False,
            )
        ]

    def __str__(self) -> str:
        return f"{self.what} {self.service} {self.part}".strip()


class Observation(models.Model):
    """How many had the value that day: days, or 1 and 0 for yes and no."""

    series = models.ForeignKey(Series, models.CASCADE, related_name="observations", db_index=False)
    day = models.DateField(db_index=True)
    value = models.IntegerField()
    count = models.PositiveIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(name="observation_once", fields=["series", "day", "value"])
        ]

    def __str__(self) -> str:
        return f"{self.series} {self.day}: {self.value} × {self.count}"


class MeasuredDay(models.Model):
    """A closed day that has been measured."""

    day = models.DateField(primary_key=True)
    measured_at = models.DateTimeField()

    def __str__(self) -> str:
        return str(self.day)
