"""Throw-away certificate authorities, made on the first start and kept in the data folder.

The files that the main program is pointed at: bankid-server-ca.pem, bankid-client.pem,
bankid-signature-ca.pem, navet-server-ca.pem and navet-client.pem.
"""

import ipaddress
import os
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

Key = rsa.RSAPrivateKey | ec.EllipticCurvePrivateKey
LIFETIME = timedelta(days=3650)
RENEWED_BEFORE = timedelta(days=30)


@dataclass(frozen=True)
class Identity:
    """A certificate and its private key."""

    certificate: x509.Certificate
    key: Key


def _name(common_name: str, number: str = "") -> x509.Name:
    parts = [
        x509.NameAttribute(NameOID.COUNTRY_NAME, "SE"),
        x509.NameAttribute(NameOID.ORGANIZATION_NAME, "Torget simulator"),
        x509.NameAttribute(NameOID.COMMON_NAME, common_name),
    ]
    if number:
        parts.append(x509.NameAttribute(NameOID.SERIAL_NUMBER, number))
    return x509.Name(parts)


def issue(
    common_name: str,
    key: Key,
    issuer: Identity | None = None,
    *,
    authority: bool = False,
    usage: Iterable[x509.ObjectIdentifier] = (),
    hosts: bool = False,
    number: str = "",
) -> Identity:
    """A certificate by `issuer`, or a self-signed root when there is none."""
    now = datetime.now(UTC)
    public = key.public_key()
    subject = _name(common_name, number)
    signer = issuer.key if issuer else key
    builder = (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(issuer.certificate.subject if issuer else subject)
        .public_key(public)
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + LIFETIME)
        .add_extension(x509.BasicConstraints(ca=authority, path_length=None), critical=True)
        .add_extension(_key_usage(authority=authority), critical=True)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(public), critical=False)
        .add_extension(
            x509.AuthorityKeyIdentifier.from_issuer_public_key(signer.public_key()),
            critical=False,
        )
    )
    if usages := list(usage):
        builder = builder.add_extension(x509.ExtendedKeyUsage(usages), critical=False)
    if hosts:
        builder = builder.add_extension(_this_machine(), critical=False)
    return Identity(builder.sign(signer, hashes.SHA256()), key)


def _this_machine() -> x509.SubjectAlternativeName:
    addresses = (ipaddress.ip_address("127.0.0.1"), ipaddress.ip_address("::1"))
    return x509.SubjectAlternativeName(
        [x509.DNSName("localhost"), *(x509.IPAddress(address) for address in addresses)]
    )


def _key_usage(*, authority: bool) -> x509.KeyUsage:
    return x509.KeyUsage(
        digital_signature=not authority,
        content_commitment=not authority,
        key_encipherment=False,
        data_encipherment=False,
        key_agreement=False,
        key_cert_sign=authority,
        crl_sign=authority,
        encipher_only=False,
        decipher_only=False,
    )


def new_tls_key() -> Key:
    return ec.generate_private_key(ec.SECP256R1())


def new_signing_key() -> Key:
    return rsa.generate_private_key(public_exponent=65537, key_size=2048)


class Certificates:
    """All certificates of the simulators, read from the folder or made there."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        folder.mkdir(parents=True, exist_ok=True)
        for provider in ("bankid", "navet"):
            if not self._are_usable([f"{provider}-server", f"{provider}-client"]):
                self._make_tls(provider)
        if not self._are_usable(["bankid-customer-ca", "bankid-ocsp"]):
            self._make_signature_authorities()
        if not self._are_usable(["seal"]):
            self._make_seal()
        self.signature_root = self._read("bankid-root")
        self.bank_ca = self._read("bankid-bank-ca")
        self.customer_ca = self._read("bankid-customer-ca")
        self.ocsp_responder = self._read("bankid-ocsp")

    def path(self, name: str) -> str:
        return str(self.folder / f"{name}.pem")

    @lru_cache(maxsize=64)  # noqa: B019 -- one object per process, and making a key is slow
    def of_person(self, number: str, name: str) -> Identity:
        """The person's BankID: a certificate with the identity number in it."""
        return issue(name, new_signing_key(), self.customer_ca, number=number)

    def _make_tls(self, provider: str) -> None:
        server_ca = issue(f"{provider} server CA", new_tls_key(), authority=True)
        client_ca = issue(f"{provider} client CA", new_tls_key(), authority=True)
        server_use, client_use = ExtendedKeyUsageOID.SERVER_AUTH, ExtendedKeyUsageOID.CLIENT_AUTH
        server = issue("localhost", new_tls_key(), server_ca, usage=[server_use], hosts=True)
        client = issue("Solviks kommun", new_tls_key(), client_ca, usage=[client_use])
        self._write(f"{provider}-server-ca", server_ca, with_key=False)
        self._write(f"{provider}-client-ca", client_ca, with_key=False)
        self._write(f"{provider}-server", server)
        self._write(f"{provider}-client", client)

    def _make_signature_authorities(self) -> None:
        root = issue("Simulated BankID Root CA", new_signing_key(), authority=True)
        bank = issue("Solviks Sparbank CA for BankID", new_signing_key(), root, authority=True)
        customers = issue("Solviks Sparbank Customer CA", new_signing_key(), bank, authority=True)
        responder = issue(
            "Solviks Sparbank OCSP",
            new_signing_key(),
            customers,
            usage=[ExtendedKeyUsageOID.OCSP_SIGNING],
        )
        self._write("bankid-signature-ca", root, with_key=False)
        self._write("bankid-root", root)
        self._write("bankid-bank-ca", bank)
        self._write("bankid-customer-ca", customers)
        self._write("bankid-ocsp", responder)

    def _make_seal(self) -> None:
        """What a trust service would issue to the municipality, to seal its documents with."""
        ca = issue("Simulated trust service", new_signing_key(), authority=True)
        self._write("seal-ca", ca, with_key=False)
        self._write("seal", issue("Solviks kommun", new_signing_key(), ca))

    def _are_usable(self, names: list[str]) -> bool:
        soon = datetime.now(UTC) + RENEWED_BEFORE
        return all(
            Path(self.path(name)).exists()
            and self._read(name).certificate.not_valid_after_utc > soon
            for name in names
        )

    def _read(self, name: str) -> Identity:
        pem = Path(self.path(name)).read_bytes()
        key = serialization.load_pem_private_key(pem, password=None)
        if not isinstance(key, rsa.RSAPrivateKey | ec.EllipticCurvePrivateKey):
            raise TypeError(f"{name}: unexpected kind of key")
        return Identity(x509.load_pem_x509_certificate(pem), key)

    def _write(self, name: str, identity: Identity, *, with_key: bool = True) -> None:
        """Keep the certificate, whole or not at all, readable only by its owner."""
        pem = identity.certificate.public_bytes(serialization.Encoding.PEM)
        if with_key:
            pem += identity.key.private_bytes(
                serialization.Encoding.PEM,
                serialization.PrivateFormat.PKCS8,
                serialization.NoEncryption(),
            )
        unfinished = self.folder / f"{name}.new"
        with os.fdopen(
            os.open(unfinished, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb"
        ) as f:
            f.write(pem)
        unfinished.replace(self.path(name))
