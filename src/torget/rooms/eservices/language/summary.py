"""The answers as people read them: on the check page, in the case, in the receipt."""

from collections.abc import Mapping, Sequence

import msgspec

from torget.rooms.eservices.language.service import Step
from torget.rooms.eservices.language.types import Json, QuestionBase


class SummaryRow(msgspec.Struct, frozen=True):
    """One question and its answer; `lines` is empty when it was left out.

    `source`: "register" or "me" when the answer is what was fetched, otherwise empty.
    """

    question_key: str
    label: str
    lines: tuple[str, ...]
    information: str
    source: str


class SummarySection(msgspec.Struct, frozen=True):
    """One step with its rows; a step of notices only has none."""

    title: str
    step_key: str
    rows: tuple[SummaryRow, ...]


def summary_section(
    step: Step,
    questions: Sequence[QuestionBase],
    values: Mapping[str, Json],
    sources: Mapping[str, str],
    language: str,
) -> SummarySection:
    """The step's questions with their answers in the language."""
    rows = tuple(
        SummaryRow(
            question_key=question.key,
            label=question.label.in_(language),
            lines=tuple(question.show(values[question.key], language))
            if values[question.key] is not None
            else (),
            information=question.information,
            source=sources[question.key],
        )
        for question in questions
    )
    return SummarySection(step.title.in_(language), step.key, rows)
