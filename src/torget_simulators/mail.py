"""A mail server that delivers to nobody: everything it accepts ends up in the mailbox page."""

import asyncio
import email
import email.policy
import itertools
import smtplib
import threading
from dataclasses import dataclass
from email.message import EmailMessage
from email.utils import make_msgid

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session

from torget_simulators.clock import Clock
from torget_simulators.switches import Mode, Switches

LONGEST_MEMORY = 200  # messages
LARGEST_MESSAGE = 30_000_000
ALWAYS_REFUSED = "finns-inte@"  # an address that begins so has no mailbox, in every demo


@dataclass(frozen=True)
class Received:
    number: int
    at: str
    sender: str
    recipients: tuple[str, ...]
    message: EmailMessage

    @property
    def subject(self) -> str:
        return str(self.message["Subject"] or "")

    @property
    def text(self) -> str:
        body = self.message.get_body(preferencelist=("plain",))
        if not isinstance(body, EmailMessage):
            return ""
        return str(body.get_content()).replace("\r\n", "\n")

    @property
    def attachments(self) -> list[EmailMessage]:
        parts = self.message.iter_attachments()
        return [part for part in parts if isinstance(part, EmailMessage)]


class Mailbox:
    """The accepted messages, newest first."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._lock = threading.Lock()
        self._numbers = itertools.count(1)
        self._received: list[Received] = []

    def accept(self, sender: str, recipients: list[str], octets: bytes) -> None:
        message = email.message_from_bytes(octets, policy=email.policy.default)
        if not isinstance(message, EmailMessage):
            raise TypeError("the policy makes EmailMessage")
        at = self._clock.now().astimezone().strftime("%Y-%m-%d %H:%M:%S")
        with self._lock:
            received = Received(next(self._numbers), at, sender, tuple(recipients), message)
            self._received = [received, *self._received[: LONGEST_MEMORY - 1]]

    def all(self) -> list[Received]:
        return list(self._received)

    def by_number(self, number: int) -> Received | None:
        return next((mail for mail in self._received if mail.number == number), None)

    def reset(self) -> None:
        with self._lock:
            self._received = []


class Postman:
    """Carries what a resident answers to the site's own mail server."""

    def __init__(self, port: int) -> None:
        self._port = port

    def answer(self, mail: Received, text: str) -> str:
        """Answer as mail programs do, with the letter below; return what went wrong, or nothing."""
        letter = EmailMessage()
        letter["From"] = mail.recipients[0]
        letter["To"] = str(mail.message["Reply-To"])
        letter["Subject"] = f"Sv: {mail.subject}"
        letter["Message-ID"] = make_msgid(domain="example.com")
        letter["In-Reply-To"] = str(mail.message["Message-ID"])
        below = "\n".join(f"> {line}" for line in mail.text.splitlines())
        letter.set_content(f"{text}\n\nDen {mail.at} skrev {mail.message['From']}:\n{below}\n")
        try:
            with smtplib.SMTP("127.0.0.1", self._port, timeout=20) as server:
                server.send_message(letter)
        except smtplib.SMTPRecipientsRefused as error:
            return next(words.decode() for _code, words in error.recipients.values())
        except (smtplib.SMTPException, OSError) as error:
            return str(error) or "Ingen tog emot."
        return ""


class _Postmaster:
    """Says yes or no at the points where a real server would."""

    def __init__(self, mailbox: Mailbox, switches: Switches) -> None:
        self._mailbox = mailbox
        self._switches = switches

    async def handle_RCPT(
        self,
        server: SMTP,
        session: Session,
        envelope: Envelope,
        address: str,
        options: list[str],
    ) -> str:
        await asyncio.sleep(self._switches.delay("smtp"))
        if self._switches.mode("smtp") == Mode.FAULT:
            return "451 4.3.0 Try again later"
        if address in self._switches.refused_addresses or address.startswith(ALWAYS_REFUSED):
            return "550 5.1.1 No such mailbox here"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:
        octets = envelope.content if isinstance(envelope.content, bytes) else b""
        self._mailbox.accept(envelope.mail_from or "", list(envelope.rcpt_tos), octets)
        return "250 OK"


class _Server(SMTP):
    """Hangs up on everyone while the switch is off."""

    switches: Switches

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        if self.switches.mode("smtp") == Mode.OFF:
            transport.close()
            return
        super().connection_made(transport)


class MailServer(Controller):
    """SMTP on one port, in a thread of its own."""

    def __init__(self, port: int, mailbox: Mailbox, switches: Switches) -> None:
        self._switches = switches
        super().__init__(_Postmaster(mailbox, switches), hostname="127.0.0.1", port=port)

    def factory(self) -> SMTP:
        server = _Server(self.handler, data_size_limit=LARGEST_MESSAGE, enable_SMTPUTF8=True)
        server.switches = self._switches
        return server
