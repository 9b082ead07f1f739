"""How the register's records are read, above all when something is odd about them."""

from datetime import date

import pytest

from torget.connectors.navet.names import name_in_use
from torget.connectors.navet.record import read_answer
from torget.foundation.identity_numbers import IdentityNumber
from torget.rooms.identity.ports import (
    Address,
    PersonUnknown,
    PopulationRecord,
    RegisterUnavailable,
    Relation,
    RelationKind,
)

TODAY = date(2026, 11, 22)
MAJA, NILS = IdentityNumber("198803202384"), IdentityNumber("202208302394")
NAME = "<Namn><Fornamn>Maja</Fornamn><Efternamn>Lindqvist</Efternamn></Namn>"
CAUSE = "<AvregistreringsorsakKod>{}</AvregistreringsorsakKod>"
PERSON = f"<PersonId><PersonNr>{MAJA}</PersonNr></PersonId>"


def answer(post: str) -> bytes:
    return f"""<?xml version="1.0" encoding="UTF-8"?>
    <S:Envelope xmlns:S="http://schemas.xmlsoap.org/soap/envelope/"><S:Body>
    <n:PersonpostXMLResponse
      xmlns:n="http://xmls.skatteverket.se/se/skatteverket/folkbokforing/na/epersondata/V1">
    <n:Folkbokforingsposter>{post}</n:Folkbokforingsposter></n:PersonpostXMLResponse>
    </S:Body></S:Envelope>""".encode()


def fault(words: str) -> bytes:
    return f"""<S:Envelope xmlns:S="http://schemas.xmlsoap.org/soap/envelope/"><S:Body><S:Fault>
    <faultcode>S:Server</faultcode><faultstring>{words}</faultstring>
    </S:Fault></S:Body></S:Envelope>""".encode()


def post(record: str, flags: str = "", elements: str = "") -> bytes:
    return answer(
        f"<Folkbokforingspost {flags}>{elements}<Personpost>{record}</Personpost>"
        "</Folkbokforingspost>"
    )


def read(octets: bytes) -> PopulationRecord:
    return read_answer(octets, MAJA, today=TODAY)


def test_an_ordinary_record_is_read() -> None:
    assert read(post(PERSON + NAME)) == PopulationRecord(
        MAJA, protected=False, given_name="Maja", surname="Lindqvist"
    )


@pytest.mark.parametrize("name", ["Sekretessmarkering", "SkyddadFolkbokforing"])
@pytest.mark.parametrize("value", ["J", "j", "JA", "1", "true", "", " ", "X", "NEJ"])
def test_a_flag_that_says_anything_but_no_protects(name: str, value: str) -> None:
    protected = PopulationRecord(MAJA, protected=True)
    as_attribute = read(post(PERSON + NAME, flags=f'{name}="{value}"'))
    as_element = read(post(PERSON + NAME, elements=f"<{name}>{value}</{name}>"))
    assert [as_attribute, as_element] == [protected, protected]


def test_two_flags_protect_even_if_one_says_no() -> None:
    record = read(post(PERSON + NAME, flags='Sekretessmarkering="N" SkyddadFolkbokforing="J"'))
    assert record == PopulationRecord(MAJA, protected=True)


def test_a_flag_that_says_no_does_not_protect() -> None:
    record = read(post(PERSON + NAME, flags='Sekretessmarkering="N" SkyddadFolkbokforing="N"'))
    assert record.protected is False


@pytest.mark.parametrize(
    "record",
    [
        "",
        NAME,
        PERSON,
        "<PersonId><PersonNr>x</PersonNr></PersonId>" + NAME,
        f"<PersonId><PersonNr>{NILS}</PersonNr></PersonId>" + NAME,
    ],
    ids=["empty", "no number", "no name", "not a number", "someone else"],
)
def test_a_record_that_cannot_be_understood_is_taken_as_protected(record: str) -> None:
    assert read(post(record)) == PopulationRecord(MAJA, protected=True)


def test_two_records_for_one_number_are_taken_as_protected() -> None:
    one = f"<Folkbokforingspost><Personpost>{PERSON}{NAME}</Personpost></Folkbokforingspost>"
    assert read(answer(one * 2)) == PopulationRecord(MAJA, protected=True)


def test_nothing_of_a_protected_person_shows_in_the_record() -> None:
    record = read(post(PERSON + NAME, flags='Sekretessmarkering="J"'))
    assert "Maja" not in repr(record)


def test_a_change_of_number_is_followed() -> None:
    old = "<HanvisningsPersonNr>199303679881</HanvisningsPersonNr>"
    new = IdentityNumber("199303072384")
    octets = post(f"<PersonId><PersonNr>{new}</PersonNr></PersonId>{old}{NAME}")
    record = read_answer(octets, IdentityNumber("199303679881"), today=TODAY)
    assert (record.number, record.protected) == (new, False)


def test_a_middle_name_belongs_to_the_surname() -> None:
    name = (
        "<Namn><Fornamn>Maja</Fornamn><Mellannamn>Berg</Mellannamn>"
        "<Efternamn>Lindqvist</Efternamn></Namn>"
    )
    assert read(post(PERSON + name)).name == "Maja Berg Lindqvist"


