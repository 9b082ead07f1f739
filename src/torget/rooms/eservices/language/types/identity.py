"""Numbers that name a person or an organisation."""

from datetime import date
from typing import ClassVar

from torget.foundation.identity_numbers import (
    IdentityNumber,
    NotAnIdentityNumber,
    OrganisationNumber,
)
from torget.rooms.eservices.language.texts import N_, Noun
from torget.rooms.eservices.language.types.base import (
    Context,
    FieldProblem,
    Json,
    QuestionBase,
    Raw,
    Reading,
)

NOT_A_COMPANY = N_("Skriv {name} med tio siffror, till exempel 559900-0006")
REASONS = {
    "shape": N_("Skriv {name} med tio eller tolv siffror, till exempel 19850709-9805"),
    "digit": N_("Kontrollera {name}. Någon siffra stämmer inte."),
    "date": N_("Kontrollera {name}. Födelsedagen finns inte i kalendern."),
    "future": N_("Kontrollera {name}. Födelsedagen har inte varit än."),
}


class PersonNumber(QuestionBase, frozen=True, kw_only=True, tag="identity_number"):
    """Stored as twelve digits, whatever way it was written."""

    NOUN: ClassVar[Noun] = Noun(N_("personnumret"))
    ERRORS: ClassVar[frozenset[str]] = frozenset({"required", *REASONS})

    def read(self, raw: Raw, today: date, context: Context) -> Reading:
        written = self.field(raw)
        if not written:
            return Reading()
        try:
            return Reading(value=str(IdentityNumber.read(written, today=today)))
        except NotAnIdentityNumber as error:
            return Reading(problems=(self._fault(error),))

    def problems(self, value: Json, today: date, context: Context) -> list[FieldProblem]:
        try:
            IdentityNumber.read(value if isinstance(value, str) else "", today=today)
        except NotAnIdentityNumber as error:
            return [self._fault(error)]
        return []

    def show(self, value: Json, language: str) -> list[str]:
        return [f"{value[:8]}-{value[8:]}"]

    def written(self, value: Json, language: str) -> dict[str, str]:
        return {"": self.show(value, language)[0]}

    def _fault(self, error: NotAnIdentityNumber) -> FieldProblem:
        return self.problem(error.reason, REASONS[error.reason])


class CompanyNumber(QuestionBase, frozen=True, kw_only=True, tag="organisation_number"):
    """Stored as ten digits, whatever way it was written."""

    NOUN: ClassVar[Noun] = Noun(N_("organisationsnumret"))
    ERRORS: ClassVar[frozenset[str]] = frozenset({"required", "unreadable"})

    def read(self, raw: Raw, today: date, context: Context) -> Reading:
        written = self.field(raw)
        if not written:
            return Reading()
        try:
            return Reading(value=OrganisationNumber.read(written).digits)
        except ValueError:
            return Reading(problems=(self.problem("unreadable", NOT_A_COMPANY),))

    def problems(self, value: Json, today: date, context: Context) -> list[FieldProblem]:
        try:
            OrganisationNumber.read(value if isinstance(value, str) else "")
        except ValueError:
            return [self.problem("unreadable", NOT_A_COMPANY)]
        return []

    def show(self, value: Json, language: str) -> list[str]:
        return [f"{value[:6]}-{value[6:]}"]

    def written(self, value: Json, language: str) -> dict[str, str]:
        return {"": self.show(value, language)[0]}
