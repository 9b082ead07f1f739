"""Files are written whole or not at all, and every municipality's are its own."""

import subprocess
import sys
from collections.abc import Iterator
from contextvars import Context
from pathlib import Path

import msgspec
import pytest
from pytest_django import Settings

from torget.connectors.local_files import client
from torget.foundation.health import State
from torget.foundation.municipality import NoMunicipalityBound, serving
from torget.rooms.documents.ports import file_stores

files = file_stores["files"]


@pytest.fixture
def folder(tmp_path: Path, settings: Settings) -> Iterator[Path]:
    settings.ENVIRONMENT = msgspec.structs.replace(settings.ENVIRONMENT, files=str(tmp_path))
    with serving("solvik"):
        yield tmp_path


def kept_in(folder: Path) -> dict[str, bytes]:
    return {
        str(path.relative_to(folder)): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file()
    }


@pytest.mark.parametrize("size", [0, 1, 5 * 1024 * 1024, 12_345_678])
def test_a_file_comes_back_as_it_was(folder: Path, size: int) -> None:
    octets = bytes(range(251)) * (size // 251 + 1)
    octets = octets[:size]
    files.put("a/b.pdf", (octets[start : start + 100_000] for start in range(0, size, 100_000)))
    assert b"".join(files.get("a/b.pdf")) == octets
    assert kept_in(folder) == {"solvik/a/b.pdf": octets}


def test_a_file_may_be_written_over(folder: Path) -> None:
    files.put("a", [b"first, and longer"])
    files.put("a", [b"second"])
    assert b"".join(files.get("a")) == b"second"


@pytest.mark.parametrize("size", [10, 20_000_000])
def test_a_file_that_breaks_off_leaves_nothing(folder: Path, size: int) -> None:
    def pieces() -> Iterator[bytes]:
        yield b"x" * size
        raise ConnectionResetError("the sender hung up")

    with pytest.raises(ConnectionResetError):
        files.put("a/b", pieces())
    assert kept_in(folder) == {}


def test_a_file_that_breaks_off_leaves_the_earlier_one(folder: Path) -> None:
    def pieces() -> Iterator[bytes]:
        yield b"new"
        raise ConnectionResetError("the sender hung up")

    files.put("a", [b"old"])
    with pytest.raises(ConnectionResetError):
        files.put("a", pieces())
    assert b"".join(files.get("a")) == b"old"


def test_a_missing_file_is_known_at_once(folder: Path) -> None:
    with pytest.raises(FileNotFoundError):
        files.get("nowhere")


def test_a_file_is_moved(folder: Path) -> None:
    files.put("incoming/a", [b"x"])
    files.move("incoming/a", "kept/a")
    assert kept_in(folder) == {"solvik/kept/a": b"x"}


def test_moving_what_is_not_there_is_an_error(folder: Path) -> None:
    with pytest.raises(FileNotFoundError):
        files.move("nowhere", "kept/a")


def test_a_file_may_be_removed_twice(folder: Path) -> None:
    files.put("a", [b"x"])
    files.delete("a")
    files.delete("a")
    assert kept_in(folder) == {}


@pytest.mark.parametrize(
    "path",
    ["", "/a", "../a", "a/../b", "a//b", "a/", ".a", "a/.b", "å", "a b", "a\\b", "a\n", "a%2e"],
)
def test_a_path_cannot_lead_out(folder: Path, path: str) -> None:
    with pytest.raises(ValueError, match="plain letters"):
        files.put(path, [b"x"])
    assert kept_in(folder) == {}


def test_one_municipality_cannot_read_anothers(folder: Path) -> None:
    files.put("a", [b"x"])
    with serving("granneby"), pytest.raises(FileNotFoundError):
        files.get("a")


def test_nothing_is_kept_for_nobody(tmp_path: Path, settings: Settings) -> None:
    settings.ENVIRONMENT = msgspec.structs.replace(settings.ENVIRONMENT, files=str(tmp_path))
    with pytest.raises(NoMunicipalityBound):
        Context().run(files.put, "a", [b"x"])


FULL_DISK = """
import resource, sys
from django.conf import settings
from torget.config.environment import Environment
settings.configure(ENVIRONMENT=Environment(files=sys.argv[1]))
from torget.connectors.local_files import client
from torget.foundation.municipality import serving
from torget.rooms.documents.ports import StoreFull, file_stores
resource.setrlimit(resource.RLIMIT_FSIZE, (1_000_000, 1_000_000))
with serving("solvik"):
    try:
        file_stores["files"].put("a/b", [b"x" * 900_000] * int(sys.argv[2]))
    except StoreFull as full:
        print("full:", full)
"""


@pytest.mark.parametrize("pieces", [2, 20])
def test_no_room_is_told_and_leaves_nothing(tmp_path: Path, pieces: int) -> None:
    """A process that may write no file larger than a megabyte stands in for a full disk."""
    command = [sys.executable, "-c", FULL_DISK, str(tmp_path), str(pieces)]
    result = subprocess.run(command, capture_output=True, text=True, check=False)
    assert (result.stdout, result.stderr) == ("full: a/b\n", "")
    assert kept_in(tmp_path) == {}


def test_the_health_check_says_how_much_room_there_is(folder: Path) -> None:
    finding = client.files()
    assert (finding.state, str(folder) in finding.says) == (State.WORKS, True)
