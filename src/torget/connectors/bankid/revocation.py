"""Whether the OCSP answer kept with a signature shows that the certificate was good."""

import hashlib
import hmac
from collections.abc import Sequence
from datetime import datetime, timedelta

from cryptography import x509
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, padding, rsa
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from cryptography.x509 import ocsp
from cryptography.x509.oid import ExtendedKeyUsageOID
from django.utils.translation import gettext_noop as _

from torget.connectors.bankid.certificates import WEAK, path_to_root
from torget.rooms.identity.ports import EvidenceBroken

# The answer is fetched when the person signs; we note the time when the result is collected,
# some minutes later at most. The rest is for clocks that differ.
CLOSE_IN_TIME = timedelta(hours=1)


def check_status(
    answer: bytes, *, signature_text: str, path: Sequence[x509.Certificate], at: datetime
) -> None:
    """Raise EvidenceBroken unless the answer says good, of this certificate and signature.

    `path`: the signer's certificate first and a trusted root last.
    """
    try:
        response = ocsp.load_der_ocsp_response(answer)
        succeeded = response.response_status == ocsp.OCSPResponseStatus.SUCCESSFUL
    except ValueError:
        raise EvidenceBroken(_("Beviset för att certifikatet gällde går inte att läsa.")) from None
    if not succeeded or len(path) < 2:
        raise EvidenceBroken(_("Det saknas bevis för att certifikatet gällde."))
    _check_responder(response, path, at)
    _check_nonce(response, signature_text)
    _check_subject(response, signer=path[0], issuer=path[1])
    if response.certificate_status == ocsp.OCSPCertStatus.REVOKED:
        raise EvidenceBroken(_("Certifikatet var spärrat när underskriften gjordes."))
    if response.certificate_status != ocsp.OCSPCertStatus.GOOD:
        raise EvidenceBroken(_("Utfärdaren kände inte till certifikatet."))
    if abs(response.produced_at_utc - at) > CLOSE_IN_TIME:
        raise EvidenceBroken(_("Beviset för att certifikatet gällde är från en annan tid."))


def _check_responder(
    response: ocsp.OCSPResponse, path: Sequence[x509.Certificate], at: datetime
) -> None:
    """The answer is signed by the issuer, or by one the issuer's authorities have appointed."""
    candidates = [path[1], *response.certificates]
    for responder in candidates:
        if _is_named(response, responder) and _has_signed(responder, response):
            break
    else:
        raise EvidenceBroken(_("Beviset för att certifikatet gällde är inte äkta."))
    if responder == path[1]:
        return
    path_to_root([responder, *response.certificates, *path[1:]], [path[-1]], at=at)
    try:
        uses = responder.extensions.get_extension_for_class(x509.ExtendedKeyUsage).value
    except x509.ExtensionNotFound:
        uses = x509.ExtendedKeyUsage([ExtendedKeyUsageOID.ANY_EXTENDED_KEY_USAGE])
    if ExtendedKeyUsageOID.OCSP_SIGNING not in uses:
        raise EvidenceBroken(_("Beviset för att certifikatet gällde är inte äkta."))


def _is_named(response: ocsp.OCSPResponse, responder: x509.Certificate) -> bool:
    if response.responder_name is not None:
        return response.responder_name == responder.subject
    digest = x509.SubjectKeyIdentifier.from_public_key(responder.public_key()).digest
    return response.responder_key_hash == digest


def _has_signed(responder: x509.Certificate, response: ocsp.OCSPResponse) -> bool:
    key, algorithm = responder.public_key(), response.signature_hash_algorithm
    if algorithm is None or isinstance(algorithm, WEAK):
        return False
    signature, octets = response.signature, response.tbs_response_bytes
    try:
        if isinstance(key, rsa.RSAPublicKey):
            key.verify(signature, octets, padding.PKCS1v15(), algorithm)
        elif isinstance(key, ec.EllipticCurvePublicKey):
            key.verify(signature, octets, ec.ECDSA(algorithm))
        else:
            return False
    except InvalidSignature:
        return False
    return True


def _check_nonce(response: ocsp.OCSPResponse, signature_text: str) -> None:
    """The nonce begins with the SHA-1 of the signature's base64 text: the two belong together."""
    expected = hashlib.sha1(signature_text.encode(), usedforsecurity=False).digest()
    try:
        nonce = response.extensions.get_extension_for_class(x509.OCSPNonce).value.nonce
    except (x509.ExtensionNotFound, ValueError):
        nonce = b""
    if not hmac.compare_digest(nonce[: len(expected)], expected):
        raise EvidenceBroken(
            _("Beviset för att certifikatet gällde hör till en annan underskrift.")
        )


def _check_subject(
    response: ocsp.OCSPResponse, *, signer: x509.Certificate, issuer: x509.Certificate
) -> None:
    """The answer is about the signer's certificate: its number, and its issuer's name and key."""
    name = _digest(response.hash_algorithm, issuer.subject.public_bytes())
    # SubjectPublicKey without its wrapping: what RFC 6960 4.1.1 takes the digest of.
    key = _digest(response.hash_algorithm, _bare_key(issuer))
    about = (response.serial_number, response.issuer_name_hash, response.issuer_key_hash)
    if about != (signer.serial_number, name, key):
        raise EvidenceBroken(_("Beviset för att certifikatet gällde rör ett annat certifikat."))


def _bare_key(certificate: x509.Certificate) -> bytes:
    key = certificate.public_key()
    if isinstance(key, rsa.RSAPublicKey):
        return key.public_bytes(Encoding.DER, PublicFormat.PKCS1)
    if isinstance(key, ec.EllipticCurvePublicKey):
        return key.public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)
    raise EvidenceBroken(_("Certifikatet leder inte till en utfärdare som vi litar på."))


def _digest(algorithm: hashes.HashAlgorithm, octets: bytes) -> bytes:
    digest = hashes.Hash(algorithm)
    digest.update(octets)
    return digest.finalize()
