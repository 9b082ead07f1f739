"""Tables as one person meets them: each row has its own conditions and calculations."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

import msgspec

from torget.rooms.eservices.language.expressions import Condition
from torget.rooms.eservices.language.planning import QuestionPlan
from torget.rooms.eservices.language.texts import Message
from torget.rooms.eservices.language.types import (
    Calculated,
    FieldProblem,
    Json,
    QuestionBase,
    Rows,
)
from torget.rooms.eservices.language.types.base import Context, Raw, Reading

Compared = Mapping[str, Json]  # answers as expressions see them


def settled(plan: QuestionPlan, value: Json, known: Compared, context: Context) -> Json:
    """The table with only what each row shows, and what is worked out; None without rows."""
    if not isinstance(value, list):
        return value or None
    return [
        _settle(plan, row, known, context)[0] if isinstance(row, dict) else row for row in value
    ] or None


def read_rows(
    plan: QuestionPlan, raw: Raw, known: Compared, today: date, context: Context
) -> Reading:
    """The rows that were sent; faults in questions that the row does not show are forgotten."""
    reading = plan.question.read(raw, today, context)
    value = settled(plan, reading.value, known, context)
    shown = {
        f"{place}.{item.question.key}"
        for place, row in enumerate(value or ())
        for item in _settle(plan, row, known, context)[2]
    }
    problems = [problem for problem in reading.problems if place_of(problem) in shown]
    return Reading(value, tuple(problems))


class RowQuestion(msgspec.Struct, frozen=True):
    """A question as it stands in one row: its answer, and whether there must be one."""

    question: QuestionBase
    value: Json
    required: bool


def questions_of_row(
    plan: QuestionPlan, row: dict[str, Json], known: Compared, context: Context
) -> tuple[RowQuestion, ...]:
    """The questions that a row shows, in the order of the definition."""
    table = _table(plan)
    kept, compared, shown = _settle(plan, row, known, context)
    found = {
        item.question.key: RowQuestion(
            item.question, kept[item.question.key], must_answer(item, compared)
        )
        for item in shown
    }
    return tuple(found[inner.key] for inner in table.questions if inner.key in found)


def row_problems(
    plan: QuestionPlan, value: Json, known: Compared, today: date, context: Context
) -> Iterator[FieldProblem]:
    """What is missing or wrong in the rows, told as problems of the table."""
    table = _table(plan)
    for place, row in enumerate(value):
        kept, compared, shown = _settle(plan, row, known, context)
        for item in shown:
            answer = kept[item.question.key]
            for problem in answer_problems(item, answer, compared, today, context):
                yield table.in_row(place, problem)


def answer_problems(
    plan: QuestionPlan, value: Json, compared: Compared, today: date, context: Context
) -> list[FieldProblem]:
    """What is wrong with one answer: missing, against the type's rules, or the builder's own."""
    question = plan.question
    if not question.ANSWERED:
        return []
    if value is None:
        return [question.missing()] if must_answer(plan, compared) else []
    return question.problems(value, today, context) or [
        FieldProblem(question.key, question.first_part(), Message("", own=message))
        for condition, message in plan.checks
        if _is_computable(condition, compared) and not condition.holds(compared)
    ]


def must_answer(plan: QuestionPlan, compared: Compared) -> bool:
    """Whether the question, when visible, must be answered."""
    if plan.required is not None:
        return plan.required.holds(compared)
    return plan.question.must_be_answered


def place_of(problem: FieldProblem) -> str:
    """Which row and question of it a table's problem is about: `0.name`."""
    return ".".join(problem.part.split(".")[:2])


def worked_out(plan: QuestionPlan, compared: Compared) -> Json:
    """The value of a calculated question; None while something that it needs is missing."""
    question = plan.question
    assert isinstance(question, Calculated), "only these have formulas"
    assert plan.formula
    return question.kept(plan.formula.value(compared))


def _table(plan: QuestionPlan) -> Rows:
    assert isinstance(plan.question, Rows), "only tables have rows"
    return plan.question


def _settle(
    plan: QuestionPlan, row: dict[str, Json], known: Compared, context: Context
) -> tuple[dict[str, Json], dict[str, Json], list[QuestionPlan]]:
    """One row: its answers, these and all else as expressions see them, and what is shown."""
    kept: dict[str, Json] = {}
    compared: dict[str, Any] = dict(known) | dict.fromkeys(
        (item.question.key for item in plan.rows), None
    )
    shown = []
    for item in plan.rows:
        question, value = item.question, None
        if item.show is None or item.show.holds(compared):
            shown.append(item)
            value = worked_out(item, compared) if item.formula else row.get(question.key)
        kept[question.key] = value = None if value in ("", []) else value
        compared[question.key] = None if value is None else question.compared(value)
    return kept, compared, shown


def _is_computable(condition: Condition, compared: Compared) -> bool:
    """A check waits until all that it compares has been answered."""
    return all(compared.get(name) is not None for name in condition.names)
