"""Whether a certificate was issued, link by link, under a root that we trust."""

from collections.abc import Sequence
from datetime import datetime

from cryptography import x509
from cryptography.exceptions import InvalidSignature, UnsupportedAlgorithm
from cryptography.hazmat.primitives import hashes
from django.utils.translation import gettext_noop as _

from torget.rooms.identity.ports import EvidenceBroken

LONGEST_PATH = 6
WEAK = (hashes.MD5, hashes.SHA1)
# What the library raises, sooner or later, for a certificate that somebody has tampered with.
UNREADABLE = (ValueError, TypeError, UnsupportedAlgorithm, x509.DuplicateExtension)


def path_to_root(
    certificates: Sequence[x509.Certificate], roots: Sequence[x509.Certificate], *, at: datetime
) -> list[x509.Certificate]:
    """The way from the first certificate up to one of the roots, which comes last.

    Every link must have been valid at the moment. Raises EvidenceBroken.
    """
    path = [certificates[0]]
    while path[-1] not in roots:
        if len(path) > LONGEST_PATH:
            raise EvidenceBroken(_("Certifikatet leder inte till en utfärdare som vi litar på."))
        path.append(_issuer_of(path[-1], [*roots, *certificates[1:]]))
    for certificate in path:
        if not certificate.not_valid_before_utc <= at <= certificate.not_valid_after_utc:
            raise EvidenceBroken(_("Certifikatet gällde inte när underskriften gjordes."))
    return path


def _issuer_of(
    certificate: x509.Certificate, candidates: Sequence[x509.Certificate]
) -> x509.Certificate:
    for candidate in candidates:
        if is_issued_by(certificate, candidate):
            return candidate
    raise EvidenceBroken(_("Certifikatet leder inte till en utfärdare som vi litar på."))


def is_issued_by(certificate: x509.Certificate, issuer: x509.Certificate) -> bool:
    """Whether the issuer is an authority and its key has signed the certificate."""
    if certificate == issuer or isinstance(certificate.signature_hash_algorithm, WEAK):
        return False
    try:
        certificate.verify_directly_issued_by(issuer)
        may_issue = issuer.extensions.get_extension_for_class(x509.BasicConstraints).value.ca
        usage = issuer.extensions.get_extension_for_class(x509.KeyUsage).value
    except (InvalidSignature, x509.ExtensionNotFound, *UNREADABLE):
        return False
    return may_issue and usage.key_cert_sign
