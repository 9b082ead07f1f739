"""Something to read, and something to confirm."""

from datetime import date
from typing import ClassVar, Literal

from torget.rooms.eservices.language.expressions.kinds import YES_NO, Kind
from torget.rooms.eservices.language.texts import N_, Translated
from torget.rooms.eservices.language.types.base import (
    Context,
    FieldProblem,
    Json,
    QuestionBase,
    Raw,
    Reading,
)

CONFIRM = N_("Kryssa i rutan om det stämmer, annars kan du inte gå vidare")


class Notice(QuestionBase, frozen=True, kw_only=True, tag="notice"):
    """A text among the questions. The label is its heading; nothing is answered."""

    ERRORS: ClassVar[frozenset[str]] = frozenset()
    ANSWERED: ClassVar[bool] = False

    text: Translated
    kind: Literal["info", "fee", "warning"] = "info"

    def read(self, raw: Raw, today: date, context: Context) -> Reading:
        return Reading()

    def problems(self, value: Json, today: date, context: Context) -> list[FieldProblem]:
        return []

    def show(self, value: Json, language: str) -> list[str]:
        return []


class Declaration(QuestionBase, frozen=True, kw_only=True, tag="declaration"):
    """A box to tick; `text` is what is confirmed. Stored as true."""

    MISSING: ClassVar[str] = CONFIRM
    KIND: ClassVar[Kind] = YES_NO
    ERRORS: ClassVar[frozenset[str]] = frozenset({"required"})

    text: Translated

    def read(self, raw: Raw, today: date, context: Context) -> Reading:
        return Reading(value=True if self.field(raw) in {"yes", "on", "true"} else None)

    def problems(self, value: Json, today: date, context: Context) -> list[FieldProblem]:
        return [] if value is True else [self.missing()]

    def show(self, value: Json, language: str) -> list[str]:
        return [self.text.in_(language)]

    def written(self, value: Json, language: str) -> dict[str, str]:
        return {"": "yes"}
