"""What the municipality has agreed with suppliers, and what it costs."""

from django.db import models
from django.db.models import Q

from torget.rooms.systems.models.catalogue import Product, Supplier, System


class Contract(models.Model):
    """An agreement. `valid_to`: the first day without it; null until further notice."""

    supplier = models.ForeignKey(Supplier, models.PROTECT, related_name="contracts")
    number = models.CharField(max_length=50, unique=True)
    title = models.CharField(max_length=200)
    valid_from = models.DateField()
    valid_to = models.DateField(null=True)
    notice_months = models.PositiveSmallIntegerField(default=0)
    renewal = models.CharField(max_length=200, blank=True)  # options, in words
    covers_processing = models.BooleanField(default=False)  # of personal data
    document = models.URLField(max_length=500, blank=True)
    systems = models.ManyToManyField(System, through="Covered", related_name="contracts")

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="contract_period",
                condition=Q(valid_to=None) | Q(valid_to__gt=models.F("valid_from")),
            ),
        ]

    def __str__(self) -> str:
        return f"contract:{self.number}"


class Covered(models.Model):
    """That a contract covers a system."""

    contract = models.ForeignKey(Contract, models.CASCADE, related_name="covered")
    system = models.ForeignKey(System, models.CASCADE, related_name="covered")

    class Meta:
        constraints = [
            models.UniqueConstraint(name="covered_once", fields=["contract", "system"]),
        ]

    def __str__(self) -> str:
        return f"{self.contract} {self.system}"


class CostLine(models.Model):
    """What a contract costs each year, line by line."""

    contract = models.ForeignKey(Contract, models.CASCADE, related_name="costs")
    what = models.CharField(max_length=200)
    kronor = models.PositiveBigIntegerField()

    def __str__(self) -> str:
        return f"{self.contract} {self.what}"


class Licence(models.Model):
    """How many licences of a product are bought, together for all who use it, and in use."""

    product = models.ForeignKey(Product, models.CASCADE, related_name="licences")
    what = models.CharField(max_length=200)
    bought = models.PositiveIntegerField()
    used = models.PositiveIntegerField()
    counted_on = models.DateField()

    def __str__(self) -> str:
        return f"{self.product} {self.what}"
