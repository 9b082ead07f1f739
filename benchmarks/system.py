"""A whole Torget of one's own, with simulators and worker, as `torget run` starts it."""

import os
import signal
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Self

from benchmarks.processes import command, cpu_ms, family, memory_mb, parent
from torget.config.embedded_postgres import EmbeddedPostgres
from torget.config.supervisor import simulator_variables

PORT = 8400  # simulators on 8500 … 8503
PATIENCE = 120.0  # seconds
STOP_LIMIT = 30.0


class NotStarted(Exception):
    """Torget did not come up. The text ends with what it said."""


@dataclass(frozen=True, slots=True)
class Memory:
    """Proportional set size of each part, in MB."""

    parts: dict[str, float]

    @property
    def total(self) -> float:
        return sum(self.parts.values())


class System:
    """`with System(folder) as torget: torget.url`; `start_seconds` says how long that took."""

    def __init__(
        self, folder: Path, port: int = PORT, settings: Mapping[str, str] | None = None
    ) -> None:
        self.folder = folder
        self.settings = dict(settings or {})
        self.port = port
        self.url = f"http://localhost:{port}"
        self.simulators = f"http://localhost:{port + 103}"
        self.start_seconds = 0.0
        self.log = folder / "bench.log"
        self.child: subprocess.Popen[bytes] | None = None

    def __enter__(self) -> Self:
        self.folder.mkdir(parents=True, exist_ok=True)
        command_line = [
            sys.executable, "-m", "torget.config.main", "run", "--demo",
            "--port", str(self.port), "--data", str(self.folder),
        ]  # fmt: skip
        started = time.perf_counter()
        with self.log.open("wb") as log:
            self.child = subprocess.Popen(
                command_line, stdout=log, stderr=log, env=_environment() | self.settings
            )
        try:
            self._wait_until_healthy()
        except BaseException:
            self._stop()
            raise
        self.start_seconds = time.perf_counter() - started
        return self

    def _wait_until_healthy(self) -> None:
        assert self.child
        deadline = time.monotonic() + PATIENCE
        while not self._is_healthy():
            if self.child.poll() is not None or time.monotonic() > deadline:
                raise NotStarted(self.log.read_text()[-2000:])
            time.sleep(0.02)

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        at: TracebackType | None,
    ) -> None:
        self._stop()

    def _stop(self) -> None:
        if self.child is None:
            return
        self.child.send_signal(signal.SIGINT)
        try:
            self.child.wait(STOP_LIMIT)
        except subprocess.TimeoutExpired:
            self.child.kill()
            self.child.wait()

    def _is_healthy(self) -> bool:
        try:
            with urllib.request.urlopen(f"{self.url}/healthz", timeout=5) as answer:
                return bool(answer.status == 200)
        except (urllib.error.URLError, OSError):
            return False

    @property
    def database_url(self) -> str:
        return EmbeddedPostgres(self.folder).url

    @property
    def variables(self) -> dict[str, str]:
        """The settings that let another process work on the same data."""
        return simulator_variables(self.port + 100, self.folder / "simulators") | {
            "TORGET_DATA": str(self.folder),
            "TORGET_DEMO": "true",
            "TORGET_PORT": str(self.port),
            "TORGET_SITE_URL": self.url,
            "DATABASE_URL": self.database_url,
            "DJANGO_SETTINGS_MODULE": "torget.config.settings",
        }

    def processes(self) -> dict[int, str]:
        """Every process of the system, with the part it belongs to."""
        assert self.child
        return {pid: _part(pid, self.child.pid) for pid in family(self.child.pid)}

    def web_processes(self) -> list[int]:
        """Those that answer, not the one that starts them; the newest last."""
        parts = self.processes()
        website = [pid for pid, part in parts.items() if part == "website"]
        return sorted(pid for pid in website if parent(pid) in website)

    def worker(self) -> int:
        """The process that does what waits; raises StopIteration when it is not there."""
        return next(pid for pid, part in self.processes().items() if part == "worker")

    def cpu_ms(self) -> float:
        """CPU used so far by website, worker and database; not by the simulated outside world."""
        ours = [pid for pid, part in self.processes().items() if part != "simulators"]
        return cpu_ms(ours)

    def database_cpu_ms(self) -> float:
        return cpu_ms([pid for pid, part in self.processes().items() if part == "database"])

    def memory(self) -> Memory:
        parts: dict[str, float] = {}
        for pid, part in self.processes().items():
            parts[part] = parts.get(part, 0.0) + memory_mb([pid])
        return Memory(parts)


def _part(pid: int, supervisor: int) -> str:
    line = command(pid)
    if pid == supervisor:
        return "supervisor"
    for word, part in (("granian", "website"), ("simulators", "simulators"), ("worker", "worker")):
        if word in line.partition("postgres")[0]:
            return part
    return "database"


def _environment() -> dict[str, str]:
    """Ours without settings of Torget's, so that a developer's own do not colour the figures."""
    foreign = ("TORGET_", "DATABASE_URL", "DJANGO_")
    return {name: text for name, text in os.environ.items() if not name.startswith(foreign)}
