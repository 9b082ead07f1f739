"""A value that is worked out from the answers."""

from collections.abc import Mapping
from datetime import date
from typing import ClassVar, Literal

from torget.rooms.eservices.language.expressions.kinds import NUMBER, TEXT, YES_NO, Kind
from torget.rooms.eservices.language.texts import Translated, written_number
from torget.rooms.eservices.language.types.base import (
    Context,
    FieldProblem,
    Json,
    QuestionBase,
    Raw,
    Reading,
)
from torget.rooms.eservices.language.types.money import ORE, written_amount
from torget.rooms.eservices.language.types.number import LARGEST
from torget.rooms.eservices.language.types.yes_no import NO, YES

GIVES: Mapping[str, Kind] = {"number": NUMBER, "money": NUMBER, "text": TEXT, "yes_no": YES_NO}


class Calculated(QuestionBase, frozen=True, kw_only=True, tag="calculated"):
    """Shown and kept, never asked. `value` is an expression, of money in kronor.

    Numbers are rounded to `decimals`. Nothing is shown while something that it needs is missing,
    or when the number is larger than a question can hold.
    """

    ERRORS: ClassVar[frozenset[str]] = frozenset()

    value: str
    gives: Literal["number", "money", "text", "yes_no"] = "number"
    decimals: int = 0
    unit: Translated | None = None

    @property
    def value_kind(self) -> Kind:
        return GIVES[self.gives]

    @property
    def must_be_answered(self) -> bool:
        return False

    def read(self, raw: Raw, today: date, context: Context) -> Reading:
        return Reading()

    def problems(self, value: Json, today: date, context: Context) -> list[FieldProblem]:
        return []

    def kept(self, found: Json) -> Json:
        """What the expression came to, as it is stored: money in öre."""
        if isinstance(found, bool) or not isinstance(found, (int, float)):
            return found
        if abs(found) > LARGEST:
            return None
        if self.gives == "money":
            return round(found * ORE)
        rounded = round(found, self.decimals)
        return int(rounded) if rounded == int(rounded) else rounded

    def show(self, value: Json, language: str) -> list[str]:
        if isinstance(value, bool):
            return [(YES if value else NO).in_(language)]
        if isinstance(value, str):
            return [value]
        if self.gives == "money":
            return [written_amount(value, language)]
        written = written_number(value, language)
        return [f"{written} {self.unit.in_(language)}" if self.unit else written]

    def written(self, value: Json, language: str) -> dict[str, str]:
        return {"": self.show(value, language)[0]}

    def compared(self, value: Json) -> Json:
        return value / ORE if self.gives == "money" and value is not None else value
