"""The evidence of an approved order: an XML signature and an OCSP answer that belongs to it."""

import base64
import hashlib
import os
from datetime import datetime, timedelta
from typing import Any

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import padding, rsa
from cryptography.x509 import ocsp
from lxml import etree

from torget_simulators.certificates import Certificates, Identity
from torget_simulators.clock import Clock
from torget_simulators.orders import Order

DSIG = "http://www.w3.org/2000/09/xmldsig#"
BANKID = "http://www.bankid.com/signature/v1.0.0/types"
C14N = "http://www.w3.org/TR/2001/REC-xml-c14n-20010315"
RSA_SHA256 = "http://www.w3.org/2001/04/xmldsig-more#rsa-sha256"
SHA256 = "http://www.w3.org/2001/04/xmlenc#sha256"
RELYING_PARTY = "Solviks kommun"


class Notary:
    """Signs approved orders with certificates of our own making."""

    def __init__(self, certificates: Certificates, clock: Clock) -> None:
        self._certificates = certificates
        self._clock = clock

    def complete(self, order: Order) -> dict[str, Any]:
        """The `completionData` of an order that its resident has approved."""
        resident = order.resident
        if resident is None:
            raise ValueError("nobody has approved the order")
        person = self._certificates.of_person(resident.number, resident.name)
        signature = base64.b64encode(self._sign(order, person)).decode()
        answer = self._certificate_status(person.certificate, signature)
        completion: dict[str, Any] = {
            "user": {
                "personalNumber": resident.number,
                "name": resident.name,
                "givenName": resident.given_names,
                "surname": resident.surname,
            },
            "device": {"ipAddress": order.asked["endUserIp"], "uhi": _device_of(resident.number)},
            "bankIdIssueDate": "2025-11-03",
            "signature": signature,
            "ocspResponse": base64.b64encode(answer).decode(),
        }
        if order.asked.get("returnRisk"):
            completion["risk"] = "low"
        return completion

    def _sign(self, order: Order, person: Identity) -> bytes:
        """The parts are made canonical on their own, each with its namespace, and then joined."""
        key_info = _canonical(self._key_info(person))
        signed = _canonical(_signed_data(order))
        signed_info = _canonical(_signed_info(signed, key_info))
        if not isinstance(person.key, rsa.RSAPrivateKey):
            raise TypeError("people sign with RSA")
        octets = person.key.sign(signed_info, padding.PKCS1v15(), hashes.SHA256())
        return b"".join(
            (
                b'<?xml version="1.0" encoding="UTF-8" standalone="no"?>',
                f'<Signature xmlns="{DSIG}">'.encode(),
                signed_info,
                b"<SignatureValue>",
                base64.b64encode(octets),
                b"</SignatureValue>",
                key_info,
                b"<Object>",
                signed,
                b"</Object></Signature>",
            )
        )

    def _key_info(self, person: Identity) -> "etree._Element":
        key_info = etree.fromstring(f'<KeyInfo xmlns="{DSIG}" Id="bidKeyInfo"/>')
        chain = etree.SubElement(key_info, f"{{{DSIG}}}X509Data")
        for link in (person, self._certificates.customer_ca, self._certificates.bank_ca):
            der = link.certificate.public_bytes(serialization.Encoding.DER)
            certificate = etree.SubElement(chain, f"{{{DSIG}}}X509Certificate")
            certificate.text = base64.b64encode(der).decode()
        return key_info

    def _certificate_status(self, certificate: x509.Certificate, signature: str) -> bytes:
        """A DER answer whose nonce ties it to the base64 text of the signature."""
        now = self._clock.now().replace(tzinfo=None)
        responder = self._certificates.ocsp_responder
        builder = (
            ocsp.OCSPResponseBuilder()
            .add_response(
                cert=certificate,
                issuer=self._certificates.customer_ca.certificate,
                algorithm=hashes.SHA256(),
                cert_status=ocsp.OCSPCertStatus.GOOD,
                this_update=_whole_seconds(now),
                next_update=_whole_seconds(now + timedelta(minutes=1)),
                revocation_time=None,
                revocation_reason=None,
            )
            .responder_id(ocsp.OCSPResponderEncoding.HASH, responder.certificate)
            .certificates(
                [
                    responder.certificate,
                    self._certificates.customer_ca.certificate,
                    self._certificates.bank_ca.certificate,
                ]
            )
            .add_extension(x509.OCSPNonce(_nonce_for(signature)), critical=False)
        )
        answer = builder.sign(responder.key, hashes.SHA256())
        return answer.public_bytes(serialization.Encoding.DER)


