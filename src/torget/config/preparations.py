"""Whether what a start prepares is already prepared: tables, static files and the demo.

The note is kept inside the cluster, so that it comes and goes with the tables that it is about.
"""

import hashlib
import sys
from collections.abc import Iterator
from pathlib import Path

import msgspec

from torget.config.environment import Environment

NOTE = "torget-prepared"
PACKAGE = Path(__file__).resolve().parents[1]


class Preparations:
    """What one data folder has been prepared for. Keep it while the cluster's server runs."""

    def __init__(self, environment: Environment, *, cluster: Path, static: Path) -> None:
        self._note = cluster / NOTE
        self._static = static
        self._wanted = _fingerprint(environment)

    def are_done(self) -> bool:
        """Whether the last preparations were made by this very code with these settings."""
        if not (self._static / "staticfiles.json").is_file():
            return False
        return self._note.is_file() and self._note.read_text() == self._wanted

    def note(self) -> None:
        self._note.write_text(self._wanted)


def _fingerprint(environment: Environment) -> str:
    """Changes with any file of ours, the municipality's arms, any library's version and setting."""
    digest = hashlib.sha256(msgspec.json.encode(environment))
    for path in sorted([*_files(PACKAGE), *_files(Path(environment.data, "look"))]):
        facts = path.stat()
        digest.update(f"{path} {facts.st_size} {facts.st_mtime_ns}\n".encode())
    for folder in sys.path:
        for library in sorted(Path(folder).glob("*.dist-info")):
            digest.update(f"{library.name}\n".encode())
    return digest.hexdigest()


def _files(folder: Path) -> Iterator[Path]:
    return (
        path for path in folder.rglob("*") if path.is_file() and "__pycache__" not in path.parts
    )
