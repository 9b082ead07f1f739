"""Taking in files."""

import hashlib
import uuid
from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from itertools import chain

from django.db import transaction
from django.utils.translation import gettext_noop as N_

from torget.foundation.actor import Actor
from torget.rooms.audit.actions import record
from torget.rooms.documents.models import Document
from torget.rooms.documents.ports import (
    ScannerUnavailable,
    StoreFull,
    file_stores,
    renderers,
    scanner_in_use,
    sealer_in_use,
)
from torget.rooms.documents.rules import HEAD, media_type_of, safe_name, stored_path
from torget.rooms.documents.terms import FileRejected, Scan
from torget.rooms.jobs.actions import enqueue

WRONG_KIND = N_(
    "Filen {name} är av en typ som vi inte tar emot. Spara den som PDF eller bild och försök igen."
)
TOO_LARGE = N_("Filen {name} är för stor. Den får vara högst {limit} MB.")
EMPTY = N_("Filen {name} är tom. Välj en annan fil.")
INFECTED = N_("Filen {name} innehåller skadlig kod och har inte sparats.")
NO_ROOM = N_("Det går inte att ta emot filer just nu. Det du har skrivit är sparat. Försök senare.")


def store_document(
    name: str,
    chunks: Iterable[bytes],
    *,
    media_types: frozenset[str],
    limit: int,
    by: Actor,
    at: datetime,
) -> Document:
    """Store an uploaded file, streamed; raises FileRejected with the reason in plain words.

    `media_types` are those accepted, judged by the bytes. `limit`: bytes.
    """
    name = safe_name(name)
    stream = iter(chunks)
    head = _head(stream)
    if not head:
        raise FileRejected(EMPTY, name=name)
    media_type = media_type_of(head, name)
    if media_type not in media_types:
        raise FileRejected(WRONG_KIND, name=name)

    measured = _Measured(chain([head], stream), name=name, limit=limit)
    store = file_stores["files"]
    waiting = f"incoming/{uuid.uuid4().hex}"
    try:
        store.put(waiting, measured)
    except StoreFull:
        raise FileRejected(NO_ROOM) from None
    scan = _scan(waiting)
    if scan is Scan.INFECTED:
        store.delete(waiting)
        record("document.infected", name, by=by, at=at)
        raise FileRejected(INFECTED, name=name)
    store.move(waiting, stored_path(measured.sha256))
    return _add(name, measured.sha256, measured.size, media_type, scan, by=by, at=at)


def store_rendered(
    name: str,
    template: str,
    facts: Mapping[str, object],
    *,
    sealed: bool = False,
    by: Actor,
    at: datetime,
) -> Document:
    """Render a PDF from a template and store it. `sealed`: with the municipality's seal, where
    one is set up; raises SealFailed, and then nothing is stored.
    """
    content = renderers["typst"].render(template, facts)
    if sealed and (sealer := sealer_in_use()):
        content = sealer.seal(content)
    return store_own(name, content, "application/pdf", by=by, at=at)


def store_own(name: str, content: bytes, media_type: str, *, by: Actor, at: datetime) -> Document:
    """Store something we made ourselves: no type check and no virus scan needed."""
    sha256 = hashlib.sha256(content).hexdigest()
    file_stores["files"].put(stored_path(sha256), [content])
    return _add(name, sha256, len(content), media_type, Scan.CLEAN, by=by, at=at)


@transaction.atomic
def _add(
    name: str, sha256: str, size: int, media_type: str, scan: Scan, *, by: Actor, at: datetime
) -> Document:
    document = Document.objects.create(
        name=name,
        sha256=sha256,
        size=size,
        media_type=media_type,
        scan=scan,
        stored_at=at,
        stored_by=by.id,
    )
    if scan is Scan.PENDING:
        enqueue("scan_document", document=document.pk, by=by, at=at)
    return document


def _head(stream: Iterator[bytes]) -> bytes:
    head = b""
    for chunk in stream:
        head += chunk
        if len(head) >= HEAD:
            break
    return head


class _Measured:
    """Passes a stream on while it counts and hashes; stops at the limit."""

    def __init__(self, chunks: Iterable[bytes], *, name: str, limit: int) -> None:
        self.chunks, self.name, self.limit = chunks, name, limit
        self.size = 0
        self.digest = hashlib.sha256()

    def __iter__(self) -> Iterator[bytes]:
        for chunk in self.chunks:
            self.size += len(chunk)
            if self.size > self.limit:
                raise FileRejected(TOO_LARGE, name=self.name, limit=self.limit // 1_000_000)
            self.digest.update(chunk)
            yield chunk

    @property
    def sha256(self) -> str:
        return self.digest.hexdigest()


def _scan(path: str) -> Scan:
    scanner = scanner_in_use()
    if scanner is None:
        return Scan.UNSCANNED
    try:
        verdict = scanner.scan(file_stores["files"].get(path))
    except ScannerUnavailable:
        return Scan.PENDING
    return Scan.CLEAN if verdict.clean else Scan.INFECTED
