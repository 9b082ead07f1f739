"""Streams files to clamd and reads its verdict."""

import socket
import struct
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from urllib.parse import urlsplit

from django.conf import settings
from django.utils.translation import gettext as _

from torget.foundation.health import Finding, State, check
from torget.rooms.documents.ports import ScannerUnavailable, Verdict, virus_scanners

CONNECT_PATIENCE = 5.0
SCAN_PATIENCE = 120.0  # a large archive takes clamd a while
PIECE = 1 << 16
LONGEST_REPLY = 4096


@virus_scanners.add("clamd")
class Clamd:
    def is_configured(self) -> bool:
        return bool(settings.ENVIRONMENT.clamd)

    def scan(self, chunks: Iterable[bytes]) -> Verdict:
        with _connection() as connection:
            reply = _stream(connection, chunks)
        result = reply.removeprefix("stream:").strip()
        if result == "OK":
            return Verdict(clean=True)
        if result.endswith(" FOUND"):
            return Verdict(clean=False, found=result.removesuffix(" FOUND"))
        # Too large for clamd, or any other trouble: nobody has said that the file is clean.
        raise ScannerUnavailable(result or "no answer")

    def ping(self) -> str:
        with _connection() as connection:
            connection.sendall(b"zVERSION\0")
            version = _reply(connection)
        if not version:
            raise ScannerUnavailable("no answer")
        return version


@contextmanager
def _connection() -> Iterator[socket.socket]:
    """A connection to the configured clamd; whatever breaks in it is ScannerUnavailable."""
    try:
        connection = _connect(settings.ENVIRONMENT.clamd)
    except (OSError, ValueError) as error:
        raise ScannerUnavailable(str(error)) from error
    with connection:
        connection.settimeout(SCAN_PATIENCE)
        yield connection


def _connect(address: str) -> socket.socket:
    parts = urlsplit(address)
    if parts.scheme == "unix":
        connection = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        connection.settimeout(CONNECT_PATIENCE)
        try:
            connection.connect(parts.path)
        except OSError:
            connection.close()
            raise
        return connection
    if parts.scheme == "tcp" and parts.hostname and parts.port:
        return socket.create_connection((parts.hostname, parts.port), CONNECT_PATIENCE)
    raise ValueError("TORGET_CLAMD is neither unix:/path nor tcp://host:port")


def _stream(connection: socket.socket, chunks: Iterable[bytes]) -> str:
    """Send the file as length-prefixed pieces and read the reply.

    Errors of the socket are told apart from errors of the file's source, which go to the caller.
    """
    sending = _send(connection, b"zINSTREAM\0")
    for chunk in chunks:
        for start in range(0, len(chunk), PIECE):
            piece = chunk[start : start + PIECE]
            sending = sending and _send(connection, struct.pack("!L", len(piece)) + piece)
        if not sending:
            break  # clamd hung up, most often because the file is too large: it has said why
    if sending:
        _send(connection, struct.pack("!L", 0))
    return _reply(connection)


def _send(connection: socket.socket, octets: bytes) -> bool:
    """Whether clamd still listens."""
    try:
        connection.sendall(octets)
    except OSError:
        return False
    return True


def _reply(connection: socket.socket) -> str:
    """Everything up to the closing zero byte."""
    received = b""
    try:
        while b"\0" not in received and len(received) < LONGEST_REPLY:
            octets = connection.recv(LONGEST_REPLY)
            if not octets:
                break
            received += octets
    except OSError as error:
        raise ScannerUnavailable(str(error)) from error
    return received.partition(b"\0")[0].decode("utf-8", "replace").strip()


@check
def clamd() -> Finding:
    """Whether files from the public are scanned."""
    if not settings.ENVIRONMENT.clamd:
        return Finding(
            _("Virusskydd"),
            State.MISSING,
            _("Ingen virusskanner är inställd. Filer som skickas in granskas inte."),
            _("Installera clamd och ange TORGET_CLAMD."),
        )
    try:
        version = virus_scanners["clamd"].ping()
    except ScannerUnavailable as error:
        return Finding(
            _("Virusskydd"),
            State.BROKEN,
            _("Virusskannern svarar inte (%(error)s).") % {"error": error},
            _("Kontrollera att clamd är igång och att TORGET_CLAMD stämmer."),
        )
    return Finding(_("Virusskydd"), State.WORKS, version)
