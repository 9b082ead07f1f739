"""The scanner's protocol, against a small server of our own and against Debian's clamd."""

import hashlib
import os
import shutil
import socket
import subprocess
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from pytest_django import Settings

from tests.small_clamd import SmallClamd, use
from torget.connectors.clamd import client
from torget.foundation.health import State
from torget.rooms.documents.ports import ScannerUnavailable, Verdict, virus_scanners

CLAMD = shutil.which("clamd", path=f"{os.environ.get('PATH', '')}:/usr/sbin")
BAD_FILE = b"This file is bad only because the test's own database says so.\n" * 3
scanner = virus_scanners["clamd"]


@pytest.fixture
def small_clamd(settings: Settings) -> Iterator[Callable[..., SmallClamd]]:
    started: list[SmallClamd] = []

    def start(verdict: bytes | Callable[[bytes], bytes], stop_after: int = 1 << 30) -> SmallClamd:
        answering = verdict if callable(verdict) else lambda _octets: verdict
        server = SmallClamd(answering, stop_after)
        started.append(server)
        use(settings, server.address)
        return server

    yield start
    for server in started:
        server.close()


def test_a_clean_file_is_clean(small_clamd: Callable[..., SmallClamd]) -> None:
    small_clamd(b"stream: OK")
    assert scanner.scan([b"abc"]) == Verdict(clean=True)


def test_a_bad_file_is_named(small_clamd: Callable[..., SmallClamd]) -> None:
    small_clamd(b"stream: Win.Test.EICAR_HDB-1 FOUND")
    assert scanner.scan([b"abc"]) == Verdict(clean=False, found="Win.Test.EICAR_HDB-1")


@pytest.mark.parametrize("sizes", [[], [0], [1], [0, 5, 0], [65_536], [65_537], [1_000_000, 3]])
def test_the_file_arrives_whole_whatever_its_pieces(
    small_clamd: Callable[..., SmallClamd], sizes: list[int]
) -> None:
    pieces = [os.urandom(size) for size in sizes]
    server = small_clamd(lambda octets: b"stream: %s FOUND" % _digest(octets).encode())
    assert scanner.scan(iter(pieces)).found == _digest(b"".join(pieces))
    assert server.largest_piece <= 65_536


def _digest(octets: bytes) -> str:
    return hashlib.sha256(octets).hexdigest()


@pytest.mark.parametrize(
    "reply",
    [
        b"INSTREAM size limit exceeded. ERROR",
        b"stream: Can't allocate memory ERROR",
        b"UNKNOWN COMMAND",
        b"",
        b"OK, but not quite",
        b"stream: FOUND OK not",
    ],
)
def test_only_a_plain_ok_means_clean(small_clamd: Callable[..., SmallClamd], reply: bytes) -> None:
    small_clamd(reply)
    with pytest.raises(ScannerUnavailable):
        scanner.scan([b"abc"])


def test_a_file_too_large_for_the_scanner_is_never_called_clean(
    small_clamd: Callable[..., SmallClamd],
) -> None:
    small_clamd(b"INSTREAM size limit exceeded. ERROR", stop_after=100_000)
    with pytest.raises(ScannerUnavailable):
        scanner.scan(b"x" * 65_536 for _ in range(200))


def test_an_error_in_reading_the_file_is_not_blamed_on_the_scanner(
    small_clamd: Callable[..., SmallClamd],
) -> None:
    def pieces() -> Iterator[bytes]:
        yield b"abc"
        raise FileNotFoundError("gone")

    small_clamd(b"stream: OK")
    with pytest.raises(FileNotFoundError):
        scanner.scan(pieces())


@pytest.mark.parametrize(
    "address", ["tcp://127.0.0.1:1", "unix:/nowhere/clamd.ctl", "", "127.0.0.1:3310", "tcp://x:y"]
)
def test_a_scanner_that_is_not_there_is_unavailable(settings: Settings, address: str) -> None:
    use(settings, address)
    with pytest.raises(ScannerUnavailable):
        scanner.scan([b"abc"])
    with pytest.raises(ScannerUnavailable):
        scanner.ping()


def test_a_scanner_that_never_answers_is_unavailable(
    settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(client, "SCAN_PATIENCE", 0.2)
    with socket.create_server(("127.0.0.1", 0)) as silent:
        use(settings, f"tcp://127.0.0.1:{silent.getsockname()[1]}")
        with pytest.raises(ScannerUnavailable):
            scanner.scan([b"abc"])


def test_the_health_check_says_how_it_is(
    settings: Settings, small_clamd: Callable[..., SmallClamd]
) -> None:
    small_clamd(b"stream: OK")
    works = client.clamd()
    use(settings, "tcp://127.0.0.1:1")
    broken = client.clamd()
    use(settings, "")
    missing = client.clamd()
    assert [works.state, works.says, broken.state, missing.state] == [
        State.WORKS,
        "SmallClamd 1.0",
        State.BROKEN,
        State.MISSING,
    ]


# --- the real one ---------------------------------------------------------------------------


@pytest.fixture(scope="module", params=["unix", "tcp"])
def real_clamd(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[str]:
    """Debian's clamd with a database of one signature: our own bad file's."""
    if CLAMD is None:
        pytest.skip("clamd is not installed (apt-get install clamav-daemon), so only its protocol")
    folder = tmp_path_factory.mktemp("clamd")
    database = folder / "database"
    database.mkdir()
    digest = hashlib.sha256(BAD_FILE).hexdigest()
    (database / "test.hsb").write_text(f"{digest}:{len(BAD_FILE)}:Torget.Test.Bad:73\n")
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    is_unix = request.param == "unix"
    where = f"LocalSocket {folder}/clamd.ctl" if is_unix else f"TCPSocket {port}\nTCPAddr 127.0.0.1"
    address = f"unix:{folder}/clamd.ctl" if is_unix else f"tcp://127.0.0.1:{port}"
    (folder / "clamd.conf").write_text(
        f"{where}\nDatabaseDirectory {database}\nForeground yes\nStreamMaxLength 1M\n"
        f"TemporaryDirectory {folder}\nLogFile {folder}/clamd.log\n"
    )
    process = subprocess.Popen([CLAMD, "--config-file", str(folder / "clamd.conf")])
    try:
        _wait_for(folder / "clamd.log", "Self checking", process)
        yield address
    finally:
        process.terminate()
        process.wait(20)


def _wait_for(log: Path, words: str, process: "subprocess.Popen[bytes]") -> None:
    until = time.monotonic() + 30
    while time.monotonic() < until and process.poll() is None:
        if log.exists() and words in log.read_text():
            return
        time.sleep(0.1)
    raise AssertionError(f"clamd did not start: {log.read_text() if log.exists() else ''}")


def test_the_real_scanner_tells_good_from_bad(settings: Settings, real_clamd: str) -> None:
    use(settings, real_clamd)
    good, bad = scanner.scan([b"good"]), scanner.scan([BAD_FILE[:50], BAD_FILE[50:]])
    assert (good, bad.clean, bad.found) == (
        Verdict(clean=True),
        False,
        "Torget.Test.Bad.UNOFFICIAL",
    )


def test_the_real_scanner_says_its_version(settings: Settings, real_clamd: str) -> None:
    use(settings, real_clamd)
    assert scanner.ping().startswith("ClamAV ")


def test_the_real_scanner_refuses_what_is_too_large(settings: Settings, real_clamd: str) -> None:
    use(settings, real_clamd)
    with pytest.raises(ScannerUnavailable):
        scanner.scan(b"x" * 65_536 for _ in range(100))
