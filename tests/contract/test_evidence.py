"""Signatures made by the simulator, and every way in which one can be made worthless."""

import base64
import hashlib
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.x509 import ocsp
from cryptography.x509.oid import NameOID
from lxml import etree
from pytest_django import Settings

from tests.contract.orders import ERIK, IDENTIFY, MAJA, SIGN
from tests.contract.simulators import Simulators
from torget.config.environment import Environment
from torget.foundation.identity_numbers import IdentityNumber
from torget.rooms.identity.ports import Evidence, EvidenceBroken, OrderRequest, login_methods

DSIG = "{http://www.w3.org/2000/09/xmldsig#}"
bankid = login_methods["bankid"]
BANKID = "{http://www.bankid.com/signature/v1.0.0/types}"


@dataclass(frozen=True)
class Signed:
    evidence: Evidence
    at: datetime

    def reason(self, evidence: Evidence | None = None, request: OrderRequest = SIGN) -> str:
        """Why the evidence does not hold; empty when it does."""
        try:
            bankid.verify(evidence or self.evidence, request, self.at)
        except EvidenceBroken as broken:
            return broken.reason
        return ""


@pytest.fixture
def signed(world: Simulators) -> Signed:
    return Signed(sign(world, SIGN), datetime.now(UTC))


def sign(world: Simulators, request: OrderRequest, number: str = MAJA) -> Evidence:
    """Evidence of the person doing what is asked."""
    order = bankid.start(request)
    world.tell("approve", number=number)
    evidence = bankid.collect(order, same_device=True).evidence
    assert evidence is not None
    return evidence


def test_a_genuine_signature_names_its_signer(signed: Signed) -> None:
    assert bankid.verify(signed.evidence, SIGN, signed.at) == MAJA


def test_a_log_in_can_be_proved_too(world: Simulators) -> None:
    evidence = sign(world, IDENTIFY)
    assert bankid.verify(evidence, IDENTIFY, datetime.now(UTC)) == MAJA


def test_the_base64_text_serves_as_well_as_the_xml(signed: Signed) -> None:
    text = base64.b64encode(signed.evidence.signature)
    assert signed.reason(replace(signed.evidence, signature=text)) == ""


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({"visible_text": "Något annat"}, "Texten som skrevs under är inte den som visades."),
        ({"visible_text": ""}, "Texten som skrevs under är inte den som visades."),
        ({"hidden_data": b"{}"}, "Underskriften hör inte till de här uppgifterna."),
        ({"hidden_data": b""}, "Underskriften hör inte till de här uppgifterna."),
        (
            {"purpose": IDENTIFY.purpose},
            "Personen gjorde något annat i BankID än det som skulle göras.",
        ),
        (
            {"identity_number": IdentityNumber(ERIK)},
            "Någon annan än den som skulle skriva under har skrivit under.",
        ),
    ],
)
def test_a_signature_for_something_else_proves_nothing(
    signed: Signed, change: dict[str, object], reason: str
) -> None:
    assert signed.reason(request=replace(SIGN, **change)) == reason  # type: ignore[arg-type]


# --- the XML --------------------------------------------------------------------------------


def _swap(text: str) -> str:
    """The text with one character changed, so that it is still base64."""
    return text[:10] + ("B" if text[10] == "A" else "A") + text[11:]


def _text_of(name: str) -> Callable[["etree._Element"], None]:
    def change(root: "etree._Element") -> None:
        element = next(root.iter(name))
        element.text = _swap(element.text or "")

    return change


def _attribute(root: "etree._Element") -> None:
    next(root.iter(f"{BANKID}usrVisibleData")).set("visible", "no")


def _function(root: "etree._Element") -> None:
    next(root.iter(f"{BANKID}funcId")).text = "Identification"


def _second_text(root: "etree._Element") -> None:
    data = next(root.iter(f"{BANKID}usrVisibleData"))
    parent = data.getparent()
    assert parent is not None
    etree.SubElement(parent, data.tag).text = data.text


def _without_digest(root: "etree._Element") -> None:
    data = next(root.iter(f"{BANKID}usrNonVisibleData"))
    parent = data.getparent()
    assert parent is not None
    parent.remove(data)


def _one_reference(root: "etree._Element") -> None:
    reference = next(root.iter(f"{DSIG}Reference"))
    parent = reference.getparent()
    assert parent is not None
    parent.remove(reference)


def _wrapped(root: "etree._Element") -> None:
    """The signed part moved aside, and a forged one in its place with the same identity."""
    holder = root.find(f"{DSIG}Object")
    assert holder is not None
    forged = etree.fromstring(etree.tostring(holder[0]))
    next(forged.iter(f"{BANKID}usrVisibleData")).text = base64.b64encode(b"forged").decode()
    aside = etree.SubElement(root, f"{DSIG}Object")
    aside.append(holder[0])
    holder.append(forged)


def _no_certificates(root: "etree._Element") -> None:
    for element in list(root.iter(f"{DSIG}X509Certificate")):
        parent = element.getparent()
        assert parent is not None
        parent.remove(element)


