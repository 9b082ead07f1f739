"""Identifying people, and asking them to sign."""

from __future__ import annotations

import secrets
from dataclasses import asdict, replace
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext_noop as N_

from torget.foundation.actor import Actor, Forbidden
from torget.foundation.identity_numbers import IdentityNumber
from torget.rooms.audit.actions import record
from torget.rooms.identity.models import Account, Order, Person, Representation
from torget.rooms.identity.ports import (
    IdentifiedPerson,
    OrderRefused,
    OrderRequest,
    PersonUnknown,
    PopulationRecord,
    Progress,
    ProviderUnavailable,
    Purpose,
    RegisterUnavailable,
    RelationKind,
    Stage,
    StartedOrder,
    login_methods,
    population_registers,
)
from torget.rooms.identity.terms import (
    ChildFacts,
    CustodianFacts,
    OrganisationFacts,
    RegisterFacts,
)

if TYPE_CHECKING:
    from torget.rooms.organisation.models import Employee

WRONG_PERSON = N_("Det var en annan person än väntat som legitimerade sig. Försök igen.")
CANCELLED = N_("Du avbröt.")

COLLECT_INTERVAL = timedelta(seconds=2)  # BankID: not faster


class WrongPerson(Exception):
    """Someone else than expected completed the order."""


def start_order(
    method: str,
    request: OrderRequest,
    *,
    same_device: bool,
    subject: str = "",
    by: Actor,
    at: datetime,
) -> Order:
    """Ask the person's e-ID; raises OrderRefused or ProviderUnavailable.

    A nonce is added to `request.return_url` as `?nonce=…`, to compare when the person is back.
    """
    nonce = secrets.token_urlsafe(32)
    asked = replace(request, return_url=f"{request.return_url}?nonce={nonce}")
    started = login_methods[method].start(asked)
    return Order.objects.create(
        method=method,
        purpose=request.purpose,
        same_device=same_device,
        subject=subject,
        visible_text=request.visible_text,
        hidden_data=request.hidden_data,
        locked_to=request.identity_number.digits if request.identity_number else "",
        nonce=nonce,
        started=asdict(started),
        started_at=at,
        collected_at=at,
    )


def collect_order(order: Order, *, by: Actor, at: datetime) -> Order:
    """Bring the order up to date. Asks the provider at most every two seconds, whoever calls.

    When the provider is down the order stays pending with a message that says so.
    """
    claimed = Order.objects.filter(
        pk=order.pk, stage=Stage.PENDING, collected_at__lte=at - COLLECT_INTERVAL
    ).update(collected_at=at)
    if not claimed:
        order.refresh_from_db()
        return order
    method = login_methods[order.method]
    try:
        progress = method.collect(StartedOrder(**order.started), same_device=order.same_device)
    except ProviderUnavailable as error:
        progress = Progress(Stage.PENDING, error.code, error.message, show_qr=order.show_qr)
    except OrderRefused as error:
        progress = Progress(Stage.FAILED, error.code, error.message)
    return _keep(order, progress, by=by, at=at)


@transaction.atomic
def _keep(claimed: Order, progress: Progress, *, by: Actor, at: datetime) -> Order:
    order = Order.objects.select_for_update().get(pk=claimed.pk)
    if order.stage != Stage.PENDING:
        return order  # the person took it back while we asked
    order.hint, order.message = progress.hint[:60], progress.message
    order.show_qr, order.stage = progress.show_qr, progress.stage
    if progress.stage is Stage.COMPLETE:
        assert progress.person, "a complete order has a person"
        if order.locked_to and progress.person.number.digits != order.locked_to:
            order.stage, order.hint = Stage.FAILED, "wrongPerson"
            order.message = WRONG_PERSON
        else:
            order.person = _person_of(progress.person)
            if progress.evidence:
                order.signature, order.ocsp = progress.evidence.signature, progress.evidence.ocsp
    order.save()
    return order


def _person_of(identified: IdentifiedPerson) -> Person:
    """The person's row. The e-ID's name counts only until the register has told another."""
    names = {"given_name": identified.given_name, "surname": identified.surname}
    person, new = Person.objects.get_or_create(number=identified.number.digits, defaults=names)
    if not new and not person.register:
        Person.objects.filter(pk=person.pk).update(**names)
        person.refresh_from_db()
    return person


def cancel_order(order: Order, *, by: Actor, at: datetime) -> None:
    """Take an open order back: the person left."""
    closed = Order.objects.filter(pk=order.pk, stage=Stage.PENDING).update(
        stage=Stage.FAILED, hint="cancelled", message=CANCELLED, collected_at=at
    )
    if closed:
        login_methods[order.method].cancel(StartedOrder(**order.started))


@transaction.atomic
def sign_in(order: Order, *, by: Actor, at: datetime) -> Person:
    """The person behind a completed identification, once; raises WrongPerson otherwise."""
    used = Order.objects.filter(
        pk=order.pk, purpose=Purpose.IDENTIFY, stage=Stage.COMPLETE, used_at=None
    ).update(used_at=at)
    if not used:
        raise WrongPerson
    order.refresh_from_db()
    person = order.person
    assert person, "guaranteed by a constraint"
    actor = Actor(id=f"person:{person.pk}", name=person.name, person=person.pk, door=by.door)
    record("person.signed_in", str(person), by=actor, at=at, person=person.pk, method=order.method)
    return person


def use_signature(order: Order, *, by: Actor, at: datetime) -> bool:
    """Claim a completed signature for filing; False when it is not complete or already filed."""
    return bool(
        Order.objects.filter(
            pk=order.pk, purpose=Purpose.SIGN, stage=Stage.COMPLETE, used_at=None
        ).update(used_at=at)
    )


