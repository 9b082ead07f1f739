"""A number, with or without decimals and a unit."""

from datetime import date
from decimal import Decimal, InvalidOperation
from typing import ClassVar

import msgspec

from torget.rooms.eservices.language.expressions.kinds import NUMBER, Kind
from torget.rooms.eservices.language.texts import N_, Noun, Translated, written_number
from torget.rooms.eservices.language.types.base import (
    Context,
    FieldProblem,
    Json,
    QuestionBase,
    Raw,
    Reading,
)

NOT_A_NUMBER = N_("Skriv {name} med siffror, till exempel {example}")
TOO_SMALL = N_("Skriv {name} som ett tal från {least} och uppåt")
TOO_LARGE = N_("Skriv {name} som ett tal upp till {most}")
TOO_PRECISE = N_("Skriv {name} med färre decimaler, högst {decimals}")
WHOLE = N_("Skriv {name} som ett heltal, utan decimaler")

LARGEST = 10**12  # beyond this a number no longer survives every JSON store unchanged


class Number(QuestionBase, frozen=True, kw_only=True, tag="number"):
    """Stored as a JSON number: whole numbers as integers, so that equal answers are equal."""

    NOUN: ClassVar[Noun] = Noun(N_("talet"))
    ERRORS: ClassVar[frozenset[str]] = frozenset(
        {"required", "unreadable", "too_small", "too_large", "too_precise"}
    )

    KIND: ClassVar[Kind] = NUMBER

    least: float | None = msgspec.field(default=None, name="min")
    most: float | None = msgspec.field(default=None, name="max")
    decimals: int = 0
    unit: Translated | None = None

    def read(self, raw: Raw, today: date, context: Context) -> Reading:
        written = self.field(raw)
        if not written:
            return Reading()
        number = decimal_in(written)
        if number is None:
            return Reading(problems=(self._not_a_number(),))
        if -number.normalize().as_tuple().exponent > self.decimals:  # type: ignore[operator]
            return Reading(problems=(self._too_precise(),))
        return Reading(value=int(number) if number == number.to_integral() else float(number))

    def problems(self, value: Json, today: date, context: Context) -> list[FieldProblem]:
        if not _is_number(value):
            return [self._not_a_number()]
        if round(value, self.decimals) != value:
            return [self._too_precise()]
        if self.least is not None and value < self.least:
            return [self.problem("too_small", TOO_SMALL, least=self.least)]
        if self.most is not None and value > self.most:
            return [self.problem("too_large", TOO_LARGE, most=self.most)]
        return []

    def show(self, value: Json, language: str) -> list[str]:
        written = written_number(value, language)
        return [f"{written} {self.unit.in_(language)}" if self.unit else written]

    def written(self, value: Json, language: str) -> dict[str, str]:
        return {"": written_number(value, language)}

    def compared(self, value: Json) -> Json:
        return value if _is_number(value) else None

    def canonical(self, value: Json) -> Json:
        return int(value) if isinstance(value, float) and value.is_integer() else value

    def _not_a_number(self) -> FieldProblem:
        return self.problem("unreadable", NOT_A_NUMBER, example="2,5" if self.decimals else "12")

    def _too_precise(self) -> FieldProblem:
        text = TOO_PRECISE if self.decimals else WHOLE
        return self.problem("too_precise", text, decimals=self.decimals)


def decimal_in(written: str) -> Decimal | None:
    """The number as people write it (1 250,50); None when it is none, or too large to keep."""
    try:
        number = Decimal("".join(written.split()).replace(",", ".").replace("\u2212", "-"))
    except InvalidOperation:
        return None
    return number if number.is_finite() and abs(number) <= LARGEST else None


def _is_number(value: Json) -> bool:
    return isinstance(value, (int, float)) and not isinstance(value, bool) and abs(value) <= LARGEST
