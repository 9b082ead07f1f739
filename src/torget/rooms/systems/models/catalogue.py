"""Products as everyone could know them, and systems: our use of them."""

from django.db import models
from django.db.models import Q

from torget.rooms.systems.terms import (
    HELD_BY_ONE,
    Accessible,
    AiUse,
    Criterion,
    DataPlace,
    ExitReadiness,
    HostingModel,
    Lifecycle,
    ProductKind,
    RoleKey,
    Scope,
    UserBand,
)


class Supplier(models.Model):
    """Who makes, sells or runs something."""

    key = models.SlugField(unique=True, max_length=100)
    name = models.CharField(max_length=200)
    organisation_number = models.CharField(max_length=11, blank=True)
    contact = models.CharField(max_length=200, blank=True)  # a function, not a person

    def __str__(self) -> str:
        return f"supplier:{self.key}"


class Subcontracting(models.Model):
    """That a supplier in its turn uses another."""

    supplier = models.ForeignKey(Supplier, models.CASCADE, related_name="uses")
    subcontractor = models.ForeignKey(Supplier, models.PROTECT, related_name="used_by")
    what = models.CharField(max_length=200)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="subcontracting_once", fields=["supplier", "subcontractor"]
            ),
            models.CheckConstraint(
                name="subcontracting_of_another", condition=~Q(supplier=models.F("subcontractor"))
            ),
        ]

    def __str__(self) -> str:
        return f"{self.supplier} {self.subcontractor}"


class Product(models.Model):
    """What is true of a product wherever it is used, so that it can be shared."""

    uuid = models.UUIDField(unique=True)
    name = models.CharField(max_length=200)
    former_names = models.JSONField(default=list)
    supplier = models.ForeignKey(Supplier, models.PROTECT, null=True, related_name="products")
    kind = models.CharField(max_length=20, choices=ProductKind)
    description = models.TextField(blank=True)
    standards = models.TextField(blank=True)  # open standards and interfaces
    export_formats = models.CharField(max_length=200, blank=True)
    is_own = models.BooleanField(default=False)  # developed by the municipality

    def __str__(self) -> str:
        return f"product:{self.uuid}"


class System(models.Model):
    """Our use of a product: who it is for, where it stands and how much we depend on it."""

    key = models.SlugField(unique=True, max_length=100)
    name = models.CharField(max_length=200)
    product = models.ForeignKey(Product, models.PROTECT, related_name="systems")
    committee = models.ForeignKey("organisation.Committee", models.PROTECT, related_name="+")
    unit = models.ForeignKey("organisation.Unit", models.PROTECT, null=True, related_name="+")
    purpose = models.TextField(blank=True)
    scope = models.CharField(max_length=20, choices=Scope, default=Scope.OWN)
    criterion = models.CharField(max_length=20, choices=Criterion, blank=True)
    scope_why = models.TextField(blank=True)
    lifecycle = models.CharField(max_length=20, choices=Lifecycle, default=Lifecycle.IDEA)
    hosting = models.CharField(max_length=20, choices=HostingModel, default=HostingModel.OWN)
    data_place = models.CharField(max_length=20, choices=DataPlace, blank=True)
    is_vital = models.BooleanField(default=False)
    users = models.CharField(max_length=20, choices=UserBand, blank=True)
    outage_hours = models.PositiveIntegerField(null=True)
    loss_hours = models.PositiveIntegerField(null=True)
    accessible = models.CharField(max_length=20, choices=Accessible, blank=True)
    accessible_on = models.DateField(null=True)
    ai_use = models.CharField(max_length=20, choices=AiUse, blank=True)
    exit_readiness = models.CharField(max_length=20, choices=ExitReadiness, blank=True)
    instruction = models.URLField(max_length=500, blank=True)
    training = models.URLField(max_length=500, blank=True)
    service_level = models.CharField(max_length=200, blank=True)
    successor = models.ForeignKey("self", models.PROTECT, null=True, related_name="replaces")
    retire_on = models.DateField(null=True)
    data_after = models.TextField(blank=True)  # what is archived, moved and destroyed
    confirmed_at = models.DateTimeField(null=True)
    confirmed_by = models.CharField(max_length=200, blank=True)
    types = models.ManyToManyField(
        "information.InformationType", through="SystemInformation", related_name="systems"
    )

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="system_common_by_criterion",
                condition=Q(scope=Scope.COMMON) & ~Q(criterion="")
                | ~Q(scope=Scope.COMMON) & Q(criterion=""),
            ),
            models.CheckConstraint(
                name="system_common_or_left_out_with_reason",
                condition=Q(scope__in=[Scope.OWN, Scope.PERFORMER]) | ~Q(scope_why=""),
            ),
            models.CheckConstraint(
                name="system_confirmed_by_someone",
                condition=Q(confirmed_at=None, confirmed_by="")
                | Q(confirmed_at__isnull=False) & ~Q(confirmed_by=""),
            ),
        ]

    def __str__(self) -> str:
        return f"system:{self.key}"


class SystemRole(models.Model):
    """Who answers for a system, in what way and since when; `valid_to`: the first day without.

    A position, a supplier, or a unit with the position that speaks for it.
    """

    system = models.ForeignKey(System, models.CASCADE, related_name="roles")
    role = models.CharField(max_length=30, choices=RoleKey)
    position = models.ForeignKey(
        "organisation.Position", models.PROTECT, null=True, related_name="+"
    )
    unit = models.ForeignKey("organisation.Unit", models.PROTECT, null=True, related_name="+")
    supplier = models.ForeignKey(Supplier, models.PROTECT, null=True, related_name="roles")
    valid_from = models.DateField()
    valid_to = models.DateField(null=True)
    appointed_by = models.CharField(max_length=200)
    acknowledged_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="system_role_of_position_or_supplier",
                condition=Q(position__isnull=False, supplier=None)
                | Q(position=None, unit=None, supplier__isnull=False),
            ),
            models.CheckConstraint(
                name="system_role_of_supplier_is_operations",
                condition=Q(supplier=None) | Q(role=RoleKey.OPERATIONS_SUPPLIER),
            ),
            models.CheckConstraint(
                name="system_role_period",
                condition=Q(valid_to=None) | Q(valid_to__gt=models.F("valid_from")),
            ),
            models.UniqueConstraint(
                name="system_role_held_by_one",
                fields=["system", "role"],
                condition=Q(valid_to=None, role__in=list(HELD_BY_ONE)),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.system} {self.role}"


class SystemInformation(models.Model):
    """That a system holds a kind of information, as its master or as a copy."""

    system = models.ForeignKey(System, models.CASCADE, related_name="holds")
    type = models.ForeignKey("information.InformationType", models.PROTECT, related_name="held_by")
    is_master = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(name="system_information_once", fields=["system", "type"]),
        ]

    def __str__(self) -> str:
        return f"{self.system} {self.type_id}"


class Integration(models.Model):
    """That information goes from one system to another."""

    source = models.ForeignKey(System, models.CASCADE, related_name="gives")
    target = models.ForeignKey(System, models.CASCADE, related_name="takes")
    type = models.ForeignKey(
        "information.InformationType", models.PROTECT, null=True, related_name="+"
    )
    interface = models.CharField(max_length=200, blank=True)
    frequency = models.CharField(max_length=100, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="integration_between_two", condition=~Q(source=models.F("target"))
            ),
            models.UniqueConstraint(
                name="integration_once",
                fields=["source", "target", "type"],
                nulls_distinct=False,
            ),
        ]

    def __str__(self) -> str:
        return f"{self.source} {self.target}"
