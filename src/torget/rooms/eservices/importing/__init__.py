"""Forms of other systems, read into services of ours with a report of what became of each part.

Each format has a module of its own; nothing is fetched, run or written, and a file that cannot be
read whole is refused. The format is told from the content, never from the file's name.
"""

import io
import re
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from torget.rooms.eservices.editing import key_for
from torget.rooms.eservices.importing import (
    acroform,
    eplatform,
    formio,
    formjs,
    json_schema,
    openforms,
)
from torget.rooms.eservices.importing.draft import LONGEST_LABEL, Draft
from torget.rooms.eservices.importing.plain import (
    LARGEST_FILE,
    TOO_LARGE,
    Plain,
    plain_text,
    read_json,
)
from torget.rooms.eservices.importing.report import (
    HEADINGS,
    Became,
    ImportRefused,
    Line,
    written_report,
)
from torget.rooms.eservices.language.problems import Findings
from torget.rooms.eservices.language.texts import N_, Message, Translated
from torget.rooms.eservices.sharing import (
    ABOUT,
    KNOWN,
    TEXT_FILES,
    Bundle,
    BundleRefused,
    decoded,
    files_in,
    unpacked,
)
from torget.rooms.eservices.skeleton import foundations
from torget.rooms.eservices.texts import ServiceTexts, plain_data, written

TORGET = "Torget"
UNKNOWN = N_(
    "Filen är inget formulär som går att läsa in. Välj en e-tjänst från Torget (zip eller YAML), "
    "Form.io, Open Forms, form-js, Open ePlatform, JSON Schema eller en PDF med fält."
)
ANOTHER_ZIP = N_("Filen är en zip, men varken en e-tjänst från Torget eller från Open Forms.")
FROM = N_("Inläst från {format} ({file}).")
NO_KEY = N_("Texten är ingen e-tjänst: den har ingen nyckel (key).")
LAW = N_("Skriv vilken lag tjänsten vilar på (legal_bases).")
WAYS = N_("Skriv hur man gör på annat sätt än digitalt (other_ways).")
UNIT = N_("Välj enhet (unit) och se över tid, kontakt och ärendeserie.")
TYPES = N_("Välj informationstyp (information) för varje fråga: av den följer vad som gäller.")
PERSONAS = N_("Skriv testpersoner som går varje väg genom tjänsten.")
ENGLISH = N_("Översätt till engelska: filen har ett språk, och det står i båda.")
SIGNING = N_("Formuläret skrevs under. Det är påslaget: se efter vem som ska skriva under.")

__all__ = [
    "HEADINGS",
    "Became",
    "ImportRefused",
    "Imported",
    "Line",
    "imported",
    "imported_texts",
]


@dataclass(frozen=True, slots=True)
class Imported:
    """A service from elsewhere; `report` says what became of each part of a foreign form."""

    bundle: Bundle
    format: str  # Torget, Form.io …
    report: tuple[Line, ...] = ()


def imported(data: bytes, filename: str = "", *, key: str = "") -> Imported:
    """The service in a file, told by its content; raises ImportRefused with the reason.

    `key` is what to call a service whose file says no key; else its title says it.
    """
    if len(data) > LARGEST_FILE:
        raise ImportRefused(TOO_LARGE)
    begins = data[:1024].lstrip(b"\xef\xbb\xbf \t\r\n")
    if data.startswith(b"PK"):
        return _in_zip(data, filename, key)
    if b"%PDF-" in data[:1024]:
        return _made(data, "PDF", acroform.read, filename, key)
    if begins.startswith(b"<") or data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return _made(data, "Open ePlatform", eplatform.read, filename, key)
    if begins.startswith((b"{", b"[")):
        return _in_json(read_json(data), filename, key)
    return _in_yaml(data)


def _in_zip(data: bytes, filename: str, key: str) -> Imported:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            names = set(archive.namelist())
        if openforms.FORMS in names:
            archive_of = openforms.Archive(files_in(data, openforms.FILES))
            return _made(archive_of, "Open Forms", openforms.read, filename, key)
        if ABOUT in names:
            return Imported(unpacked(data), TORGET)
        return imported_texts(_packed_folder(data, names))
    except BundleRefused as error:
        raise ImportRefused(error.why.text, **error.why.values) from error
    except (zipfile.BadZipFile, ValueError, OverflowError, NotImplementedError) as error:
        raise ImportRefused(ANOTHER_ZIP) from error


def _packed_folder(data: bytes, names: set[str]) -> ServiceTexts:
    """A service's folder that someone has packed, with or without the folder itself."""
    first = min(names, default="").partition("/")[0] + "/"
    folder = first if all(name.startswith(first) for name in names) else ""
    if f"{folder}{TEXT_FILES['source']}" not in names:
        raise ImportRefused(ANOTHER_ZIP)
    files = files_in(data, frozenset({folder, *(f"{folder}{name}" for name in KNOWN)}))
    source, personas, notes = (
        decoded(name, files.get(f"{folder}{name}", b"")) for name in TEXT_FILES.values()
    )
    return ServiceTexts(source, personas, notes)


def _in_json(found: Any, filename: str, key: str) -> Imported:
    form = found.get("form", found) if isinstance(found, dict) else None
    if isinstance(form, dict):
        for name, module in (("form-js", formjs), ("Form.io", formio)):
            if module.is_form(form):
                return _made(form, name, module.read, filename, key)
        if json_schema.is_schema(form):
            return _made(form, "JSON Schema", json_schema.read, filename, key)
    raise ImportRefused(UNKNOWN)


def _in_yaml(data: bytes) -> Imported:
    """A definition of ours alone."""
    try:
        return imported_texts(ServiceTexts(data.decode("utf-8-sig")))
    except UnicodeDecodeError as error:
        raise ImportRefused(UNKNOWN) from error


def imported_texts(texts: ServiceTexts) -> Imported:
    """A service of ours by its texts, under the key that it says; raises ImportRefused."""
    findings = Findings()
    found = plain_data(texts.source, findings)
    if findings.problems:
        raise ImportRefused(findings.problems[0].text.text, **findings.problems[0].text.values)
    if not isinstance(found, Mapping) or "steps" not in found:
        raise ImportRefused(UNKNOWN)
    if not isinstance(found.get("key"), str):
        raise ImportRefused(NO_KEY)
    return Imported(Bundle(found["key"], texts), TORGET)


def _made(source: Any, name: str, read: Any, filename: str, key: str) -> Imported:
    """The service that the draft became, with what every service needs besides."""
    draft = Draft()
    read(source, draft)
    steps = draft.finished()
    said = draft.said(draft.title) or draft.said(re.sub(r"\.\w+$", "", filename))
    label = " ".join((said or {"sv": name})["sv"].split())[:LONGEST_LABEL]
    summary = plain_text(draft.summary) or label
    title = Translated(sv=label, en=label)
    plain: Plain = foundations(key or key_for(label, ()), title=title, unit="")
    plain["summary"] = {"sv": summary, "en": summary}
    if draft.signed:
        plain["signing"] = {"required": True}
        draft.to_do("", SIGNING)
    for text in (LAW, WAYS, UNIT, TYPES, PERSONAS, ENGLISH):
        draft.to_do("", text)
    origin = str(Message(FROM, {"format": name, "file": plain_text(filename)[:100] or "–"}))
    notes = written_report(label, origin, draft.lines)
    texts = ServiceTexts(written({**plain, "steps": steps}), "", notes)
    return Imported(Bundle(plain["key"], texts, origin), name, tuple(draft.lines))
