"""Files that the person sends in."""

from collections.abc import Mapping
from datetime import date
from types import MappingProxyType
from typing import ClassVar, Literal

from torget.rooms.eservices.language.expressions.kinds import TEXT, Kind, list_of
from torget.rooms.eservices.language.texts import N_, Noun, written_number
from torget.rooms.eservices.language.types.base import (
    UNREADABLE,
    Context,
    FieldProblem,
    Json,
    QuestionBase,
    Raw,
    Reading,
)

ADD_FILES = N_("Lägg till {name}")
TOO_FEW = N_("Lägg till minst {least} filer")
TOO_MANY = N_("Ta bort några filer. Du kan skicka högst {most}.")
TOO_BIG = N_("Filen {file} är för stor. Den får vara högst {most} MB.")
WRONG_KIND = N_("Filen {file} är av ett slag som vi inte kan ta emot")

FileKind = Literal["pdf", "images", "office", "cad"]
FACTS = ("id", "name", "size", "media_type", "sha256")
MEGABYTE = 1_000_000
UNKNOWN_MEDIA = "application/octet-stream"

_OFFICE = "application/vnd.openxmlformats-officedocument"
MEDIA_TYPES: Mapping[str, Mapping[str, str]] = MappingProxyType(
    {
        "pdf": {".pdf": "application/pdf"},
        "images": {
            ".jpg": "image/jpeg",
            ".jpeg": "image/jpeg",
            ".png": "image/png",
            ".heic": "image/heic",
            ".webp": "image/webp",
            ".tif": "image/tiff",
            ".tiff": "image/tiff",
        },
        "office": {
            ".docx": f"{_OFFICE}.wordprocessingml.document",
            ".xlsx": f"{_OFFICE}.spreadsheetml.sheet",
            ".odt": "application/vnd.oasis.opendocument.text",
            ".ods": "application/vnd.oasis.opendocument.spreadsheet",
        },
        "cad": {".dwg": "image/vnd.dwg", ".dxf": "image/vnd.dxf"},
    }
)


class Files(QuestionBase, frozen=True, kw_only=True, tag="files"):
    """Answered by uploads, not by form fields.

    The caller keeps the answer: a list of {"id", "name", "size", "media_type", "sha256"}.
    """

    NOUN: ClassVar[Noun] = Noun(N_("en fil"))
    MISSING: ClassVar[str] = ADD_FILES
    KIND: ClassVar[Kind] = list_of(TEXT)
    ERRORS: ClassVar[frozenset[str]] = frozenset(
        {"required", "unreadable", "too_few", "too_many", "too_big", "wrong_kind"}
    )

    accept: tuple[FileKind, ...] = ("pdf", "images")
    max_size: int = 20  # megabytes a file
    max_count: int = 10
    min_count: int = 1  # of those that are required

    def read(self, raw: Raw, today: date, context: Context) -> Reading:
        return Reading()

    def problems(self, value: Json, today: date, context: Context) -> list[FieldProblem]:
        if not _is_list(value) or not all(map(_is_file, value)):
            return [self.problem("unreadable", UNREADABLE)]
        if len(value) > self.max_count:
            return [self.problem("too_many", TOO_MANY, most=self.max_count)]
        if len(value) < self.min_count:
            return [self.problem("too_few", TOO_FEW, least=self.min_count)]
        return [problem for file in value for problem in self.file_problems(file)]

    def file_problems(self, file: Mapping[str, Json]) -> list[FieldProblem]:
        """What is wrong with one upload; the caller has told its type from the content."""
        if file["size"] > self.max_size * MEGABYTE:
            return [self.problem("too_big", TOO_BIG, file=file["name"], most=self.max_size)]
        if file["media_type"] not in self.media_types():
            return [self.problem("wrong_kind", WRONG_KIND, file=file["name"])]
        return []

    def media_types(self) -> frozenset[str]:
        return frozenset(media for kind in self.accept for media in MEDIA_TYPES[kind].values())

    def endings(self) -> tuple[str, ...]:
        """File name endings, for the file field and for the hint."""
        return tuple(ending for kind in self.accept for ending in MEDIA_TYPES[kind])

    def media_type_of(self, name: str) -> str:
        """What a file of that name says that it is; one of no known kind when it says nothing."""
        known = {end: media for kind in MEDIA_TYPES.values() for end, media in kind.items()}
        return next(
            (media for end, media in known.items() if name.lower().endswith(end)), UNKNOWN_MEDIA
        )

    def show(self, value: Json, language: str) -> list[str]:
        return [f"{file['name']} ({written_size(file['size'], language)})" for file in value]

    def written(self, value: Json, language: str) -> dict[str, str]:
        return {}

    def compared(self, value: Json) -> Json:
        return [file["name"] for file in value if _is_file(file)] if _is_list(value) else None

    def canonical(self, value: Json) -> Json:
        return [{"name": file["name"], "sha256": file["sha256"]} for file in value]


def _is_list(value: Json) -> bool:
    return isinstance(value, list)


def _is_file(value: Json) -> bool:
    return (
        isinstance(value, dict)
        and set(FACTS) <= set(value)
        and isinstance(value["size"], int)
        and all(isinstance(value[fact], str) for fact in ("name", "media_type", "sha256"))
    )


def written_size(size: int, language: str) -> str:
    """2,4 MB in Swedish, 2.4 MB in English; 130 kB."""
    if size >= MEGABYTE:
        return f"{written_number(round(size / MEGABYTE, 1), language)} MB"
    return f"{max(1, round(size / 1000))} kB"