def _other_signer_first(root: "etree._Element") -> None:
    certificates = list(root.iter(f"{DSIG}X509Certificate"))
    certificates[0].text, certificates[1].text = certificates[1].text, certificates[0].text


@pytest.mark.parametrize(
    "change",
    [
        _text_of(f"{DSIG}SignatureValue"),
        _text_of(f"{DSIG}DigestValue"),
        _text_of(f"{BANKID}usrVisibleData"),
        _text_of(f"{BANKID}usrNonVisibleData"),
        _text_of(f"{BANKID}nonce"),
        _attribute,
        _function,
        _second_text,
        _without_digest,
        _one_reference,
        _wrapped,
        _no_certificates,
        _other_signer_first,
    ],
)
def test_a_changed_signature_is_found_out(
    signed: Signed, change: Callable[["etree._Element"], None]
) -> None:
    root = etree.fromstring(signed.evidence.signature)
    change(root)
    changed = etree.tostring(root, encoding="UTF-8", xml_declaration=True)
    assert signed.reason(replace(signed.evidence, signature=changed)) != ""


def test_changing_any_single_byte_breaks_the_evidence(signed: Signed) -> None:
    """Every 11th byte of the XML and every 3rd of the OCSP answer, each with one bit turned."""
    xml, der = signed.evidence.signature, signed.evidence.ocsp
    broken = [signed.reason(Evidence(_turned(xml, place), der)) for place in range(0, len(xml), 11)]
    broken += [
        signed.reason(Evidence(xml, _turned(der, place, 0x80)))
        for place in range(0, len(der), 3)
        if not _is_spare(der, place)
    ]
    assert "" not in broken


def _turned(octets: bytes, place: int, bit: int = 1) -> bytes:
    """The octets with one bit turned.

    In DER it is the highest: the lowest bit of a bit string's first octet says only whether the
    last bit counts, and a signature that ends with a zero is the same with and without.
    """
    return octets[:place] + bytes([octets[place] ^ bit]) + octets[place + 1 :]


def _is_spare(der: bytes, place: int) -> bool:
    """Whether the byte is outside what the responder signs: the certificates sent along.

    A verifier finds its own way to the root, so a spoilt spare certificate need not matter.
    """
    response = ocsp.load_der_ocsp_response(der)
    spares = response.certificates[1:]
    return any(
        start <= place < start + len(octets)
        for octets in (each.public_bytes(serialization.Encoding.DER) for each in spares)
        for start in [der.find(octets)]
    )


@pytest.mark.parametrize(
    "octets",
    [
        b"",
        b"\x00",
        b"<",
        b"<a/>",
        "åäö".encode(),
        b'<!DOCTYPE a [<!ENTITY x "y">]><a>&x;</a>',
        b"PGEvPg==",
    ],
)
def test_rubbish_is_no_signature(signed: Signed, octets: bytes) -> None:
    assert signed.reason(Evidence(octets, signed.evidence.ocsp)) != ""


def test_a_document_type_with_a_local_file_is_not_followed(signed: Signed, tmp_path: Path) -> None:
    secret = tmp_path / "secret"
    secret.write_text("<x/>")
    doctype = f'<!DOCTYPE s [<!ENTITY x SYSTEM "file://{secret}">]>'.encode()
    declaration, _, rest = signed.evidence.signature.partition(b"?>")
    octets = declaration + b"?>" + doctype + rest
    reason = signed.reason(replace(signed.evidence, signature=octets))
    assert reason == "Filen är ingen underskrift från BankID."


def test_a_namespace_declared_only_at_the_top_is_as_good(signed: Signed, world: Simulators) -> None:
    xmlns = b' xmlns="http://www.w3.org/2000/09/xmldsig#"'
    first, _, rest = signed.evidence.signature.partition(xmlns)
    evidence = Evidence(first + xmlns + rest.replace(xmlns, b""), b"")
    assert signed.reason(Answering(world, evidence).made()) == ""


# --- the chain ------------------------------------------------------------------------------


def test_an_unknown_root_is_not_trusted(
    signed: Signed, world: Simulators, settings: Settings
) -> None:
    settings.ENVIRONMENT = Environment(bankid_signature_ca=world.pem("navet-server-ca"))
    assert signed.reason() == "Certifikatet leder inte till en utfärdare som vi litar på."


def test_without_a_root_nothing_can_be_proved(signed: Signed, settings: Settings) -> None:
    settings.ENVIRONMENT = Environment()
    assert signed.reason() == (
        "Det finns ingen utfärdare inställd att kontrollera underskriften mot."
    )


@pytest.mark.parametrize("years", [-20, 20])
def test_a_certificate_proves_nothing_outside_its_time(signed: Signed, years: int) -> None:
    elsewhen = replace(signed, at=signed.at + timedelta(days=365 * years))
    assert elsewhen.reason() == "Certifikatet gällde inte när underskriften gjordes."


# --- the OCSP answer ------------------------------------------------------------------------


