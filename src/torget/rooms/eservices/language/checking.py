"""What must hold in a definition as a whole, beyond its shape and its expressions."""

import re
from collections.abc import Sequence
from datetime import date

from torget.rooms.eservices.language.expressions import FUNCTIONS, WORDS
from torget.rooms.eservices.language.problems import Findings, Path
from torget.rooms.eservices.language.service import Service
from torget.rooms.eservices.language.texts import N_
from torget.rooms.eservices.language.types import (
    Choice,
    PersonQuestion,
    QuestionBase,
    Rows,
    SignatureQuestion,
)
from torget.rooms.eservices.language.types.choice import OTHER

ROOTS = frozenset({"register", "me", "acting_for"})  # what expressions know besides the questions
RESERVED = frozenset({*ROOTS, *WORDS, *FUNCTIONS})

_KEY = re.compile(r"[a-z][a-z0-9_]{0,49}")
_SERIES = re.compile(r"[A-Z]{2,6}")

BAD_KEY = N_("”{key}” kan inte vara nyckel. Använd små bokstäver a–z, siffror och _.")
KEY_RESERVED = N_("”{key}” är ett ord i villkorens språk och kan inte vara nyckel")
KEY_TWICE = N_("Nyckeln ”{key}” används redan")
BAD_SERIES = N_("Ärendeserien ska vara 2–6 stora bokstäver, till exempel BYGG")
EMPTY_LIST = N_("Här måste det finnas minst en")
NOT_A_CHILD_QUESTION = N_("Det finns ingen fråga ”{wrong}” som väljer ett barn.")
ANONYMOUS_AND_SIGNED = N_("Den som är anonym kan inte skriva under. Ta bort det ena.")
NOT_A_DAY = N_("Skriv datumet som 2026-05-01")
NOT_BELOW_ZERO = N_("Talet ska vara 0 eller större")
NOBODY_SIGNS_FIRST = N_(
    "Andra kan bara skriva under det som du själv skriver under. Skriv required: true"
)
EMPLOYEES_ONLY = N_("En e-tjänst för anställda kan inte vara för andra också")
EMPLOYEES_DO_NOT_SIGN = N_("Anställda är inloggade som anställda och skriver inte under")
NO_TIME = N_("Skriv hur många veckor eller månader lagen ger")
APPROVED_TWICE = N_("Det står redan vem som godkänner det här utfallet")
TOO_FEW_DAYS = N_("Antalet dagar ska vara minst 1")


def check_service(service: Service, findings: Findings) -> None:
    """Note what is wrong with the service and its keys; expressions are checked elsewhere."""
    _check_whole(service, findings)
    _check_keys(service, findings)


def _check_whole(service: Service, findings: Findings) -> None:
    for name in ("steps", "legal_bases", "other_ways", "audience"):
        if not getattr(service, name):
            findings.add((name,), EMPTY_LIST)
    for number, step in enumerate(service.steps):
        if not step.questions:
            findings.add(("steps", number, "questions"), EMPTY_LIST)
    if "employees" in service.audience and len(service.audience) > 1:
        findings.add(("audience",), EMPLOYEES_ONLY)
    if "employees" in service.audience and service.signing.required:
        findings.add(("signing", "required"), EMPLOYEES_DO_NOT_SIGN)
    if not _SERIES.fullmatch(service.case_series):
        findings.add(("case_series",), BAD_SERIES)
    _check_numbers(service, findings)
    _check_approvals(service, findings)
    _check_opening(service, findings)
    _check_signing(service, findings)


def _check_numbers(service: Service, findings: Findings) -> None:
    if service.process_time.promised_days < 1:
        findings.add(("process_time", "promised_days"), TOO_FEW_DAYS)
    if service.quality_check < 0:
        findings.add(("quality_check",), NOT_BELOW_ZERO)
    law = service.process_time.statutory
    if law and (law.weeks < 1 and law.months < 1):
        findings.add(("process_time", "statutory", "weeks"), NO_TIME)


def _check_approvals(service: Service, findings: Findings) -> None:
    seen: set[str] = set()
    for number, one in enumerate(service.approvals):
        if not one.rounds:
            findings.add(("approvals", number, "rounds"), EMPTY_LIST)
        if one.outcome in seen:
            findings.add(("approvals", number, "outcome"), APPROVED_TWICE)
        seen.add(one.outcome)


def _check_signing(service: Service, findings: Findings) -> None:
    if service.anonymous_allowed and service.signing.required:
        findings.add(("anonymous_allowed",), ANONYMOUS_AND_SIGNED)
    choosers = [
        question.key
        for step in service.steps
        for question in step.questions
        if _chooses_child(question)
    ]
    asks = service.signing.others or asks_others_to_sign(service)
    if asks and not service.signing.required:
        findings.add(("signing",), NOBODY_SIGNS_FIRST)
    others = service.signing.others
    if others and others not in choosers:
        findings.add_unknown(("signing", "others"), NOT_A_CHILD_QUESTION, others, choosers)


def _chooses_child(question: QuestionBase) -> bool:
    if isinstance(question, PersonQuestion):
        return "child" in question.who
    return isinstance(question, Choice) and question.of_children


def asks_others_to_sign(service: Service) -> bool:
    """Whether the sender names others who are to sign."""
    return any(_asks_to_sign(step.questions) for step in service.steps)


def _asks_to_sign(questions: Sequence[QuestionBase]) -> bool:
    inner = [one for table in questions if isinstance(table, Rows) for one in table.questions]
    return any(isinstance(question, SignatureQuestion) for question in (*questions, *inner))


def _check_opening(service: Service, findings: Findings) -> None:
    if service.opening and service.opening.most < 0:
        findings.add(("opening", "most"), NOT_BELOW_ZERO)
    for end in ("opens_on", "closes_on"):
        written = getattr(service.opening, end) if service.opening else ""
        if written and not _is_day(written):
            findings.add(("opening", end), NOT_A_DAY)


def _check_keys(service: Service, findings: Findings) -> None:
    questions: set[str] = set()
    steps: set[str] = set()
    _check_key(service.key, set(), findings, ("key",))
    for number, step in enumerate(service.steps):
        _check_key(step.key, steps, findings, ("steps", number, "key"))
        _check_questions(step.questions, questions, findings, ("steps", number, "questions"))


def _check_questions(
    questions: Sequence[QuestionBase], seen: set[str], findings: Findings, path: Path
) -> None:
    for place, question in enumerate(questions):
        at: Path = (*path, place)
        _check_key(question.key, seen, findings, (*at, "key"))
        options: set[str] = {OTHER} if getattr(question, "other", None) else set()
        for number, option in enumerate(getattr(question, "options", ())):
            _check_key(option.key, options, findings, (*at, "options", number, "key"))
        if isinstance(question, Rows):
            _check_questions(question.questions, set(), findings, (*at, "questions"))


def _check_key(key: str, seen: set[str], findings: Findings, path: Path) -> None:
    if not _KEY.fullmatch(key):
        findings.add(path, BAD_KEY, key=key)
    elif key in RESERVED and "questions" in path and "options" not in path:
        findings.add(path, KEY_RESERVED, key=key)
    elif key in seen:
        findings.add(path, KEY_TWICE, key=key)
    seen.add(key)


def _is_day(text: str) -> bool:
    try:
        return date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False
