"""The sealer "pdf_seal": an advanced electronic seal (eIDAS article 36) in the PDF, as PAdES.

It is written after the document, so what the archive and screen readers rely on is untouched.
"""

from __future__ import annotations

from datetime import UTC, datetime
from importlib import import_module
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import serialization
from cryptography.x509.oid import NameOID
from django.conf import settings
from django.utils.translation import gettext as _

from torget.foundation.health import Finding, State, check
from torget.rooms.documents.ports import SealFailed, sealers

SOON = 30  # days


@sealers.add("pdf_seal")
class PdfSeal:
    def is_configured(self) -> bool:
        return bool(settings.ENVIRONMENT.seal_certificate)

    def seal(self, pdf: bytes) -> bytes:
        """The same document with the seal; raises SealFailed, also when the certificate is old."""
        certificates, key = _read()
        if certificates[0].not_valid_after_utc <= datetime.now(UTC):
            raise SealFailed(f"certificate ended {certificates[0].not_valid_after_utc:%Y-%m-%d}")
        der = [one.public_bytes(serialization.Encoding.DER) for one in certificates]
        signing = import_module("torget.connectors.pdf_seal.signing")
        return bytes(signing.signed(pdf, der, key, name=_holder(certificates[0])))


def _read() -> tuple[list[x509.Certificate], bytes]:
    """The certificate with those above it, and its key in PKCS#8; raises SealFailed."""
    try:
        pem = Path(settings.ENVIRONMENT.seal_certificate).read_bytes()
        certificates = x509.load_pem_x509_certificates(pem)
        key = serialization.load_pem_private_key(pem, password=None)
    except (OSError, ValueError, TypeError) as error:
        raise SealFailed(str(error)) from error
    return certificates, key.private_bytes(
        serialization.Encoding.DER,
        serialization.PrivateFormat.PKCS8,
        serialization.NoEncryption(),
    )


def _holder(certificate: x509.Certificate) -> str:
    names = certificate.subject.get_attributes_for_oid(NameOID.COMMON_NAME)
    return str(names[0].value) if names else ""


@check
def seal() -> Finding:
    """Whether decisions are sealed, and for how long they can be."""
    title = _("Stämpel på beslut")
    if not settings.ENVIRONMENT.seal_certificate:
        return Finding(
            title,
            State.MISSING,
            _("Inget certifikat är inställt. Beslut lämnas utan elektronisk stämpel."),
            _("Ange TORGET_SEAL_CERTIFICATE."),
        )
    try:
        certificate = _read()[0][0]
    except SealFailed as error:
        return Finding(
            title,
            State.BROKEN,
            _("Certifikatet kan inte läsas ({error}).").format(error=error),
            _("Kontrollera filen som TORGET_SEAL_CERTIFICATE pekar på."),
        )
    until = certificate.not_valid_after_utc
    left = (until - datetime.now(UTC)).days
    says = _("{name}, gäller till {day}.").format(name=_holder(certificate), day=until.date())
    state = State.WORKS if left > SOON else State.BROKEN
    return Finding(title, state, says, "" if left > SOON else _("Skaffa ett nytt certifikat."))
