"""A table: the same questions answered once for each of several."""

import re
from collections.abc import Iterator, Sequence
from datetime import date
from typing import ClassVar

import msgspec

from torget.rooms.eservices.language.expressions.kinds import Kind, fields, list_of
from torget.rooms.eservices.language.texts import N_, Noun, Translated
from torget.rooms.eservices.language.types.address import AddressQuestion
from torget.rooms.eservices.language.types.base import (
    UNREADABLE,
    Context,
    FieldProblem,
    Json,
    QuestionBase,
    Raw,
    Reading,
)
from torget.rooms.eservices.language.types.calculated import Calculated
from torget.rooms.eservices.language.types.choice import Choice, Choices
from torget.rooms.eservices.language.types.contact import Email, Phone
from torget.rooms.eservices.language.types.day import Day
from torget.rooms.eservices.language.types.identity import CompanyNumber, PersonNumber
from torget.rooms.eservices.language.types.money import Money
from torget.rooms.eservices.language.types.number import Number
from torget.rooms.eservices.language.types.parties import (
    Company,
    PersonQuestion,
    SignatureQuestion,
)
from torget.rooms.eservices.language.types.period import Period
from torget.rooms.eservices.language.types.text import LongText, Text
from torget.rooms.eservices.language.types.time import Time
from torget.rooms.eservices.language.types.yes_no import YesNo

RowQuestion = (
    Text
    | LongText
    | Number
    | Money
    | Day
    | Period
    | Time
    | YesNo
    | Choice
    | Choices
    | Email
    | Phone
    | AddressQuestion
    | PersonNumber
    | CompanyNumber
    | PersonQuestion
    | Company
    | SignatureQuestion
    | Calculated
)

ADD_ONE = N_("Lägg till minst en rad")
TOO_FEW = N_("Lägg till fler rader, minst {least}")
TOO_MANY = N_("Ta bort rader, högst {most} får vara kvar")


class Rows(QuestionBase, frozen=True, kw_only=True, tag="rows"):
    """Stored as a list of answers by question key, one for each row.

    `item` names a row ("Barn" gives Barn 1, Barn 2). Conditions of the row's own questions see
    the row's answers by their own names, and what was asked before the table. Expressions
    outside see the table as a list: `len(children)`, `sum(children.hours)`.
    """

    NOUN: ClassVar[Noun] = Noun(N_("tabellen"))
    MISSING: ClassVar[str] = ADD_ONE
    ERRORS: ClassVar[frozenset[str]] = frozenset({"required", "unreadable", "too_few", "too_many"})

    item: Translated
    questions: tuple[RowQuestion, ...]
    least: int = msgspec.field(default=1, name="min")
    most: int = msgspec.field(default=20, name="max")

    @property
    def value_kind(self) -> Kind:
        return list_of(fields({question.key: question.value_kind for question in self.questions}))

    @property
    def fetches(self) -> frozenset[str]:
        return frozenset[str]().union(*(question.fetches for question in self.questions))

    @property
    def must_be_answered(self) -> bool:
        return super().must_be_answered and self.least > 0

    def read(self, raw: Raw, today: date, context: Context) -> Reading:
        """The rows in the fields `<key>.<number>.<question>`, without those left empty last."""
        rows: list[dict[str, Json]] = []
        problems: list[FieldProblem] = []
        for place, row in enumerate(raw_rows(self.key, raw)):
            readings = {q.key: q.read(row, today, context) for q in self.questions}
            rows.append({key: reading.value for key, reading in readings.items()})
            problems += [
                self.in_row(place, problem) for r in readings.values() for problem in r.problems
            ]
        wrong = {int(problem.part.partition(".")[0]) for problem in problems}
        while rows and len(rows) - 1 not in wrong and is_empty(rows[-1]):
            rows.pop()
        return Reading(rows or None, tuple(problems))

    def problems(self, value: Json, today: date, context: Context) -> list[FieldProblem]:
        if not isinstance(value, list) or not all(isinstance(row, dict) for row in value):
            return [self.problem("unreadable", UNREADABLE)]
        if len(value) < self.least:
            return [self.problem("too_few", TOO_FEW, least=self.least)]
        if len(value) > self.most:
            return [self.problem("too_many", TOO_MANY, most=self.most)]
        return []

    def show(self, value: Json, language: str) -> list[str]:
        return [
            line for number, row in enumerate(value, 1) for line in self._row(number, row, language)
        ]

    def _row(self, number: int, row: dict[str, Json], language: str) -> Iterator[str]:
        yield f"{self.item.in_(language)} {number}"
        for question in self.questions:
            if (answer := row.get(question.key)) is not None:
                said = ", ".join(question.show(answer, language))
                yield f"{question.label.in_(language)}: {said}"

    def written(self, value: Json, language: str) -> dict[str, str]:
        return {}  # each row's questions have fields of their own

    def compared(self, value: Json) -> Json:
        if not isinstance(value, list):
            return None
        return [self.compared_row(row) for row in value if isinstance(row, dict)]

    def compared_row(self, row: dict[str, Json]) -> dict[str, Json]:
        """One row as expressions see it."""
        return {
            question.key: None
            if row.get(question.key) is None
            else question.compared(row[question.key])
            for question in self.questions
        }

    def canonical(self, value: Json) -> Json:
        return [
            {q.key: q.canonical(row[q.key]) for q in self.questions if row.get(q.key) is not None}
            for row in value
        ]

    def in_row(self, place: int, problem: FieldProblem) -> FieldProblem:
        """A problem of a row's question as one of the table: its part is `0.name` or `0.on.day`."""
        part = f"{place}.{problem.question}" + (f".{problem.part}" if problem.part else "")
        return FieldProblem(self.key, part, problem.message)

    def first_part(self) -> str:
        return f"0.{self.questions[0].key}"


def raw_rows(key: str, raw: Raw) -> list[dict[str, Sequence[str]]]:
    """The fields of each row by their names in the row, in the order of the rows' numbers."""
    found: dict[int, dict[str, Sequence[str]]] = {}
    shape = re.compile(rf"{re.escape(key)}\.([0-9]{{1,3}})\.(.+)", re.ASCII | re.DOTALL)
    for name, values in raw.items():
        if match := shape.fullmatch(name):
            found.setdefault(int(match[1]), {})[match[2]] = values
    return [found[number] for number in sorted(found)]


def is_empty(row: dict[str, Json]) -> bool:
    """Whether nothing in the row is answered."""
    return all(value in (None, "", []) for value in row.values())
