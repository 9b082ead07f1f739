"""What a file is, judged by its bytes; its name only tells office formats apart."""

import re
import unicodedata
from pathlib import PurePosixPath

import puremagic

HEAD = 8192  # bytes needed to tell the type

_BY_EXTENSION = {
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "odt": "application/vnd.oasis.opendocument.text",
    "ods": "application/vnd.oasis.opendocument.spreadsheet",
}
_BY_SIGNATURE = (
    (b"%PDF-", "application/pdf"),
    (b"\xff\xd8\xff", "image/jpeg"),
    (b"\x89PNG\r\n\x1a\n", "image/png"),
    (b"II*\0", "image/tiff"),
    (b"MM\0*", "image/tiff"),
    (b"AC10", "image/vnd.dwg"),
    (b"AutoCAD Binary DXF", "image/vnd.dxf"),
)
_DXF = re.compile(rb"\s*0\r?\n(?:SECTION|999)")  # the text form of DXF
HEIC_BRANDS = (b"heic", b"heix", b"mif1", b"msf1")


def media_type_of(head: bytes, name: str) -> str:
    """The type told by the first HEAD bytes; "application/octet-stream" when nothing fits."""
    for signature, media_type in _BY_SIGNATURE:
        if head.startswith(signature):
            return media_type
    if head[:4] == b"RIFF" and head[8:12] == b"WEBP":
        return "image/webp"
    if head[4:8] == b"ftyp" and head[8:12] in HEIC_BRANDS:
        return "image/heic"
    if _DXF.match(head):
        return "image/vnd.dxf"
    if head.startswith(b"PK\x03\x04"):
        return _BY_EXTENSION.get(name.rpartition(".")[2].lower(), "application/zip")
    try:
        return str(puremagic.from_string(head, mime=True)) or "application/octet-stream"
    except (puremagic.PureError, ValueError):
        return "application/octet-stream"


def safe_name(name: str) -> str:
    """The last part of the name without control characters, at most 200 characters."""
    last = PurePosixPath(name.replace("\\", "/")).name
    clean = "".join(c for c in unicodedata.normalize("NFC", last) if c.isprintable())
    stem, dot, extension = clean.strip(" .").rpartition(".")
    if not dot:
        return (extension or "fil")[:200]
    return f"{stem[: 199 - len(extension)]}.{extension}"[-200:]


def stored_path(sha256: str) -> str:
    """Where the bytes lie within the municipality's part of the store."""
    return f"{sha256[:2]}/{sha256}"
