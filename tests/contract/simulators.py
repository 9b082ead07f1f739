"""How a test reaches the simulators: their addresses, their files and their control API."""

import json
import secrets
import socket
import urllib.error
import urllib.request
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any


class ControlRefused(Exception):
    """The simulators could not do what a test asked: HTTP status and words."""


@dataclass(frozen=True)
class Simulators:
    folder: Path
    port: int

    @property
    def bankid(self) -> str:
        return f"https://localhost:{self.port}/rp/v6.0"

    @property
    def navet(self) -> str:
        return f"https://localhost:{self.port + 1}/na/na_epersondata/V2/personpostXML"

    @property
    def smtp(self) -> str:
        return f"smtp://localhost:{self.port + 2}"

    @property
    def pages(self) -> str:
        return f"http://localhost:{self.port + 3}"

    def pem(self, name: str) -> str:
        return str(self.folder / f"{name}.pem")

    def tell(self, verb: str, **fields: object) -> Any:
        """Do something through the control API, and return its answer."""
        request = urllib.request.Request(
            f"{self.pages}/control/{verb}", json.dumps(fields).encode(), method="POST"
        )
        try:
            with urllib.request.urlopen(request, timeout=10) as answer:
                return json.load(answer)
        except urllib.error.HTTPError as error:
            raise ControlRefused(f"{error.code} {error.read().decode()}") from error


def free_port(offsets: Iterable[int] = range(5)) -> int:
    """A port that nobody listens to, and at none of the offsets above it either.

    Below those that the system hands out, so that no connection takes one before we do.
    """
    while True:
        first = 20_000 + secrets.randbelow(12_000)
        if all(_is_free(first + offset) for offset in offsets):
            return first


def _is_free(port: int) -> bool:
    with socket.socket() as probe:
        try:
            probe.bind(("127.0.0.1", port))
        except OSError:
            return False
        return True
