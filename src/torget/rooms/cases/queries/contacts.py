"""Who has been in touch, for those who meet them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from django.core.exceptions import ObjectDoesNotExist
from django.db.models import Count, Q, QuerySet

from torget.foundation.actor import Actor
from torget.rooms.cases.models import Case, CaseQuerySet, Contact, SupplementRequest
from torget.rooms.identity.queries import known_person

if TYPE_CHECKING:
    from torget.rooms.identity.models import Person

MEETS = ("contact.meet", "case.find.person")


def _units(actor: Actor) -> frozenset[int]:
    """Where the actor meets people."""
    return frozenset[int]().union(*(actor.units_for(one) for one in MEETS))


def cases_with(person: Person, *, actor: Actor) -> CaseQuerySet:
    """The person's cases where the actor meets people and may read; the latest first."""
    open_to_all = Q(protected=False) | Q(unit__in=actor.units_for("case.read.sensitive"))
    readable = Case.objects.readable_by(actor).filter(open_to_all, unit__in=_units(actor))
    return readable.filter(parties__person=person).order_by("-received_at", "-pk")


def person_met(pk: int, *, found: bool, actor: Actor) -> Person:
    """Someone that the actor may meet; ObjectDoesNotExist for others, as if they were not there.

    `found`: the actor has just asked for them by number. Otherwise one of their cases must be
    readable. Someone with protected identity is only for those with `case.read.sensitive`.
    """
    person = known_person(pk, actor=actor)
    if person.protected_identity and not actor.units_for("case.read.sensitive"):
        raise ObjectDoesNotExist
    if not (found and _units(actor)) and not cases_with(person, actor=actor).exists():
        raise ObjectDoesNotExist
    return person


def contacts_with(person: Person, *, actor: Actor) -> QuerySet[Contact]:
    """The person's contacts without a case, or with one the actor may read; the latest first."""
    mine = Q(case=None) | Q(case__in=cases_with(person, actor=actor).order_by())
    met = Contact.objects.filter(mine, person=person) if _units(actor) else Contact.objects.none()
    return met.select_related("case", "taken_by", "passed_to").order_by("-at", "-pk")


def asked_of(person: Person, *, actor: Actor) -> QuerySet[SupplementRequest]:
    """What the person is asked to add in cases that the actor may read; most urgent first."""
    cases = cases_with(person, actor=actor).order_by()
    asked = SupplementRequest.objects.filter(case__in=cases, answered_at=None)
    return asked.select_related("case").order_by("answer_by")


def contacts_of(case: Case) -> QuerySet[Contact]:
    """Contacts about a case that the actor has already been allowed to see."""
    return case.contacts.select_related("taken_by", "passed_to").order_by("at", "pk")


def waiting_contacts(actor: Actor) -> QuerySet[Contact]:
    """What has been passed on to the units whose cases the actor takes; oldest first."""
    readable = Case.objects.readable_by(actor).order_by()
    known = Q(person=None) | Q(person__protected_identity=False)
    if actor.units_for("case.read.sensitive"):
        known = Q()
    waiting = Contact.objects.filter(
        Q(case=None) | Q(case__in=readable),
        known,
        passed_to__in=actor.units_for("case.assign"),
        done_at=None,
    )
    return waiting.select_related("case", "person", "taken_by", "passed_to").order_by("at", "pk")


@dataclass(frozen=True, slots=True)
class ContactCount:
    """How many contacts by one channel, and how many of them were solved at once."""

    channel: str
    count: int
    solved: int


def contacts_since(first: datetime, *, actor: Actor) -> list[ContactCount]:
    """Contacts by channel since the moment, the most usual first; numbers, nobody's names."""
    if not _units(actor):
        return []
    counted = (
        Contact.objects.filter(at__gte=first)
        .values_list("channel")
        .annotate(count=Count("pk"), solved=Count("pk", filter=Q(passed_to=None)))
        .order_by("-count", "channel")
    )
    return [ContactCount(*row) for row in counted]


def waiting_contact(pk: int, *, actor: Actor) -> Contact:
    """One that waits for the actor's units; Contact.DoesNotExist."""
    return waiting_contacts(actor).get(pk=pk)
