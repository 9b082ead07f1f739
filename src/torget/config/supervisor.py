"""`torget run`: everything that one machine needs, as children of one process.

Kept light on purpose: no Django here, so that what only waits costs little memory.
"""

import os
import signal
import subprocess
import sys
import time
import urllib.error
import urllib.request
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path
from types import FrameType

from torget.config.embedded_postgres import EmbeddedPostgres, die_with_parent
from torget.config.environment import Environment
from torget.config.preparations import Preparations

STOP_LIMIT = 8.0  # seconds for a child to finish before it is killed
START_LIMIT = 90.0
RESTART_PAUSE = 2.0
STEPS_BACK = 5  # the worker, for those who wait for a page
SIMULATORS = "torget_simulators"
WELCOME = "welcome.txt"  # in the data folder: what the demo offers, written when it is prepared
THREAD_LIFE = "600"  # seconds idle: a new thread has to open a database connection of its own


class PartFailed(Exception):
    """A part could not be started. The text says which and what to do, in Swedish."""


@dataclass
class Part:
    """One child process, started again if it ends by itself."""

    name: str
    command: list[str]
    environment: dict[str, str]
    niceness: int = 0  # how far it steps back for others when the processors are busy
    child: subprocess.Popen[bytes] | None = None
    ended_at: float = field(default=0.0)

    def start(self) -> None:
        self.child = subprocess.Popen(
            self.command,
            env=self.environment,
            stdin=subprocess.DEVNULL,
            start_new_session=True,  # Ctrl-C reaches us alone; we stop the parts in order
            preexec_fn=self._prepared,
        )

    def _prepared(self) -> None:
        die_with_parent()
        os.nice(self.niceness)

    @property
    def is_running(self) -> bool:
        return self.child is not None and self.child.poll() is None

    def stop(self) -> None:
        if self.child is None or self.child.poll() is not None:
            return
        self.child.terminate()
        try:
            self.child.wait(STOP_LIMIT)
        except subprocess.TimeoutExpired:
            os.killpg(self.child.pid, signal.SIGKILL)
            self.child.wait()


class Supervisor:
    """Starts the parts in order, keeps them going, and stops them in the opposite order."""

    def __init__(self, environment: Environment, *, simulate: bool) -> None:
        self.environment = environment
        self.simulate = simulate
        self.data = Path(environment.data).resolve()
        self.variables = dict(os.environ) | _variables(environment, self.data)
        self.parts: list[Part] = []
        self.stopping = False
        self.started_at = time.monotonic()

    def run(self) -> None:
        """Serve until SIGINT or SIGTERM; raises DatabaseNotStarted or PartFailed."""
        for number in (signal.SIGINT, signal.SIGTERM):
            signal.signal(number, self._stop)
        with ExitStack() as stack:
            preparations = None
            if not self.environment.database_url:
                self._say("Databasen startar")
                server = stack.enter_context(EmbeddedPostgres(self.data))
                self.variables["DATABASE_URL"] = server.url
                preparations = Preparations(
                    self.environment, cluster=server.cluster, static=self.data / "static"
                )
            stack.callback(self._stop_parts)
            if self.simulate:
                self._start_simulators()
            self._prepare(preparations)
            self._start_site()
            self._announce()
            self._watch()
            self._say("Stannar")

    # --- the steps --------------------------------------------------------------------------

    def _start_simulators(self) -> None:
        self._say("Simulatorerna startar (BankID, folkbokföring, e-post)")
        base, folder = self.environment.port + 100, self.data / "simulators"
        command = [
            sys.executable, "-m", SIMULATORS, "--data", str(folder),
            "--port-base", str(base), "--site", self.environment.site_url,
        ]  # fmt: skip
        self._start(Part("simulatorer", command, self.variables))
        self.variables |= simulator_variables(base, folder)

    def _prepare(self, preparations: Preparations | None) -> None:
        """Tables, static files and the demo, unless nothing has changed since they were made.

        Of somebody else's database (None) we know nothing, so there it is always done.
        """
        if preparations and preparations.are_done():
            return
        command = [sys.executable, "-m", "torget.config.main", "prepare"]
        done = subprocess.run(command, env=self.variables, check=False)
        if done.returncode and not self.stopping:
            raise PartFailed("Förberedelserna gick inte igenom. Felet står ovanför.")
        if preparations and not self.stopping:
            preparations.note()

    def _start_site(self) -> None:
        self._say("Webbplatsen och arbetaren startar")
        environment = self.environment
        web = web_server(
            "torget.config.wsgi:application",
            listen=environment.listen,
            port=environment.port,
            workers=environment.workers,
            threads=environment.threads,
        )
        self._start(Part("webb", [sys.executable, *web], self.variables))
        worker = [sys.executable, "-m", "torget.config.main", "worker"]
        self._start(Part("arbetare", worker, self.variables, niceness=STEPS_BACK))
        if self.simulate:
            address = f"http://127.0.0.1:{environment.port + 103}/healthz"
            self._wait_for(address, "simulatorerna")
        self._wait_for(f"http://127.0.0.1:{environment.port}/healthz", "webbplatsen")

    def _start(self, part: Part) -> None:
        part.start()
        self.parts.append(part)

    def _wait_for(self, address: str, what: str) -> None:
        deadline = time.monotonic() + START_LIMIT
        while not self.stopping:
            if any(not part.is_running for part in self.parts):
                ended = next(part.name for part in self.parts if not part.is_running)
                raise PartFailed(
                    f"Delen {ended} stannade under starten. Är porten upptagen? "
                    "Välj en annan: make run PORT=8010."
                )
            if _answers(address):
                return
            if time.monotonic() > deadline:
                raise PartFailed(f"Det tog för lång tid för {what} att starta.")
            time.sleep(0.05)

    def _watch(self) -> None:
        while not self.stopping:
            time.sleep(0.5)
            for part in self.parts:
                if part.is_running or self.stopping:
                    continue
                if time.monotonic() - part.ended_at > RESTART_PAUSE:
                    self._say(f"Delen {part.name} hade stannat och startas om")
                    part.ended_at = time.monotonic()
                    part.start()

    def _stop(self, _number: int, _frame: FrameType | None) -> None:
        self.stopping = True

    def _stop_parts(self) -> None:
        for part in reversed(self.parts):
            part.stop()

    # --- words ------------------------------------------------------------------------------

    def _say(self, text: str) -> None:
        print(f"{time.monotonic() - self.started_at:6.1f} s  {text}", flush=True)

    def _announce(self) -> None:
        if self.stopping:
            return
        site = self.environment.site_url
        self._say("Torget är igång")
        print(f"\n    Webbplatsen        {site}/", flush=True)
        if self.environment.demo:
            print((self.data / WELCOME).read_text(encoding="utf-8"), flush=True)
        print("\n    Stoppa med Ctrl-C\n", flush=True)


