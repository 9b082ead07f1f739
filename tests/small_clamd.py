"""A small clamd: the real protocol, and the verdict that a test wants."""

import socket
import threading
from collections.abc import Callable
from contextlib import suppress
from io import BufferedReader

import msgspec
from pytest_django import Settings


def use(settings: Settings, address: str) -> None:
    settings.ENVIRONMENT = msgspec.structs.replace(settings.ENVIRONMENT, clamd=address)


class SmallClamd:
    """Speaks the protocol to one caller at a time, and answers as it is told."""

    def __init__(self, verdict: Callable[[bytes], bytes], stop_after: int = 1 << 30) -> None:
        self._verdict = verdict
        self._stop_after = stop_after
        self._socket = socket.create_server(("127.0.0.1", 0))
        self.address = f"tcp://127.0.0.1:{self._socket.getsockname()[1]}"
        self.largest_piece = 0
        threading.Thread(target=self._serve, daemon=True).start()

    def close(self) -> None:
        self._socket.close()

    def _serve(self) -> None:
        while True:
            try:
                connection, _ = self._socket.accept()
            except OSError:
                return
            with connection, connection.makefile("rb") as stream:
                command = b""
                while not command.endswith(b"\0"):
                    command += stream.read(1)
                if command == b"zVERSION\0":
                    connection.sendall(b"SmallClamd 1.0\0")
                elif command == b"zINSTREAM\0":
                    answer = self._verdict(self._read_file(stream)) + b"\0"
                    with suppress(ConnectionError):
                        connection.sendall(answer)

    def _read_file(self, stream: BufferedReader) -> bytes:
        received = b""
        while length := int.from_bytes(stream.read(4)):  # nothing, when the caller has hung up
            self.largest_piece = max(self.largest_piece, length)
            received += stream.read(length)
            if len(received) > self._stop_after:
                break
        return received
