"""A small mail server that takes answers in. Each is acknowledged when it is saved."""

import asyncio
import socket
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any
from urllib.parse import parse_qs, urlsplit

import structlog
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session
from django.conf import settings
from django.db import close_old_connections
from django.utils.translation import gettext as _

from torget.connectors.smtp_in.letter import Automatic, Unreadable, read_letter
from torget.foundation.health import Finding, State, check
from torget.foundation.municipality import serving
from torget.rooms.messaging.ports import MailTaker, mail_doors

log = structlog.get_logger(__name__)

LARGEST = 40_000_000  # bytes of a letter, its files as text included
MOST_RECEIVERS = 20  # of one letter
HERE = ("127.0.0.1", "::1")  # who may hand letters over, when the setting names nobody
PATIENCE = 60  # seconds for a silent mail server


@mail_doors.add("smtp")
class SmtpDoor:
    def open(self, address: str, taker: MailTaker) -> Callable[[], None]:
        place = urlsplit(address)
        peers = frozenset(parse_qs(place.query).get("from", HERE))
        worker = ThreadPoolExecutor(1, thread_name_prefix="mail")
        controller = _Door(_Receiver(taker, worker), peers, place.hostname, place.port)
        controller.start()

        def close() -> None:
            controller.stop(no_assert=True)
            worker.shutdown()

        return close


class _Door(Controller):
    def __init__(
        self, receiver: "_Receiver", peers: frozenset[str], host: str | None, port: int | None
    ) -> None:
        self._peers = peers
        super().__init__(receiver, hostname=host or HERE[0], port=port or 25)

    def factory(self) -> SMTP:
        server = _Server(
            self.handler,
            data_size_limit=LARGEST,
            timeout=PATIENCE,
            ident="Torget",
            hostname="torget",
        )
        server.peers = self._peers
        return server


class _Server(SMTP):
    """Speaks only with the mail servers that the setting names."""

    peers: frozenset[str]

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        if transport.get_extra_info("peername")[0] not in self.peers:
            transport.close()
            return
        super().connection_made(transport)


class _Receiver:
    """Asks the house, in the one thread that may use its database."""

    def __init__(self, taker: MailTaker, worker: ThreadPoolExecutor) -> None:
        self._taker = taker
        self._worker = worker

    async def handle_RCPT(
        self, _server: SMTP, _session: Session, envelope: Envelope, address: str, _options: Any
    ) -> str:
        if len(envelope.rcpt_tos) >= MOST_RECEIVERS:
            return "452 4.5.3 Too many receivers"
        if not await self._asked(self._taker.knows, address):
            return "550 5.1.1 No such address here. Adressen finns inte."
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, _server: SMTP, _session: Session, envelope: Envelope) -> str:
        octets = envelope.content if isinstance(envelope.content, bytes) else b""
        try:
            letter = await self._asked(read_letter, octets)
        except Automatic:
            return "550 5.7.1 Automatic answers are not read. Automatiska svar tas inte emot."
        except Unreadable:
            return "554 5.6.0 The message could not be read. Meddelandet gick inte att tolka."
        for address in envelope.rcpt_tos:
            await self._asked(self._taker.take, address, letter)
        return "250 OK"

    async def handle_exception(self, error: Exception) -> str:
        """Whatever went wrong on our side: the sender's server keeps the letter and comes back."""
        log.error("mail.not_taken", kind=type(error).__name__)
        return "451 4.3.0 Try again later"

    async def _asked(self, what: Callable[..., Any], *arguments: Any) -> Any:
        loop = asyncio.get_running_loop()
        return await loop.run_in_executor(self._worker, _with_connection, what, *arguments)


def _with_connection(what: Callable[..., Any], *arguments: Any) -> Any:
    close_old_connections()
    try:
        with serving(settings.ENVIRONMENT.municipality):
            return what(*arguments)
    finally:
        close_old_connections()


@check
def mail_in() -> Finding:
    """Whether answers by e-mail are taken in."""
    environment = settings.ENVIRONMENT
    name = _("Svar med e-post")
    if not environment.mail_in and not environment.mail_reply:
        return Finding(
            name, State.MISSING, _("Den som får ett meddelande loggar in för att svara."),
            _("Vill ni ta emot svar med e-post: ange TORGET_MAIL_IN och TORGET_MAIL_REPLY."),
        )  # fmt: skip
    if not environment.mail_in or "@" not in environment.mail_reply:
        return Finding(
            name, State.BROKEN, _("Den ena av två inställningar saknas."),
            _("Ange både TORGET_MAIL_IN och TORGET_MAIL_REPLY, till exempel svar@solvik.example."),
        )  # fmt: skip
    return _reached(name, environment.mail_in)


def _reached(name: str, address: str) -> Finding:
    place = urlsplit(address)
    try:
        with socket.create_connection((place.hostname or HERE[0], place.port or 25), timeout=5):
            return Finding(name, State.WORKS, _("Arbetaren tar emot svar."))
    except OSError:
        return Finding(
            name, State.BROKEN, _("Ingen tar emot svar."),
            _("Kontrollera att arbetaren är igång och att porten i TORGET_MAIL_IN är ledig."),
        )  # fmt: skip
