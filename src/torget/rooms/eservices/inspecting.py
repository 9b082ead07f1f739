"""Which pages of a service axe must have looked at before it is published, and what it found.

Law (2018:1937) on accessible digital public service, 10 §. Each step is looked at in each language,
with enough test persons to meet every set of questions that any of them meets.
"""

import hashlib
import re
from collections.abc import Iterable, Mapping
from typing import Annotated, Any

import msgspec

from torget.rooms.eservices.language.compiled import CompiledService
from torget.rooms.eservices.language.texts import LANGUAGES, N_, Message, Noun, Translated
from torget.rooms.eservices.language.types import Rows
from torget.rooms.eservices.review import Review

MOST_FAULTS = 500


class Sight(msgspec.Struct, frozen=True):
    """One page to look at: a step in a language, as the test person with that number meets it.

    `person` is None for someone who has answered nothing.
    """

    step: str
    person: int | None
    language: str


class InspectionPlan(msgspec.Struct, frozen=True):
    """All that is to be looked at. `hash` changes when something else would be seen."""

    hash: str
    sights: tuple[Sight, ...]
    unseen: tuple[str, ...]  # questions that no test person comes to


class FoundFault(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A rule that a page broke. `field` is the name of the form field nearby, if there is one."""

    sight: Annotated[int, msgspec.Meta(ge=0)]
    rule: Annotated[str, msgspec.Meta(pattern=r"^[a-z0-9-]{1,60}$")]
    field: Annotated[str, msgspec.Meta(max_length=200)] = ""


class Report(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What a browser found. It names rules and fields only, never markup."""

    plan: Annotated[str, msgspec.Meta(pattern=r"^[0-9a-f]{64}$")]
    engine: Annotated[str, msgspec.Meta(pattern=r"^axe-core [0-9.]{1,20}$")]
    sights: int
    faults: Annotated[tuple[FoundFault, ...], msgspec.Meta(max_length=MOST_FAULTS)] = ()


class Fault(msgspec.Struct, frozen=True, order=True):
    """A rule broken on a step, by a question or, when that is empty, by the rest of the page."""

    step: str
    question: str
    rule: str


def inspection_plan(found: Review) -> InspectionPlan | None:
    """What to look at in a service and its test persons; None while it cannot be read."""
    service = found.service
    if service is None:
        return None
    seen: dict[tuple[str, Any], int | None] = {}
    people = [(number, test.persona) for number, test in enumerate(found.tests)]
    for number, persona in people:
        for look in _looks(service, persona.answers, persona.context):
            seen.setdefault(look, number)
    for look in _looks(service, {}, {}):
        seen.setdefault(look, None)
    met = {key for _step, shown in seen for key, *_ in shown}
    told = [service.hash, sorted((step, repr(shown)) for step, shown in seen)]
    return InspectionPlan(
        hash=hashlib.sha256(msgspec.json.encode(told)).hexdigest(),
        sights=tuple(
            Sight(step, person, language)
            for (step, _shown), person in seen.items()
            for language in LANGUAGES
        ),
        unseen=tuple(key for key in service.questions if key not in met),
    )


def _looks(
    service: CompiledService, answers: Mapping[str, Any], context: Mapping[str, Any]
) -> Iterable[tuple[str, Any]]:
    """Each step that is met, with what makes it look as it does: its questions, locked or not."""
    for step in service.visible_steps(answers, context):
        yield (
            step.key,
            tuple(
                (
                    question.key,
                    service.is_locked(question.key, context),
                    _rows(service, question, answers, context),
                )
                for question in service.visible_questions(step.key, answers, context)
            ),
        )


def _rows(
    service: CompiledService, question: Any, answers: Mapping[str, Any], context: Mapping[str, Any]
) -> tuple[tuple[str, ...], ...]:
    """Which questions the rows of a table show; the same kind of row counts once."""
    if not isinstance(question, Rows):
        return ()
    rows = answers.get(question.key) or ()
    kinds = {
        tuple(
            inner.question.key
            for inner in service.row_questions(question.key, row, answers, context)
        )
        for row in rows
        if isinstance(row, dict)
    }
    return tuple(sorted(kinds))


class ReportRefused(Exception):
    """The report is of something else, or of less, than what is to be looked at."""


def faults_in(report: Report, plan: InspectionPlan, service: CompiledService) -> list[Fault]:
    """What was found, once for each step and question; raises ReportRefused."""
    sights = plan.sights
    whole = report.plan == plan.hash and report.sights == len(sights)
    if not whole or any(fault.sight >= len(sights) for fault in report.faults):
        raise ReportRefused
    return sorted(
        {
            Fault(step, _question(service, step, fault.field), fault.rule)
            for fault in report.faults
            for step in [sights[fault.sight].step]
        }
    )


def _question(service: CompiledService, step: str, field: str) -> str:
    """The question of the step that a field belongs to: `stay` for the field `stay.from.day`."""
    keys = {question.key for question in service.steps[step].questions}
    parts = re.match(r"[a-z][a-z0-9_]*", field)
    return parts[0] if parts and parts[0] in keys else ""


def said_of(fault: Fault, service: CompiledService) -> Message:
    """The fault in plain words."""
    broken = RULES.get(fault.rule)
    values: dict[str, Any] = {
        "step": service.steps[fault.step].title,
        "what": Noun(broken) if broken else fault.rule,
    }
    text = IN_STEP if broken else IN_STEP_UNKNOWN
    if fault.question in service.questions:
        label = service.questions[fault.question].label
        text = IN_QUESTION if broken else IN_QUESTION_UNKNOWN
        values["question"] = Translated(sv=label.sv, en=label.en)
    return Message(text, values)


IN_STEP = N_("Steget ”{step}”: {what}")
IN_QUESTION = N_("Steget ”{step}”, frågan ”{question}”: {what}")
IN_STEP_UNKNOWN = N_("Steget ”{step}” bryter mot axe-regeln {what}.")
IN_QUESTION_UNKNOWN = N_("Steget ”{step}”, frågan ”{question}” bryter mot axe-regeln {what}.")

# Axe's rules that texts and settings of a service can break, in our words.
RULES: Mapping[str, str] = {
    "aria-valid-attr-value": N_("Fältet pekar på en förklaring som inte finns på sidan."),
    "autocomplete-valid": N_("”autocomplete” har ett ord som webbläsare inte förstår."),
    "button-name": N_("En knapp har ingen text."),
    "color-contrast": N_("Texten syns för svagt mot bakgrunden."),
    "document-title": N_("Sidan har ingen rubrik i webbläsarens flik."),
    "duplicate-id-aria": N_("Två fält har samma namn, så att det ena läses upp fel."),
    "frame-title": N_("En ram på sidan har inget namn."),
    "html-has-lang": N_("Det framgår inte vilket språk sidan är på."),
    "image-alt": N_("En bild har ingen text för den som inte ser den."),
    "label": N_("Ett fält har ingen fråga som läses upp."),
    "link-in-text-block": N_("En länk i löpande text syns bara på sin färg."),
    "link-name": N_("En länk har ingen text."),
    "list": N_("En lista är fel uppbyggd och läses inte upp som en lista."),
    "listitem": N_("En punkt står utanför sin lista."),
    "nested-interactive": N_("En knapp eller länk står inuti en annan."),
    "scrollable-region-focusable": N_("En del av sidan går inte att rulla med tangentbordet."),
    "select-name": N_("En lista att välja ur har ingen fråga som läses upp."),
    "target-size": N_("Något att trycka på är för litet eller står för tätt."),
    "valid-lang": N_("En text är märkt med ett språk som inte finns."),
}
