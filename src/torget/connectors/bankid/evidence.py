"""Whether a kept signature proves what it should, checked without asking anyone.

Four questions: is the XML signature whole; does it cover what the person was shown and the
digest we bound to it; was the certificate issued under a root that we trust; and does the OCSP
answer say that the certificate was good, and belong to this very signature.
"""

import base64
import binascii
import re
from datetime import datetime

from cryptography import x509
from cryptography.x509.oid import NameOID
from django.utils.translation import gettext_noop as _
from lxml import etree
from signxml.algorithms import DigestAlgorithm, SignatureMethod
from signxml.exceptions import SignXMLException
from signxml.verifier import SignatureConfiguration, XMLVerifier

from torget.connectors.bankid.certificates import UNREADABLE, path_to_root
from torget.connectors.bankid.revocation import check_status
from torget.rooms.identity.ports import Evidence, EvidenceBroken, OrderRequest, Purpose

DSIG = "{http://www.w3.org/2000/09/xmldsig#}"
BANKID = "{http://www.bankid.com/signature/v1.0.0/types}"
FUNCTION = {Purpose.SIGN: "Signing", Purpose.IDENTIFY: "Identification"}
LARGEST_SIGNATURE = 2_000_000

_SIGNATURE_METHODS = frozenset(
    {
        SignatureMethod.RSA_SHA256,
        SignatureMethod.RSA_SHA384,
        SignatureMethod.RSA_SHA512,
        SignatureMethod.ECDSA_SHA256,
        SignatureMethod.ECDSA_SHA384,
    }
)
_DIGESTS = frozenset({DigestAlgorithm.SHA256, DigestAlgorithm.SHA384, DigestAlgorithm.SHA512})


class _Verifier(XMLVerifier):
    # libxml2 writes an empty namespace on the grandchildren of a part whose namespace is declared
    # further up. Only what is read back from the canonical form is used, so nothing hides in it.
    excise_empty_xmlns_declarations = True


def verify_evidence(
    evidence: Evidence, request: OrderRequest, signed_at: datetime, *, roots: bytes
) -> str:
    """The signer's twelve digits; raises EvidenceBroken with the first thing that is wrong.

    `signed_at` needs a time zone and may be off by what clocks differ. `roots`: PEM.
    """
    xml, text = _xml_and_text(evidence.signature)
    root = _parse(xml)
    trusted = x509.load_pem_x509_certificates(roots)
    try:
        chain = _certificates_in(root)
        path = path_to_root(chain, trusted, at=signed_at)
        _check_content(_signed_data(root, chain[0], signed_at), request)
        check_status(evidence.ocsp, signature_text=text, path=path, at=signed_at)
        digits = _identity_of(chain[0])
    except UNREADABLE as error:
        raise EvidenceBroken(_("Certifikatet i underskriften går inte att läsa.")) from error
    if request.identity_number and request.identity_number.digits != digits:
        raise EvidenceBroken(_("Någon annan än den som skulle skriva under har skrivit under."))
    return digits


def _xml_and_text(signature: bytes) -> tuple[bytes, str]:
    """The XML, and the base64 text that the OCSP answer is bound to."""
    if not signature.lstrip().startswith(b"<"):
        try:
            return base64.b64decode(signature), signature.decode("ascii")
        except (binascii.Error, UnicodeDecodeError):
            raise EvidenceBroken(_("Underskriften går inte att läsa.")) from None
    return signature, base64.b64encode(signature).decode("ascii")


def _parse(xml: bytes) -> "etree._Element":
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False
    )
    if len(xml) > LARGEST_SIGNATURE:
        raise EvidenceBroken(_("Underskriften är orimligt stor."))
    try:
        root = etree.fromstring(xml, parser)
    except (etree.XMLSyntaxError, ValueError):
        raise EvidenceBroken(_("Underskriften går inte att läsa.")) from None
    if root.tag != f"{DSIG}Signature" or root.getroottree().docinfo.internalDTD is not None:
        raise EvidenceBroken(_("Filen är ingen underskrift från BankID."))
    return root


def _certificates_in(root: "etree._Element") -> list[x509.Certificate]:
    """The certificates that came with the signature, the signer's first."""
    texts = root.findall(f"{DSIG}KeyInfo/{DSIG}X509Data/{DSIG}X509Certificate")
    if not texts:
        raise EvidenceBroken(_("Underskriften saknar certifikat."))
    return [x509.load_der_x509_certificate(base64.b64decode(e.text or "")) for e in texts]


def _signed_data(
    root: "etree._Element", signer: x509.Certificate, signed_at: datetime
) -> "etree._Element":
    """The part that the signature covers, as it was signed and not as it stands in the file."""
    uris = [r.get("URI") for r in root.findall(f"{DSIG}SignedInfo/{DSIG}Reference")]
    if sorted(map(str, uris)) != ["#bidKeyInfo", "#bidSignedData"]:
        raise EvidenceBroken(_("Underskriften täcker inte det den ska."))
    accepted = SignatureConfiguration(
        location="./",
        expect_references=2,
        signature_methods=_SIGNATURE_METHODS,
        digest_algorithms=_DIGESTS,
        verification_time=signed_at,  # else a signature would be void when its certificate expires
    )
    try:
        results = _Verifier().verify(root, x509_cert=signer, expect_config=accepted)
    except (SignXMLException, etree.LxmlError, ValueError):
        raise EvidenceBroken(_("Underskriften har ändrats sedan den gjordes.")) from None
    covered = [r.signed_xml for r in results] if isinstance(results, list) else []
    for element in covered:
        if element is not None and element.tag == f"{BANKID}bankIdSignedData":
            return element
    raise EvidenceBroken(_("Underskriften täcker inte det den ska."))


def _check_content(signed: "etree._Element", request: OrderRequest) -> None:
    if signed.findtext(f"{BANKID}clientInfo/{BANKID}funcId") != FUNCTION[request.purpose]:
        raise EvidenceBroken(_("Personen gjorde något annat i BankID än det som skulle göras."))
    if _content(signed, "usrVisibleData") != request.visible_text.encode():
        raise EvidenceBroken(_("Texten som skrevs under är inte den som visades."))
    if _content(signed, "usrNonVisibleData") != request.hidden_data:
        raise EvidenceBroken(_("Underskriften hör inte till de här uppgifterna."))


def _content(signed: "etree._Element", name: str) -> bytes:
    """What the one element of that name holds; nothing when it is left out."""
    elements = signed.findall(f"{BANKID}{name}")
    if len(elements) > 1:
        raise EvidenceBroken(_("Underskriften är tvetydig."))
    try:
        return base64.b64decode(elements[0].text or "") if elements else b""
    except binascii.Error:
        raise EvidenceBroken(_("Underskriften går inte att läsa.")) from None


def _identity_of(signer: x509.Certificate) -> str:
    numbers = signer.subject.get_attributes_for_oid(NameOID.SERIAL_NUMBER)
    if len(numbers) != 1 or not re.fullmatch(r"\d{12}", str(numbers[0].value)):
        raise EvidenceBroken(_("Certifikatet säger inte vem som skrev under."))
    return str(numbers[0].value)
