"""What is bound into a signature, who must sign, and what stands out in a set of answers."""

import json
from collections.abc import Mapping
from typing import Any

from torget.rooms.eservices.terms import CompiledService

Answers = Mapping[str, Any]


def signed_digest(digest: str, subject: str) -> bytes:
    """The hidden data of a signature: which answers (SHA-256) of which draft or request."""
    return json.dumps({"sha256": digest, "subject": subject}, sort_keys=True).encode()


def digest_in(hidden_data: bytes) -> str:
    """The digest that a signature's hidden data binds."""
    return str(json.loads(hidden_data)["sha256"])


def other_signers(
    service: CompiledService, answers: Answers, context: Mapping[str, Any]
) -> list[dict[str, str]]:
    """The chosen child's custodians besides the sender, as {"number", "name"}.

    Custodians decide together (föräldrabalken 6 kap. 11 och 13 §§).
    """
    chosen = answers.get(service.service.signing.others)
    register = context.get("register") or {}
    if not isinstance(chosen, Mapping):
        return []
    return [
        custodian
        for child in register.get("children", [])
        if child["number"] == chosen.get("number")
        for custodian in child["custodians"]
        if custodian["number"] != register.get("number")
    ]


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
