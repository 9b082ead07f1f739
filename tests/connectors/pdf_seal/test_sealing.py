"""Decisions bear the municipality's seal: whoever has the file can tell that it is whole."""

from io import BytesIO
from pathlib import Path

import msgspec
import pikepdf
import pytest
from pyhanko.keys import load_cert_from_pemder
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.validation import PdfSignatureStatus, validate_pdf_signature
from pyhanko_certvalidator import ValidationContext
from pytest_django import Settings

from tests.connectors.typst_pdf.test_documents import RECEIPT
from torget.connectors.pdf_seal import client
from torget.foundation.health import State
from torget.rooms.documents.ports import SealFailed, renderers, sealer_in_use, sealers
from torget_simulators.certificates import Certificates

sealer = sealers["pdf_seal"]


@pytest.fixture
def seal_folder(tmp_path: Path, settings: Settings) -> Path:
    """Where the municipality's certificate lies, and that of the trust service above it."""
    Certificates(tmp_path)
    _use(settings, tmp_path / "seal.pem")
    return tmp_path


def test_a_sealed_document_is_whole_and_from_the_municipality(seal_folder: Path) -> None:
    status = _status(sealer.seal(_a_pdf()), seal_folder)

    assert (status.intact, status.valid, status.trusted) == (True, True, True)
    assert status.coverage.name == "ENTIRE_FILE"
    assert status.signing_cert.subject.native["common_name"] == "Solviks kommun"


def test_one_changed_byte_is_seen(seal_folder: Path) -> None:
    sealed = bytearray(sealer.seal(_a_pdf()))
    sealed[200] ^= 1

    assert not _status(bytes(sealed), seal_folder).intact


def test_the_seal_comes_after_the_document_and_keeps_what_the_archive_needs(
    seal_folder: Path,
) -> None:
    pdf = _a_pdf()
    sealed = sealer.seal(pdf)

    assert sealed.startswith(pdf)
    with pikepdf.open(BytesIO(sealed)) as document, document.open_metadata() as facts:
        assert (facts["pdfaid:part"], facts["pdfuaid:part"]) == ("3", "1")
        assert document.Root.StructTreeRoot is not None


def test_without_a_certificate_nothing_is_sealed(settings: Settings) -> None:
    settings.ENVIRONMENT = msgspec.structs.replace(settings.ENVIRONMENT, seal_certificate="")

    assert sealer_in_use() is None
    assert client.seal().state is State.MISSING


@pytest.mark.parametrize("content", [None, b"", b"rubbish", b"-----BEGIN CERTIFICATE-----\n"])
def test_a_file_that_is_no_certificate_is_said_and_seals_nothing(
    content: bytes | None, tmp_path: Path, settings: Settings
) -> None:
    path = tmp_path / "seal.pem"
    if content is not None:
        path.write_bytes(content)
    _use(settings, path)

    with pytest.raises(SealFailed):
        sealer.seal(_a_pdf())
    assert client.seal().state is State.BROKEN


def test_administrators_see_whose_the_seal_is_and_how_long_it_lasts(seal_folder: Path) -> None:
    finding = client.seal()

    assert finding.state is State.WORKS
    assert finding.says.startswith("Solviks kommun, gäller till 20")


def _use(settings: Settings, path: Path) -> None:
    settings.ENVIRONMENT = msgspec.structs.replace(settings.ENVIRONMENT, seal_certificate=str(path))


def _a_pdf() -> bytes:
    return renderers["typst"].render("receipt", RECEIPT)


def _status(pdf: bytes, folder: Path) -> PdfSignatureStatus:
    """What a reader of the file who trusts the trust service is told."""
    trust = ValidationContext(
        trust_roots=[load_cert_from_pemder(str(folder / "seal-ca.pem"))], allow_fetching=False
    )
    (seal,) = PdfFileReader(BytesIO(pdf)).embedded_signatures
    return validate_pdf_signature(seal, trust)