def _nonce_for(signature: str) -> bytes:
    return hashlib.sha1(signature.encode(), usedforsecurity=False).digest() + os.urandom(10)


def _whole_seconds(moment: datetime) -> datetime:
    return moment.replace(microsecond=0)


def _signed_info(signed: bytes, key_info: bytes) -> "etree._Element":
    signed_info = etree.fromstring(f'<SignedInfo xmlns="{DSIG}"/>')
    _method(signed_info, "CanonicalizationMethod", C14N)
    _method(signed_info, "SignatureMethod", RSA_SHA256)
    _reference(signed_info, "#bidSignedData", signed, kind=BANKID)
    _reference(signed_info, "#bidKeyInfo", key_info)
    return signed_info


def _signed_data(order: Order) -> "etree._Element":
    signed = etree.fromstring(f'<bankIdSignedData xmlns="{BANKID}" Id="bidSignedData"/>')
    if visible := order.asked.get("userVisibleData"):
        _text(signed, "usrVisibleData", visible, charset="UTF-8", visible="wysiwys")
    if hidden := order.asked.get("userNonVisibleData"):
        _text(signed, "usrNonVisibleData", hidden)
    server = etree.SubElement(signed, f"{{{BANKID}}}srvInfo")
    _text(server, "name", _base64(f"cn={RELYING_PARTY},o=Torget simulator,c=SE"))
    _text(server, "nonce", base64.b64encode(os.urandom(20)).decode())
    _text(server, "displayName", _base64(RELYING_PARTY))
    client = etree.SubElement(signed, f"{{{BANKID}}}clientInfo")
    _text(client, "funcId", "Signing" if order.kind == "sign" else "Identification")
    _text(client, "version", _base64("7.99.0"))
    device = etree.SubElement(etree.SubElement(client, f"{{{BANKID}}}env"), f"{{{BANKID}}}ai")
    _text(device, "type", _base64("SIMULATOR"))
    _text(device, "uhi", _base64(_device_of(order.resident.number if order.resident else "")))
    return signed


def _device_of(number: str) -> str:
    seen = hashlib.sha1(number.encode(), usedforsecurity=False).digest()
    return base64.b64encode(seen).decode()


def _reference(signed_info: "etree._Element", uri: str, target: bytes, kind: str = "") -> None:
    reference = etree.SubElement(signed_info, f"{{{DSIG}}}Reference", URI=uri)
    if kind:
        reference.set("Type", kind)
    transforms = etree.SubElement(reference, f"{{{DSIG}}}Transforms")
    _method(transforms, "Transform", C14N)
    _method(reference, "DigestMethod", SHA256)
    digest = hashlib.sha256(target).digest()
    value = etree.SubElement(reference, f"{{{DSIG}}}DigestValue")
    value.text = base64.b64encode(digest).decode()


def _method(parent: "etree._Element", name: str, algorithm: str) -> None:
    etree.SubElement(parent, f"{{{DSIG}}}{name}", Algorithm=algorithm)


def _text(parent: "etree._Element", name: str, text: str, **attributes: str) -> None:
    etree.SubElement(parent, f"{{{BANKID}}}{name}", attributes).text = text


def _canonical(element: "etree._Element") -> bytes:
    return etree.tostring(element, method="c14n", exclusive=False, with_comments=False)


def _base64(text: str) -> str:
    return base64.b64encode(text.encode()).decode()
