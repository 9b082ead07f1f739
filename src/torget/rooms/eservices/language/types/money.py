"""An amount of money in kronor."""

from datetime import date
from typing import ClassVar

import msgspec

from torget.rooms.eservices.language.expressions.kinds import NUMBER, Kind
from torget.rooms.eservices.language.texts import N_, Noun, written_number
from torget.rooms.eservices.language.types.base import (
    Context,
    FieldProblem,
    Json,
    QuestionBase,
    Raw,
    Reading,
)
from torget.rooms.eservices.language.types.number import LARGEST, decimal_in

NOT_AN_AMOUNT = N_("Skriv {name} i kronor, till exempel 1250 eller 1250,50")
TOO_SMALL = N_("Skriv {name} som lägst {least}")
TOO_LARGE = N_("Skriv {name} som högst {most}")

ORE = 100  # in a krona


class Money(QuestionBase, frozen=True, kw_only=True, tag="money"):
    """Stored in whole öre, so that sums are exact. Expressions, `min` and `max` are in kronor."""

    NOUN: ClassVar[Noun] = Noun(N_("beloppet"))
    ERRORS: ClassVar[frozenset[str]] = frozenset(
        {"required", "unreadable", "too_small", "too_large"}
    )
    KIND: ClassVar[Kind] = NUMBER

    least: float | None = msgspec.field(default=None, name="min")
    most: float | None = msgspec.field(default=None, name="max")

    def read(self, raw: Raw, today: date, context: Context) -> Reading:
        written = self.field(raw)
        if not written:
            return Reading()
        amount = decimal_in(written.lower().removesuffix("kr").removesuffix(":-"))
        if amount is None or abs(amount) > LARGEST // ORE or amount * ORE != int(amount * ORE):
            return Reading(problems=(self.problem("unreadable", NOT_AN_AMOUNT),))
        return Reading(value=int(amount * ORE))

    def problems(self, value: Json, today: date, context: Context) -> list[FieldProblem]:
        if not is_amount(value):
            return [self.problem("unreadable", NOT_AN_AMOUNT)]
        if self.least is not None and value < self.least * ORE:
            return [self.problem("too_small", TOO_SMALL, least=f"{self.least:g} kr")]
        if self.most is not None and value > self.most * ORE:
            return [self.problem("too_large", TOO_LARGE, most=f"{self.most:g} kr")]
        return []

    def show(self, value: Json, language: str) -> list[str]:
        return [written_amount(value, language)]

    def written(self, value: Json, language: str) -> dict[str, str]:
        return {"": written_number(value / ORE, language)}

    def compared(self, value: Json) -> Json:
        return value / ORE if is_amount(value) else None


def is_amount(value: Json) -> bool:
    """Whether a stored value is an amount in öre."""
    return isinstance(value, int) and not isinstance(value, bool) and abs(value) <= LARGEST


def written_amount(ore: int, language: str) -> str:
    """12 500 kr, 12 500,50 kr; in English SEK 12,500.50."""
    kronor, rest = divmod(abs(ore), ORE)
    sign = "−" if ore < 0 else ""
    if language == "en":
        return f"SEK {sign}{kronor:,}" + (f".{rest:02}" if rest else "")
    grouped = f"{kronor:,}".replace(",", "\N{NO-BREAK SPACE}")
    return f"{sign}{grouped}" + (f",{rest:02}" if rest else "") + "\N{NO-BREAK SPACE}kr"
