"""The PostgreSQL of our own: what it survives, and that it never outlives us or fights another."""

import contextlib
import os
import pwd
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import psycopg
import pytest

from torget.config.database import running_database
from torget.config.embedded_postgres import DatabaseNotStarted, EmbeddedPostgres
from torget.config.environment import Environment

FAST = ("fsync=off", "synchronous_commit=off", "full_page_writes=off")
HOLD = """
import sys, time
from pathlib import Path
from torget.config.embedded_postgres import EmbeddedPostgres
with EmbeddedPostgres(Path(sys.argv[1]), options=("fsync=off",)) as server:
    print(server.url, server.child.pid, flush=True)
    time.sleep(60)
"""


def a_folder() -> Path:
    """A folder that also the unprivileged account can reach, unlike pytest's own."""
    folder = Path(tempfile.mkdtemp(prefix="torget-pg-"))
    folder.chmod(0o755)
    return folder


@pytest.fixture(scope="module")
def filled() -> Iterator[Path]:
    """A stopped cluster with a row in it, to copy instead of making one for each test."""
    folder = a_folder()
    with EmbeddedPostgres(folder, options=FAST) as server, psycopg.connect(server.url) as db:
        db.execute("CREATE TABLE kept AS SELECT 'Solvik' AS name")
    yield folder
    shutil.rmtree(folder)


@pytest.fixture
def folder(filled: Path) -> Iterator[Path]:
    folder = a_folder()
    subprocess.run(["cp", "-a", f"{filled}/.", str(folder)], check=True)
    yield folder
    shutil.rmtree(folder)


def kept(server: EmbeddedPostgres) -> list[tuple[str]]:
    with psycopg.connect(server.url) as db:
        return db.execute("SELECT name FROM kept").fetchall()


def pid_of(server: EmbeddedPostgres) -> int:
    assert server.child is not None
    return server.child.pid


def is_alive(pid: int) -> bool:
    with contextlib.suppress(OSError):
        return Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[0] != "Z"
    return False


def comes_true(holds: Callable[[], bool], within: float = 10) -> bool:
    deadline = time.monotonic() + within
    while not holds() and time.monotonic() < deadline:
        time.sleep(0.01)
    return holds()


@contextlib.contextmanager
def a_holder(folder: Path) -> Iterator[tuple[subprocess.Popen[str], int]]:
    """A process of its own that runs the server, and the number of the server's process."""
    holder = subprocess.Popen(
        [sys.executable, "-c", HOLD, str(folder)], stdout=subprocess.PIPE, text=True
    )
    try:
        assert holder.stdout is not None
        said = holder.stdout.readline().split()
        assert len(said) == 2, "the holder did not start"
        yield holder, int(said[1])
    finally:
        holder.kill()
        holder.wait()


def test_data_survives_a_restart_and_stopping_leaves_nothing_running(folder: Path) -> None:
    with EmbeddedPostgres(folder, options=FAST) as server:
        pid, found = pid_of(server), kept(server)
        assert server.is_served()

    assert found == [("Solvik",)]
    assert (is_alive(pid), server.is_served(), list(server.sockets.iterdir())) == (False, False, [])


def test_a_second_torget_on_the_same_folder_is_refused_in_plain_words(folder: Path) -> None:
    with EmbeddedPostgres(folder, options=FAST) as first:
        with pytest.raises(DatabaseNotStarted) as refusal:
            EmbeddedPostgres(folder).start()
        still_there = kept(first)

    assert str(refusal.value) == (
        f"Datamappen {folder} används redan av en annan Torget (process {os.getpid()}). "
        "Stoppa den, eller välj en egen datamapp: make run DATA=./annan-mapp PORT=8001."
    )
    assert still_there == [("Solvik",)]


def test_the_server_ends_with_a_killed_holder_and_the_next_start_recovers(folder: Path) -> None:
    with a_holder(folder) as (holder, pid):
        holder.kill()
        assert comes_true(lambda: not is_alive(pid))

    with EmbeddedPostgres(folder, options=FAST) as server:
        assert kept(server) == [("Solvik",)]


def test_what_was_committed_is_there_after_holder_and_server_are_killed(folder: Path) -> None:
    with a_holder(folder) as (holder, pid):
        with psycopg.connect(EmbeddedPostgres(folder).url) as db:
            db.execute("INSERT INTO kept VALUES ('Norrby')")
        os.kill(pid, signal.SIGKILL)
        holder.kill()
        assert comes_true(lambda: not is_alive(pid))

    with EmbeddedPostgres(folder, options=FAST) as server:
        assert kept(server) == [("Solvik",), ("Norrby",)]


