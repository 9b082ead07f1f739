"""What a file store, a virus scanner and a document renderer must do."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Protocol

from torget.foundation.registry import Registry


class StoreFull(Exception):
    """There is no room left for the file."""


class FileStore(Protocol):
    def put(self, path: str, chunks: Iterable[bytes]) -> None:
        """Write the file whole or not at all; raises StoreFull."""
        ...

    def get(self, path: str) -> Iterator[bytes]:
        """The file in pieces; raises FileNotFoundError."""
        ...

    def move(self, path: str, to: str) -> None: ...

    def delete(self, path: str) -> None:
        """Remove the file; silent when it is not there."""
        ...


file_stores = Registry[FileStore]("file stores")


class ScannerUnavailable(Exception):
    """The scanner is configured but does not answer."""


@dataclass(frozen=True, slots=True)
class Verdict:
    clean: bool
    found: str = ""  # the name of the malware


class VirusScanner(Protocol):
    def is_configured(self) -> bool:
        """Whether there is a scanner to ask; without one, files are kept unscanned."""
        ...

    def scan(self, chunks: Iterable[bytes]) -> Verdict:
        """Scan a file in pieces; raises ScannerUnavailable."""
        ...

    def ping(self) -> str:
        """The scanner's version; raises ScannerUnavailable."""
        ...


virus_scanners = Registry[VirusScanner]("virus scanners")


def scanner_in_use() -> VirusScanner | None:
    """The first scanner that is set up, if any."""
    scanners = (virus_scanners[key] for key in virus_scanners)
    return next((scanner for scanner in scanners if scanner.is_configured()), None)


class Renderer(Protocol):
    def render(self, template: str, facts: Mapping[str, object]) -> bytes:
        """A PDF/A-3a + PDF/UA-1 from a template's name and plain, JSON-like facts."""
        ...


renderers = Registry[Renderer]("renderers")


class SealFailed(Exception):
    """A seal is set up but cannot be made: the certificate is unreadable or too old."""


class Sealer(Protocol):
    def is_configured(self) -> bool:
        """Whether there is a certificate to seal with; without one, nothing is sealed."""
        ...

    def seal(self, pdf: bytes) -> bytes:
        """The document with the municipality's seal; raises SealFailed."""
        ...


sealers = Registry[Sealer]("sealers")


def sealer_in_use() -> Sealer | None:
    """The first sealer that is set up, if any."""
    found = (sealers[key] for key in sealers)
    return next((sealer for sealer in found if sealer.is_configured()), None)
