"""The expressions of a definition made ready for use, each question after what it depends on."""

from collections.abc import Mapping, Sequence
from graphlib import CycleError, TopologicalSorter

import msgspec

from torget.rooms.eservices.language.checking import asks_others_to_sign, check_service
from torget.rooms.eservices.language.decision_table_running import CompiledTable, plan_table
from torget.rooms.eservices.language.drafting import CompiledDecisions, plan_decisions
from torget.rooms.eservices.language.expressions import (
    NUMBER,
    TEXT,
    Condition,
    Formula,
    Kind,
    Vocabulary,
    compile_condition,
    compile_formula,
    fields,
    list_of,
    one_of,
)
from torget.rooms.eservices.language.problems import Findings, Path
from torget.rooms.eservices.language.process_running import (
    CompiledProcess,
    plan_process,
    standard_process,
)
from torget.rooms.eservices.language.service import Exit, Service, Step
from torget.rooms.eservices.language.texts import N_, Translated
from torget.rooms.eservices.language.type_checks import check_question
from torget.rooms.eservices.language.types import Calculated, QuestionBase, Rows
from torget.rooms.eservices.language.types.address import AddressQuestion
from torget.rooms.eservices.language.types.choice import CHILD

ORGANISATIONS = ("company", "association")
ROLES = ("signatory", "agent")

ROOTS: Mapping[str, Kind] = {
    "register": fields(
        {
            **dict.fromkeys(("name", "given_name", "surname", "number", "property"), TEXT),
            "address": AddressQuestion.KIND,
            "children": list_of(CHILD),
        }
    ),
    "me": fields({"email": TEXT, "phone": TEXT}),
    # The organisation that someone fills in for; nothing for who fills in for themself.
    "acting_for": fields(
        {
            "kind": one_of(ORGANISATIONS),
            "role": one_of(ROLES),
            **dict.fromkeys(("number", "name"), TEXT),
        }
    ),
}

CYCLE = N_("Frågorna beror av varandra i en ring: {ring}")
GIVES_ANOTHER = N_("Beräkningen ger {found}, inte {wanted}")
NOT_AN_AMOUNT = N_("Avgiften ska bli ett tal i kronor, inte {found}")


class QuestionPlan(msgspec.Struct, frozen=True):
    """A question with its expressions compiled; None where there is none.

    `rows`: of a table, its questions such that each comes after what it depends on.
    """

    question: QuestionBase
    show: Condition | None
    required: Condition | None
    checks: tuple[tuple[Condition, Translated], ...]
    formula: Formula | None = None
    rows: tuple["QuestionPlan", ...] = ()

    @property
    def needs(self) -> tuple[str, ...]:
        """What must be known before the question can be shown and worked out."""
        found = (self.show, self.formula)
        return tuple(name for expression in found if expression for name in expression.names)


class StepPlan(msgspec.Struct, frozen=True):
    """A step ready for use. `order`: questions such that each comes after what it needs."""

    step: Step
    show: Condition | None
    questions: tuple[QuestionPlan, ...]
    order: tuple[QuestionPlan, ...]
    exits: tuple[tuple[Condition, Exit], ...]


class Plan(msgspec.Struct, frozen=True):
    """A whole service ready for use. `price`: in kronor."""

    steps: tuple[StepPlan, ...]
    routing: tuple[tuple[Condition, str], ...]
    price: Formula | None
    process: CompiledProcess
    decisions: CompiledDecisions
    table: CompiledTable | None


def plan_service(service: Service, findings: Findings) -> Plan:
    """The service made ready. Worthless if anything was noted in `findings`."""
    check_service(service, findings)
    asked: dict[str, QuestionBase] = {}
    everything = frozenset(question.key for step in service.steps for question in step.questions)
    steps = []
    for number, step in enumerate(service.steps):
        path: Path = ("steps", number)
        before = _vocabulary(asked, everything)
        show = _condition(step.show_when, before, findings, (*path, "show_when"))
        asked.update({question.key: question for question in step.questions})
        here = _vocabulary(asked, everything)
        questions = _plan_all(step.questions, here, findings, (*path, "questions"))
        exits = _plan_exits(step, here, findings, path)
        order = _in_order(questions, findings, (*path, "questions"))
        steps.append(StepPlan(step, show, questions, order, exits))
    whole = _vocabulary(asked, everything)
    routing = [
        (condition, rule.unit)
        for number, rule in enumerate(service.routing)
        if (condition := _condition(rule.when, whole, findings, ("routing", number, "when")))
    ]
    price = _plan_price(service, whole, findings)
    process = _plan_process(service, whole, findings)
    decisions = plan_decisions(service.appeal, service.decisions, whole, findings)
    table = plan_table(service.decision_table, whole, asked, _worked_out_from(steps), findings)
    return Plan(tuple(steps), tuple(routing), price, process, decisions, table)


