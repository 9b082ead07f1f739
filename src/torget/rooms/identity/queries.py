"""Who people are."""

from datetime import datetime, timedelta
from uuid import UUID

from django.db.models import QuerySet
from django.utils.translation import gettext_noop as N_

from torget.foundation.actor import Actor
from torget.foundation.compliance import Check, Violation
from torget.foundation.identity_numbers import IdentityNumber
from torget.rooms.identity.models import Order, Person, Representation
from torget.rooms.identity.ports import Purpose, Stage, StartedOrder, login_methods
from torget.rooms.identity.terms import APPROVED


def person(pk: int, *, actor: Actor) -> Person:
    """The acting resident's own row; Person.DoesNotExist for anyone else's."""
    if actor.person != pk:
        raise Person.DoesNotExist
    return Person.objects.get(pk=pk)


def known_person(pk: int, *, actor: Actor) -> Person:
    """The row of a person whom staff meet; Person.DoesNotExist for residents.

    Which staff may meet whom is for the room that asks, since it knows of what.
    """
    if actor.employee is None:
        raise Person.DoesNotExist
    return Person.objects.get(pk=pk)


def person_numbered(number: IdentityNumber, *, actor: Actor) -> Person | None:
    """The row of the person with the number, for staff with `case.find.person`; None if none."""
    actor.must_anywhere("case.find.person")
    return Person.objects.filter(number=number.digits).first()


def representations_of(actor: Actor) -> QuerySet[Representation]:
    """The organisations that the resident has acted for before, latest first."""
    own = Representation.objects.filter(person=actor.person).exclude(person=None)
    return own.order_by("-stated_at")


def order(key: str | UUID) -> Order:
    """An order by the key in the browser session; Order.DoesNotExist."""
    return Order.objects.select_related("person").get(key=key)


def qr_text(order: Order, *, now: datetime) -> str:
    seconds = max(0, int((now - order.started_at).total_seconds()))
    return login_methods[order.method].qr_text(StartedOrder(**order.started), seconds)


def launch_url(order: Order, *, mobile: bool) -> str:
    return login_methods[order.method].launch_url(StartedOrder(**order.started), mobile=mobile)


def abandoned_signatures(*, now: datetime) -> QuerySet[Order]:
    """Signatures that no browser has asked about for a while, or that nobody has filed."""
    return Order.objects.filter(
        purpose=Purpose.SIGN,
        used_at=None,
        stage__in=[Stage.PENDING, Stage.COMPLETE],
        collected_at__lt=now - timedelta(seconds=6),
        started_at__gt=now - timedelta(hours=24),
    )


def actor_for_person(
    person: int, *, name: str, assurance_level: int, holds: frozenset[str], door: str
) -> Actor:
    """A logged-in resident as an actor: may reach what is theirs, by ownership."""
    return Actor(
        id=f"person:{person}",
        name=name,
        person=person,
        assurance_level=assurance_level,
        holds=holds,
        door=door,
    )


def check_logins(actor: Actor) -> list[Check]:
    """Whether residents can log in by anything but an approved e-ID; needs `office.read`."""
    actor.must_anywhere("office.read")
    rows = [
        Violation(key=name, name=name, why=N_("Den är inte godkänd."))
        for name in login_methods
        if name not in APPROVED
    ]
    return [Check(number=20, rows=tuple(rows))]
