"""A service ready for use: what to show, what was answered, what remains, where it goes."""

import hashlib
import json
import threading
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from types import MappingProxyType

import msgspec

from torget.rooms.eservices.language.blocks import (
    Block,
    Blocks,
    block_as_service,
    expand,
)
from torget.rooms.eservices.language.decision_table_proposing import TableProposal, proposal_of
from torget.rooms.eservices.language.decisions import Decided
from torget.rooms.eservices.language.drafting import DecisionDraft
from torget.rooms.eservices.language.planning import Plan, StepPlan, plan_service
from torget.rooms.eservices.language.problems import Findings
from torget.rooms.eservices.language.process_running import CaseFacts
from torget.rooms.eservices.language.reading import compose, read_node, read_yaml
from torget.rooms.eservices.language.rows import RowQuestion, must_answer, questions_of_row
from torget.rooms.eservices.language.service import Exit, Service, Step, canonical_json
from torget.rooms.eservices.language.signing import COST, Facts, signing_text
from torget.rooms.eservices.language.summary import (
    SummarySection,
    acting_for_section,
    summary_section,
)
from torget.rooms.eservices.language.texts import Message
from torget.rooms.eservices.language.types import FieldProblem, Json, QuestionBase, Rows
from torget.rooms.eservices.language.types.base import Context, Raw, Reading
from torget.rooms.eservices.language.types.money import ORE, written_amount
from torget.rooms.eservices.language.walking import (
    Answers,
    Walk,
    all_problems,
    ends_after,
    from_source,
    held_instead,
    is_shown,
    known_of,
    locked,
    problems_now,
    read_answer,
    saved_answer,
    source_of,
)


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
        self._price = plan.price
        self.process = plan.process
        self._decisions = plan.decisions
        self.table = plan.table
        self._latest = _Latest()

    def information_types(self) -> frozenset[str]:
        """Keys of all information types that the service may come to hold."""
        asked = list(self.questions.values())
        rows = [inner for table in asked if isinstance(table, Rows) for inner in table.questions]
        return frozenset({question.information for question in (*asked, *rows)} - {""})

    @property
    def fetches(self) -> frozenset[str]:
        """What must be fetched when someone begins: "register.children", "lists.schools"."""
        return frozenset[str]().union(*(one.fetches for one in self.questions.values()))

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

    def exit_at(self, step_key: str, answers: Answers, context: Context) -> Exit | None:
        """Where the way ends after this step, when the service is not for this person."""
        return self._walk(answers, context).exits.get(step_key)

    def price(self, answers: Answers, context: Context) -> int | None:
        """What it costs in öre; None when no amount is told, or cannot be told yet."""
        if self._price is None:
            return None
        kronor = self._price.value(self._walk(answers, context).compared)
        return None if kronor is None else round(kronor * ORE)

    def known_of_case(
        self, answers: Answers, context: Context, facts: CaseFacts
    ) -> dict[str, Json]:
        """What conditions of the process see: the answers, and what is known of the case."""
        return {**self._walk(answers, context).compared, "case": msgspec.structs.asdict(facts)}

    def decision_draft(
        self,
        outcome: Decided,
        answers: Answers,
        context: Context,
        facts: CaseFacts,
        said: Mapping[str, str],
    ) -> DecisionDraft:
        """What a decision of the outcome starts from; `said` has the words of facts of the case,
        by what stands after "case.".
        """
        values = self._walk(answers, context).values

        def say(name: str) -> str | None:
            if name.startswith("case."):
                return said.get(name.removeprefix("case."))
            value = values.get(name)
            return None if value is None else ", ".join(self.questions[name].show(value, "sv"))

        return self._decisions.draft(outcome, self.known_of_case(answers, context, facts), say)

    def by_table(
        self, answers: Answers, context: Context, facts: CaseFacts
    ) -> TableProposal | None:
        """What the decision table says of the case; None without a table."""
        if self.table is None:
            return None
        walk = self._walk(answers, context)
        known = {**walk.compared, "case": msgspec.structs.asdict(facts)}
        return proposal_of(self.table, known, self.questions, walk.values, context)

    # --- answers --------------------------------------------------------------------------

    def prefilled(self, step_key: str, answers: Answers, context: Context) -> dict[str, Json]:
        """What to show that is not asked: worked out, or known where there is no own answer."""
        walk = self._walk(answers, context)
        plans = walk.steps.get(step_key, ())
        worked_out = {p.question.key: walk.values[p.question.key] for p in plans if p.formula}
        found = {
            plan.question.key: from_source(plan.question, context)
            for plan in plans
            if plan.question.prefill
            and (answers.get(plan.question.key) is None or locked(plan.question, context))
        }
        return worked_out | {key: value for key, value in found.items() if value}

    def is_locked(self, question_key: str, context: Context) -> bool:
        """Whether the register's word counts, so that the answer is shown but not asked."""
        return locked(self.questions[question_key], context) is not None

    def must_answer(self, question_key: str, answers: Answers, context: Context) -> bool:
        """Whether the question, when visible, must be answered."""
        return must_answer(
            self._question_plans[question_key], self._walk(answers, context).compared
        )

    def row_questions(
        self, question_key: str, row: Mapping[str, Json], answers: Answers, context: Context
    ) -> tuple[RowQuestion, ...]:
        """The questions that a row of a table shows with the row's answers, as they stand."""
        known = self._walk(answers, context).compared
        return questions_of_row(self._question_plans[question_key], dict(row), known, context)

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
            if is_shown(item, walk, context):
                readings[question.key] = read_answer(item, raw, answers, walk, context, today)
                walk.put(question, readings[question.key].value)
        problems = [
            problem
            for item in plan.questions
            if (reading := readings.get(item.question.key))
            for problem in all_problems(item, reading, walk, today, context)
        ]
        kept = {key: walk.values[key] for key in readings if self.questions[key].ANSWERED}
        return StepReading(kept, problems)

    def remaining(
        self, answers: Answers, context: Context, today: date
    ) -> list[tuple[str, str, Message]]:
        """What is unanswered or wrong over all visible steps: step, question, what to say."""
        walk = self._walk(answers, context)
        ended = [
            (key, self.steps[key].questions[0].key, Message("", own=way_out.title))
            for key, way_out in walk.exits.items()
        ]
        return ended + [
            (step_key, problem.question, problem.message)
            for step_key, plans in walk.steps.items()
            for plan in plans
            for problem in problems_now(plan, walk, today, context)
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
        """Whom it is filled in for, if not oneself, then all visible steps with their answers."""
        walk = self._walk(answers, context)
        return [*acting_for_section(context, language), *self._sections(walk, context, language)]

    def _sections(self, walk: Walk, context: Context, language: str) -> list[SummarySection]:
        sections = []
        for key, plans in walk.steps.items():
            asked = [plan.question for plan in plans if plan.question.ANSWERED]
            sources = {one.key: source_of(one, walk.values, context) for one in asked}
            held = held_instead(asked, walk.values, context)
            sections.append(
                summary_section(self.steps[key], asked, walk.values, sources, held, language)
            )
        return sections

    def signing_text(
        self, answers: Answers, context: Context, language: str, facts: Facts = ()
    ) -> str:
        """What the person reads and signs: title, `facts` as label and text, price, all rows."""
        sections = self.summary(answers, context, language)
        price = self.price(answers, context)
        cost = [] if price is None else [(COST.in_(language), written_amount(price, language))]
        title = self.service.title.in_(language)
        return signing_text(title, [*facts, *cost], sections, language)

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
        walk = Walk({}, {}, known_of(context), {})
        is_ended = False
        for key, plan in self._plans.items():
            is_open = not is_ended and (plan.show is None or plan.show.holds(walk.compared))
            shown: set[str] = set()
            for item in plan.order:
                question = item.question
                if is_open and is_shown(item, walk, context):
                    shown.add(question.key)
                    walk.put(question, saved_answer(item, answers, walk, context))
                else:
                    walk.put(question, None)
            if shown:
                walk.steps[key] = tuple(
                    item for item in plan.questions if item.question.key in shown
                )
                is_ended = is_ended or ends_after(plan, walk)
        return walk


def read_service(text: str, blocks: Blocks | None = None) -> Service:
    """The service in a service.yaml, with the questions of the blocks that it uses put in.

    Raises DefinitionErrors with every fault in the text.
    """
    findings = Findings()
    root = compose(text, findings)
    service = None
    if root is not None:
        expand(root, blocks or {}, findings)
        service = read_node(root, Service, findings)
    if service is not None:
        plan_service(service, findings)
    findings.raise_if_any()
    assert service is not None  # without faults there is a service
    return service


def read_block(text: str) -> Block:
    """The block in a text. Raises DefinitionErrors with every fault, as if it stood alone."""
    findings = Findings()
    block = read_yaml(text, Block, findings)
    if block is not None:
        alone = Findings({("steps", 0, *path): place for path, place in findings.places.items()})
        plan_service(block_as_service(block), alone)
        findings.problems += alone.problems
    findings.raise_if_any()
    assert block is not None  # without faults there is a block
    return block


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
