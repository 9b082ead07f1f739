"""What the population register is asked, and what is kept of the answer."""

from dataclasses import replace

import pytest

from tests.contract.simulators import Simulators
from tests.factories import ERIK, MAJA, NOON, a_person, a_resident
from torget.foundation.actor import NOBODY
from torget.foundation.identity_numbers import IdentityNumber
from torget.rooms.audit.models import Entry
from torget.rooms.identity.actions import (
    look_up_children,
    look_up_person,
    named_person,
    remember_contact,
)
from torget.rooms.identity.models import Person
from torget.rooms.identity.queries import person as own_row
from torget_simulators.people import RESIDENTS
from torget_simulators.population import XML, record_of

pytestmark = pytest.mark.django_db
AMINA, JOHAN, SARA = "199006022389", "198701172390", "199412019821"
KARIN, FARAH, PETRA = "198310239846", "199102282382", "197904122384"
LEO, DAVID = "202109092391", "199610102395"
CHILDREN = ["201905142384", "202208302394", "202402119800"]


def looked_up(number: str = MAJA, **before: object) -> Person:
    person = a_person(number, **before)
    look_up_person(person, purpose="login", by=a_resident(person), at=NOON)
    person.refresh_from_db()
    return person


def with_children(number: str = MAJA) -> Person:
    person = looked_up(number)
    look_up_children(person, purpose="forskola", by=a_resident(person), at=NOON)
    person.refresh_from_db()
    return person


def test_the_facts_are_kept_with_their_source_and_time(world: Simulators) -> None:
    person = looked_up()

    assert (person.protected_identity, person.register_fetched_at) == (False, NOON)
    assert person.register == {
        "source": "Folkbokföringen (Skatteverket)",
        "fetched_at": NOON.isoformat(),
        "name": "Maja Lindqvist",
        "given_name": "Maja",
        "surname": "Lindqvist",
        "number": MAJA,
        "property": "SOLVIK STRAND 1:14",
        "address": {"street": "Strandvägen 14", "postal_code": "98910", "city": "Solvik"},
    }


def test_a_look_up_is_recorded_with_its_purpose(world: Simulators) -> None:
    person = looked_up()

    entry = Entry.objects.get(what="register.looked_up")
    assert (entry.person, entry.actor, entry.details) == (
        person.pk,
        f"person:{person.pk}",
        {"purpose": "login"},
    )


@pytest.mark.parametrize("number", [KARIN, FARAH, PETRA, DAVID])
def test_nothing_is_kept_of_the_protected_and_the_unknown(world: Simulators, number: str) -> None:
    person = looked_up(number, register={"address": {"street": "Gamla vägen 1"}})

    assert (person.protected_identity, person.register, person.name) == (
        True,
        {},
        "Maja Lindqvist",  # as the e-ID said it
    )


@pytest.mark.parametrize("mode", ["off", "fault"])
def test_a_silent_register_leaves_nothing_and_counts_as_protected(
    world: Simulators, mode: str
) -> None:
    world.tell("switch", simulator="navet", mode=mode)
    person = looked_up(register={"address": {"street": "Gamla vägen 1"}})

    assert (person.protected_identity, person.register, person.register_fetched_at) == (
        True,
        {},
        None,
    )


def test_a_look_up_does_not_undo_what_the_person_said_meanwhile(world: Simulators) -> None:
    stale = a_person()
    Person.objects.filter(pk=stale.pk).update(email="ny@exempel.example")
    look_up_person(stale, purpose="login", by=a_resident(stale), at=NOON)

    stale.refresh_from_db()
    assert stale.email == "ny@exempel.example"


def test_children_come_with_their_custodians(world: Simulators) -> None:
    children = with_children().register["children"]

    assert [child["number"] for child in children] == CHILDREN
    assert children[0] == {
        "number": "201905142384",
        "name": "Alva Lindqvist",
        "born_on": "2019-05-14",
        "custodians": [
            {"number": MAJA, "name": "Maja Lindqvist"},
            {"number": ERIK, "name": "Erik Lindqvist"},
        ],
    }


@pytest.mark.parametrize(
    ("number", "custodians"), [(SARA, [[SARA]]), (AMINA, [[AMINA, JOHAN], [AMINA, JOHAN]])]
)
def test_custodians_are_those_of_the_register_wherever_they_live(
    world: Simulators, number: str, custodians: list[list[str]]
) -> None:
    children = with_children(number).register["children"]
    assert [[c["number"] for c in child["custodians"]] for child in children] == custodians


