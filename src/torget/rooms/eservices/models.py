"""E-services and their published versions, which never change."""

from django.db import models


class EService(models.Model):
    """Something residents can do here. What it asks is in its versions."""

    key = models.SlugField(unique=True)
    current = models.ForeignKey("Version", models.PROTECT, null=True, related_name="+")
    is_open = models.BooleanField(default=True)

    def __str__(self) -> str:
        return self.key


class Version(models.Model):
    """A published definition: immutable, known by the hash of its content."""

    service = models.ForeignKey(EService, models.PROTECT, related_name="versions")
    number = models.PositiveIntegerField()
    hash = models.CharField(max_length=64, unique=True)
    source = models.TextField()  # the definition as canonical JSON
    published_at = models.DateTimeField()
    published_by = models.CharField(max_length=100)

    class Meta:
        constraints = [models.UniqueConstraint(name="version_number", fields=["service", "number"])]

    def __str__(self) -> str:
        return f"{self.service} v{self.number}"


class Topic(models.Model):
    """A subject that services are sorted under."""

    key = models.SlugField(unique=True)
    name = models.JSONField()  # {"sv": …, "en": …}
    order = models.PositiveSmallIntegerField(default=0)

    def __str__(self) -> str:
        return self.key


class LifeEvent(models.Model):
    """A situation in life that leads to services: building a house, having a child."""

    key = models.SlugField(unique=True)
    name = models.JSONField()  # {"sv": …, "en": …}
    text = models.JSONField(default=dict)
    icon = models.CharField(max_length=30, blank=True)
    order = models.PositiveSmallIntegerField(default=0)

    def __str__(self) -> str:
        return self.key
