"""The population register connector against the simulator, over real mutual TLS."""

from datetime import date

import msgspec
import pytest
import requests
from pytest_django import Settings

from tests.contract.simulators import Simulators
from torget.connectors.navet import client
from torget.foundation.health import State
from torget.foundation.identity_numbers import IdentityNumber
from torget.rooms.identity.ports import (
    Address,
    PersonUnknown,
    PopulationRecord,
    RegisterUnavailable,
    Relation,
    RelationKind,
    population_registers,
)

MAJA, ERIK = IdentityNumber("198803202384"), IdentityNumber("198611052393")
ALVA = IdentityNumber("201905142384")
AMINA, JOHAN = IdentityNumber("199006022389"), IdentityNumber("198701172390")
LEO, ELIN = IdentityNumber("202109092391"), IdentityNumber("202304252386")
navet = population_registers["navet"]


def test_a_parents_record_has_home_and_family(world: Simulators) -> None:
    children = [
        Relation(kind, IdentityNumber(digits))
        for digits in ("201905142384", "202208302394", "202402119800")
        for kind in (RelationKind.CHILD, RelationKind.CUSTODY)
    ]
    assert navet.person(MAJA) == PopulationRecord(
        number=MAJA,
        protected=False,
        given_name="Maja",
        surname="Lindqvist",
        address=Address("Strandvägen 14", "98910", "Solvik"),
        property_designation="SOLVIK STRAND 1:14",
        relations=(Relation(RelationKind.SPOUSE, ERIK), *children),
    )


def test_a_childs_record_has_its_parents_and_custodians(world: Simulators) -> None:
    leo = navet.person(LEO)
    parents = [relation.number for relation in leo.of_kind(RelationKind.PARENT)]
    custodians = [relation.number for relation in leo.of_kind(RelationKind.CUSTODIAN)]
    assert (parents, custodians) == ([AMINA, JOHAN], [AMINA, JOHAN])


def test_a_parent_without_the_childrens_address_has_custody_all_the_same(
    world: Simulators,
) -> None:
    johan, amina = navet.person(JOHAN), navet.person(AMINA)
    custody = [relation.number for relation in johan.of_kind(RelationKind.CUSTODY)]
    assert (custody, johan.address == amina.address) == ([LEO, ELIN], False)


def test_the_name_in_use_may_be_the_second(world: Simulators) -> None:
    assert navet.person(ERIK).name == "Erik Lindqvist"


def test_a_hyphenated_name_in_use_is_kept_whole(world: Simulators) -> None:
    assert navet.person(IdentityNumber("196811309902")).given_name == "Anna-Karin"


@pytest.mark.parametrize("digits", ["198310239846", "199102282382", "197904122384"])
def test_of_a_protected_person_only_the_number_is_kept(world: Simulators, digits: str) -> None:
    number = IdentityNumber(digits)
    assert navet.person(number) == PopulationRecord(number, protected=True)


def test_the_dead_and_the_departed_are_told_apart(world: Simulators) -> None:
    sven, ingrid = (navet.person(IdentityNumber(n)) for n in ("194605052390", "197208212386"))
    assert [(p.deregistration_reason, p.deregistered_on, p.address) for p in (sven, ingrid)] == [
        ("AV", date(2026, 2, 14), None),
        ("UV", date(2025, 9, 1), None),
    ]


def test_a_dead_child_is_no_child_to_apply_for(world: Simulators) -> None:
    assert navet.person(IdentityNumber("192401302381")).relations == ()


def test_an_earlier_number_leads_to_the_number_of_today(world: Simulators) -> None:
    assert navet.person(IdentityNumber("199303679881")).number == IdentityNumber("199303072384")


def test_a_person_with_a_coordination_number_is_found(world: Simulators) -> None:
    tomasz = navet.person(IdentityNumber("198509752393"))
    assert (tomasz.name, tomasz.address and tomasz.address.care_of) == ("Tomasz Nowak", "c/o Berg")


def test_a_child_who_was_never_registered_has_a_name_and_no_number(world: Simulators) -> None:
    olena = navet.person(IdentityNumber("199207262388"))
    assert olena.of_kind(RelationKind.CHILD) == [
        Relation(RelationKind.CHILD, None, "Danylo Kovalenko")
    ]


def test_a_person_outside_the_register_is_unknown(world: Simulators) -> None:
    with pytest.raises(PersonUnknown):
        navet.person(IdentityNumber("199610102395"))


@pytest.mark.parametrize("mode", ["off", "fault", "slow"])
def test_a_register_in_trouble_is_told_as_such(
    world: Simulators, monkeypatch: pytest.MonkeyPatch, mode: str
) -> None:
    monkeypatch.setattr(client, "PATIENCE", (1.0, 0.3))
    world.tell("switch", simulator="navet", mode=mode, seconds=1)
    with pytest.raises(RegisterUnavailable):
        navet.person(MAJA)


@pytest.mark.parametrize(("status", "body"), [(200, "<html/>"), (200, ""), (502, "x"), (302, "")])
def test_an_answer_that_makes_no_sense_is_no_answer(
    world: Simulators, status: int, body: str
) -> None:
    world.tell("plan", simulator="navet", status=status, body=body, content_type="text/xml")
    with pytest.raises(RegisterUnavailable):
        navet.person(MAJA)


@pytest.mark.parametrize(
    "change",
    [
        {"navet_organisation": "2021004748"},
        {"navet_order": "fel"},
        {"navet_url": ""},
        {"navet_certificate": "bankid-client"},
        {"navet_ca": "bankid-server-ca"},
        {"navet_ca": "missing"},
    ],
)
def test_a_wrong_setting_makes_the_register_unavailable(
    world: Simulators, settings: Settings, change: dict[str, str]
) -> None:
    pem = {"navet_certificate", "navet_ca"}
    values = {name: world.pem(v) if name in pem else v for name, v in change.items()}
    settings.ENVIRONMENT = msgspec.structs.replace(settings.ENVIRONMENT, **values)
    with pytest.raises(RegisterUnavailable):
        navet.person(MAJA)


def test_the_register_wants_xml(world: Simulators) -> None:
    answer = requests.post(
        world.navet,
        data=client.question_for(MAJA),
        headers={"Content-Type": "application/json"},
        cert=world.pem("navet-client"),
        verify=world.pem("navet-server-ca"),
        timeout=10,
    )
    assert answer.status_code == 415


def test_the_health_check_says_how_it_is(world: Simulators, settings: Settings) -> None:
    works = client.navet().state
    world.tell("switch", simulator="navet", mode="fault")
    faulty = client.navet().state
    settings.ENVIRONMENT = msgspec.structs.replace(settings.ENVIRONMENT, navet_ca="/nowhere")
    unpinned = client.navet().state
    settings.ENVIRONMENT = msgspec.structs.replace(settings.ENVIRONMENT, navet_url="")
    missing = client.navet().state
    assert [works, faulty, unpinned, missing] == [
        State.WORKS,
        State.BROKEN,
        State.BROKEN,
        State.MISSING,
    ]