@pytest.mark.parametrize(
    ("marking", "given_names", "in_use"),
    [
        ("10", "Maja Lovisa", "Maja"),
        ("20", "Maja Lovisa", "Lovisa"),
        ("12", "Maja Lovisa", "Maja Lovisa"),
        ("12", "Anna-Karin Maria", "Anna-Karin"),
        ("30", "Anna-Karin Maria", "Maria"),
        ("23", "Svea Lo-Ann", "Lo-Ann"),
        ("20", "Svea Lo-Ann", "Lo"),
        ("", "Maja Lovisa", "Maja Lovisa"),
        ("00", "Maja Lovisa", "Maja Lovisa"),
        ("30", "Maja Lovisa", "Maja Lovisa"),
        ("xx", "Maja Lovisa", "Maja Lovisa"),
        ("10", "", ""),
    ],
)
def test_the_name_in_use_is_marked(marking: str, given_names: str, in_use: str) -> None:
    assert name_in_use(given_names, marking) == in_use


def test_an_address_is_read_whole() -> None:
    address = (
        "<Adresser><Folkbokforingsadress><CareOf>c/o Berg</CareOf>"
        "<Utdelningsadress1>Gården</Utdelningsadress1>"
        "<Utdelningsadress2>Ekbacken 2</Utdelningsadress2><PostNr>98921</PostNr>"
        "<Postort>SOLVIK</Postort></Folkbokforingsadress></Adresser>"
    )
    assert read(post(PERSON + NAME + address)).address == Address(
        "Gården, Ekbacken 2", "98921", "SOLVIK", "c/o Berg"
    )


def test_a_special_postal_address_is_used_when_it_is_all_there_is() -> None:
    address = (
        "<Adresser><SarskildPostadress><Utdelningsadress2>Box 1</Utdelningsadress2>"
        "<PostNr>98910</PostNr><Postort>SOLVIK</Postort></SarskildPostadress></Adresser>"
    )
    assert read(post(PERSON + NAME + address)).address == Address("Box 1", "98910", "SOLVIK")


@pytest.mark.parametrize(
    ("code", "kind"),
    [
        ("B", RelationKind.CHILD),
        ("VF", RelationKind.CUSTODY),
        ("V", RelationKind.CUSTODIAN),
        ("M", RelationKind.SPOUSE),
        ("P", RelationKind.SPOUSE),
        ("MO", RelationKind.PARENT),
        ("FA", RelationKind.PARENT),
        ("F", RelationKind.PARENT),
    ],
)
def test_every_relation_has_its_kind(code: str, kind: RelationKind) -> None:
    assert read(post(PERSON + NAME + relation(code))).relations == (Relation(kind, NILS),)


def relation(code: str, more: str = "") -> str:
    return (
        f"<Relationer><Relation><RelationId><PersonNr>{NILS}</PersonNr></RelationId>"
        f"<Relationstyp>{code}</Relationstyp>{more}</Relation></Relationer>"
    )


@pytest.mark.parametrize(
    ("more", "holds"),
    [
        ("<RelationTomdatum>20261121</RelationTomdatum>", False),
        ("<RelationTomdatum>20261122</RelationTomdatum>", True),
        ("<RelationTomdatum>00000000</RelationTomdatum>", True),
        (f"<Avregistrering>{CAUSE.format('AV')}</Avregistrering>", False),
        (f"<Avregistrering>{CAUSE.format('UV')}</Avregistrering>", True),
    ],
    ids=["ended yesterday", "ends today", "no end", "dead", "abroad"],
)
def test_only_relations_that_hold_are_kept(more: str, holds: bool) -> None:
    assert len(read(post(PERSON + NAME + relation("VF", more))).relations) == int(holds)


def test_an_unknown_relation_is_left_out() -> None:
    assert read(post(PERSON + NAME + relation("X"))).relations == ()


@pytest.mark.parametrize("text", ["20260000", "2026", "", "igår"])
def test_a_day_that_the_register_does_not_know_is_no_day(text: str) -> None:
    gone = (
        f"<Avregistrering><AvregistreringsorsakKod>AV</AvregistreringsorsakKod>"
        f"<Avregistreringsdatum>{text}</Avregistreringsdatum></Avregistrering>"
    )
    record = read(post(PERSON + gone + NAME))
    assert (record.deregistration_reason, record.deregistered_on) == ("AV", None)


@pytest.mark.parametrize("octets", [answer(""), fault("Sökt person finns inte i registret.")])
def test_nobody_by_that_number_is_not_an_error_of_the_register(octets: bytes) -> None:
    with pytest.raises(PersonUnknown):
        read(octets)


@pytest.mark.parametrize(
    "octets",
    [
        fault("Tekniskt fel"),
        b"",
        b"<a/>",
        b"<a",
        b"\xff\xfe",
        b'<S:Envelope xmlns:S="http://schemas.xmlsoap.org/soap/envelope/"><S:Body/></S:Envelope>',
    ],
)
def test_anything_else_is(octets: bytes) -> None:
    with pytest.raises(RegisterUnavailable):
        read(octets)


def test_an_entity_is_not_expanded() -> None:
    octets = post(f"{PERSON}<Namn><Fornamn>&x;</Fornamn></Namn>")
    declaration, _, rest = octets.partition(b"?>")
    hostile = declaration + b'?><!DOCTYPE a [<!ENTITY x "Maja">]>' + rest
    assert read(hostile) == PopulationRecord(MAJA, protected=True)
