"""Files from the public: what they are, whether they are safe, and where they end up."""

import hashlib
import os
from collections.abc import Callable, Iterator
from pathlib import Path

import msgspec
import pytest
from procrastinate.contrib.django.models import ProcrastinateJob
from pytest_django import Settings

from tests.factories import NOON, an_employee
from tests.small_clamd import SmallClamd, use
from torget.rooms.audit.models import Entry
from torget.rooms.documents.actions import store_document, store_own
from torget.rooms.documents.jobs import scan_document
from torget.rooms.documents.models import Document
from torget.rooms.documents.ports import ScannerUnavailable
from torget.rooms.documents.queries import content_of
from torget.rooms.documents.terms import FileRejected, Scan

pytestmark = pytest.mark.django_db

PDF = b"%PDF-1.7\n" + b"x" * 20_000
PNG = b"\x89PNG\r\n\x1a\n" + bytes(100)
ACCEPTED = frozenset({"application/pdf", "image/png"})
NOWHERE = "tcp://127.0.0.1:1"  # nobody listens there


@pytest.fixture(autouse=True)
def files(settings: Settings, tmp_path: Path) -> Path:
    """A file store of the test's own."""
    settings.ENVIRONMENT = msgspec.structs.replace(
        settings.ENVIRONMENT, files=str(tmp_path), clamd=""
    )
    return tmp_path


@pytest.fixture
def clamd(settings: Settings) -> Iterator[Callable[[bytes], None]]:
    started: list[SmallClamd] = []

    def answers(verdict: bytes) -> None:
        started.append(SmallClamd(lambda octets: verdict))
        use(settings, started[-1].address)

    yield answers
    for server in started:
        server.close()


def stored(content: bytes = PDF, name: str = "ritning.pdf", *, limit: int = 1_000_000) -> Document:
    pieces = [content[start : start + 4096] for start in range(0, len(content), 4096)]
    return store_document(
        name, iter(pieces), media_types=ACCEPTED, limit=limit, by=an_employee(), at=NOON
    )


def on_disk(files: Path) -> list[str]:
    return sorted(str(path.relative_to(files)) for path in files.rglob("*") if path.is_file())


def refused(**how: object) -> str:
    with pytest.raises(FileRejected) as refusal:
        stored(**how)  # type: ignore[arg-type]
    return refusal.value.text.format(**refusal.value.values)


def test_a_file_is_kept_under_its_content_and_read_back_the_same(files: Path) -> None:
    document = stored()

    digest = hashlib.sha256(PDF).hexdigest()
    assert (document.sha256, document.size, document.media_type, content_of(document)) == (
        digest,
        len(PDF),
        "application/pdf",
        PDF,
    )
    assert on_disk(files) == [f"demo/{digest[:2]}/{digest}"]


def test_two_people_with_the_same_file_have_one_each_and_the_bytes_once(files: Path) -> None:
    first, second = stored(name="min.pdf"), stored(name="din.pdf")

    assert (first.pk == second.pk, first.name, second.name) == (False, "min.pdf", "din.pdf")
    assert len(on_disk(files)) == 1


def test_a_file_is_what_its_bytes_say_not_what_it_is_called(files: Path) -> None:
    assert stored(PNG, "ritning.pdf").media_type == "image/png"
    assert refused(content=b"MZ\x90\x00" + bytes(100), name="ritning.pdf") == (
        "Filen ritning.pdf är av en typ som vi inte tar emot. "
        "Spara den som PDF eller bild och försök igen."
    )
    assert refused(content=b"<html><script>", name="bild.png").startswith("Filen bild.png är av")
    assert len(on_disk(files)) == 1


@pytest.mark.parametrize(("size", "fits"), [(20_009, True), (20_008, False)])
def test_a_file_may_be_as_large_as_the_limit(files: Path, size: int, fits: bool) -> None:
    if fits:
        assert stored(limit=size).size == size
    else:
        assert refused(limit=size) == ("Filen ritning.pdf är för stor. Den får vara högst 0 MB.")
    assert len(on_disk(files)) == fits


