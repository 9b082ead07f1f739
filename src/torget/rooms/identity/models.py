"""People as the municipality knows them, staff accounts, and orders to an e-ID."""

import uuid
from typing import ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models import Q

from torget.rooms.identity.ports import Purpose, Stage
from torget.rooms.identity.terms import OrganisationFacts


class Person(models.Model):
    """A resident who has identified themself, or whom another person has named."""

    number = models.CharField(max_length=12, unique=True)
    given_name = models.CharField(max_length=80, blank=True)
    surname = models.CharField(max_length=60, blank=True)
    protected_identity = models.BooleanField(default=True)  # until a register says otherwise
    register = models.JSONField(default=dict)  # RegisterFacts
    register_fetched_at = models.DateTimeField(null=True)
    email = models.EmailField(blank=True)
    phone = models.CharField(max_length=30, blank=True)
    language = models.CharField(max_length=5, default="sv")

    def __str__(self) -> str:
        return f"person:{self.pk}"

    @property
    def name(self) -> str:
        return f"{self.given_name} {self.surname}".strip()


class Representation(models.Model):
    """An organisation that a person has said that they act for. Their word, not a register's."""

    person = models.ForeignKey(Person, models.CASCADE, related_name="representations")
    kind = models.CharField(max_length=12)  # company, association
    number = models.CharField(max_length=10)
    name = models.CharField(max_length=100)
    role = models.CharField(max_length=12)  # signatory, agent
    stated_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(name="representation_once", fields=["person", "number"])
        ]

    def __str__(self) -> str:
        return f"representation:{self.pk}"

    @property
    def facts(self) -> OrganisationFacts:
        return {"kind": self.kind, "number": self.number, "name": self.name, "role": self.role}


class Order(models.Model):
    """One request to a person's e-ID, from start to a final answer.

    The key binds it to the browser session; the provider's own reference never leaves the server.
    """

    key = models.UUIDField(unique=True, default=uuid.uuid4)
    method = models.CharField(max_length=20)
    purpose = models.CharField(max_length=10, choices=[(p, p) for p in Purpose])
    same_device = models.BooleanField(default=False)
    subject = models.CharField(max_length=60, blank=True)  # what is signed: "draft:<key>"
    visible_text = models.TextField(blank=True)
    hidden_data = models.BinaryField(default=bytes)
    locked_to = models.CharField(max_length=12, blank=True)  # the only number that may complete
    nonce = models.CharField(max_length=43)  # comes back in the return address
    started = models.JSONField()  # StartedOrder
    started_at = models.DateTimeField()
    collected_at = models.DateTimeField()
    stage = models.CharField(max_length=10, choices=[(s, s) for s in Stage], default=Stage.PENDING)
    hint = models.CharField(max_length=60, blank=True)
    message = models.TextField(blank=True)  # Swedish source text
    show_qr = models.BooleanField(default=True)
    person = models.ForeignKey(Person, models.PROTECT, null=True)
    signature = models.BinaryField(default=bytes)
    ocsp = models.BinaryField(default=bytes)
    used_at = models.DateTimeField(null=True)  # when it logged someone in or was filed

    class Meta:
        indexes = [
            models.Index(
                fields=["collected_at"], name="order_open", condition=Q(stage=Stage.PENDING)
            )
        ]
        constraints = [
            models.CheckConstraint(
                name="order_complete_with_person",
                condition=Q(stage=Stage.COMPLETE, person__isnull=False)
                | ~Q(stage=Stage.COMPLETE) & Q(person=None),
            )
        ]

    def __str__(self) -> str:
        return f"{self.purpose} {self.key}"


class AccountManager(BaseUserManager["Account"]):
    def get_queryset(self) -> models.QuerySet["Account"]:
        """Each with its employee, whom every page of the desk asks for."""
        return super().get_queryset().select_related("employee")


class Account(AbstractBaseUser):
    """How an employee logs in: a password and a second factor."""

    email = models.EmailField(unique=True)
    employee = models.OneToOneField("organisation.Employee", models.CASCADE, related_name="account")
    is_active = models.BooleanField(default=True)

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = []

    objects = AccountManager()

    def __str__(self) -> str:
        return self.email
