"""What a file is, judged by its first bytes."""

import io
import zipfile

import pytest

from torget.rooms.documents.rules import media_type_of, stored_path


def zipped(name: str) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr(name, "x")
    return packed.getvalue()


@pytest.mark.parametrize(
    ("head", "name", "media_type"),
    [
        (b"%PDF-1.4", "a.txt", "application/pdf"),
        (b"\xff\xd8\xff\xe0", "a", "image/jpeg"),
        (b"\x89PNG\r\n\x1a\n", "a", "image/png"),
        (b"II*\0", "a", "image/tiff"),
        (b"MM\0*", "a", "image/tiff"),
        (b"RIFF\0\0\0\0WEBPVP8 ", "a", "image/webp"),
        (b"\0\0\0\x18ftypheic", "a", "image/heic"),
        (b"AC1032", "a", "image/vnd.dwg"),
        (b"  0\r\nSECTION\r\n", "a", "image/vnd.dxf"),
        (b"AutoCAD Binary DXF\r\n", "a", "image/vnd.dxf"),
        (
            zipped("word/document.xml"),
            "a.docx",
            "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        ),
        (zipped("content.xml"), "a.ODT", "application/vnd.oasis.opendocument.text"),
        (zipped("virus.exe"), "a.zip", "application/zip"),
        (zipped("virus.exe"), "a.pdf", "application/zip"),
        (b"", "a.pdf", "application/octet-stream"),
        (b"\x01\x02\x03\x04\x05", "a.pdf", "application/octet-stream"),
    ],
)
def test_the_type_follows_from_the_bytes(head: bytes, name: str, media_type: str) -> None:
    assert media_type_of(head, name) == media_type


def test_bytes_lie_under_their_own_digest() -> None:
    assert stored_path("ab" * 32) == f"ab/{'ab' * 32}"
