"""A property, and a place described in words or by position."""

import re
from datetime import date
from typing import ClassVar, Literal

from torget.rooms.eservices.language.expressions.kinds import (
    NUMBER,
    TEXT,
    Kind,
    fields,
    list_of,
)
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
TOO_FEW_POINTS = N_("Sätt ut minst {least} punkter på kartan, eller beskriv platsen med ord")
TOO_MANY_POINTS = N_("Ta bort punkter, högst {most} får vara kvar")
NOT_A_POSITION = N_("Positionen gick inte att läsa. Beskriv platsen med ord i stället.")

_DESIGNATION = re.compile(r"[^\W\d_][\w .,'’()-]* [0-9]+(?::[0-9]+)?")
LONGEST = 300
LEAST_POINTS = {"point": 1, "line": 2, "area": 3}
MOST_POINTS = 200


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
    """A place in words, on a map, or both. Positions are WGS 84 in degrees.

    A point is stored as {"text", "latitude", "longitude"}, null where it is not given; a line
    or an area as {"text", "points": [[latitude, longitude], …]}, an area without its first
    point once more at the end.
    """

    NOUN: ClassVar[Noun] = Noun(N_("platsen"))
    MISSING: ClassVar[str] = WHERE
    ERRORS: ClassVar[frozenset[str]] = frozenset(
        {"required", "unreadable", "too_long", "too_few", "too_many"}
    )
    POINT: ClassVar[Kind] = fields({"text": TEXT, "latitude": NUMBER, "longitude": NUMBER})
    DRAWN: ClassVar[Kind] = fields({"text": TEXT, "points": list_of(list_of(NUMBER))})

    shape: Literal["point", "line", "area"] = "point"

    @property
    def value_kind(self) -> Kind:
        return self.POINT if self.shape == "point" else self.DRAWN

    def read(self, raw: Raw, today: date, context: Context) -> Reading:
        """Parts: text, and latitude and longitude or, drawn, `points` with a pair on each line."""
        text = " ".join(self.field(raw, "text").split())
        try:
            if self.shape != "point":
                points = [_position(*_pair(line)) for line in self._lines(raw)]
                return Reading({"text": text, "points": points} if text or points else None)
            written = self.field(raw, "latitude"), self.field(raw, "longitude")
            latitude, longitude = _position(*written) if any(written) else (None, None)
        except (ValueError, OverflowError):
            return Reading(problems=(self.problem("unreadable", NOT_A_POSITION, "text"),))
        value = {"text": text, "latitude": latitude, "longitude": longitude}
        return Reading(value if text or latitude is not None else None)

    def _lines(self, raw: Raw) -> list[str]:
        lines = self.field(raw, "points").splitlines()[: MOST_POINTS + 1]
        return [line for line in lines if line.strip()]

    def problems(self, value: Json, today: date, context: Context) -> list[FieldProblem]:
        if not isinstance(value, dict) or set(value) != set(self.value_kind.parts):
            return [self.problem("unreadable", UNREADABLE, "text")]
        if fault := text_fault(self, value["text"], LONGEST):
            return [FieldProblem(self.key, "text", fault.message)]
        points = _points(value)
        if not _are_positions(points):
            return [self.problem("unreadable", NOT_A_POSITION, "text")]
        if not points:
            return [] if value["text"] else [self.missing()]
        if len(points) < LEAST_POINTS[self.shape]:
            least = LEAST_POINTS[self.shape]
            return [self.problem("too_few", TOO_FEW_POINTS, "text", least=least)]
        if len(points) > MOST_POINTS:
            return [self.problem("too_many", TOO_MANY_POINTS, "text", most=MOST_POINTS)]
        return []

    def show(self, value: Json, language: str) -> list[str]:
        lines = [value["text"]] if value["text"] else []
        return lines + [f"{north:.6f}, {east:.6f} (WGS 84)" for north, east in _points(value)]

    def written(self, value: Json, language: str) -> dict[str, str]:
        if self.shape == "point":
            return {part: "" if text is None else str(text) for part, text in value.items()}
        points = "\n".join(f"{north}, {east}" for north, east in value["points"])
        return {"text": value["text"], "points": points}

    def compared(self, value: Json) -> Json:
        parts = value if isinstance(value, dict) else {}
        text = super().compared(parts.get("text"))
        if self.shape != "point":
            points = parts.get("points")
            return {"text": text, "points": points if _are_positions(points) else []}
        return {
            "text": text,
            "latitude": latitude if _within(latitude := parts.get("latitude"), 90) else None,
            "longitude": longitude if _within(longitude := parts.get("longitude"), 180) else None,
        }

    def canonical(self, value: Json) -> Json:
        if self.shape != "point":
            points = [[_whole(north), _whole(east)] for north, east in value["points"]]
            return {"text": value["text"], "points": points}
        position = (_whole(value["latitude"]), _whole(value["longitude"]))
        return {"text": value["text"], "latitude": position[0], "longitude": position[1]}

    def first_part(self) -> str:
        return "text"


def _pair(line: str) -> list[str]:
    """Latitude and longitude; a decimal comma is only read where a semicolon parts them."""
    if ";" in line:
        return line.replace(",", ".").split(";")
    return line.split(",") if "," in line else line.split()


def _position(*written: str) -> list[float]:
    north, east = (round(float(number), 6) for number in written)
    return [north, east]


def _points(value: Json) -> Json:
    if "points" in value:
        return value["points"]
    position = [value["latitude"], value["longitude"]]
    return [] if position == [None, None] else [position]


def _are_positions(points: Json) -> bool:
    return isinstance(points, list) and all(
        isinstance(point, list)
        and len(point) == 2
        and _within(point[0], 90)
        and _within(point[1], 180)
        for point in points
    )


def _within(number: Json, most: int) -> bool:
    is_number = isinstance(number, (int, float)) and not isinstance(number, bool)
    return is_number and -most <= number <= most


def _whole(degrees: Json) -> Json:
    return int(degrees) if isinstance(degrees, float) and degrees.is_integer() else degrees