def test_a_protected_custodian_is_there_without_a_name(world: Simulators) -> None:
    amina = looked_up(AMINA)
    records = [RESIDENTS[number] for number in (AMINA, LEO, AMINA, JOHAN)]
    records[-1] = replace(records[-1], secrecy=True)
    for record in records:
        body = record_of(record).decode()
        world.tell("plan", simulator="navet", status=200, body=body, content_type=XML)
    look_up_children(amina, purpose="forskola", by=a_resident(amina), at=NOON)

    leo, elin = amina.register["children"]
    assert leo["custodians"] == [
        {"number": AMINA, "name": "Amina Warsame"},
        {"number": JOHAN, "name": ""},
    ]
    assert [custodian["name"] for custodian in elin["custodians"]] == [
        "Amina Warsame",
        "Johan Bergström",
    ]


@pytest.mark.parametrize("number", [KARIN, FARAH])
def test_no_children_are_looked_up_for_the_protected(world: Simulators, number: str) -> None:
    person = with_children(number)

    assert (person.register, Entry.objects.filter(what="children.looked_up").count()) == ({}, 0)


def test_someone_protected_since_the_log_in_loses_what_was_known(world: Simulators) -> None:
    person = a_person(KARIN, register={"address": {"street": "Gamla vägen 1"}, "children": []})
    look_up_children(person, purpose="forskola", by=a_resident(person), at=NOON)

    person.refresh_from_db()
    assert (person.protected_identity, person.register) == (True, {})


def test_when_the_register_is_silent_no_old_children_remain(world: Simulators) -> None:
    person = with_children()
    world.tell("switch", simulator="navet", mode="off")
    look_up_children(person, purpose="forskola", by=a_resident(person), at=NOON)

    person.refresh_from_db()
    assert (person.register["name"], "children" in person.register) == ("Maja Lindqvist", False)


def test_looking_up_children_is_recorded(world: Simulators) -> None:
    with_children()
    [entry] = Entry.objects.filter(what="children.looked_up")
    assert entry.details == {"purpose": "forskola"}


def test_only_the_person_says_how_to_be_reached() -> None:
    maja, erik = a_person(), a_person(ERIK, given_name="Erik")
    for by, email in ((a_resident(erik), "erik@x.example"), (a_resident(maja), "maja@x.example")):
        remember_contact(maja, email=email, phone="", language="en", by=by, at=NOON)

    maja.refresh_from_db()
    assert (maja.email, maja.phone, maja.language) == ("maja@x.example", "", "en")


def test_a_change_of_contact_is_recorded_once() -> None:
    maja = a_person()
    me = a_resident(maja)
    for _ in range(2):
        remember_contact(maja, email="maja@x.example", phone="", language="sv", by=me, at=NOON)

    entry = Entry.objects.get(what="contact.changed")
    assert (entry.subject, entry.person, entry.details) == (str(maja), maja.pk, {})


def test_an_empty_address_does_not_erase_the_one_we_have() -> None:
    maja = a_person(email="maja@x.example")
    me = a_resident(maja)
    remember_contact(maja, email="", phone="+46701740605", language="sv", by=me, at=NOON)

    maja.refresh_from_db()
    assert (maja.email, maja.phone) == ("maja@x.example", "+46701740605")


def test_someone_who_is_named_counts_as_protected_until_the_register_says_otherwise() -> None:
    named = named_person(IdentityNumber(ERIK), name="Karl Erik Lindqvist", by=NOBODY, at=NOON)
    again = named_person(IdentityNumber(ERIK), name="Någon Annan", by=NOBODY, at=NOON)

    assert (named.given_name, named.surname, named.protected_identity) == (
        "Karl Erik",
        "Lindqvist",
        True,
    )
    assert (again.pk, again.name) == (named.pk, "Karl Erik Lindqvist")


def test_a_person_s_row_is_for_that_person() -> None:
    maja, erik = a_person(), a_person(ERIK)

    assert own_row(maja.pk, actor=a_resident(maja)) == maja
    for actor in (a_resident(erik), NOBODY):
        with pytest.raises(Person.DoesNotExist):
            own_row(maja.pk, actor=actor)
