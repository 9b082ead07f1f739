"""Starts the floor under the same web server as Torget, and knows what it costs."""

import json
import os
import socket
import subprocess
import sys
import time
from pathlib import Path
from typing import Any, Self

from benchmarks.processes import cpu_ms, family
from benchmarks.system import System
from torget.config.supervisor import web_server

PORT = 8600
ROOT = Path(__file__).resolve().parents[1]
PATIENCE = 30.0  # seconds


class Floor:
    """`with Floor(torget, pages) as floor`: serves each page by its path on `floor.port`."""

    def __init__(self, torget: System, pages: dict[str, dict[str, Any]], port: int = PORT) -> None:
        self.torget = torget
        self.port = port
        self.pages = torget.folder / "floor.json"
        self.pages.write_text(json.dumps(pages), "utf-8")
        self.child: subprocess.Popen[bytes] | None = None

    def __enter__(self) -> Self:
        command = web_server("benchmarks.floor:application", port=self.port)
        variables = {
            **os.environ,
            "FLOOR_PAGES": str(self.pages),
            "DATABASE_URL": self.torget.database_url,
            "PYTHONPATH": str(ROOT),
        }
        self.child = subprocess.Popen([sys.executable, *command], env=variables)
        deadline = time.monotonic() + PATIENCE
        while not self._answers():
            if time.monotonic() > deadline:
                raise TimeoutError("the floor did not start")
            time.sleep(0.05)
        return self

    def __exit__(self, *_: object) -> None:
        if self.child:
            self.child.terminate()
            self.child.wait()

    def _answers(self) -> bool:
        try:
            socket.create_connection(("127.0.0.1", self.port), timeout=1).close()
        except OSError:
            return False
        return True

    def cpu_ms(self) -> float:
        """CPU used so far by the floor's own processes and by the database that it asks."""
        assert self.child
        return cpu_ms(family(self.child.pid)) + self.torget.database_cpu_ms()