def _worked_out_from(steps: Sequence[StepPlan]) -> dict[str, tuple[str, ...]]:
    """What each question that is worked out, itself or in its rows, depends on."""
    found: dict[str, tuple[str, ...]] = {}
    for plan in (item for step in steps for item in step.questions):
        own = {inner.question.key for inner in plan.rows}
        formulas = [one.formula for one in (plan, *plan.rows) if one.formula]
        if formulas:
            names = {name for formula in formulas for name in formula.names}
            found[plan.question.key] = tuple(sorted(names - own))
    return found


def _plan_process(service: Service, words: Vocabulary, findings: Findings) -> CompiledProcess:
    if service.process is None:
        return standard_process(service.kind)
    others_sign = bool(service.signing.others) or asks_others_to_sign(service)
    return plan_process(service.process, service.kind, others_sign, words, findings)


def _plan_exits(
    step: Step, words: Vocabulary, findings: Findings, path: Path
) -> tuple[tuple[Condition, Exit], ...]:
    found = [
        (_condition(way_out.when, words, findings, (*path, "exits", place, "when")), way_out)
        for place, way_out in enumerate(step.exits)
    ]
    return tuple((condition, way_out) for condition, way_out in found if condition)


def _plan_price(service: Service, words: Vocabulary, findings: Findings) -> Formula | None:
    if service.fee is None or not service.fee.amount:
        return None
    path: Path = ("fee", "amount")
    formula = compile_formula(service.fee.amount, words, findings, path)
    if formula and formula.kind != NUMBER:
        findings.add(path, NOT_AN_AMOUNT, found=formula.kind.said)
    return formula


def _vocabulary(asked: Mapping[str, QuestionBase], everything: frozenset[str]) -> Vocabulary:
    answered = {key: question.value_kind for key, question in asked.items() if question.ANSWERED}
    return Vocabulary(known={**answered, **ROOTS}, later=everything - frozenset(asked))


def _plan_all(
    questions: Sequence[QuestionBase], words: Vocabulary, findings: Findings, path: Path
) -> tuple[QuestionPlan, ...]:
    return tuple(
        _plan_question(question, words, findings, (*path, place))
        for place, question in enumerate(questions)
    )


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
        formula=_formula(question, words, findings, (*path, "value")),
        rows=_plan_rows(question, words, findings, path),
    )


def _formula(
    question: QuestionBase, words: Vocabulary, findings: Findings, path: Path
) -> Formula | None:
    if not isinstance(question, Calculated):
        return None
    formula = compile_formula(question.value, words, findings, path)
    if formula and formula.kind.name != question.value_kind.name:
        said = {"found": formula.kind.said, "wanted": question.value_kind.said}
        findings.add(path, GIVES_ANOTHER, **said)
    return formula


def _plan_rows(
    question: QuestionBase, words: Vocabulary, findings: Findings, path: Path
) -> tuple[QuestionPlan, ...]:
    """The questions of a table, which know one another by their own names."""
    if not isinstance(question, Rows):
        return ()
    own = {inner.key: inner.value_kind for inner in question.questions}
    outer = {key: kind for key, kind in words.known.items() if key != question.key}
    here = Vocabulary(known={**outer, **own}, later=words.later - frozenset(own))
    place: Path = (*path, "questions")
    return _in_order(_plan_all(question.questions, here, findings, place), findings, place)


def _condition(text: str, words: Vocabulary, findings: Findings, path: Path) -> Condition | None:
    return compile_condition(text, words, findings, path) if text else None


def _in_order(
    questions: tuple[QuestionPlan, ...], findings: Findings, path: Path
) -> tuple[QuestionPlan, ...]:
    by_key = {plan.question.key: plan for plan in questions}
    sorter = TopologicalSorter(
        {key: [name for name in plan.needs if name in by_key] for key, plan in by_key.items()}
    )
    try:
        return tuple(by_key[key] for key in sorter.static_order())
    except CycleError as error:
        ring = error.args[1]
        place = next(n for n, plan in enumerate(questions) if plan.question.key in ring)
        findings.add((*path, place), CYCLE, ring=" → ".join(ring))
        return questions
