"""What comes of someone's answers: the way they take, and all that follows from it."""

from collections.abc import Iterator, Mapping
from typing import Any

import msgspec

from torget.rooms.eservices.language.compiled import CompiledService
from torget.rooms.eservices.language.types import Files, QuestionBase, Rows, SignatureQuestion
from torget.rooms.eservices.language.types.base import Context
from torget.rooms.eservices.language.walking import Answers


class Outcome(msgspec.Struct, frozen=True):
    """`price` in öre, None when nothing is to pay; `exit`: the title where the way ended early."""

    path: tuple[str, ...]
    unit: str
    price: int | None
    documents: tuple[str, ...]
    signatures: tuple[str, ...]
    exit: str


def outcome_of(service: CompiledService, answers: Answers, context: Context) -> Outcome:
    """Where the answers lead, with those that are hidden left out of account."""
    steps = service.visible_steps(answers, context)
    exits = [found for step in steps if (found := service.exit_at(step.key, answers, context))]
    shown = [
        question
        for step in steps
        for question in service.visible_questions(step.key, answers, context)
    ]
    given = {question.key: answers.get(question.key) for question in shown}
    files = [given[question.key] or [] for question in shown if isinstance(question, Files)]
    return Outcome(
        path=tuple(step.key for step in steps),
        unit=service.unit_for(answers, context),
        price=service.price(answers, context),
        documents=tuple(file["name"] for listed in files for file in listed),
        signatures=() if exits else tuple(_signers(service, shown, given, context)),
        exit=exits[0].title.sv if exits else "",
    )


def _signers(
    service: CompiledService, shown: list[QuestionBase], answers: Answers, context: Context
) -> Iterator[str]:
    """The names of those who are asked to sign, the sender first, each once."""
    register: Mapping[str, Any] = context.get("register") or {}
    if service.service.signing.required:
        yield register.get("name") or SENDER
    seen = {register.get("number")}
    for question in shown:
        for one in _asked(service, question, answers.get(question.key), register):
            if one.get("number") not in seen:
                seen.add(one.get("number"))
                yield one.get("name") or one["number"]


SENDER = "Den som skickar"


def _asked(
    service: CompiledService, question: QuestionBase, answer: Any, register: Mapping[str, Any]
) -> list[dict[str, str]]:
    if answer is None:
        return []
    if question.key == service.service.signing.others and isinstance(answer, dict):
        children = register.get("children") or ()
        chosen = [child for child in children if child["number"] == answer.get("number")]
        return [custodian for child in chosen for custodian in child.get("custodians", ())]
    if isinstance(question, SignatureQuestion):
        return [answer]
    if isinstance(question, Rows):
        return [
            one
            for row in answer
            for inner in question.questions
            for one in _asked(service, inner, row.get(inner.key), register)
        ]
    return []