@dataclass(frozen=True)
class Answering:
    """What an OCSP responder says; the defaults are right, and each test spoils one."""

    world: Simulators
    evidence: Evidence
    responder: str = "bankid-ocsp"
    status: ocsp.OCSPCertStatus = ocsp.OCSPCertStatus.GOOD
    subject: str = ""  # a file, or the signer
    issuer: str = "bankid-customer-ca"
    nonce_of: bytes = b""
    at: datetime | None = None

    def made(self) -> Evidence:
        certificate, key = self._read(self.responder)
        at = (self.at or datetime.now(UTC)).replace(microsecond=0)
        revoked = self.status == ocsp.OCSPCertStatus.REVOKED
        text = base64.b64encode(self.nonce_of or self.evidence.signature)
        nonce = hashlib.sha1(text).digest() + b"0123456789"
        builder = (
            ocsp.OCSPResponseBuilder()
            .add_response(
                self._subject(),
                self._read(self.issuer)[0],
                hashes.SHA256(),
                self.status,
                at,
                at,
                at if revoked else None,
                None,
            )
            .responder_id(ocsp.OCSPResponderEncoding.HASH, certificate)
            .certificates([certificate])
            .add_extension(x509.OCSPNonce(nonce), critical=False)
        )
        der = builder.sign(key, hashes.SHA256()).public_bytes(serialization.Encoding.DER)
        return replace(self.evidence, ocsp=der)

    def _subject(self) -> x509.Certificate:
        if self.subject:
            return self._read(self.subject)[0]
        root = etree.fromstring(self.evidence.signature)
        octets = base64.b64decode(next(root.iter(f"{DSIG}X509Certificate")).text or "")
        return x509.load_der_x509_certificate(octets)

    def _read(
        self, name: str
    ) -> tuple[x509.Certificate, rsa.RSAPrivateKey | ec.EllipticCurvePrivateKey]:
        pem = Path(self.world.pem(name)).read_bytes()
        key = serialization.load_pem_private_key(pem, None)
        assert isinstance(key, rsa.RSAPrivateKey | ec.EllipticCurvePrivateKey)
        return x509.load_pem_x509_certificate(pem), key


def test_an_answer_by_the_issuer_itself_is_as_good(signed: Signed, world: Simulators) -> None:
    answer = Answering(world, signed.evidence, responder="bankid-customer-ca")
    assert signed.reason(answer.made()) == ""


@pytest.mark.parametrize(
    ("spoilt", "reason"),
    [
        (
            {"status": ocsp.OCSPCertStatus.REVOKED},
            "Certifikatet var spärrat när underskriften gjordes.",
        ),
        (
            {"status": ocsp.OCSPCertStatus.UNKNOWN},
            "Utfärdaren kände inte till certifikatet.",
        ),
        (
            {"nonce_of": b"<another/>"},
            "Beviset för att certifikatet gällde hör till en annan underskrift.",
        ),
        (
            {"subject": "bankid-ocsp"},
            "Beviset för att certifikatet gällde rör ett annat certifikat.",
        ),
        (
            {"issuer": "bankid-bank-ca"},
            "Beviset för att certifikatet gällde rör ett annat certifikat.",
        ),
        (
            {"responder": "navet-server"},
            "Certifikatet leder inte till en utfärdare som vi litar på.",
        ),
        (
            {"responder": "bankid-bank-ca"},
            "Beviset för att certifikatet gällde är inte äkta.",
        ),
    ],
)
def test_an_answer_about_something_else_proves_nothing(
    signed: Signed, world: Simulators, spoilt: dict[str, object], reason: str
) -> None:
    answer = Answering(world, signed.evidence, **spoilt)  # type: ignore[arg-type]
    assert signed.reason(answer.made()) == reason


def test_an_answer_from_another_day_proves_nothing(signed: Signed, world: Simulators) -> None:
    """The builder stamps its own time, so it is the signing that is moved."""
    later = replace(signed, at=signed.at + timedelta(hours=3))
    assert later.reason() == "Beviset för att certifikatet gällde är från en annan tid."


def test_two_signatures_cannot_lend_each_other_their_answers(
    signed: Signed, world: Simulators
) -> None:
    other = sign(world, SIGN)
    assert signed.reason(replace(signed.evidence, ocsp=other.ocsp)) == (
        "Beviset för att certifikatet gällde hör till en annan underskrift."
    )


@pytest.mark.parametrize("octets", [b"", b"\x30\x03\x0a\x01\x06", b"rubbish"])
def test_a_missing_or_refused_answer_proves_nothing(signed: Signed, octets: bytes) -> None:
    assert signed.reason(replace(signed.evidence, ocsp=octets)) != ""


def test_the_signers_number_is_read_from_the_certificate(signed: Signed) -> None:
    root = etree.fromstring(signed.evidence.signature)
    octets = base64.b64decode(next(root.iter(f"{DSIG}X509Certificate")).text or "")
    names = x509.load_der_x509_certificate(octets).subject
    assert [each.value for each in names.get_attributes_for_oid(NameOID.SERIAL_NUMBER)] == [MAJA]
