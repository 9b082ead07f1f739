"""Services as files that one municipality gives to another, and what is refused when one comes."""

import io
import json
import stat
import zipfile
import zlib
from dataclasses import dataclass
from datetime import date

from torget.rooms.eservices.language.texts import N_, Message, Value
from torget.rooms.eservices.texts import ServiceTexts

FORMAT = 1
LARGEST_BUNDLE = 2_000_000  # bytes as it comes
LARGEST_FILE = 1_000_000  # bytes unpacked
WORST_RATIO = 100  # texts pack at most about twenty to one
TEXT_FILES = {"source": "service.yaml", "personas": "personas.yaml", "notes": "notes.md"}
ABOUT, LICENCE = "bundle.json", "LICENCE.md"
KNOWN = frozenset({*TEXT_FILES.values(), ABOUT, LICENCE})
EPOCH = (2026, 1, 1, 0, 0, 0)  # of every file in it, so that the same service is the same bytes

LICENCE_NOTE = """\
# Licens

Den här e-tjänsten får användas, ändras och delas vidare av alla enligt European Union Public
Licence, version 1.2 (EUPL-1.2).

Anyone may use, change and share this e-service under the European Union Public Licence,
version 1.2 (EUPL-1.2).
"""

NOT_ZIP = N_("Filen är ingen zip-fil.")
TOO_LARGE = N_("Filen är för stor.")
UNKNOWN_FILE = N_("”{name}” hör inte till en e-tjänst.")
NO_LINKS = N_("”{name}” är ingen vanlig fil.")
TWICE = N_("”{name}” finns två gånger.")
PACKED_TOO_HARD = N_("”{name}” är packad på ett sätt som inte godtas.")
NOT_TEXT = N_("”{name}” går inte att läsa som text.")
MISSING = N_("”{name}” saknas.")
NEWER = N_("Filen är gjord av en nyare Torget. Uppgradera först.")


class BundleRefused(Exception):
    """The file is not a service that can be taken in; `why` says it in words."""

    def __init__(self, why: str, **values: Value) -> None:
        self.why = Message(why, values)
        super().__init__(str(self.why))


@dataclass(frozen=True, slots=True)
class Bundle:
    """A service on its way: its texts, and where it was made."""

    key: str
    texts: ServiceTexts
    origin: str = ""  # the municipality that made it
    version: int = 0  # the version published there; 0: not published
    made_on: str = ""


def packed(bundle: Bundle, *, on: date) -> bytes:
    """The bundle as a zip; the same bundle on the same day is the same bytes."""
    about = {
        "format": FORMAT,
        "key": bundle.key,
        "origin": bundle.origin,
        "version": bundle.version,
        "made_on": on.isoformat(),
        "licence": "EUPL-1.2",
    }
    files = {name: getattr(bundle.texts, part) for part, name in TEXT_FILES.items()}
    files |= {ABOUT: json.dumps(about, ensure_ascii=False, indent=2) + "\n", LICENCE: LICENCE_NOTE}
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in sorted(files):
            archive.writestr(zipfile.ZipInfo(name, EPOCH), files[name], zipfile.ZIP_DEFLATED)
    return out.getvalue()


def files_in(data: bytes, known: frozenset[str]) -> dict[str, bytes]:
    """The files of a zip that holds none but the known ones, in memory; raises BundleRefused."""
    if len(data) > LARGEST_BUNDLE:
        raise BundleRefused(TOO_LARGE)
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            infos = _checked(archive, known)
            return {info.filename: _read(archive, info) for info in infos}
    except (zipfile.BadZipFile, ValueError, OverflowError, NotImplementedError) as error:
        raise BundleRefused(NOT_ZIP) from error


def unpacked(data: bytes) -> Bundle:
    """What `packed` made; raises BundleRefused for everything else. Nothing is written to disk."""
    files = {name: decoded(name, content) for name, content in files_in(data, KNOWN).items()}
    about = _about(files.get(ABOUT, ""))
    source = TEXT_FILES["source"]
    if not files.get(source, "").strip():
        raise BundleRefused(MISSING, name=source)
    source, personas, notes = (files.get(name, "") for name in TEXT_FILES.values())
    texts = ServiceTexts(source, personas, notes)
    return Bundle(
        str(about["key"]),
        texts,
        str(about.get("origin", ""))[:200],
        _whole(about.get("version")),
        str(about.get("made_on", ""))[:10],
    )


def _checked(archive: zipfile.ZipFile, known: frozenset[str]) -> list[zipfile.ZipInfo]:
    """The archive's own list, each entry one of the few plain files that are known."""
    infos = archive.infolist()
    seen: set[str] = set()
    for info in infos:
        name = info.filename
        if name not in known:  # also every path that leads elsewhere
            raise BundleRefused(UNKNOWN_FILE, name=name[:80])
        kind = stat.S_IFMT(info.external_attr >> 16)
        if kind not in (0, stat.S_IFDIR if info.is_dir() else stat.S_IFREG):
            raise BundleRefused(NO_LINKS, name=name)
        if name in seen:
            raise BundleRefused(TWICE, name=name)
        seen.add(name)
        if info.file_size > LARGEST_FILE:
            raise BundleRefused(TOO_LARGE)
        if info.file_size > max(info.compress_size, 1) * WORST_RATIO:
            raise BundleRefused(PACKED_TOO_HARD, name=name)
    return infos


def _read(archive: zipfile.ZipFile, info: zipfile.ZipInfo) -> bytes:
    """One file's content; what the list says of its size is not believed."""
    try:
        with archive.open(info) as file:
            content = file.read(LARGEST_FILE + 1)
    except (RuntimeError, NotImplementedError, zlib.error, EOFError, OSError) as error:
        raise BundleRefused(PACKED_TOO_HARD, name=info.filename) from error
    if len(content) > LARGEST_FILE:
        raise BundleRefused(TOO_LARGE)
    return content


def decoded(name: str, content: bytes) -> str:
    """The text of a file; raises BundleRefused."""
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise BundleRefused(NOT_TEXT, name=name) from error


def _about(text: str) -> dict[str, object]:
    try:
        about = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise BundleRefused(MISSING if not text else NOT_TEXT, name=ABOUT) from error
    if not isinstance(about, dict) or not isinstance(about.get("key"), str):
        raise BundleRefused(NOT_TEXT, name=ABOUT)
    if _whole(about.get("format")) > FORMAT:
        raise BundleRefused(NEWER)
    return about


def _whole(value: object) -> int:
    return value if isinstance(value, int) and not isinstance(value, bool) else 0