@transaction.atomic
def open_account(
    employee: Employee, password_hash: str, *, by: Actor, at: datetime
) -> Account | None:
    """Let an employee log in, with a second factor to add; None when they already can.

    `password_hash` is what Django's `make_password` gave. Needs `organisation.appoint`.
    """
    by.must_anywhere("organisation.appoint")
    if Account.objects.filter(employee=employee).exists():
        return None
    record("account.opened", f"employee:{employee.pk}", by=by, at=at)
    return Account.objects.create(email=employee.email, password=password_hash, employee=employee)


def set_aside(order: Order, *, by: Actor, at: datetime) -> None:
    """Note that a signature fits nothing any more, so that nobody tries to file it again."""
    Order.objects.filter(pk=order.pk, used_at=None).update(used_at=at, hint="unfit")


# --- the population register ----------------------------------------------------------------


def look_up_person(person: Person, *, purpose: str, by: Actor, at: datetime) -> Person:
    """Fetch the person from the population register, for a stated purpose that is logged.

    Fails closed: a protected person, an unknown one and a silent register all leave nothing to
    prefill, and the person counts as protected.
    """
    record("register.looked_up", str(person), by=by, at=at, person=person.pk, purpose=purpose)
    found = _look_up(person.number)
    if found is None or found.protected:
        person.protected_identity, person.register = True, {}
    else:
        person.protected_identity = False
        person.register = _facts(found, at)
        person.given_name = found.given_name or person.given_name
        person.surname = found.surname or person.surname
    person.register_fetched_at = at if found else None
    person.save(
        update_fields=[
            "protected_identity", "register", "given_name", "surname", "register_fetched_at",
        ]
    )  # fmt: skip
    return person


def look_up_children(person: Person, *, purpose: str, by: Actor, at: datetime) -> Person:
    """Add the children in the person's custody, each with its custodians, to the facts.

    Fails closed: without a certain answer now there are no children, also if there were before.
    """
    if person.protected_identity:
        return person
    record("children.looked_up", str(person), by=by, at=at, person=person.pk, purpose=purpose)
    own = _look_up(person.number)
    if own and own.protected:
        person.protected_identity, person.register = True, {}
    elif own is None:
        person.register = {k: v for k, v in person.register.items() if k != "children"}
    else:
        custody = own.of_kind(RelationKind.CUSTODY)
        numbers = {relation.number.digits for relation in custody if relation.number}
        children = [facts for number in sorted(numbers) if (facts := _child(number))]
        person.register = {**person.register, "children": children}
    person.save(update_fields=["protected_identity", "register"])
    return person


def _look_up(number: str) -> PopulationRecord | None:
    for key in population_registers:
        try:
            return population_registers[key].person(IdentityNumber(number))
        except (PersonUnknown, RegisterUnavailable):
            return None
    return None


def _child(number: str) -> ChildFacts | None:
    """The child's facts; None when the child is protected, dead or not found."""
    found = _look_up(number)
    if found is None or found.protected or found.deregistered_on:
        return None
    custodians = [
        CustodianFacts(number=relation.number.digits, name=_custodian_name(relation.number.digits))
        for relation in found.of_kind(RelationKind.CUSTODIAN)
        if relation.number
    ]
    return ChildFacts(
        number=number,
        name=found.name,
        born_on=found.number.born_on.isoformat(),
        custodians=custodians,
    )


def _custodian_name(number: str) -> str:
    """The name to show; empty for a protected custodian, of whom nothing may be shown."""
    found = _look_up(number)
    return "" if found is None or found.protected else found.name


def _facts(found: PopulationRecord, at: datetime) -> RegisterFacts:
    facts = RegisterFacts(
        source=next(population_registers[key].source for key in population_registers),
        fetched_at=at.isoformat(),
        name=found.name,
        given_name=found.given_name,
        surname=found.surname,
        number=found.number.digits,
        property=found.property_designation,
    )
    if found.address:
        facts["address"] = {
            "street": found.address.street,
            "postal_code": found.address.postal_code,
            "city": found.address.city,
        }
    return facts


@transaction.atomic(savepoint=False)
def remember_contact(
    person: Person, *, email: str, phone: str, language: str, by: Actor, at: datetime
) -> None:
    """Keep how the person wants to be reached, for next time; only the person may say so.

    An empty address or number keeps the one we have.
    """
    if by.person != person.pk:
        return
    given = {"email": email, "phone": phone, "language": language}
    wanted = {name: text for name, text in given.items() if text}
    if Person.objects.filter(pk=person.pk).exclude(**wanted).update(**wanted):
        record("contact.changed", str(person), by=by, at=at, person=person.pk)


def named_person(number: IdentityNumber, *, name: str, by: Actor, at: datetime) -> Person:
    """The row of someone another person has named, such as the other custodian."""
    given_name, _, surname = name.rpartition(" ")
    person, _new = Person.objects.get_or_create(
        number=number.digits, defaults={"given_name": given_name, "surname": surname}
    )
    return person


@transaction.atomic
def state_representation(
    organisation: OrganisationFacts, *, by: Actor, at: datetime
) -> Representation:
    """Keep a resident's word that they act for an organisation, and as what.

    Nothing is checked against a register: who handles the case is told that it is their word.
    Raises Forbidden for who is not logged in.
    """
    if by.person is None:
        raise Forbidden("representation.state")
    stated, _ = Representation.objects.update_or_create(
        person_id=by.person,
        number=organisation["number"],
        defaults={**organisation, "stated_at": at},
    )
    record("representation.stated", str(stated), by=by, at=at, person=by.person)
    return stated
