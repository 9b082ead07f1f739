"""The municipality's own shape: committees, units, people and who holds which role when."""

from django.db import models
from django.db.models import F, Q

from torget.rooms.organisation.terms import TORGETS_COLOUR, CommitteeKind, Role, UnitKind


class Municipality(models.Model):
    """The tenant: the one municipality that this database belongs to."""

    key = models.SlugField(unique=True)
    name = models.CharField(max_length=100)
    organisation_number = models.CharField(max_length=11)
    colour = models.CharField(max_length=7, default=TORGETS_COLOUR)  # #rrggbb
    email = models.EmailField()
    data_protection_email = models.EmailField()  # the data protection officer's
    phone = models.CharField(max_length=30)
    visiting_address = models.TextField(blank=True)
    postal_address = models.TextField(blank=True)
    opening_hours = models.JSONField(default=dict)  # {"sv": …, "en": …}

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="municipality_colour", condition=Q(colour__regex="^#[0-9a-f]{6}$")
            ),
        ]

    def __str__(self) -> str:
        return self.name


class Committee(models.Model):
    """A deciding body of elected members; the controller of its personal data."""

    key = models.SlugField(unique=True)
    kind = models.CharField(max_length=20, choices=CommitteeKind)
    name = models.JSONField()  # {"sv": …, "en": …}
    email = models.EmailField()

    def __str__(self) -> str:
        return self.key


class Unit(models.Model):
    """A part of the municipality that handles cases, under a committee."""

    key = models.SlugField(unique=True)
    kind = models.CharField(max_length=20, choices=UnitKind, default=UnitKind.UNIT)
    name = models.JSONField()  # {"sv": …, "en": …}
    committee = models.ForeignKey(Committee, models.PROTECT, related_name="units")
    parent = models.ForeignKey("self", models.PROTECT, null=True, related_name="children")
    email = models.EmailField()
    phone = models.CharField(max_length=30, blank=True)

    def __str__(self) -> str:
        return self.key

    def name_in(self, language: str) -> str:
        return str(self.name.get(language) or self.name["sv"])


class Employee(models.Model):
    """Someone who works here."""

    name = models.CharField(max_length=200)
    title = models.CharField(max_length=100)
    email = models.EmailField(unique=True)
    phone = models.CharField(max_length=30, blank=True)

    def __str__(self) -> str:
        return self.name


class Assignment(models.Model):
    """A role held at a unit for a period; `valid_to` is the first day without it."""

    employee = models.ForeignKey(Employee, models.CASCADE, related_name="assignments")
    role = models.CharField(max_length=30, choices=Role)
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="assignments")
    valid_from = models.DateField()
    valid_to = models.DateField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="assignment_once", fields=["employee", "role", "unit", "valid_from"]
            ),
            models.CheckConstraint(
                name="assignment_period",
                condition=Q(valid_to=None) | Q(valid_to__gt=F("valid_from")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.employee} {self.role}"


class Position(models.Model):
    """A place in the organisation that answers for things: it stays when people come and go.

    It belongs to a unit, or to a committee, as its chair does. `valid_to`: the first day without.
    """

    key = models.SlugField(unique=True)
    name = models.JSONField()  # {"sv": …, "en": …}
    unit = models.ForeignKey(Unit, models.PROTECT, null=True, related_name="positions")
    committee = models.ForeignKey(Committee, models.PROTECT, null=True, related_name="positions")
    valid_from = models.DateField()
    valid_to = models.DateField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="position_at_unit_or_committee",
                condition=Q(unit=None, committee__isnull=False)
                | Q(unit__isnull=False, committee=None),
            ),
            models.CheckConstraint(
                name="position_period",
                condition=Q(valid_to=None) | Q(valid_to__gt=F("valid_from")),
            ),
        ]

    def __str__(self) -> str:
        return f"position:{self.key}"

    def name_in(self, language: str) -> str:
        return str(self.name.get(language) or self.name["sv"])


class Holding(models.Model):
    """Who holds a position for a period, by whose decision, and whether the one who takes over
    has said that they know. `valid_to`: the first day without it.
    """

    position = models.ForeignKey(Position, models.PROTECT, related_name="holdings")
    employee = models.ForeignKey(Employee, models.PROTECT, related_name="holdings")
    valid_from = models.DateField()
    valid_to = models.DateField(null=True)
    appointed_by = models.CharField(max_length=200)  # a position; or body, day and item
    acknowledged_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="holding_once", fields=["position", "employee", "valid_from"]
            ),
            models.CheckConstraint(
                name="holding_period",
                condition=Q(valid_to=None) | Q(valid_to__gt=F("valid_from")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.position} {self.employee}"


class Absence(models.Model):
    """When someone is away, and who sees to what is theirs. `valid_to`: the first day back."""

    employee = models.ForeignKey(Employee, models.CASCADE, related_name="absences")
    substitute = models.ForeignKey(Employee, models.PROTECT, null=True, related_name="+")
    valid_from = models.DateField()
    valid_to = models.DateField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="absence_period", condition=Q(valid_to__gt=F("valid_from"))
            ),
            models.CheckConstraint(
                name="absence_substitute", condition=~Q(substitute=F("employee"))
            ),
        ]

    def __str__(self) -> str:
        return f"{self.employee} {self.valid_from}"


class Delegation(models.Model):
    """A row of a committee's delegation order: who may decide what on its behalf.

    Empty `services` and `outcomes` cover all of the committee's; `amount_most` is in kronor.
    `valid_to` is the first day without it.
    """

    committee = models.ForeignKey(Committee, models.PROTECT, related_name="delegations")
    number = models.CharField(max_length=20)  # 2.1: how decisions refer to it
    title = models.CharField(max_length=200)  # as the committee worded it
    services = models.JSONField(default=list)
    outcomes = models.JSONField(default=list)
    amount_most = models.PositiveBigIntegerField(null=True)
    roles = models.JSONField()
    unit = models.ForeignKey(Unit, models.PROTECT, null=True, related_name="+")
    parent = models.ForeignKey("self", models.PROTECT, null=True, related_name="below")
    resolution = models.CharField(max_length=100)  # body, day and item that gave it
    valid_from = models.DateField()
    valid_to = models.DateField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="delegation_once", fields=["committee", "number", "valid_from"]
            ),
            models.CheckConstraint(
                name="delegation_period",
                condition=Q(valid_to=None) | Q(valid_to__gt=F("valid_from")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.committee} {self.number}"
