"""The tests of a service: people, what they answer, and what must come of it."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date
from typing import Any

import msgspec
import yaml

from torget.rooms.eservices.case_tests import NO_CASE, CaseAct, CaseWalk, walked
from torget.rooms.eservices.language.compiled import CompiledService
from torget.rooms.eservices.language.problems import Findings, Problem
from torget.rooms.eservices.language.reading import compose
from torget.rooms.eservices.language.texts import N_, Message, Value
from torget.rooms.eservices.language.types.money import ORE
from torget.rooms.eservices.outcome import Outcome, outcome_of

NOT_A_LIST = N_("Här ska det stå en lista med personer som provar tjänsten")
UNREADABLE = N_("Testpersonen går inte att läsa: {reason}")
UNKNOWN_QUESTION = N_("Svaret ”{question}” hör inte till någon fråga i tjänsten.")
OTHER_STEP = N_("Steg {number} skulle vara ”{expected}” men blev ”{found}”.")
MISSING_STEP = N_("Vägen tog slut efter {count} steg. Steget ”{expected}” kom aldrig.")
EXTRA_STEP = N_("Vägen skulle vara slut men fortsatte till steget ”{found}”.")
NOT_ACCEPTED = N_("Svaret på frågan ”{question}” i steget ”{step}” godtogs inte.")
OTHER_UNIT = N_("Ärendet skulle gå till enheten ”{expected}” men går till ”{found}”.")
NOT_SHOWN = N_("Sammanfattningen skulle visa ”{line}” men gör det inte.")
OTHER_PRICE = N_("Avgiften skulle bli {expected} kr men blev {found} kr.")
OTHER_DOCUMENTS = N_("Filerna skulle vara {expected} men blev {found}.")
OTHER_SIGNATURES = N_("De som skriver under skulle vara {expected} men blev {found}.")
OTHER_EXIT = N_("Vägen skulle sluta vid utgången ”{expected}” men slutade vid ”{found}”.")
NO_EXIT = N_("Vägen skulle sluta vid utgången ”{expected}” men gick hela vägen.")


class Persona(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Someone who fills in the service on a day that is given.

    `context` is what registers and the account say; `summary` are lines, in Swedish, that must
    stand in what is read before it is sent. `price` is in kronor, `documents` are names of files
    and `signatures` names of people; what is not said is not tested. `exit` is the title where
    the way ends for whom the service is not. `case` is what is then done to the case.
    """

    name: str
    today: date
    answers: dict[str, Any]
    path: tuple[str, ...]
    unit: str
    context: dict[str, Any] = {}
    summary: tuple[str, ...] = ()
    price: float | None = None
    documents: tuple[str, ...] | None = None
    signatures: tuple[str, ...] | None = None
    exit: str = ""
    case: tuple[CaseAct, ...] = ()


class Difference(msgspec.Struct, frozen=True):
    """Where and how something went another way; `because` is what the person would be told."""

    what: Message
    because: Message | None = None

    def say(self, translate: Callable[[str], str], language: str) -> str:
        """The finished sentences; `translate` is gettext, or `str` for the Swedish source."""
        said = [self.what, self.because] if self.because else [self.what]
        return " ".join(message.say(translate, language) for message in said)

    def __str__(self) -> str:
        return self.say(str, "sv")


class PersonaResult(msgspec.Struct, frozen=True):
    """How it went for one persona."""

    persona: Persona
    differences: tuple[Difference, ...]
    outcome: Outcome
    stood: tuple[str, ...] = ()  # the case, after each act as far as it came

    @property
    def parted(self) -> int | None:
        """How many steps went as expected before the ways parted; None when they did not."""
        expected, walked = self.persona.path, self.outcome.path
        if expected == walked:
            return None
        return next(
            (at for at, pair in enumerate(zip(expected, walked, strict=False)) if len({*pair}) > 1),
            min(len(expected), len(walked)),
        )

    @property
    def passed(self) -> bool:
        return not self.differences


def read_personas(text: str) -> tuple[tuple[Persona, ...], tuple[Problem, ...]]:
    """Everyone in a personas.yaml who can be read, and what is wrong with the text."""
    if not text.strip():
        return (), ()
    findings = Findings()
    node = compose(text, findings)
    if node is None:
        return (), tuple(findings.problems)
    if not isinstance(node, yaml.SequenceNode):
        findings.add((), NOT_A_LIST)
        return (), tuple(findings.problems)
    read = [_read(item, number, findings) for number, item in enumerate(node.value)]
    return tuple(one for one in read if one), tuple(findings.problems)


