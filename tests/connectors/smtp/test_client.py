"""Encryption, log-in and refusals, against small mail servers of our own."""

import socket
import ssl
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import msgspec
import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, AuthResult, LoginPassword
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID
from pytest_django import Settings

from torget.rooms.messaging.ports import DeliveryFailed, OutgoingMessage, delivery_channels

email = delivery_channels["email"]
MESSAGE = OutgoingMessage("k1", "maja@solvik.example", "Ämne", "Hej!\n", "sv")
PASSWORD = "p@ss/w:rd %"
WRITTEN = "kommun:p%40ss%2Fw%3Ard%20%25"  # the user and the password as an address has them


class Postbox:
    """Remembers who was logged in, over what, when each message came."""

    def __init__(self, **answers: str) -> None:
        self.answers = answers
        self.received: list[tuple[bool, bool]] = []

    async def handle_MAIL(
        self, server: Any, session: Any, envelope: Any, address: str, options: Any
    ) -> str:
        envelope.mail_from = address
        return self.answers.get("mail", "250 OK")

    async def handle_RCPT(
        self, server: Any, session: Any, envelope: Any, address: str, options: Any
    ) -> str:
        envelope.rcpt_tos.append(address)
        return self.answers.get("rcpt", "250 OK")

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:
        is_encrypted = server.transport.get_extra_info("sslcontext") is not None
        self.received.append((is_encrypted, bool(session.authenticated)))
        return self.answers.get("data", "250 OK")


def knows_us(
    server: Any, session: Any, envelope: Any, mechanism: str, offered: object
) -> AuthResult:
    known = offered == LoginPassword(b"kommun", PASSWORD.encode())
    return AuthResult(success=known, handled=False)


class MailServer(Controller):
    def __init__(self, postbox: Postbox, tls: ssl.SSLContext | None, *, wrapped: bool) -> None:
        self._start_tls = None if wrapped else tls
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            port = probe.getsockname()[1]
        self.address = f"localhost:{port}"
        super().__init__(
            postbox, hostname="127.0.0.1", port=port, ssl_context=tls if wrapped else None
        )

    def factory(self) -> SMTP:
        return SMTP(
            self.handler,
            tls_context=self._start_tls,
            authenticator=knows_us,
            auth_require_tls=False,
        )


@contextmanager
def mail_server(
    postbox: Postbox, tls: ssl.SSLContext | None = None, *, wrapped: bool = False
) -> Iterator[str]:
    server = MailServer(postbox, tls, wrapped=wrapped)
    server.start()
    try:
        yield server.address
    finally:
        server.stop()


@pytest.fixture(scope="module")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A certificate for localhost and its key, signed by itself."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "localhost")])
    now = datetime.now(UTC)
    made = (
        x509.CertificateBuilder(name, name, key.public_key(), x509.random_serial_number())
        .not_valid_before(now - timedelta(hours=1))
        .not_valid_after(now + timedelta(hours=1))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName("localhost")]), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )
    file = tmp_path_factory.mktemp("mail") / "localhost.pem"
    file.write_bytes(
        made.public_bytes(serialization.Encoding.PEM)
        + key.private_bytes(
            serialization.Encoding.PEM,
            serialization.PrivateFormat.PKCS8,
            serialization.NoEncryption(),
        )
    )
    return file


@pytest.fixture
def tls(certificate: Path) -> ssl.SSLContext:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate)
    return context


def use(settings: Settings, smtp_url: str, ca: Path | None = None) -> None:
    settings.ENVIRONMENT = msgspec.structs.replace(
        settings.ENVIRONMENT,
        smtp_url=smtp_url,
        smtp_ca=str(ca or ""),
        mail_from="Solviks kommun <ingen-svarar@solvik.example>",
    )


@pytest.mark.parametrize("wrapped", [False, True])
def test_mail_is_sent_encrypted_and_logged_in(
    settings: Settings, tls: ssl.SSLContext, certificate: Path, wrapped: bool
) -> None:
    postbox = Postbox()
    with mail_server(postbox, tls, wrapped=wrapped) as address:
        url = f"smtps://{WRITTEN}@{address}" if wrapped else f"smtp://{WRITTEN}@{address}?tls=start"
        use(settings, url, certificate)
        email.deliver(MESSAGE)
    assert postbox.received == [(True, True)]


@pytest.mark.parametrize("wrapped", [False, True])
def test_a_server_with_an_unknown_certificate_gets_nothing(
    settings: Settings, tls: ssl.SSLContext, wrapped: bool
) -> None:
    postbox = Postbox()
    with mail_server(postbox, tls, wrapped=wrapped) as address:
        use(settings, f"smtps://{address}" if wrapped else f"smtp://{address}?tls=start")
        with pytest.raises(DeliveryFailed) as failure:
            email.deliver(MESSAGE)
    assert (failure.value.permanent, postbox.received) == (False, [])


@pytest.mark.parametrize("password", ["fel", "%C3%A5"])
def test_a_refused_log_in_is_ours_to_put_right(settings: Settings, password: str) -> None:
    with mail_server(Postbox()) as address:
        use(settings, f"smtp://kommun:{password}@{address}")
        with pytest.raises(DeliveryFailed) as failure:
            email.deliver(MESSAGE)
    assert (failure.value.permanent, failure.value.reason) == (
        False,
        "E-postservern godtar inte vår inloggning.",
    )


@pytest.mark.parametrize(
    ("when", "says", "permanent"),
    [
        ("mail", "550 5.7.1 Sender refused", False),
        ("mail", "451 4.3.0 Later", False),
        ("rcpt", "550 5.1.1 No such user", True),
        ("rcpt", "553 5.1.3 Bad address", True),
        ("rcpt", "450 4.2.1 Busy", False),
        ("rcpt", "421 4.3.2 Closing", False),
        ("data", "554 5.6.0 Refused", True),
        ("data", "552 5.3.4 Too large", True),
        ("data", "452 4.3.1 Full", False),
    ],
)
def test_only_what_cannot_change_is_lasting(
    settings: Settings, when: str, says: str, permanent: bool
) -> None:
    with mail_server(Postbox(**{when: says})) as address:
        use(settings, f"smtp://{address}")
        with pytest.raises(DeliveryFailed) as failure:
            email.deliver(MESSAGE)
    assert failure.value.permanent is permanent


@pytest.mark.parametrize("url", ["", "localhost:25", "http://localhost", "smtp://"])
def test_without_a_mail_server_nothing_is_sent(settings: Settings, url: str) -> None:
    use(settings, url)
    with pytest.raises(DeliveryFailed) as failure:
        email.deliver(MESSAGE)
    assert (failure.value.permanent, failure.value.reason) == (
        False,
        "Ingen e-postserver är inställd.",
    )
