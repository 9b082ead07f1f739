"""A small threaded HTTP server: one function that answers, over plain HTTP or mutual TLS."""

import ssl
import sys
import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import urlsplit

LARGEST_REQUEST = 2_000_000
PATIENCE = 30.0  # seconds that an idle connection is kept


@dataclass(frozen=True, slots=True)
class Asked:
    """A request as it came over the wire."""

    method: str
    path: str
    query: str
    headers: dict[str, str]  # names in lower case
    body: bytes


@dataclass(frozen=True, slots=True)
class Answer:
    status: int = 200
    body: bytes = b""
    content_type: str = "text/plain; charset=utf-8"
    headers: dict[str, str] = field(default_factory=dict)


# None means: close the connection without a word, as a server that is down.
Answering = Callable[[Asked], Answer | None]


class _Conversation(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    timeout = PATIENCE
    server: "Server"

    def _converse(self) -> None:
        length = int(self.headers.get("Content-Length") or 0)
        if length > LARGEST_REQUEST:
            self._write(Answer(413))
            self.close_connection = True
            return
        address = urlsplit(self.path)
        answer = self.server.answering(
            Asked(
                self.command,
                address.path,
                address.query,
                {name.lower(): value for name, value in self.headers.items()},
                self.rfile.read(length),
            )
        )
        if answer is None:
            self.close_connection = True
        else:
            self._write(answer)

    do_GET = do_POST = do_PUT = do_DELETE = _converse

    def _write(self, answer: Answer) -> None:
        self.send_response(answer.status)
        self.send_header("Content-Type", answer.content_type)
        self.send_header("Content-Length", str(len(answer.body)))
        for name, value in answer.headers.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(answer.body)

    def log_message(self, *words: Any) -> None:
        """Say nothing: the calls are tests, and identity numbers do not belong in a log."""


class Server(ThreadingHTTPServer):
    """Serves until stopped; every connection has a thread, so a slow caller delays nobody."""

    daemon_threads = True
    request_queue_size = 32

    def __init__(self, port: int, answering: Answering, tls: ssl.SSLContext | None = None) -> None:
        self.answering = answering
        self._tls = tls
        super().__init__(("127.0.0.1", port), _Conversation)

    def start(self) -> None:
        threading.Thread(target=self.serve_forever, args=(0.1,), daemon=True).start()

    def finish_request(self, request: Any, client_address: Any) -> None:
        """Shake hands in the connection's own thread, then converse."""
        if self._tls is None:
            super().finish_request(request, client_address)
            return
        request.settimeout(PATIENCE)
        try:
            secured = self._tls.wrap_socket(request, server_side=True)
        except (ssl.SSLError, OSError):
            return  # no certificate, or the wrong one
        try:
            super().finish_request(secured, client_address)
        finally:
            secured.close()

    def shutdown_request(self, request: Any) -> None:
        """Close the connection, also when the handshake has already taken the socket over."""
        try:
            super().shutdown_request(request)
        except OSError:
            self.close_request(request)

    def handle_error(self, request: Any, client_address: Any) -> None:
        """A caller that hung up is nothing to report; anything else is."""
        if not isinstance(sys.exception(), ConnectionError | TimeoutError | ssl.SSLError):
            super().handle_error(request, client_address)


def mutual_tls(server_pem: str, client_ca_pem: str) -> ssl.SSLContext:
    """Show our certificate, and demand one that the given CA has issued."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.minimum_version = ssl.TLSVersion.TLSv1_2
    context.load_cert_chain(server_pem)
    context.load_verify_locations(client_ca_pem)
    context.verify_mode = ssl.CERT_REQUIRED
    return context
