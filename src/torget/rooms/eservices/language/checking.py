"""What must hold in a definition beyond its shape, and the conditions made ready for use."""

import re
from collections.abc import Mapping
from graphlib import CycleError, TopologicalSorter

import msgspec

from torget.rooms.eservices.language.expressions import (
    FUNCTIONS,
    TEXT,
    WORDS,
    Condition,
    Kind,
    Vocabulary,
    compile_condition,
    fields,
    list_of,
)
from torget.rooms.eservices.language.problems import Findings, Path
from torget.rooms.eservices.language.service import Service, Step
from torget.rooms.eservices.language.texts import N_, Translated
from torget.rooms.eservices.language.type_checks import check_question
from torget.rooms.eservices.language.types import Choice, QuestionBase
from torget.rooms.eservices.language.types.address import AddressQuestion
from torget.rooms.eservices.language.types.choice import CHILD, OTHER

ROOTS: Mapping[str, Kind] = {
    "register": fields(
        {
            **dict.fromkeys(("name", "given_name", "surname", "number", "property"), TEXT),
            "address": AddressQuestion.KIND,
            "children": list_of(CHILD),
        }
    ),
    "me": fields({"email": TEXT, "phone": TEXT}),
}
RESERVED = frozenset({*ROOTS, *WORDS, *FUNCTIONS})

_KEY = re.compile(r"[a-z][a-z0-9_]{0,49}")
_SERIES = re.compile(r"[A-Z]{2,6}")

BAD_KEY = N_("”{key}” kan inte vara nyckel. Använd små bokstäver a–z, siffror och _.")
KEY_RESERVED = N_("”{key}” är ett ord i villkorens språk och kan inte vara nyckel")
KEY_TWICE = N_("Nyckeln ”{key}” används redan")
BAD_SERIES = N_("Ärendeserien ska vara 2–6 stora bokstäver, till exempel BYGG")
EMPTY_LIST = N_("Här måste det finnas minst en")
CYCLE = N_("Frågorna visas beroende av varandra i en ring: {ring}")
NOT_A_CHILD_QUESTION = N_("Det finns ingen fråga ”{wrong}” som väljer ett barn.")
ANONYMOUS_AND_SIGNED = N_("Den som är anonym kan inte skriva under. Ta bort det ena.")
TOO_FEW_DAYS = N_("Antalet dagar ska vara minst 1")


class QuestionPlan(msgspec.Struct, frozen=True):
    """A question with its conditions compiled; None where there is none."""

    question: QuestionBase
    show: Condition | None
    required: Condition | None
    checks: tuple[tuple[Condition, Translated], ...]


class StepPlan(msgspec.Struct, frozen=True):
    """A step ready for use. `order`: questions such that each comes after what shows it."""

    step: Step
    show: Condition | None
    questions: tuple[QuestionPlan, ...]
    order: tuple[QuestionPlan, ...]


class Plan(msgspec.Struct, frozen=True):
    """A whole service ready for use."""

    steps: tuple[StepPlan, ...]
    routing: tuple[tuple[Condition, str], ...]


def plan_service(service: Service, findings: Findings) -> Plan:
    """The service made ready. Worthless if anything was noted in `findings`."""
    _check_service(service, findings)
    _check_keys(service, findings)
    asked: dict[str, QuestionBase] = {}
    everything = {question.key: question for step in service.steps for question in step.questions}
    steps = []
    for number, step in enumerate(service.steps):
        path: Path = ("steps", number)
        before = _vocabulary(asked, everything)
        show = _condition(step.show_when, before, findings, (*path, "show_when"))
        asked.update({question.key: question for question in step.questions})
        here = _vocabulary(asked, everything)
        questions = tuple(
            _plan_question(question, here, findings, (*path, "questions", place))
            for place, question in enumerate(step.questions)
        )
        steps.append(StepPlan(step, show, questions, _in_order(questions, findings, path)))
    whole = _vocabulary(asked, everything)
    routing = [
        (condition, rule.unit)
        for number, rule in enumerate(service.routing)
        if (condition := _condition(rule.when, whole, findings, ("routing", number, "when")))
    ]
    return Plan(tuple(steps), tuple(routing))


