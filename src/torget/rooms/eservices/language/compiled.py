"""A service ready for use: what to show, what was answered, what remains, where it goes."""

import hashlib
import json
import threading
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from types import MappingProxyType
from typing import Any

import msgspec

from torget.rooms.eservices.language.checking import Plan, QuestionPlan, StepPlan, plan_service
from torget.rooms.eservices.language.expressions import Condition
from torget.rooms.eservices.language.problems import Findings
from torget.rooms.eservices.language.reading import read_yaml
from torget.rooms.eservices.language.service import Service, Step, canonical_json
from torget.rooms.eservices.language.signing import Facts, signing_text
from torget.rooms.eservices.language.summary import SummarySection, summary_section
from torget.rooms.eservices.language.texts import Message
from torget.rooms.eservices.language.types import FieldProblem, Files, Json, QuestionBase
from torget.rooms.eservices.language.types.base import Context, Raw, Reading
from torget.rooms.eservices.language.types.choice import compared_child

Answers = Mapping[str, Json]  # question key → answer, as read_step gave them


class StepReading(msgspec.Struct, frozen=True):
    """One page that was sent in.

    `values` has every visible question of the step: its answer, or None where there is none
    or it could not be read. Values may be kept even when there are problems.
    """

    values: dict[str, Json]
    problems: list[FieldProblem]


class PathPosition(msgspec.Struct, frozen=True):
    """Where a step stands among those shown; `next` is None when only checking remains."""

    number: int
    count: int
    previous: str | None
    next: str | None


class Walk(msgspec.Struct, frozen=True):
    """The service as one person meets it: visible steps, and the answers that count."""

    steps: dict[str, tuple[QuestionPlan, ...]]
    values: dict[str, Json]  # hidden questions are None
    compared: dict[str, Json]  # the same as conditions see it, with register and me

    def put(self, question: QuestionBase, value: Json) -> None:
        self.values[question.key] = value
        self.compared[question.key] = None if value is None else question.compared(value)


class _Latest(threading.local):
    """The walk that this thread made last, and of what."""

    told = b""
    walk: Walk


