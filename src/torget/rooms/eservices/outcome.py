"""What comes of someone's answers: the way they take, and all that follows from it."""

from collections.abc import Iterator, Mapping
from typing import Any

import msgspec

from torget.rooms.eservices.language.compiled import CompiledService
from torget.rooms.eservices.language.types import Files, QuestionBase, Rows, SignatureQuestion
from torget.rooms.eservices.language.types.base import Context
from torget.rooms.eservices.language.walking import Answers

SENDER = "Den som skickar"  # where no register says who it is


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
    """The names of those who sign, the sender first."""
    sender: Mapping[str, Any] = context.get("register") or {}
    if service.service.signing.required:
        yield sender.get("name") or SENDER
    known = {question.key: answers[question.key] for question in shown}
    for one in other_signers(service, known, context):
        yield one["name"] or one["number"]


def other_signers(
    service: CompiledService, answers: Answers, context: Mapping[str, Any]
) -> list[dict[str, str]]:
    """Who more is to sign, as {"number", "name", "email"}, in the order of the form, each once.

    The chosen child's custodians, who decide together (föräldrabalken 6 kap. 11 och 13 §§), and
    those whom the sender has named.
    """
    register = context.get("register") or {}
    found: dict[str, dict[str, str]] = {}
    for key, question in service.questions.items():
        if key == service.service.signing.others:
            asked = custodians_of(answers.get(key), register)
        else:
            asked = _named(question, answers.get(key))
        for one in asked:
            found.setdefault(one["number"], {"email": "", **one})
    return [one for number, one in found.items() if number != register.get("number")]


def custodians_of(chosen: Any, register: Mapping[str, Any]) -> list[dict[str, str]]:
    """The custodians of a child that was chosen, as the register has them."""
    number = chosen.get("number") if isinstance(chosen, Mapping) else None
    return [
        custodian
        for child in register.get("children", [])
        if child["number"] == number
        for custodian in child["custodians"]
    ]


def _named(question: QuestionBase, answer: Any) -> list[dict[str, str]]:
    if answer is None:
        return []
    if isinstance(question, SignatureQuestion):
        return [answer]
    if not isinstance(question, Rows):
        return []
    inner = {one.key: one for one in question.questions}
    return [one for row in answer for key in inner for one in _named(inner[key], row.get(key))]
