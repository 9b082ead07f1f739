"""One pass over a service, step by step and question by question, with someone's answers."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

import msgspec

from torget.rooms.eservices.language.planning import ROOTS, QuestionPlan, StepPlan
from torget.rooms.eservices.language.rows import (
    answer_problems,
    place_of,
    read_rows,
    row_problems,
    settled,
    worked_out,
)
from torget.rooms.eservices.language.service import Exit
from torget.rooms.eservices.language.types import FieldProblem, Files, Json, QuestionBase, Rows
from torget.rooms.eservices.language.types.base import Context, Raw, Reading
from torget.rooms.eservices.language.types.choice import compared_child

Answers = Mapping[str, Json]  # question key → answer, as read_step gave them


class Walk(msgspec.Struct, frozen=True):
    """The service as one person meets it: visible steps, and the answers that count."""

    steps: dict[str, tuple[QuestionPlan, ...]]
    values: dict[str, Json]  # hidden questions are None
    compared: dict[str, Json]  # the same as conditions see it, with register and me
    exits: dict[str, Exit] = {}  # by the step where the way ends

    def put(self, question: QuestionBase, value: Json) -> None:
        self.values[question.key] = value
        self.compared[question.key] = None if value is None else question.compared(value)


def known_of(context: Context) -> dict[str, Json]:
    """What registers and the account say, as expressions see it."""
    register = context.get("register")
    if register and register.get("children"):
        register = {**register, "children": [compared_child(c) for c in register["children"]]}
    known = {name: context.get(name) for name in ROOTS}
    return known | {"register": register}


def is_shown(item: QuestionPlan, walk: Walk, context: Context) -> bool:
    """Whether the question stands on its page, as things are."""
    return item.question.offered(context) and (item.show is None or item.show.holds(walk.compared))


def ends_after(plan: StepPlan, walk: Walk) -> bool:
    """Whether the way ends after the step; noted in the walk."""
    for condition, way_out in plan.exits:
        if condition.holds(walk.compared):
            walk.exits[plan.step.key] = way_out
            return True
    return False


def read_answer(
    plan: QuestionPlan, raw: Raw, answers: Answers, walk: Walk, context: Context, today: date
) -> Reading:
    """The answer in the fields of a page that was sent in."""
    question = plan.question
    if isinstance(question, Files):
        return Reading(value=answers.get(question.key) or None)
    if isinstance(question, Rows):
        return read_rows(plan, raw, walk.compared, today, context)
    if plan.formula:
        return Reading(value=worked_out(plan, walk.compared))
    register = locked(question, context)
    return question.read(raw, today, context) if register is None else Reading(value=register)


def saved_answer(plan: QuestionPlan, answers: Answers, walk: Walk, context: Context) -> Json:
    """The answer that was given before, or that follows from others."""
    question = plan.question
    if plan.formula:
        return worked_out(plan, walk.compared)
    value = answers.get(question.key)
    if isinstance(question, Rows):
        return settled(plan, value, walk.compared, context)
    register = locked(question, context)
    value = value if register is None else register
    return None if value in ("", []) else value


def all_problems(
    plan: QuestionPlan, reading: Reading, walk: Walk, today: date, context: Context
) -> list[FieldProblem]:
    """What could not be read, and what is wrong with the rest."""
    if not isinstance(plan.question, Rows):
        return list(reading.problems) or problems_now(plan, walk, today, context)
    unread = {place_of(problem) for problem in reading.problems}
    rest = problems_now(plan, walk, today, context)
    return [*reading.problems, *(one for one in rest if place_of(one) not in unread)]


def problems_now(
    plan: QuestionPlan, walk: Walk, today: date, context: Context
) -> list[FieldProblem]:
    """What is missing or wrong with the answer that the walk holds."""
    value = walk.values[plan.question.key]
    found = answer_problems(plan, value, walk.compared, today, context)
    if found or value is None or not isinstance(plan.question, Rows):
        return found
    return list(row_problems(plan, value, walk.compared, today, context))


def locked(question: QuestionBase, context: Context) -> Json:
    """The register's value where it counts as the answer.

    A value that breaks the question's own rules does not lock: the person must be able to
    get on, whatever a register holds.
    """
    if not question.lock_prefilled:
        return None
    value = from_source(question, context)
    return None if value is None or question.problems(value, date.max, context) else value


def from_source(question: QuestionBase, context: Context) -> Json:
    """What a register or the account holds, as an answer; None when it holds nothing."""
    value: Any = context
    for name in question.prefill.split("."):
        value = value.get(name) if isinstance(value, Mapping) else None
    return question.fetched(value) if value else None


def held_instead(
    questions: Iterable[QuestionBase], values: Mapping[str, Json], context: Context
) -> dict[str, Json]:
    """What the register holds for questions that the person answered in another way."""
    found = {
        question.key: from_source(question, context)
        for question in questions
        if question.prefill.startswith("register.") and values[question.key] is not None
    }
    return {key: held for key, held in found.items() if held is not None and held != values[key]}


def source_of(question: QuestionBase, values: Mapping[str, Json], context: Context) -> str:
    """Where an answer comes from: "register", "me" or, written by the person, empty."""
    value = values[question.key]
    if value is None:
        return ""
    if question.prefill and value == from_source(question, context):
        return question.prefill.partition(".")[0]
    return "register" if question.is_from_register(value) else ""
