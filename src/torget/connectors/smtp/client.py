"""Hands e-mail to the municipality's mail server; tells a lasting refusal from a passing one."""

import smtplib
import ssl
from collections.abc import Iterator
from contextlib import contextmanager
from functools import lru_cache
from urllib.parse import SplitResult, parse_qs, unquote, urlsplit

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from torget.connectors.smtp.letter import letter_for
from torget.foundation.health import Finding, State, check
from torget.rooms.messaging.ports import DeliveryFailed, OutgoingMessage, delivery_channels

PATIENCE = 20.0  # seconds for each step of the conversation
PORTS = {"smtp": 25, "smtps": 465}
UNREACHABLE = gettext_noop("E-postservern svarar inte.")
NOT_CONFIGURED = gettext_noop("Ingen e-postserver är inställd.")
NOT_SECURE = gettext_noop("E-postservern kan inte ta emot krypterat.")
NOT_LET_IN = gettext_noop("E-postservern godtar inte vår inloggning.")
NO_SUCH_ADDRESS = gettext_noop("E-postadressen finns inte, eller tar inte emot vår e-post.")
REFUSED = gettext_noop("E-postservern tog inte emot meddelandet.")
NOT_NOW = gettext_noop("E-postservern kan inte ta emot meddelandet just nu.")


@delivery_channels.add("email")
class Email:
    def deliver(self, message: OutgoingMessage) -> None:
        environment = settings.ENVIRONMENT
        letter = letter_for(message, sender=environment.mail_from)
        with _failures_in_words(), _conversation() as server:
            server.send_message(letter)


@contextmanager
def _conversation() -> Iterator[smtplib.SMTP]:
    """A conversation with the mail server, encrypted and logged in as the address says."""
    environment = settings.ENVIRONMENT
    address = urlsplit(environment.smtp_url)
    if address.scheme not in PORTS or not address.hostname:
        raise DeliveryFailed(NOT_CONFIGURED)
    trust = _trust(environment.smtp_ca)
    with _server(address, trust) as server:
        if parse_qs(address.query).get("tls") == ["start"]:
            server.starttls(context=trust)
        if address.username:
            server.login(unquote(address.username), unquote(address.password or ""))
        yield server


@lru_cache(maxsize=4)  # reading the machine's authorities takes longer than a delivery
def _trust(extra_authority: str) -> ssl.SSLContext:
    trust = ssl.create_default_context()
    if extra_authority:
        trust.load_verify_locations(extra_authority)
    return trust


def _server(address: SplitResult, trust: ssl.SSLContext) -> smtplib.SMTP:
    host, port = address.hostname or "", address.port or PORTS[address.scheme]
    if address.scheme == "smtps":
        return smtplib.SMTP_SSL(host, port, timeout=PATIENCE, context=trust)
    return smtplib.SMTP(host, port, timeout=PATIENCE)


@contextmanager
def _failures_in_words() -> Iterator[None]:
    """Turn what can go wrong into DeliveryFailed.

    Permanent is only what another attempt cannot change: the receiver, or the message itself.
    Our own log-in and sender address are put right by an operator, so those are tried again.
    """
    try:
        yield
    except smtplib.SMTPRecipientsRefused as error:
        codes = [code for code, _words in error.recipients.values()]
        is_permanent = all(500 <= code < 600 for code in codes)
        reason = NO_SUCH_ADDRESS if is_permanent else NOT_NOW
        raise DeliveryFailed(reason, permanent=is_permanent) from error
    except smtplib.SMTPDataError as error:
        is_permanent = error.smtp_code >= 500
        reason = REFUSED if is_permanent else NOT_NOW
        raise DeliveryFailed(reason, permanent=is_permanent) from error
    # The library can send no password with letters such as å.
    except (smtplib.SMTPAuthenticationError, UnicodeEncodeError) as error:
        raise DeliveryFailed(NOT_LET_IN) from error
    except smtplib.SMTPSenderRefused as error:
        raise DeliveryFailed(NOT_NOW) from error
    except smtplib.SMTPNotSupportedError as error:
        raise DeliveryFailed(NOT_SECURE) from error
    except (smtplib.SMTPException, OSError) as error:
        raise DeliveryFailed(UNREACHABLE) from error


@check
def smtp() -> Finding:
    """Whether a mail server is set up, and lets us in."""
    environment = settings.ENVIRONMENT
    if not environment.smtp_url:
        return Finding(
            _("E-post"),
            State.MISSING,
            _("Inga aviseringar skickas."),
            _("Ange TORGET_SMTP_URL och TORGET_MAIL_FROM."),
        )
    if "@" not in environment.mail_from:
        remedy = _("Ange till exempel: Solviks kommun <ingen-svarar@solvik.example>")
        return Finding(_("E-post"), State.BROKEN, _("TORGET_MAIL_FROM saknas."), remedy)
    try:
        with _failures_in_words(), _conversation() as server:
            server.noop()
    except DeliveryFailed as error:
        return Finding(
            _("E-post"),
            State.BROKEN,
            _(error.reason),
            _("Kontrollera TORGET_SMTP_URL och att servern släpper in oss."),
        )
    return Finding(_("E-post"), State.WORKS, _("E-postservern svarar."))