class CompiledService:
    """Immutable and safe to share between threads. Made by `compile_service`."""

    def __init__(self, service: Service, plan: Plan) -> None:
        self.service = service
        self.hash = hashlib.sha256(canonical_json(service)).hexdigest()
        self.steps: Mapping[str, Step] = MappingProxyType(
            {step.key: step for step in service.steps}
        )
        self.questions: Mapping[str, QuestionBase] = MappingProxyType(
            {question.key: question for step in service.steps for question in step.questions}
        )
        self._plans: Mapping[str, StepPlan] = {plan.step.key: plan for plan in plan.steps}
        self._question_plans = {
            item.question.key: item for step in plan.steps for item in step.questions
        }
        self._routing = plan.routing
        self._latest = _Latest()

    def information_types(self) -> frozenset[str]:
        """Keys of all information types that the service may come to hold."""
        found = {question.information for question in self.questions.values()}
        return frozenset(found - {""})

    # --- the way through ------------------------------------------------------------------

    def visible_steps(self, answers: Answers, context: Context) -> tuple[Step, ...]:
        """The steps to go through with these answers, in order."""
        return tuple(self.steps[key] for key in self._walk(answers, context).steps)

    def visible_questions(
        self, step_key: str, answers: Answers, context: Context
    ) -> tuple[QuestionBase, ...]:
        """The questions to show on a page; none when the step is hidden. KeyError if unknown."""
        self._plans[step_key]
        plans = self._walk(answers, context).steps.get(step_key, ())
        return tuple(plan.question for plan in plans)

    def path_position(self, step_key: str, answers: Answers, context: Context) -> PathPosition:
        """Step 2 of 6, and its neighbours. KeyError when the step is hidden or unknown."""
        keys: Sequence[str | None] = [*self._walk(answers, context).steps]
        if step_key not in keys:
            raise KeyError(step_key)
        place = keys.index(step_key)
        around = [None, *keys, None]
        return PathPosition(place + 1, len(keys), around[place], around[place + 2])

    def unit_for(self, answers: Answers, context: Context) -> str:
        """Key of the unit that the case goes to."""
        compared = self._walk(answers, context).compared
        for condition, unit in self._routing:
            if condition.holds(compared):
                return unit
        return self.service.unit

    # --- answers --------------------------------------------------------------------------

    def prefilled(self, step_key: str, answers: Answers, context: Context) -> dict[str, Json]:
        """What to show because registers know it: where the person has not answered, or may not."""
        plans = self._walk(answers, context).steps.get(step_key, ())
        found = {
            plan.question.key: _from_source(plan.question, context)
            for plan in plans
            if plan.question.prefill
            and (answers.get(plan.question.key) is None or _locked(plan.question, context))
        }
        return {key: value for key, value in found.items() if value}

    def is_locked(self, question_key: str, context: Context) -> bool:
        """Whether the register's word counts, so that the answer is shown but not asked."""
        return _locked(self.questions[question_key], context) is not None

    def must_answer(self, question_key: str, answers: Answers, context: Context) -> bool:
        """Whether the question, when visible, must be answered."""
        return _must_answer(self._question_plans[question_key], self._walk(answers, context))

    def read_step(
        self, step_key: str, raw: Raw, answers: Answers, context: Context, today: date
    ) -> StepReading:
        """Read the fields of one page. `answers` holds earlier steps, and all uploaded files."""
        plan = self._plans[step_key]
        walk = self._new_walk(answers, context)
        if plan.show and not plan.show.holds(walk.compared):
            return StepReading({}, [])
        readings: dict[str, Reading] = {}
        for item in plan.order:
            question = item.question
            walk.put(question, None)
            if _is_shown(item, walk, context):
                readings[question.key] = _read(question, raw, answers, context, today)
                walk.put(question, readings[question.key].value)
        problems = [
            problem
            for item in plan.questions
            if (reading := readings.get(item.question.key))
            for problem in reading.problems or _problems(item, walk, today, context)
        ]
        kept = {key: walk.values[key] for key in readings if self.questions[key].ANSWERED}
        return StepReading(kept, problems)

    def remaining(
        self, answers: Answers, context: Context, today: date
    ) -> list[tuple[str, str, Message]]:
        """What is unanswered or wrong over all visible steps: step, question, what to say."""
        walk = self._walk(answers, context)
        return [
            (step_key, problem.question, problem.message)
            for step_key, plans in walk.steps.items()
            for plan in plans
            for problem in _problems(plan, walk, today, context)
        ]

    def visible_answers(self, answers: Answers, context: Context) -> dict[str, Json]:
        """What is sent in: canonical answers to visible questions. Only when nothing remains."""
        walk = self._walk(answers, context)
        return {
            plan.question.key: plan.question.canonical(walk.values[plan.question.key])
            for plans in walk.steps.values()
            for plan in plans
            if walk.values[plan.question.key] is not None
        }

    # --- to read, and to sign -------------------------------------------------------------

    def summary(self, answers: Answers, context: Context, language: str) -> list[SummarySection]:
        """All visible steps with their answers as lines for people."""
        walk = self._walk(answers, context)
        return [
            summary_section(
                self.steps[key],
                [plan.question for plan in plans if plan.question.ANSWERED],
                walk.values,
                {plan.question.key: _source(plan.question, walk.values, context) for plan in plans},
                language,
            )
            for key, plans in walk.steps.items()
        ]

    def signing_text(
        self, answers: Answers, context: Context, language: str, facts: Facts = ()
    ) -> str:
        """What the person reads and signs: the title, the `facts` as label and text, all rows."""
        sections = self.summary(answers, context, language)
        return signing_text(self.service.title.in_(language), facts, sections, language)

    def digest(self, answers: Answers, files: Iterable[str] = ()) -> bytes:
        """What the signature binds besides the text; see `submission_digest`."""
        return submission_digest(self.hash, answers, files)

    def _walk(self, answers: Answers, context: Context) -> Walk:
        """The walk, made once for the many questions that a page asks about the same answers."""
        told = msgspec.json.encode((answers, context))
        if self._latest.told != told:
            self._latest.told, self._latest.walk = told, self._new_walk(answers, context)
        return self._latest.walk

    def _new_walk(self, answers: Answers, context: Context) -> Walk:
        """One pass over the service; conditions only look back, so one is enough."""
        walk = Walk({}, {}, _known_of(context))
        for key, plan in self._plans.items():
            is_open = plan.show is None or plan.show.holds(walk.compared)
            shown: set[str] = set()
            for item in plan.order:
                question = item.question
                if is_open and _is_shown(item, walk, context):
                    shown.add(question.key)
                    walk.put(question, _answer(question, answers, context))
                else:
                    walk.put(question, None)
            if shown:
                walk.steps[key] = tuple(
                    item for item in plan.questions if item.question.key in shown
                )
        return walk


