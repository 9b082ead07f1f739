"""Yes or no."""

from datetime import date
from typing import ClassVar

from torget.rooms.eservices.language.expressions.kinds import YES_NO as YES_NO_KIND
from torget.rooms.eservices.language.expressions.kinds import Kind
from torget.rooms.eservices.language.texts import N_, Translated
from torget.rooms.eservices.language.types.base import (
    Context,
    FieldProblem,
    Json,
    QuestionBase,
    Raw,
    Reading,
)

YES_OR_NO = N_("Välj ja eller nej")
YES, NO = Translated(sv="Ja", en="Yes"), Translated(sv="Nej", en="No")


class YesNo(QuestionBase, frozen=True, kw_only=True, tag="yes_no"):
    """Stored as true or false; written as the field values "yes" and "no"."""

    MISSING: ClassVar[str] = YES_OR_NO
    ERRORS: ClassVar[frozenset[str]] = frozenset({"required"})

    KIND: ClassVar[Kind] = YES_NO_KIND

    yes: Translated = YES
    no: Translated = NO

    def read(self, raw: Raw, today: date, context: Context) -> Reading:
        return Reading(value={"yes": True, "no": False}.get(self.field(raw)))

    def problems(self, value: Json, today: date, context: Context) -> list[FieldProblem]:
        return [] if isinstance(value, bool) else [self.missing()]

    def written(self, value: Json, language: str) -> dict[str, str]:
        return {"": "yes" if value else "no"}

    def show(self, value: Json, language: str) -> list[str]:
        return [(self.yes if value else self.no).in_(language)]
