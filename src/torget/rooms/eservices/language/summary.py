"""The answers as people read them: on the check page, in the case, in the receipt."""

from collections.abc import Mapping, Sequence

import msgspec

from torget.rooms.eservices.language.service import Step
from torget.rooms.eservices.language.texts import Translated
from torget.rooms.eservices.language.types import Json, QuestionBase
from torget.rooms.eservices.language.types.base import Context

APPLICANT = Translated(sv="Sökande", en="Applicant")
ORGANISATION = {
    "company": Translated(sv="Företag", en="Company"),
    "association": Translated(sv="Förening", en="Association"),
}
AS = Translated(sv="Företräds som", en="Represented as")
ROLE = {
    "signatory": Translated(sv="Firmatecknare", en="Signatory"),
    "agent": Translated(sv="Ombud med fullmakt", en="Agent with power of attorney"),
}


class SummaryRow(msgspec.Struct, frozen=True):
    """One question and its answer; `lines` is empty when it was left out.

    `source`: "register" or "me" when the answer is what was fetched, otherwise empty.
    `held`: what the register says instead, where the person wrote something else.
    """

    question_key: str
    label: str
    lines: tuple[str, ...]
    information: str
    source: str
    held: tuple[str, ...] = ()


class SummarySection(msgspec.Struct, frozen=True):
    """One step with its rows; a step of notices only has none.

    Whom it is filled in for stands first, with an empty `step_key`.
    """

    title: str
    step_key: str
    rows: tuple[SummaryRow, ...]


def summary_section(
    step: Step,
    questions: Sequence[QuestionBase],
    values: Mapping[str, Json],
    sources: Mapping[str, str],
    held: Mapping[str, Json],
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
            held=tuple(question.show(held[question.key], language)) if question.key in held else (),
        )
        for question in questions
    )
    return SummarySection(step.title.in_(language), step.key, rows)


def acting_for_section(context: Context, language: str) -> list[SummarySection]:
    """The organisation that someone fills in for, as the person has stated it."""
    stated = context.get("acting_for")
    if not stated:
        return []
    number = stated["number"]
    rows = (
        (ORGANISATION[stated["kind"]], (stated["name"], f"{number[:6]}-{number[6:]}")),
        (AS, (ROLE[stated["role"]].in_(language),)),
    )
    return [
        SummarySection(
            APPLICANT.in_(language),
            "",
            tuple(SummaryRow("", label.in_(language), lines, "", "") for label, lines in rows),
        )
    ]
