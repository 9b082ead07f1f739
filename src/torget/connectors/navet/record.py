"""Reads the register's answer, and keeps nothing of a person whose identity is protected."""

from collections.abc import Iterator
from datetime import date, datetime

from lxml import etree

from torget.connectors.navet.names import name_in_use
from torget.foundation.identity_numbers import IdentityNumber, NotAnIdentityNumber
from torget.rooms.identity.ports import (
    Address,
    PersonUnknown,
    PopulationRecord,
    RegisterUnavailable,
    Relation,
    RelationKind,
)

SOAP = "http://schemas.xmlsoap.org/soap/envelope/"
EPERSONDATA = "http://xmls.skatteverket.se/se/skatteverket/folkbokforing/na/epersondata/V1"
FLAGS = ("Sekretessmarkering", "SkyddadFolkbokforing")
RELATIONS = {
    "B": RelationKind.CHILD,
    "VF": RelationKind.CUSTODY,
    "V": RelationKind.CUSTODIAN,
    "M": RelationKind.SPOUSE,
    "P": RelationKind.SPOUSE,  # registrerad partner, kept by the law that ended them (2009:260)
    "MO": RelationKind.PARENT,
    "FA": RelationKind.PARENT,
    "F": RelationKind.PARENT,
}
DECEASED = "AV"
# The register's codes for its faults are not published, so the words must do.
SAYS_UNKNOWN = ("finns inte", "saknas i", "hittades inte", "ej funnen", "finns ej", "ingen träff")


class _Malformed(Exception):
    """The record is not as the register writes them."""


def read_answer(octets: bytes, asked: IdentityNumber, *, today: date) -> PopulationRecord:
    """The record in a SOAP answer; raises PersonUnknown or RegisterUnavailable.

    A record that cannot be understood is taken as protected: it might be.
    """
    posts = _posts(_body(octets))
    if not posts:
        raise PersonUnknown
    post = posts[0]
    if _is_protected(post) or len(posts) > 1:
        return PopulationRecord(asked, protected=True)
    try:
        return _read_record(post, asked, today)
    except _Malformed:
        return PopulationRecord(asked, protected=True)


def _body(octets: bytes) -> "etree._Element":
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
    try:
        envelope = etree.fromstring(octets, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise RegisterUnavailable("not XML") from error
    body = envelope.find(f"{{{SOAP}}}Body")
    if body is None:
        raise RegisterUnavailable("not SOAP")
    fault = body.find(f"{{{SOAP}}}Fault")
    if fault is not None:
        words = " ".join(str(text) for text in fault.itertext()).lower()
        if any(phrase in words for phrase in SAYS_UNKNOWN):
            raise PersonUnknown
        raise RegisterUnavailable(" ".join(words.split())[:200])
    return body


def _posts(body: "etree._Element") -> list["etree._Element"]:
    holder = next(_named(body, "Folkbokforingsposter"), None)
    if holder is None:
        raise RegisterUnavailable("no answer in the envelope")
    return [post for post in _elements(holder) if _name(post) == "Folkbokforingspost"]


def _is_protected(post: "etree._Element") -> bool:
    """Whether any flag is raised, or says what we do not understand.

    In this service a flag that is left out means no. It is written as an attribute or an element.
    """
    written = [post.get(flag) for flag in FLAGS if post.get(flag) is not None]
    for flag in FLAGS:
        written += [element.text or "" for element in _named(post, flag)]
    return any(value != "N" for value in written)


def _read_record(post: "etree._Element", asked: IdentityNumber, today: date) -> PopulationRecord:
    record = _child(post, "Personpost")
    if record is None:
        raise _Malformed
    number = _number(_text(record, "PersonId", "PersonNr"), today)
    earlier = [element.text for element in _named(record, "HanvisningsPersonNr")]
    if number is None or (number != asked and asked.digits not in earlier):
        raise _Malformed
    given_names, surname = _text(record, "Namn", "Fornamn"), _text(record, "Namn", "Efternamn")
    if not (given_names or surname):
        raise _Malformed
    middle_name = _text(record, "Namn", "Mellannamn")
    return PopulationRecord(
        number=number,
        protected=False,
        given_name=name_in_use(given_names, _text(record, "Namn", "Tilltalsnamnsmarkering")),
        surname=f"{middle_name} {surname}".strip(),
        address=_address(record),
        property_designation=_text(record, "Folkbokforing", "Fastighetsbeteckning"),
        deregistered_on=_day(_text(record, "Avregistrering", "Avregistreringsdatum")),
        deregistration_reason=_text(record, "Avregistrering", "AvregistreringsorsakKod"),
        relations=tuple(_relations(record, today)),
    )


def _address(record: "etree._Element") -> Address | None:
    """Where the person is registered; a special postal address if that is all there is."""
    for kind in ("Folkbokforingsadress", "SarskildPostadress"):
        postal_code = _text(record, "Adresser", kind, "PostNr")
        lines = [_text(record, "Adresser", kind, f"Utdelningsadress{n}") for n in (1, 2)]
        street = ", ".join(line for line in lines if line)
        if street or postal_code:
            return Address(
                street=street,
                postal_code=postal_code,
                city=_text(record, "Adresser", kind, "Postort"),
                care_of=_text(record, "Adresser", kind, "CareOf"),
            )
    return None


def _relations(record: "etree._Element", today: date) -> Iterator[Relation]:
    """The relations that hold today, to people who live."""
    holder = _child(record, "Relationer")
    for relation in _elements(holder) if holder is not None else []:
        kind = RELATIONS.get(_text(relation, "Relationstyp"))
        ended_on = _day(_text(relation, "RelationTomdatum"))
        is_over = ended_on is not None and ended_on < today
        is_dead = _text(relation, "Avregistrering", "AvregistreringsorsakKod") == DECEASED
        if kind is None or is_over or is_dead:
            continue
        parts = (_text(relation, "Namn", part) for part in ("Fornamn", "Mellannamn", "Efternamn"))
        number = _number(_text(relation, "RelationId", "PersonNr"), today)
        yield Relation(kind, number, " ".join(part for part in parts if part))


def _number(text: str, today: date) -> IdentityNumber | None:
    try:
        return IdentityNumber.read(text, today=today)
    except NotAnIdentityNumber:
        return None


def _day(text: str) -> date | None:
    """The day, or nothing when the register knows only the year or month (zeros)."""
    try:
        return datetime.strptime(text, "%Y%m%d").date()  # noqa: DTZ007 -- a day has no time zone
    except ValueError:
        return None


# --- reading XML whose inner elements may or may not carry a namespace ----------------------


def _name(element: "etree._Element") -> str:
    return etree.QName(element).localname


def _elements(parent: "etree._Element") -> Iterator["etree._Element"]:
    """Child elements, without comments and processing instructions."""
    return (child for child in parent if isinstance(child.tag, str))


def _child(parent: "etree._Element", name: str) -> "etree._Element | None":
    return next((child for child in _elements(parent) if _name(child) == name), None)


def _named(parent: "etree._Element", name: str) -> Iterator["etree._Element"]:
    return (element for element in parent.iter("{*}" + name) if element is not parent)


def _text(parent: "etree._Element", *path: str) -> str:
    """The text at the end of the path, or nothing."""
    element: etree._Element | None = parent
    for name in path:
        element = _child(element, name) if element is not None else None
    return (element.text or "").strip() if element is not None else ""
