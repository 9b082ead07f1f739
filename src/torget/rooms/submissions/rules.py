"""What is bound into a signature, who must sign, and what stands out in a set of answers."""

import json
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from torget.rooms.eservices.terms import (
    CompiledService,
    Message,
    QuestionBase,
    Rows,
)

Answers = Mapping[str, Any]
Questions = Mapping[str, QuestionBase]


def N_(text: str) -> str:
    """Mark a Swedish text for the translation catalogue; it is translated where it is shown."""
    return text


GONE = N_("Frågan ”{label}” finns inte längre.")
OTHER_TYPE = N_("Frågan ”{label}” vill ha ett annat slag av svar.")
NOT_ACCEPTED = N_("Svaret på frågan ”{label}” godtas inte längre.")
FETCHES_MORE = N_("Den nya versionen hämtar uppgifter, vilket görs när man börjar.")


def signed_digest(digest: str, subject: str) -> bytes:
    """The hidden data of a signature: which answers (SHA-256) of which draft or request."""
    return json.dumps({"sha256": digest, "subject": subject}, sort_keys=True).encode()


def digest_in(hidden_data: bytes) -> str:
    """The digest that a signature's hidden data binds."""
    return str(json.loads(hidden_data)["sha256"])


def first_answer(service: CompiledService, answers: Answers, *types: str) -> Any:
    """The first answer to a question of one of the types, in the order they are asked."""
    for key, question in service.questions.items():
        if question.type in types and answers.get(key) is not None:
            return answers[key]
    return None


def headline(service: CompiledService, answers: Answers) -> str:
    """What tells a case from its neighbours: the property, or the place."""
    for key, question in service.questions.items():
        if question.type in ("property", "place") and answers.get(key) is not None:
            return question.show(answers[key], "sv")[0]
    return ""


def misfits(
    old: CompiledService, new: CompiledService, answers: Answers, context: Answers, today: date
) -> list[Message]:
    """Why answers given to one version do not fit another; empty when nothing would be lost.

    What the new version asks besides is no obstacle: it remains to be answered.
    """
    found = _misfits(old.questions, new.questions, answers, context, today)
    if new.fetches - old.fetches:
        found.append(Message(FETCHES_MORE))
    return found


def _misfits(
    old: Questions, new: Questions, answers: Answers, context: Answers, today: date
) -> list[Message]:
    found = []
    for key, value in answers.items():
        before, after = old.get(key), new.get(key)
        if value is None or before is None:
            continue
        said = {"label": before.label}
        if after is None:
            found.append(Message(GONE, said))
        elif after.type != before.type:
            found.append(Message(OTHER_TYPE, said))
        elif after.problems(value, today, context) and not before.problems(value, today, context):
            found.append(Message(NOT_ACCEPTED, said))
        elif isinstance(before, Rows) and isinstance(after, Rows):
            inner = (_by_key(before.questions), _by_key(after.questions))
            for row in value:
                found += [m for m in _misfits(*inner, row, context, today) if m not in found]
    return found


def _by_key(questions: Iterable[QuestionBase]) -> Questions:
    return {question.key: question for question in questions}
