"""Keeps files in a folder or an S3 bucket, each municipality's apart from every other's."""

import os
import re
import threading
from collections.abc import Iterable, Iterator
from pathlib import Path

import obstore
from django.conf import settings
from django.utils.formats import number_format
from django.utils.translation import gettext as _
from obstore.exceptions import BaseError
from obstore.store import LocalStore, S3Store

from torget.foundation.health import Finding, State, check
from torget.foundation.municipality import bound
from torget.rooms.documents.ports import StoreFull, file_stores

PIECE = 5 * 1024 * 1024  # the least that S3 accepts as part of a larger file
# No room on the disk, a quota that is used up, and a file larger than the system allows.
FULL = ("(os error 28)", "(os error 122)", "(os error 27)", "QuotaExceeded")
_PATH = re.compile(r"[A-Za-z0-9][A-Za-z0-9_.-]*(/[A-Za-z0-9][A-Za-z0-9_.-]*)*")


@file_stores.add("files")
class Files:
    """Paths are plain: letters without accents, digits, `_`, `-`, `.` and folders by `/`."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._stores: dict[str, LocalStore | S3Store] = {}

    def put(self, path: str, chunks: Iterable[bytes]) -> None:
        store, key = self._store(), _key(path)
        try:
            obstore.put(store, key, _pieces(chunks), chunk_size=PIECE)
        except BaseError as error:
            if any(sign in str(error) for sign in FULL):
                raise StoreFull(path) from error
            raise
        if isinstance(store, LocalStore):
            _settle(Path(_location()) / key)

    def get(self, path: str) -> Iterator[bytes]:
        # Asked for at once, so that a missing file is known before anything has been sent on.
        result = obstore.get(self._store(), _key(path))
        return (bytes(piece) for piece in result.stream(min_chunk_size=1 << 18))

    def move(self, path: str, to: str) -> None:
        obstore.rename(self._store(), _key(path), _key(to))

    def delete(self, path: str) -> None:
        try:
            obstore.delete(self._store(), _key(path))
        except FileNotFoundError:
            return

    def _store(self) -> LocalStore | S3Store:
        """The store for the configured place; made once, since it keeps connections."""
        location = _location()
        with self._lock:
            if location not in self._stores:
                self._stores[location] = _open(location)
            return self._stores[location]


def _location() -> str:
    environment = settings.ENVIRONMENT
    place: str = environment.files or str(Path(environment.data) / "files")
    return place


def _open(location: str) -> LocalStore | S3Store:
    if location.startswith("s3://"):
        # Keys and region come from the usual AWS_… variables.
        return S3Store.from_url(location)
    return LocalStore(Path(location).absolute(), mkdir=True)


def _key(path: str) -> str:
    """The path inside the store, under the bound municipality; raises ValueError."""
    if not _PATH.fullmatch(path):
        raise ValueError("a stored file's path has plain letters and digits only")
    return f"{bound()}/{path}"


def _pieces(chunks: Iterable[bytes]) -> Iterator[bytes]:
    """The same bytes in pieces of a size that suits the store."""
    waiting = bytearray()
    for chunk in chunks:
        waiting += chunk
        while len(waiting) >= PIECE:
            yield bytes(waiting[:PIECE])
            del waiting[:PIECE]
    if waiting:
        yield bytes(waiting)


def _settle(path: Path) -> None:
    """Make sure that the disk has the file and its name, so that a power cut cannot lose it."""
    for each in (path, path.parent):
        descriptor = os.open(each, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)


@check
def files() -> Finding:
    """Whether files can be kept, and how much room is left."""
    location = _location()
    if location.startswith("s3://"):
        try:
            next(iter(obstore.list(_open(location), chunk_size=1)), None)
        except (BaseError, OSError) as error:
            says = _("Filförrådet svarar inte (%(error)s).") % {"error": type(error).__name__}
            remedy = _("Kontrollera TORGET_FILES och AWS-variablerna.")
            return Finding(_("Filer"), State.BROKEN, says, remedy)
        return Finding(_("Filer"), State.WORKS, _("Filförrådet svarar."))
    folder = Path(location)
    nearest = next(each for each in [folder, *folder.absolute().parents] if each.exists())
    if not os.access(nearest, os.W_OK):
        says = _("Vi får inte skriva i %(folder)s.") % {"folder": folder}
        return Finding(_("Filer"), State.BROKEN, says, _("Ge programmet rätt att skriva där."))
    room = os.statvfs(nearest)
    gigabytes = room.f_bavail * room.f_frsize / 1_000_000_000
    written = number_format(gigabytes, decimal_pos=1, use_l10n=True)
    says = _("%(room)s GB ledigt i %(folder)s.") % {"room": written, "folder": folder}
    if gigabytes < 1:
        return Finding(_("Filer"), State.BROKEN, says, _("Frigör utrymme eller byt disk."))
    return Finding(_("Filer"), State.WORKS, says)
