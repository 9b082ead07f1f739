"""A whole Torget of one's own: started as `make run` starts it, stopped by Ctrl-C."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from tests.contract.simulators import Simulators, free_port

START_WITHIN = 240.0  # seconds: two cores may be busy with other tests
STOP_WITHIN = 60.0
SIMULATOR_PORTS = range(100, 105)  # above the site's own
OURS = ("TORGET_", "DATABASE_URL", "DJANGO_", "PYTEST_", "PYTHONPATH")


class NotStarted(Exception):
    """Torget did not come up; its output tells why."""


@dataclass
class Torget:
    """Where a running Torget is reached, and how its parts are taken by the collar."""

    port: int
    folder: Path
    process: subprocess.Popen[bytes]
    used_codes: set[str] = field(default_factory=set)  # one-time codes: each works once

    @property
    def site(self) -> str:
        return f"http://localhost:{self.port}"

    @property
    def simulators(self) -> Simulators:
        return Simulators(self.folder / "simulators", self.port + SIMULATOR_PORTS.start)

    @property
    def phone(self) -> str:
        return f"{self.simulators.pages}/phone"

    def log(self) -> str:
        """All that its processes have said so far."""
        return (self.folder / "log").read_text("utf-8")

    def mails_to(self, address: str) -> list[str]:
        """Subjects of what has arrived at the address, oldest first."""
        mails = self.simulators.tell("mails")
        return [mail["subject"] for mail in mails if address in mail["recipients"]]

    def worker(self) -> int:
        """The process id of the worker."""
        return next(pid for pid, words in _children(self.process.pid) if words[-1:] == ["worker"])

    def is_up(self) -> bool:
        """Whether database, site and worker all answer."""
        try:
            with urllib.request.urlopen(f"{self.site}/healthz", timeout=5) as answer:
                return bool(answer.status == 200)
        except (urllib.error.URLError, OSError):
            return False


@contextmanager
def running_torget(variables: Mapping[str, str] | None = None) -> Iterator[Torget]:
    """Start Torget with its demo municipality, and stop it afterwards.

    `variables`: settings besides those that the demo makes. Raises NotStarted with the output.
    """
    folder = Path(tempfile.mkdtemp(prefix="torget-whole-"))
    folder.chmod(0o755)  # the database has an account of its own when we are root
    try:
        with (folder / "log").open("wb") as log:
            torget = _start(folder, log.fileno(), dict(variables or {}))
            try:
                _wait_for(torget)
                yield torget
            finally:
                _stop(torget.process)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _start(folder: Path, log: int, variables: dict[str, str]) -> Torget:
    port = free_port((0, *SIMULATOR_PORTS))
    command = [sys.executable, "-m", "torget.config.main", "run", "--demo"]
    inherited = {name: text for name, text in os.environ.items() if not name.startswith(OURS)}
    process = subprocess.Popen(
        [*command, "--port", str(port), "--data", str(folder)],
        env=inherited | {"PYTHONUNBUFFERED": "1"} | variables,
        stdin=subprocess.DEVNULL,
        stdout=log,
        stderr=log,
    )
    return Torget(port, folder, process)


def _wait_for(torget: Torget) -> None:
    deadline = time.monotonic() + START_WITHIN
    while not (torget.is_up() and "Stoppa med Ctrl-C" in torget.log()):
        if torget.process.poll() is not None or time.monotonic() > deadline:
            raise NotStarted(torget.log())
        time.sleep(0.2)


def _stop(process: subprocess.Popen[bytes]) -> None:
    if process.poll() is None:
        process.send_signal(signal.SIGINT)
    try:
        process.wait(STOP_WITHIN)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()
        raise


def _children(parent: int) -> Iterator[tuple[int, list[str]]]:
    """Process ids and command lines of a process's children, from /proc."""
    for child in Path(f"/proc/{parent}/task/{parent}/children").read_text().split():
        words = Path(f"/proc/{child}/cmdline").read_bytes().decode().strip("\0").split("\0")
        yield int(child), words