def run_personas(
    service: CompiledService, personas: Iterable[Persona]
) -> tuple[PersonaResult, ...]:
    """Let each walk through the service."""
    return tuple(_result(service, one) for one in personas)


def _result(service: CompiledService, persona: Persona) -> PersonaResult:
    outcome = outcome_of(service, persona.answers, persona.context)
    stood, wrong = _case(service, persona, outcome)
    found = (*_differences(service, persona, outcome), *wrong)
    return PersonaResult(persona, found, outcome, stood)


def _case(
    service: CompiledService, persona: Persona, outcome: Outcome
) -> tuple[tuple[str, ...], list[Difference]]:
    """Where the case stood after each act, and what went another way."""
    if not persona.case:
        return (), []
    if outcome.exit:
        return (), [_said(NO_CASE)]
    others_sign = len(outcome.signatures) > 1
    walk = CaseWalk(service, persona.answers, persona.context, others_sign=others_sign)
    stood, wrong = walked(walk, persona.case)
    return stood, [Difference(message) for message in wrong]


def _read(node: yaml.Node, number: int, findings: Findings) -> Persona | None:
    mark = node.start_mark
    findings.places[(number,)] = (mark.line + 1, mark.column + 1)
    try:
        plain = yaml.constructor.SafeConstructor().construct_document(node)
        persona = msgspec.convert(plain, Persona)
    except (yaml.YAMLError, msgspec.ValidationError, ValueError) as error:
        findings.add((number,), UNREADABLE, reason=str(error).splitlines()[0])
        return None
    # A date that was written without quotation marks is a text among answers.
    answers, context = msgspec.to_builtins((persona.answers, persona.context), str_keys=True)
    return msgspec.structs.replace(persona, answers=answers, context=context)


def _differences(
    service: CompiledService, persona: Persona, outcome: Outcome
) -> Iterator[Difference]:
    answers, context = persona.answers, persona.context
    for key in answers:
        if key not in service.questions:
            yield _said(UNKNOWN_QUESTION, question=key)
    yield from _other_way(persona.path, outcome.path)
    wrong = [
        (step, question, message)
        for step, question, message in service.remaining(answers, context, persona.today)
        if not (persona.exit and service.exit_at(step, answers, context))
    ]
    for step, question, message in wrong:
        yield Difference(Message(NOT_ACCEPTED, {"question": question, "step": step}), message)
    if outcome.unit != persona.unit:
        yield _said(OTHER_UNIT, expected=persona.unit, found=outcome.unit)
    yield from _other_outcome(persona, outcome)
    if persona.summary and not wrong:
        yield from _not_shown(service, persona, answers, context)


def _other_outcome(persona: Persona, outcome: Outcome) -> Iterator[Difference]:
    """What else should have come of it, where the test says."""
    price = 0 if outcome.price is None else outcome.price
    if persona.price is not None and round(persona.price * ORE) != price:
        yield _said(OTHER_PRICE, expected=persona.price, found=price / ORE)
    for text, expected, found in (
        (OTHER_DOCUMENTS, persona.documents, outcome.documents),
        (OTHER_SIGNATURES, persona.signatures, outcome.signatures),
    ):
        if expected is not None and expected != found:
            yield _said(text, expected=_listed(expected), found=_listed(found))
    if persona.exit and not outcome.exit:
        yield _said(NO_EXIT, expected=persona.exit)
    elif persona.exit and persona.exit != outcome.exit:
        yield _said(OTHER_EXIT, expected=persona.exit, found=outcome.exit)


def _listed(names: tuple[str, ...]) -> str:
    return ", ".join(names) or "–"


def _other_way(expected: tuple[str, ...], walked: tuple[str, ...]) -> list[Difference]:
    """The first place where the ways part; what comes after follows from it."""
    for number, (wanted, found) in enumerate(zip(expected, walked, strict=False), 1):
        if wanted != found:
            return [_said(OTHER_STEP, number=number, expected=wanted, found=found)]
    if len(walked) < len(expected):
        return [_said(MISSING_STEP, count=len(walked), expected=expected[len(walked)])]
    if len(walked) > len(expected):
        return [_said(EXTRA_STEP, found=walked[len(expected)])]
    return []


def _not_shown(
    service: CompiledService, persona: Persona, answers: Mapping[str, Any], context: Any
) -> list[Difference]:
    sections = service.summary(answers, context, "sv")
    lines = {line for section in sections for row in section.rows for line in row.lines}
    return [_said(NOT_SHOWN, line=line) for line in persona.summary if line not in lines]


def _said(text: str, **values: Value) -> Difference:
    return Difference(Message(text, values))
