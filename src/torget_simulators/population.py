"""The population register's question and answer: SOAP 1.1 over mutual TLS."""

import re

from lxml import etree

from torget_simulators.people import Relative, Resident, in_register
from torget_simulators.serving import Answer, Asked
from torget_simulators.switches import Mode, Switches

PATH = "/na/na_epersondata/V2/personpostXML"
SOAP = "http://schemas.xmlsoap.org/soap/envelope/"
EPERSONDATA = "http://xmls.skatteverket.se/se/skatteverket/folkbokforing/na/epersondata/V1"
XML = "text/xml; charset=utf-8"
COUNTY, MUNICIPALITY = "25", "99"  # no real municipality has this code


class Fault(Exception):
    """The register refuses: its own code and words."""

    def __init__(self, code: str, description: str) -> None:
        super().__init__(code)
        self.code = code
        self.description = description


class PopulationApi:
    def __init__(self, switches: Switches) -> None:
        self._switches = switches

    def answer(self, asked: Asked) -> Answer | None:
        if planned := self._switches.next_planned("navet"):
            return Answer(planned.status, planned.body, planned.content_type)
        mode = self._switches.mode("navet")
        if not self._switches.let_pass("navet"):
            return None
        if asked.path != PATH:
            return Answer(404)
        if asked.method != "POST":
            return Answer(405)
        if not asked.headers.get("content-type", "").startswith("text/xml"):
            return Answer(415)
        try:
            if mode == Mode.FAULT:
                raise Fault("9999", "Tekniskt fel. Försök igen senare.")
            return Answer(200, record_of(_asked_for(asked.body)), XML)
        except Fault as fault:
            return Answer(500, _fault(fault), XML)


def _asked_for(body: bytes) -> Resident:
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
    try:
        envelope = etree.fromstring(body, parser)
    except etree.XMLSyntaxError:
        raise Fault("0001", "Anropet är inte giltig XML.") from None
    question = envelope.find(f"{{{SOAP}}}Body/{{{EPERSONDATA}}}PersonpostRequest")
    if question is None:
        raise Fault("0002", "Anropet saknar PersonpostRequest.")
    order = f"{{{EPERSONDATA}}}Bestallning/{{{EPERSONDATA}}}"
    if not re.fullmatch(r"16\d{10}", question.findtext(f"{order}OrgNr", "")):
        raise Fault("0003", "Organisationsnumret är felaktigt.")
    if not re.fullmatch(
        r"\d{8}-[A-Z]{2}\d{2}-\d{4}", question.findtext(f"{order}BestallningsId", "")
    ):
        raise Fault("0004", "Beställningen är felaktig.")
    number = question.findtext(f"{{{EPERSONDATA}}}PersonId", "")
    if not re.fullmatch(r"\d{12}", number):
        raise Fault("0005", "Personnumret är felaktigt.")
    resident = in_register(number)
    if resident is None:
        raise Fault("0006", "Sökt person finns inte i registret.")
    return resident


def record_of(resident: Resident) -> bytes:
    """The whole SOAP answer about one resident."""
    spaces = {"S": SOAP, "ns0": EPERSONDATA}
    envelope = etree.Element(f"{{{SOAP}}}Envelope", nsmap=spaces)
    body = etree.SubElement(envelope, f"{{{SOAP}}}Body")
    response = etree.SubElement(body, f"{{{EPERSONDATA}}}PersonpostXMLResponse")
    posts = etree.SubElement(response, f"{{{EPERSONDATA}}}Folkbokforingsposter")
    post = etree.SubElement(posts, "Folkbokforingspost")
    if resident.secrecy:
        post.set("Sekretessmarkering", "J")
    if resident.protected_registration:
        post.set("SkyddadFolkbokforing", "J")
    etree.SubElement(post, "Arendeuppgift", andringstidpunkt="20260211080000")
    _personal_record(etree.SubElement(post, "Personpost"), resident)
    return etree.tostring(envelope, encoding="UTF-8", xml_declaration=True)


def _personal_record(record: "etree._Element", resident: Resident) -> None:
    _group(record, "PersonId", PersonNr=resident.number)
    if resident.earlier_number:
        _group(record, HanvisningsPersonNr=resident.earlier_number)
    code, day = resident.deregistered
    if code:
        _group(record, "Avregistrering", AvregistreringsorsakKod=code, Avregistreringsdatum=day)
    _group(record, Fodelsedatum=resident.number[:8])
    _group(
        record,
        "Namn",
        Tilltalsnamnsmarkering=resident.name_marking,
        Fornamn=resident.given_names,
        Mellannamn=resident.middle_name,
        Efternamn=resident.surname,
        Aviseringsnamn=f"{resident.surname}, {resident.given_names}"[:36],
    )
    # With protected registration the register gives no home at all.
    if resident.home and not resident.protected_registration and not code:
        _home(record, resident)
    if resident.relatives:
        relations = etree.SubElement(record, "Relationer")
        for relative in resident.relatives:
            _relation(relations, relative)


def _home(record: "etree._Element", resident: Resident) -> None:
    home = resident.home
    if home is None:
        return
    _group(
        record,
        "Folkbokforing",
        Folkbokforingsdatum=f"{int(resident.number[:4]) + 1}0901",
        LanKod=COUNTY,
        KommunKod=MUNICIPALITY,
        Fastighetsbeteckning=home.property_designation.upper(),
        Folkbokforingstyp="FB",
    )
    _group(
        etree.SubElement(record, "Adresser"),
        "Folkbokforingsadress",
        CareOf=home.care_of,
        Utdelningsadress2=home.street,
        PostNr=home.postal_code,
        Postort=home.city,
    )


def _relation(relations: "etree._Element", relative: Relative) -> None:
    relation = etree.SubElement(relations, "Relation")
    kind = "PersonNr" if len(relative.number) == 12 else "FodelsetidNr"
    _group(relation, "RelationId", **{kind: relative.number})
    _group(relation, Relationstyp=relative.code)
    given_names, surname = relative.name
    if kind == "FodelsetidNr":  # the register repeats no name that it has a record of
        _group(relation, "Namn", Fornamn=given_names, Efternamn=surname)
    if relative.deceased:
        _group(relation, "Avregistrering", AvregistreringsorsakKod="AV")


def _group(parent: "etree._Element", group: str = "", **values: str) -> None:
    """Elements with the given texts, inside an element of their own if it has a name."""
    target = etree.SubElement(parent, group) if group else parent
    for name, text in values.items():
        if text:
            etree.SubElement(target, name).text = text


def _fault(fault: Fault) -> bytes:
    envelope = etree.Element(f"{{{SOAP}}}Envelope", nsmap={"S": SOAP, "ns0": EPERSONDATA})
    body = etree.SubElement(envelope, f"{{{SOAP}}}Body")
    element = etree.SubElement(body, f"{{{SOAP}}}Fault")
    etree.SubElement(element, "faultcode").text = "S:Server"
    etree.SubElement(element, "faultstring").text = fault.description
    detail = etree.SubElement(element, "detail")
    response = etree.SubElement(detail, f"{{{EPERSONDATA}}}PersonpostFault")
    etree.SubElement(response, "Felkod").text = fault.code
    etree.SubElement(response, "Beskrivning").text = fault.description
    return etree.tostring(envelope, encoding="UTF-8", xml_declaration=True)