def read_service(text: str) -> Service:
    """The service in a service.yaml. Raises DefinitionErrors with every fault in the text."""
    findings = Findings()
    service = read_yaml(text, Service, findings)
    if service is not None:
        plan_service(service, findings)
    findings.raise_if_any()
    assert service is not None  # without faults there is a service
    return service


def compile_service(service: Service) -> CompiledService:
    """The service ready for use; raises DefinitionErrors. Do it once and keep it by its hash."""
    findings = Findings()
    plan = plan_service(service, findings)
    findings.raise_if_any()
    return CompiledService(service, plan)


def submission_digest(service_hash: str, answers: Answers, files: Iterable[str]) -> bytes:
    """SHA-256 of the UTF-8 text of a JSON object with three members.

    "answers": the visible answers in canonical form; "files": SHA-256 of each file in hex,
    sorted; "service": the hash of the definition. Members are sorted by code point at every
    level, no white space, no escapes beyond those that JSON requires.
    """
    content = {"answers": dict(answers), "files": sorted(files), "service": service_hash}
    text = json.dumps(
        content, sort_keys=True, ensure_ascii=False, separators=(",", ":"), allow_nan=False
    )
    return hashlib.sha256(text.encode()).digest()


def _known_of(context: Context) -> dict[str, Json]:
    """What registers and the account say, as expressions see it."""
    register = context.get("register")
    if register and register.get("children"):
        register = {**register, "children": [compared_child(c) for c in register["children"]]}
    return {"register": register, "me": context.get("me")}


def _is_shown(item: QuestionPlan, walk: Walk, context: Context) -> bool:
    return item.question.offered(context) and (item.show is None or item.show.holds(walk.compared))


def _read(
    question: QuestionBase, raw: Raw, answers: Answers, context: Context, today: date
) -> Reading:
    if isinstance(question, Files):
        return Reading(value=answers.get(question.key) or None)
    locked = _locked(question, context)
    return question.read(raw, today, context) if locked is None else Reading(value=locked)


def _answer(question: QuestionBase, answers: Answers, context: Context) -> Json:
    locked = _locked(question, context)
    value = answers.get(question.key) if locked is None else locked
    return None if value in ("", []) else value


def _problems(plan: QuestionPlan, walk: Walk, today: date, context: Context) -> list[FieldProblem]:
    question = plan.question
    if not question.ANSWERED:
        return []
    value = walk.values[question.key]
    if value is None:
        return [question.missing()] if _must_answer(plan, walk) else []
    return question.problems(value, today, context) or [
        FieldProblem(question.key, question.first_part(), Message("", own=message))
        for condition, message in plan.checks
        if _is_computable(condition, walk) and not condition.holds(walk.compared)
    ]


def _is_computable(condition: Condition, walk: Walk) -> bool:
    """A check waits until all that it compares has been answered."""
    return all(walk.compared.get(name) is not None for name in condition.names)


def _must_answer(plan: QuestionPlan, walk: Walk) -> bool:
    question = plan.question
    if plan.required is not None:
        return plan.required.holds(walk.compared)
    return question.ANSWERED and question.required and not question.recommended


def _locked(question: QuestionBase, context: Context) -> Json:
    """The register's value where it counts as the answer.

    A value that breaks the question's own rules does not lock: the person must be able to
    get on, whatever a register holds.
    """
    if not question.lock_prefilled:
        return None
    value = _from_source(question, context)
    return None if value is None or question.problems(value, date.max, context) else value


def _from_source(question: QuestionBase, context: Context) -> Json:
    value: Any = context
    for name in question.prefill.split("."):
        value = value.get(name) if isinstance(value, Mapping) else None
    return question.fetched(value) if value else None


def _source(question: QuestionBase, values: Mapping[str, Json], context: Context) -> str:
    """Where an answer comes from: "register", "me" or, written by the person, empty."""
    value = values[question.key]
    if value is None:
        return ""
    if question.prefill and value == _from_source(question, context):
        return question.prefill.partition(".")[0]
    chosen = getattr(question, "options_from", "")
    return "register" if chosen and isinstance(value, dict) else ""