@pytest.mark.parametrize("pid", ["999999999", "ours", "1", "nonsense", ""])
def test_lock_files_that_no_living_server_owns_are_cleared(folder: Path, pid: str) -> None:
    """A number may have been reused by an ordinary process, such as this one."""
    pid = pid.replace("ours", str(os.getpid()))
    server = EmbeddedPostgres(folder, options=FAST)
    server.sockets.mkdir(exist_ok=True)
    (server.sockets / ".s.PGSQL.5432").touch()
    (server.sockets / ".s.PGSQL.5432.lock").write_text(f"{pid}\n")
    left = f"{pid}\n{server.cluster}\n1\n5432\n{server.sockets}\n\n  1  2\nready\n" if pid else ""
    (server.cluster / "postmaster.pid").write_text(left)
    assert server.is_served() is False

    with server:
        assert kept(server) == [("Solvik",)]


def test_a_stale_lock_of_ours_stops_nobody(folder: Path) -> None:
    (folder / "torget.lock").write_text(str(os.getpid()))

    with EmbeddedPostgres(folder, options=FAST) as server:
        assert (folder / "torget.lock").read_text() == str(os.getpid())
        assert kept(server) == [("Solvik",)]


def test_a_command_uses_the_running_server_and_otherwise_starts_one(folder: Path) -> None:
    environment = Environment(data=str(folder))
    with EmbeddedPostgres(folder, options=FAST) as server:
        with running_database(environment):
            found = kept(server)
        assert server.is_served()
    with running_database(environment):
        found += kept(EmbeddedPostgres(folder))

    assert (found, server.is_served()) == ([("Solvik",), ("Solvik",)], False)


def test_a_long_path_gets_its_socket_elsewhere(folder: Path) -> None:
    deep = folder / ("mapp-" + "å" * 60) / ("mapp-" + "ö" * 60)
    deep.mkdir(parents=True)
    subprocess.run(["cp", "-a", str(folder / "postgresql"), str(deep)], check=True)

    with EmbeddedPostgres(deep, options=FAST) as server:
        assert (len(str(server.sockets)) < 90, kept(server)) == (True, [("Solvik",)])
    server.sockets.rmdir()


def test_a_socket_folder_that_someone_else_has_laid_out_is_refused(folder: Path) -> None:
    elsewhere = folder / "elsewhere"
    elsewhere.mkdir(mode=0o755)
    server = EmbeddedPostgres(folder, options=FAST)
    shutil.rmtree(server.sockets, ignore_errors=True)
    server.sockets.symlink_to(elsewhere)

    with pytest.raises(DatabaseNotStarted, match="tillhör någon annan"):
        server.start()

    assert elsewhere.stat().st_mode & 0o777 == 0o755


def test_a_server_that_cannot_start_says_where_the_reason_is(folder: Path) -> None:
    server = EmbeddedPostgres(folder, options=("no_such_setting=1",))

    with pytest.raises(DatabaseNotStarted, match=r"stannade direkt efter start.*postgresql\.log"):
        server.start()

    assert "no_such_setting" in (folder / "postgresql.log").read_text()
    with EmbeddedPostgres(folder, options=FAST) as again:  # and the folder is free
        assert kept(again) == [("Solvik",)]


def as_an_ordinary_user(run: Callable[[], str]) -> str:
    """What `run` returns in a process of another user; the words of DatabaseNotStarted if raised.

    By fork, since that user may not be allowed to reach our Python.
    """
    identity = pwd.getpwnam("nobody")
    reading, writing = os.pipe()
    if child := os.fork():
        os.close(writing)
        with os.fdopen(reading) as answer:
            said = answer.read()
        os.waitpid(child, 0)
        return said
    try:
        os.setgroups([])
        os.setgid(identity.pw_gid)
        os.setuid(identity.pw_uid)
        try:
            said = run()
        except DatabaseNotStarted as refusal:
            said = str(refusal)
        os.write(writing, said.encode())
    finally:
        os._exit(0)


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can run as someone else")
def test_an_ordinary_user_runs_it_in_a_folder_of_their_own() -> None:
    own = a_folder()
    shutil.chown(own, "nobody")

    def start_and_ask() -> str:
        with EmbeddedPostgres(own, options=FAST) as server, psycopg.connect(server.url) as db:
            owner = Path(f"/proc/{pid_of(server)}").owner()
            return f"{owner} {db.execute('SELECT 7').fetchone()}"

    assert as_an_ordinary_user(start_and_ask) == "nobody (7,)"
    shutil.rmtree(own)


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can run as someone else")
def test_a_folder_that_belongs_to_another_user_is_refused_in_plain_words(folder: Path) -> None:
    (folder / "torget.lock").touch(mode=0o600)

    def start() -> str:
        EmbeddedPostgres(folder).start()
        return "started"

    assert as_an_ordinary_user(start) == (
        f"Datamappen {folder} går inte att skriva i (Permission denied). Tillhör den en annan "
        "användare? Välj en egen: make run DATA=./annan-mapp."
    )


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can run as someone else")
def test_a_folder_that_cannot_be_made_is_refused_in_plain_words(folder: Path) -> None:
    said = as_an_ordinary_user(lambda: EmbeddedPostgres(folder / "ny").url)

    assert said == (
        f"Datamappen {folder / 'ny'} kan inte skapas (Permission denied). "
        "Välj en annan: make run DATA=./annan-mapp."
    )
