"""A property, and a place described in words or by position."""

import re
from datetime import date
from typing import ClassVar

from torget.rooms.eservices.language.expressions.kinds import NUMBER, TEXT, Kind, fields
from torget.rooms.eservices.language.texts import N_, Noun
from torget.rooms.eservices.language.types.base import (
    UNREADABLE,
    Context,
    FieldProblem,
    Json,
    QuestionBase,
    Raw,
    Reading,
)
from torget.rooms.eservices.language.types.text import text_fault

NOT_A_PROPERTY = N_("Skriv {name} med namn och nummer, till exempel Berget 1:12")
WHERE = N_("Skriv var platsen är")
NOT_A_POSITION = N_("Positionen gick inte att läsa. Beskriv platsen med ord i stället.")

_DESIGNATION = re.compile(r"[^\W\d_][\w .,'’()-]* [0-9]+(?::[0-9]+)?")
LONGEST = 300


class Property(QuestionBase, frozen=True, kw_only=True, tag="property"):
    """A property designation, such as Berget 1:12 or Kvarteret Granen 3."""

    NOUN: ClassVar[Noun] = Noun(N_("fastighetsbeteckningen"))
    ERRORS: ClassVar[frozenset[str]] = frozenset({"required", "unreadable", "too_long"})

    def read(self, raw: Raw, today: date, context: Context) -> Reading:
        written = " ".join(self.field(raw).split())
        return Reading(value=re.sub(r"\s*:\s*", ":", written) or None)

    def problems(self, value: Json, today: date, context: Context) -> list[FieldProblem]:
        if fault := text_fault(self, value, 100):
            return [fault]
        if not _DESIGNATION.fullmatch(value):
            return [self.problem("unreadable", NOT_A_PROPERTY)]
        return []

    def show(self, value: Json, language: str) -> list[str]:
        return [value]


class Place(QuestionBase, frozen=True, kw_only=True, tag="place"):
    """Stored as {"text", "latitude", "longitude"}; the position is null when it is not given."""

    NOUN: ClassVar[Noun] = Noun(N_("platsen"))
    MISSING: ClassVar[str] = WHERE
    ERRORS: ClassVar[frozenset[str]] = frozenset({"required", "unreadable", "too_long"})
    KIND: ClassVar[Kind] = fields({"text": TEXT, "latitude": NUMBER, "longitude": NUMBER})

    def read(self, raw: Raw, today: date, context: Context) -> Reading:
        text = " ".join(self.field(raw, "text").split())
        written = self.field(raw, "latitude"), self.field(raw, "longitude")
        if not text and not any(written):
            return Reading()
        try:
            position = [round(float(number), 6) for number in written] if any(written) else None
        except (ValueError, OverflowError):
            return Reading(problems=(self.problem("unreadable", NOT_A_POSITION, "text"),))
        latitude, longitude = position or (None, None)
        return Reading(value={"text": text, "latitude": latitude, "longitude": longitude})

    def problems(self, value: Json, today: date, context: Context) -> list[FieldProblem]:
        if not isinstance(value, dict) or set(value) != set(self.KIND.parts):
            return [self.problem("unreadable", UNREADABLE, "text")]
        if fault := text_fault(self, value["text"], LONGEST):
            return [FieldProblem(self.key, "text", fault.message)]
        latitude, longitude = value["latitude"], value["longitude"]
        if latitude is None and longitude is None:
            return [] if value["text"] else [self.missing()]
        if not (_within(latitude, 90) and _within(longitude, 180)):
            return [self.problem("unreadable", NOT_A_POSITION, "text")]
        return []

    def show(self, value: Json, language: str) -> list[str]:
        lines = [value["text"]] if value["text"] else []
        if value["latitude"] is not None:
            lines.append(f"{value['latitude']:.6f}, {value['longitude']:.6f} (WGS 84)")
        return lines

    def written(self, value: Json, language: str) -> dict[str, str]:
        return {part: "" if text is None else str(text) for part, text in value.items()}

    def compared(self, value: Json) -> Json:
        parts = value if isinstance(value, dict) else {}
        return {
            "text": super().compared(parts.get("text")),
            "latitude": latitude if _within(latitude := parts.get("latitude"), 90) else None,
            "longitude": longitude if _within(longitude := parts.get("longitude"), 180) else None,
        }

    def canonical(self, value: Json) -> Json:
        position = (_whole(value["latitude"]), _whole(value["longitude"]))
        return {"text": value["text"], "latitude": position[0], "longitude": position[1]}

    def first_part(self) -> str:
        return "text"


def _within(degrees: Json, most: int) -> bool:
    is_number = isinstance(degrees, (int, float)) and not isinstance(degrees, bool)
    return is_number and -most <= degrees <= most


def _whole(degrees: Json) -> Json:
    return int(degrees) if isinstance(degrees, float) and degrees.is_integer() else degrees