def web_server(
    application: str, *, port: int, listen: str = "127.0.0.1", workers: int = 1, threads: int = 4
) -> list[str]:
    """What `python` is asked to do to serve a WSGI application."""
    return [
        "-m", "granian", application,
        "--interface", "wsgi", "--host", listen, "--port", str(port),
        "--workers", str(workers),
        "--blocking-threads", str(threads),
        "--blocking-threads-idle-timeout", THREAD_LIFE,
        "--workers-kill-timeout", "3", "--respawn-failed-workers",
        "--no-access-log", "--log-level", "warning",
    ]  # fmt: skip


def simulator_variables(base: int, folder: Path) -> dict[str, str]:
    """Settings that point the connectors at simulators on the ports base … base + 4."""
    return {
        "TORGET_BANKID_URL": f"https://127.0.0.1:{base}/rp/v6.0",
        "TORGET_BANKID_CERTIFICATE": str(folder / "bankid-client.pem"),
        "TORGET_BANKID_CA": str(folder / "bankid-server-ca.pem"),
        "TORGET_BANKID_SIGNATURE_CA": str(folder / "bankid-signature-ca.pem"),
        "TORGET_BANKID_LAUNCH_MOBILE": f"http://localhost:{base + 3}/phone/start",
        "TORGET_BANKID_LAUNCH_DESKTOP": f"http://localhost:{base + 3}/phone/start",
        "TORGET_NAVET_URL": f"https://127.0.0.1:{base + 1}/na/na_epersondata/V2/personpostXML",
        "TORGET_NAVET_CERTIFICATE": str(folder / "navet-client.pem"),
        "TORGET_NAVET_CA": str(folder / "navet-server-ca.pem"),
        "TORGET_NAVET_ORGANISATION": "162021004748",
        "TORGET_NAVET_ORDER": "00000236-FO01-0001",
        "TORGET_SEAL_CERTIFICATE": str(folder / "seal.pem"),
        "TORGET_SMTP_URL": f"smtp://127.0.0.1:{base + 2}",
        "TORGET_MAIL_FROM": "Solviks kommun <ingen-svarar@solvik.example>",
        "TORGET_MAIL_IN": f"smtp://127.0.0.1:{base + 4}",
        "TORGET_MAIL_REPLY": "svar@solvik.example",
        "TORGET_MAP_URL": f"http://127.0.0.1:{base + 3}/tiles/{{z}}/{{x}}/{{y}}.svg",
        "TORGET_MAP_CENTRE": "65.0,23.2,14",
        "TORGET_MAP_CREDIT": "Solviks kommun, påhittad karta",
        "TORGET_SIMULATORS_URL": f"http://localhost:{base + 3}",
    }


def _variables(environment: Environment, data: Path) -> dict[str, str]:
    """The settings given by options, for the parts to read as we did."""
    given = {
        "TORGET_DATA": str(data),
        "TORGET_PORT": str(environment.port),
        "TORGET_SITE_URL": environment.site_url,
        "TORGET_DEMO": "true" if environment.demo else "false",
        "DJANGO_SETTINGS_MODULE": "torget.config.settings",
        # Libraries in Rust would otherwise read 40 MB of symbols to say where they raised an error.
        "RUST_LIB_BACKTRACE": "0",
        # One heap for each thread would cost more memory than the threads save time.
        "MALLOC_ARENA_MAX": os.environ.get("MALLOC_ARENA_MAX", "2"),
    }
    if os.environ.get("PYTHONDONTWRITEBYTECODE"):
        # Not beside the sources, then; but without it every start would compile everything anew.
        given |= {"PYTHONDONTWRITEBYTECODE": "", "PYTHONPYCACHEPREFIX": str(data / "bytecode")}
    return given


def _answers(address: str) -> bool:
    try:
        with urllib.request.urlopen(address, timeout=2) as response:
            return bool(response.status == 200)
    except (urllib.error.URLError, OSError):
        return False