def test_an_empty_file_is_refused(files: Path) -> None:
    assert refused(content=b"") == "Filen ritning.pdf är tom. Välj en annan fil."
    assert on_disk(files) == []


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("../../etc/passwd.pdf", "passwd.pdf"),
        ("C:\\Users\\maja\\ritning.pdf", "ritning.pdf"),
        ("rad\nbryt\x00ning.pdf", "radbrytning.pdf"),
        ("a\u0308lg.pdf", "älg.pdf"),
        ("\u202efdp.exe", "fdp.exe"),
        (" . ", "fil"),
        ("", "fil"),
        (".htaccess", "htaccess"),
        ("x" * 300 + ".pdf", "x" * 196 + ".pdf"),
        ("y." + "z" * 300, "z" * 200),
        ("ingen ändelse", "ingen ändelse"),
    ],
)
def test_names_are_made_safe(given: str, kept: str) -> None:
    assert stored(name=given).name == kept


def test_a_clean_file_may_be_opened(clamd: Callable[[bytes], None]) -> None:
    clamd(b"stream: OK")
    document = stored()
    assert (document.scan, document.may_be_opened) == (Scan.CLEAN, True)


def test_without_a_scanner_files_are_kept_unscanned() -> None:
    document = stored()
    assert (document.scan, document.may_be_opened) == (Scan.UNSCANNED, True)


def test_an_infected_file_is_refused_recorded_and_gone(
    clamd: Callable[[bytes], None], files: Path
) -> None:
    clamd(b"stream: Eicar FOUND")

    assert refused() == "Filen ritning.pdf innehåller skadlig kod och har inte sparats."
    assert (on_disk(files), Document.objects.count()) == ([], 0)
    assert Entry.objects.filter(what="document.infected").count() == 1


def test_while_the_scanner_is_down_the_file_is_kept_but_not_opened(
    settings: Settings, clamd: Callable[[bytes], None]
) -> None:
    use(settings, NOWHERE)
    document = stored()
    waiting = (document.scan, document.may_be_opened)
    with pytest.raises(ScannerUnavailable):
        scan_document(document.pk)
    clamd(b"stream: OK")
    scan_document(document.pk)

    document.refresh_from_db()
    [job] = ProcrastinateJob.objects.all()
    assert (job.task_name, job.args) == ("scan_document", {"document": document.pk})
    assert (waiting, document.scan) == ((Scan.PENDING, False), Scan.CLEAN)


def test_what_turns_out_infected_later_is_never_opened(
    settings: Settings, clamd: Callable[[bytes], None]
) -> None:
    use(settings, NOWHERE)
    document = stored()
    clamd(b"stream: Eicar FOUND")
    for _ in range(2):  # the queue may run a job twice
        scan_document(document.pk)

    document.refresh_from_db()
    [entry] = Entry.objects.filter(what="document.infected")
    assert (document.scan, document.may_be_opened) == (Scan.INFECTED, False)
    assert (entry.subject, entry.details, entry.at > NOON) == (
        f"document:{document.pk}",
        {"found": "Eicar"},
        True,
    )


def test_a_sender_that_hangs_up_halfway_leaves_nothing(files: Path) -> None:
    def broken() -> Iterator[bytes]:
        yield PDF
        raise ConnectionResetError

    with pytest.raises(ConnectionResetError):
        store_document(
            "a.pdf", broken(), media_types=ACCEPTED, limit=10**6, by=an_employee(), at=NOON
        )
    assert (on_disk(files), Document.objects.count()) == ([], 0)


def test_a_large_file_that_breaks_the_limit_late_leaves_nothing(files: Path) -> None:
    large = PDF + os.urandom(12_000_000)
    assert refused(content=large, limit=11_000_000) == (
        "Filen ritning.pdf är för stor. Den får vara högst 11 MB."
    )
    assert on_disk(files) == []


def test_what_we_made_ourselves_needs_no_scan(settings: Settings) -> None:
    use(settings, NOWHERE)
    document = store_own("beslut.pdf", PDF, "application/pdf", by=an_employee(), at=NOON)

    assert (document.scan, content_of(document), document.stored_by) == (
        Scan.CLEAN,
        PDF,
        an_employee().id,
    )
