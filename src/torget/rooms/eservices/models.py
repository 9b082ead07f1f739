"""E-services, their published versions, which never change, and the copies being worked on."""

from dataclasses import replace

from django.db import models
from django.db.models import Q

from torget.rooms.eservices.terms import BlockTexts, ServiceTexts, references


class EService(models.Model):
    """Something residents can do here. What it asks is in its versions."""

    key = models.SlugField(unique=True)
    current = models.ForeignKey("Version", models.PROTECT, null=True, related_name="+")
    is_open = models.BooleanField(default=True)

    def __str__(self) -> str:
        return self.key


class Version(models.Model):
    """A published definition: known by the hash of its content. A trigger refuses changes."""

    service = models.ForeignKey(EService, models.PROTECT, related_name="versions")
    number = models.PositiveIntegerField()
    hash = models.CharField(max_length=64, unique=True)
    source = models.TextField()  # the definition as canonical JSON
    published_at = models.DateTimeField()
    published_by = models.CharField(max_length=100)
    text = models.TextField(blank=True)  # as the builder wrote it, with comments; may be missing
    personas = models.TextField(blank=True)  # the tests that it passed
    notes = models.TextField(blank=True)  # what it rests on, for those who take it over
    what_is_new = models.TextField(blank=True)
    working_copy = models.ForeignKey(
        "WorkingCopy", models.PROTECT, null=True, related_name="versions"
    )

    class Meta:
        constraints = [models.UniqueConstraint(name="version_number", fields=["service", "number"])]

    def __str__(self) -> str:
        return f"{self.service} v{self.number}"


class WorkingCopy(models.Model):
    """A service being written. One for each key until it is abandoned; publishing does not end it.

    `current` is the revision that is worked on: undoing moves it back, redoing forward, and no
    revision is ever changed or removed.
    """

    key = models.SlugField()
    current = models.ForeignKey("Revision", models.PROTECT, null=True, related_name="+")
    based_on = models.ForeignKey(Version, models.PROTECT, null=True, related_name="+")
    origin = models.CharField(max_length=300, blank=True)  # where an imported service came from
    begun_at = models.DateTimeField()
    begun_by = models.CharField(max_length=100)
    abandoned_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="working_copy_one_open", fields=["key"], condition=Q(abandoned_at=None)
            )
        ]

    def __str__(self) -> str:
        return f"service:{self.key}"


class Revision(models.Model):
    """The texts of a service as someone saved them. A trigger refuses changes."""

    copy = models.ForeignKey(WorkingCopy, models.CASCADE, related_name="revisions")
    number = models.PositiveIntegerField()
    before = models.ForeignKey("self", models.PROTECT, null=True, related_name="after")
    source = models.TextField()
    personas = models.TextField(blank=True)
    notes = models.TextField(blank=True)
    title = models.CharField(max_length=200, blank=True)  # in Swedish, when it could be read
    faults = models.PositiveIntegerField(default=0)  # in the definition and in the tests
    saved_at = models.DateTimeField()
    saved_by = models.CharField(max_length=100)

    class Meta:
        constraints = [models.UniqueConstraint(name="revision_number", fields=["copy", "number"])]

    def __str__(self) -> str:
        return f"{self.copy_id}:{self.number}"

    @property
    def texts(self) -> ServiceTexts:
        used = BlockVersion.objects.used_in(self.source)
        return ServiceTexts(self.source, self.personas, self.notes, used)


class Block(models.Model):
    """Questions that many services use. `text` is being written; `saves` counts how often."""

    key = models.SlugField(unique=True)
    text = models.TextField()
    saves = models.PositiveIntegerField(default=1)
    saved_at = models.DateTimeField()
    saved_by = models.CharField(max_length=100)

    def __str__(self) -> str:
        return f"block:{self.key}"


class BlockVersions(models.QuerySet["BlockVersion"]):
    def used_in(self, source: str) -> BlockTexts:
        """The texts of the block versions that a definition uses, those that there are."""
        wanted = references(source)
        if not wanted:
            return ()
        rows = self.filter(block__key__in={one.partition("@")[0] for one in wanted})
        known = {
            f"{key}@{number}": text
            for key, number, text in rows.values_list("block__key", "number", "text")
        }
        return tuple((one, known[one]) for one in wanted if one in known)


class BlockVersion(models.Model):
    """A block as services may use it. A trigger refuses changes."""

    block = models.ForeignKey(Block, models.PROTECT, related_name="versions")
    number = models.PositiveIntegerField()
    text = models.TextField()
    what_is_new = models.TextField(blank=True)
    published_at = models.DateTimeField()
    published_by = models.CharField(max_length=100)

    objects = BlockVersions.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(name="block_version_number", fields=["block", "number"])
        ]

    def __str__(self) -> str:
        return f"{self.block.key}@{self.number}"


class Inspection(models.Model):
    """What axe found on the pages of a service, known by the plan's hash. The latest counts."""

    plan = models.CharField(max_length=64, db_index=True)
    engine = models.CharField(max_length=40)
    sights = models.PositiveIntegerField()  # pages looked at
    faults = models.JSONField()  # list of inspecting.Fault
    made_at = models.DateTimeField()
    made_by = models.CharField(max_length=100)

    def __str__(self) -> str:
        return f"{self.plan[:12]} {self.made_at}"


class Original(models.Model):
    """A service as someone else wrote it, when it was taken in; one row more each time.

    The latest is what later changes, theirs and ours, are told from. `source` is the key of the
    source that it came from, "" for a file, and `there` its own key at the source.
    """

    key = models.SlugField()
    source = models.CharField(max_length=50, blank=True)
    there = models.CharField(max_length=50, blank=True)
    definition = models.TextField()
    personas = models.TextField(blank=True)
    notes = models.TextField(blank=True)
    taken_at = models.DateTimeField()
    taken_by = models.CharField(max_length=100)

    def __str__(self) -> str:
        return f"original:{self.key}"

    @property
    def texts(self) -> ServiceTexts:
        return ServiceTexts(self.definition, self.personas, self.notes)

    def says(self, texts: ServiceTexts) -> bool:
        """Whether the texts are these, to the letter."""
        return replace(texts, blocks=()) == self.texts


class Presence(models.Model):
    """An employee who has a working copy open."""

    copy = models.ForeignKey(WorkingCopy, models.CASCADE, related_name="presences")
    employee = models.ForeignKey("organisation.Employee", models.CASCADE, related_name="+")
    seen_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(name="studio_presence_once", fields=["copy", "employee"])
        ]

    def __str__(self) -> str:
        return f"{self.copy_id} {self.employee_id}"


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