def _check_service(service: Service, findings: Findings) -> None:
    for name in ("steps", "legal_bases", "other_ways", "audience"):
        if not getattr(service, name):
            findings.add((name,), EMPTY_LIST)
    for number, step in enumerate(service.steps):
        if not step.questions:
            findings.add(("steps", number, "questions"), EMPTY_LIST)
    if not _SERIES.fullmatch(service.case_series):
        findings.add(("case_series",), BAD_SERIES)
    if service.process_time.promised_days < 1:
        findings.add(("process_time", "promised_days"), TOO_FEW_DAYS)
    if service.anonymous_allowed and service.signing.required:
        findings.add(("anonymous_allowed",), ANONYMOUS_AND_SIGNED)
    choosers = [
        question.key
        for step in service.steps
        for question in step.questions
        if isinstance(question, Choice) and question.options_from
    ]
    others = service.signing.others
    if others and others not in choosers:
        findings.add_unknown(("signing", "others"), NOT_A_CHILD_QUESTION, others, choosers)


def _check_keys(service: Service, findings: Findings) -> None:
    questions: set[str] = set()
    steps: set[str] = set()
    _check_key(service.key, set(), findings, ("key",))
    for number, step in enumerate(service.steps):
        _check_key(step.key, steps, findings, ("steps", number, "key"))
        for place, question in enumerate(step.questions):
            path: Path = ("steps", number, "questions", place)
            _check_key(question.key, questions, findings, (*path, "key"))
            options: set[str] = {OTHER} if getattr(question, "other", None) else set()
            for at, option in enumerate(getattr(question, "options", ())):
                _check_key(option.key, options, findings, (*path, "options", at, "key"))


def _check_key(key: str, seen: set[str], findings: Findings, path: Path) -> None:
    if not _KEY.fullmatch(key):
        findings.add(path, BAD_KEY, key=key)
    elif key in RESERVED and "options" not in path:
        findings.add(path, KEY_RESERVED, key=key)
    elif key in seen:
        findings.add(path, KEY_TWICE, key=key)
    seen.add(key)


def _vocabulary(
    asked: Mapping[str, QuestionBase], everything: Mapping[str, QuestionBase]
) -> Vocabulary:
    answered = {key: question.value_kind for key, question in asked.items() if question.ANSWERED}
    return Vocabulary(known={**answered, **ROOTS}, later=frozenset(everything) - frozenset(asked))


def _plan_question(
    question: QuestionBase, words: Vocabulary, findings: Findings, path: Path
) -> QuestionPlan:
    check_question(question, ROOTS, findings, path)
    checks = [
        (condition, check.message)
        for number, check in enumerate(question.checks)
        if (
            condition := _condition(
                check.valid, words, findings, (*path, "checks", number, "valid")
            )
        )
    ]
    return QuestionPlan(
        question,
        show=_condition(question.show_when, words, findings, (*path, "show_when")),
        required=_condition(question.required_when, words, findings, (*path, "required_when")),
        checks=tuple(checks),
    )


def _condition(text: str, words: Vocabulary, findings: Findings, path: Path) -> Condition | None:
    return compile_condition(text, words, findings, path) if text else None


def _in_order(
    questions: tuple[QuestionPlan, ...], findings: Findings, path: Path
) -> tuple[QuestionPlan, ...]:
    by_key = {plan.question.key: plan for plan in questions}
    sorter = TopologicalSorter(
        {
            key: [name for name in (plan.show.names if plan.show else ()) if name in by_key]
            for key, plan in by_key.items()
        }
    )
    try:
        return tuple(by_key[key] for key in sorter.static_order())
    except CycleError as error:
        ring = error.args[1]
        place = next(n for n, plan in enumerate(questions) if plan.question.key in ring)
        findings.add((*path, "questions", place, "show_when"), CYCLE, ring=" → ".join(ring))
        return questions
