"""Scanning what could not be scanned when it came."""

from django.db import transaction

from torget.foundation.actor import the_system
from torget.rooms.audit.actions import record
from torget.rooms.documents.models import Document
from torget.rooms.documents.ports import ScannerUnavailable, scanner_in_use
from torget.rooms.documents.queries import stored_bytes
from torget.rooms.documents.terms import Scan
from torget.rooms.jobs.ports import clock, task


@task("scan_document", attempts=20, first_wait=10)
def scan_document(document: int) -> None:
    """Scan a file that came while the scanner was down; until then nobody may open it."""
    row = Document.objects.get(pk=document)
    if row.scan != Scan.PENDING:
        return
    scanner = scanner_in_use()
    if scanner is None:
        raise ScannerUnavailable("not configured any more")
    verdict = scanner.scan(stored_bytes(row))
    with transaction.atomic():
        row.scan = Scan.CLEAN if verdict.clean else Scan.INFECTED
        row.save(update_fields=["scan"])
        if not verdict.clean:
            worker = the_system("worker")
            record("document.infected", str(row), by=worker, at=clock(), found=verdict.found)
