"""What officers want to come back to in the queue."""

from django.db import models

from torget.rooms.cases.terms import Status


class SavedChoice(models.Model):
    """A choice in the queue with a name; for its owner, or for all who read cases at a unit."""

    owner = models.ForeignKey("organisation.Employee", models.CASCADE, related_name="+")
    shared_with = models.ForeignKey(
        "organisation.Unit", models.CASCADE, null=True, related_name="+"
    )
    name = models.CharField(max_length=60)
    show = models.CharField(max_length=20)
    search = models.CharField(max_length=100, blank=True)
    unit = models.BigIntegerField(null=True)
    service = models.CharField(max_length=60, blank=True)
    status = models.CharField(max_length=20, choices=Status, blank=True)
    officer = models.BigIntegerField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(name="choice_named_once", fields=["owner", "name"])]

    def __str__(self) -> str:
        return self.name
